internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// What each candidate takes away, by the names that nodes and edges have in every graph that is judged of the facts.
///
/// Nothing is judged for it, so it errs on the side of taking away: of a statement that loses one of its actions all edges
/// count as taken, though some stay. Of a right that a holder has by several attachments or memberships it knows that each
/// of them must go.
struct Takings {
    /// What one candidate takes away.
    struct Taking {
        /// Nodes with all their edges.
        var nodes: [Key] = []
        /// Grants by their ids, in whatever classes: statements, and rules of roles as bindings give them.
        var grants: [Text] = []
        /// Bindings all of whose grants count.
        var bindings: [Text] = []
        /// Resources and roles that are reached by leave of their own policies.
        var resources: [Key] = []
        /// Whose policies, or which, say less: edges fall that rest on them.
        var policies: [Key] = []
        /// Plain edges.
        var edges: [Revision.EdgeMatch] = []
        /// Policies that a holder has no longer by one of the ways in which it has them.
        var holdings: [Holding] = []
    }

    /// That somebody has a policy, by whatever way.
    struct Holding: Hashable {
        let holder: Key
        /// What the ids of the policy's grants begin with.
        let stem: Text
    }

    let candidates: [Candidate]
    private(set) var all: [Taking] = []
    /// By holding: the ways in which it is had, each with the candidates that take it.
    private(set) var ways: [Holding: [[Int]]] = [:]
    private(set) var byNode: [Key: [Int]] = [:]
    private(set) var byGrant: [Text: [Int]] = [:]
    private(set) var byBinding: [Text: [Int]] = [:]
    private(set) var byResource: [Key: [Int]] = [:]
    private(set) var byPolicy: [Key: [Int]] = [:]
    private(set) var byEdge: [Key: [(match: Revision.EdgeMatch, candidate: Int)]] = [:]

    /// Complexity: linear in what is stated, times how many a group has.
    init(_ candidates: [Candidate], _ stated: StatedFacts) {
        self.candidates = candidates
        let held = HeldPolicies(stated)
        all = candidates.map { Takings.taking(of: $0, held) }

        for (number, taking) in all.enumerated() {
            for key in taking.nodes { byNode[key, default: []].append(number) }
            for id in taking.grants { byGrant[id, default: []].append(number) }
            for id in taking.bindings { byBinding[id, default: []].append(number) }
            for key in taking.resources { byResource[key, default: []].append(number) }
            for key in taking.policies { byPolicy[key, default: []].append(number) }
            for match in taking.edges { byEdge[match.from, default: []].append((match, number)) }
        }
        ways = ways(held)
    }

    /// For each way in which somebody has a policy, who takes it: its attachment, or the membership by which it came.
    private func ways(_ held: HeldPolicies) -> [Holding: [[Int]]] {
        var (detaching, leaving): ([Holding: [Int]], [[Key]: [Int]]) = ([:], [:])
        for (number, candidate) in candidates.enumerated() {
            for edit in candidate.revision.edits {
                switch edit {
                case .drop(let key) where key.kind == .awsAttachment:
                    let holding = Holding(holder: key.subject, stem: HeldPolicies.stem(managed: key.name.string))
                    detaching[holding, default: []].append(number)
                case .unstateEdges(let match) where match.kind == EdgeKind(AWSEdge.memberOf):
                    if let group = match.to { leaving[[match.from, group], default: []].append(number) }
                default: continue
                }
            }
        }
        var ways: [Holding: [[Int]]] = [:]
        for (holder, stems) in held.byHolder {
            for stem in stems {
                let own = Holding(holder: holder, stem: stem)
                ways[own, default: []].append(detaching[own] ?? [])
                for member in held.members[holder] ?? [] {
                    let takers = (detaching[own] ?? []) + (leaving[[member, holder]] ?? [])
                    ways[Holding(holder: member, stem: stem), default: []].append(takers.sorted())
                }
            }
        }
        return ways.mapValues { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    }

    private static func taking(of candidate: Candidate, _ held: HeldPolicies) -> Taking {
        var taking = Taking()
        for edit in candidate.revision.edits {
            switch edit {
            case .silenceStatement(let key, let place), .replaceStatement(let key, let place, _),
                .cutStatement(let key, let place, _):
                taking.grants.append(HeldPolicies.grant(key, place))
                if key.kind == .awsTrustPolicy || key.kind == .awsResourcePolicy {
                    taking.resources.append(key.subject)
                } else {
                    taking.policies.append(key.subject)
                }
            case .silenceRule(let role, let place):
                taking.grants += (held.bindings[role.subject] ?? []).map { Text("\($0)#\(place)") }
            case .dropSubject(let binding, _): taking.bindings.append(Text(binding.subject.id))
            case .drop(let key) where key.kind == .awsAttachment:
                taking.policies.append(candidate.target)
                taking.holdings += held.holders(of: key.subject).map {
                    Holding(holder: $0, stem: HeldPolicies.stem(managed: key.name.string))
                }
            case .drop(let key): taking.resources.append(key.subject)
            case .unstateEdges(let match) where match.kind == EdgeKind(AWSEdge.memberOf):
                guard let group = match.to else { continue }
                taking.policies += [group] + (held.policies[group] ?? [])
                taking.holdings += (held.byHolder[group] ?? []).map { Holding(holder: match.from, stem: $0) }
                taking.edges.append(match)
            case .unstateNode(let key), .removeNode(let key): taking.nodes.append(key)
            case .unstateEdges(let match), .removeEdges(let match): taking.edges.append(match)
            case .rewrite, .add, .state: continue
            }
        }
        return taking
    }
}

/// Who has which policies, as documents and memberships state it.
private struct HeldPolicies {
    /// The stems of the policies that somebody, or a group, has of its own.
    private(set) var byHolder: [Key: Set<Text>] = [:]
    /// The managed policies among them.
    private(set) var policies: [Key: [Key]] = [:]
    /// The users of each group.
    private(set) var members: [Key: [Key]] = [:]
    /// The ids of the bindings of each role.
    private(set) var bindings: [Key: [String]] = [:]

    init(_ stated: StatedFacts) {
        var managed: [Text: Key] = [:]
        for document in stated.documents where document.kind == .awsManagedPolicy {
            managed[Text(document.subject.id)] = document.subject
        }
        for document in stated.documents {
            let subject = document.subject
            switch document.kind {
            case .awsAttachment:
                byHolder[subject, default: []].insert(HeldPolicies.stem(managed: document.name))
                if let policy = managed[Text(document.name)] { policies[subject, default: []].append(policy) }
            case .awsInlinePolicy:
                byHolder[subject, default: []].insert(Text("\(subject.id):inline/\(document.name)/"))
            case .kubernetesBinding:
                let binding = KubernetesBinding(document.body, namespace: document.body["namespace"]?.string)
                bindings[binding.role(in: subject.scope), default: []].append(subject.id)
            default: continue
            }
        }
        let kind = EdgeKind(AWSEdge.memberOf)
        for edge in stated.edges where edge.kind == kind { members[edge.to, default: []].append(edge.from) }
    }

    /// The holder, or who is in the group that it is.
    func holders(of subject: Key) -> [Key] { [subject] + (members[subject] ?? []) }

    /// What the ids of the grants of a managed policy begin with.
    static func stem(managed arn: String) -> Text { Text("\(arn)/") }

    /// The id of the grant of a statement.
    static func grant(_ key: DocumentKey, _ place: Int) -> Text {
        switch key.kind {
        case .awsManagedPolicy: Text("\(key.subject.id)/#\(place)")
        case .awsInlinePolicy: Text("\(key.subject.id):inline/\(key.name)/#\(place)")
        case .awsTrustPolicy: Text("\(key.subject.id):trust/#\(place)")
        default: Text("\(key.subject.id):policy/#\(place)")
        }
    }
}
