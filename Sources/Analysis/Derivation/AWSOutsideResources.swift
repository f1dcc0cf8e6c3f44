internal import OverreachModel
internal import OverreachPolicy

/// What statements name in particular and no list that was given holds.
struct AWSOutsideResources {
    /// The resources that were found, as nodes.
    private(set) var nodes: [Key: NodeFact] = [:]

    private let places: [AWSNode: Int]  // in the universes
    private let listed: Set<Text>  // types with accounts of which something was listed

    init(_ reach: AWSReach) {
        places = Dictionary(
            reach.universes.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
        listed = Set(
            reach.universes.flatMap { all in all.resources.map { Text("\(all.type.rawValue) \($0.account)") } })
    }

    /// What a right gives on resources that it names and nobody listed.
    ///
    /// A pattern that matches something of the inventory means that, and is not followed further.
    mutating func outcomes(
        of right: AWSStandings.Right, for principal: Int, evidence: Evidence?, in reach: inout AWSReach
    ) -> [Outcome] {
        guard !right.statement.isNotResource else { return [] }
        let holder = reach.standings.principals[principal]
        var out: Set<Outcome> = []
        for pattern in right.statement.patterns(for: holder.principal, at: .identity) ?? [] {
            guard let (type, store) = AWSOutsideResources.named(by: pattern) else { continue }
            let deeds = AWSDeed.all(on: type).filter {
                AccessEdge(rawValue: $0.kind.name) != nil && right.statement.matches(action: $0.action)
            }
            if deeds.isEmpty || places[type].map({ reach.touches(pattern, in: $0) }) == true { continue }

            let owner = store.account.isEmpty ? holder.principal.account : store.account
            let isForeign = !UTF8Order.equal(owner, holder.principal.account)
            let isListed = listed.contains(Text("\(type.rawValue) \(owner)"))
            let doubt =
                type == .key
                ? KeyRequest.isNotGiven
                : isForeign
                    ? "its own policy, which was not given, allows it"
                    : isListed ? "it exists, though the list that was given does not hold it" : nil
            let key = Key(NodeType(AWSNode.outsideResource), scope: store.account, id: store.text)
            var ways: [EdgeKind: Set<AWSGrantJudgement>] = [:]
            for deed in deeds {
                // Whose it is decides about consent, which is unknown, not about what the right says.
                for name in deed.row?.resources(of: store.text) ?? [] {
                    let resource = AWSResource(
                        arn: name, account: holder.principal.account, policy: type == .key ? .allowsEverything : nil,
                        tags: nil)
                    let judgement = AWSEvaluator.judge(
                        statement: right.statement, of: right.policy, principal: holder.principal,
                        policies: reach.standings.limited[principal], action: deed.action, resource: resource,
                        context: RequestContext())
                    if let judgement { ways[deed.kind, default: []].insert(judgement) }
                }
            }
            for (kind, judgements) in ways {
                for verdict in Verdict.allCases {
                    let equal = judgements.filter { $0.verdict == verdict }
                    if equal.isEmpty { continue }
                    var outcome = Outcome(kind, key, union: Array(equal))
                    if let doubt {
                        outcome.verdict = .conditional
                        outcome.conditions.append(doubt)
                    }
                    out.insert(outcome)
                }
            }
            if !ways.isEmpty {
                var node = nodes[key] ?? NodeFact(key, name: AWSOutsideResources.name(of: store, type))
                node.evidence = Set(node.evidence + [evidence].compactMap { $0 }).sorted()
                nodes[key] = node
            }
        }
        return out.sorted(by: Outcome.listOrder)
    }

    /// The type of store that a pattern is about, and the pattern of the store itself; nil where it names no type, or
    /// everything of one.
    static func named(by pattern: Pattern) -> (type: AWSNode, store: ARN)? {
        guard var arn = ARN(pattern.text), let (type, beginning) = type(of: arn) else { return nil }
        var name = Substring(arn.resource.dropFirst(beginning.count))
        // The store ends where the parts begin that actions are asked for.
        for suffix in Set(AWSEffects.effects(on: type).map { Text($0.resourceSuffix) }).sorted() {
            let part = suffix.string.prefix { $0 != "*" }
            if part.isEmpty { continue }
            if let cut = name.place(of: part) { name = name[..<cut] }
        }
        if type == .logGroup, name.hasSuffix(":*") { name = name.dropLast(2) }
        guard name.contains(where: { $0 != "*" && $0 != "?" }) else { return nil }
        arn.resource = beginning + name
        return (type, arn)
    }

    /// By the beginnings that ARNs of stores have.
    ///
    /// Source: AWS Service Authorization Reference, the resource types of each service.
    private static func type(of arn: ARN) -> (type: AWSNode, beginning: String)? {
        let beginnings: [(service: String, beginning: String, type: AWSNode)] = [
            ("dynamodb", "table/", .table), ("secretsmanager", "secret:", .secret), ("kms", "key/", .key),
            ("sqs", "", .queue), ("sns", "", .topic), ("ssm", "parameter/", .parameter),
            ("ecr", "repository/", .repository), ("kinesis", "stream/", .stream), ("logs", "log-group:", .logGroup),
            ("rds", "db:", .database), ("rds", "cluster:", .database), ("redshift", "cluster:", .database),
            ("bedrock", "knowledge-base/", .knowledgeBase), ("s3", "", .bucket),
        ]
        // Access points, jobs and the like of S3 have an account in their ARN, buckets have none.
        if arn.service == "s3", !arn.account.isEmpty { return nil }
        return beginnings.first { known in
            UTF8Order.equal(known.service, arn.service) && arn.resource.utf8.starts(with: known.beginning.utf8)
        }.map { ($0.type, $0.beginning) }
    }

    private static func name(of arn: ARN, _ type: AWSNode) -> String {
        guard let beginning = AWSOutsideResources.type(of: arn)?.beginning else { return arn.resource }
        return String(arn.resource.dropFirst(beginning.count))
    }
}

extension Substring {
    /// The index at which the part begins first, nil where it does not.
    fileprivate func place(of part: Substring) -> Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(part) { return index }
            formIndex(after: &index)
        }
        return nil
    }
}
