import OverreachModel
import OverreachPolicy

/// Single elements of statements: does the statement speak of the request.
struct SimulateElements: ConformanceTable {
    let name = "iam-simulate/element-matching"
    let files = ["iam-simulate/element-matching.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let id = row["id"]?.string ?? ""
            guard let statement = row["statement"], let expected = row["expected"] else {
                score.skip(id, "no statement")
                continue
            }
            switch row["element"]?.string {
            case "Action", "NotAction":
                let found = PolicyDocument.of(statement.adding("Resource", "*"))
                    .statements.first?.matches(action: row["request"]?["action"]?.string ?? "")
                score.add(id, expected: expected.isTrue, found: found ?? false)
            case "Resource", "NotResource":
                score.add(id, expected: expected.isTrue, found: speaks(row, statement.adding("Action", "*")))
            case "Principal", "NotPrincipal":
                score.add(id, expected: expected.string ?? "", found: naming(row, statement))
            case let other: score.skip(id, "the element \(other ?? "")")
            }
        }
        return score
    }

    /// Whether a statement decides a request that is otherwise allowed (for a deny) or bounded (for an allow).
    private func speaks(_ row: Value, _ statement: Value) -> Bool {
        let document = PolicyDocument.of(
            row["policyType"]?.string == "resource" || row["policyType"]?.string == "vpce"
                ? statement.adding("Principal", "*") : statement)
        let all = PolicyDocument.of(.everything)
        let isDeny = statement["Effect"]?.string == "Deny"
        let arn = row["request"]?["resource"]?.string ?? ""
        let isOfChina = arn.hasPrefix("arn:aws-cn:")
        let account = row["request"]?["resourceAccountId"]?.string ?? ""
        let partition = isOfChina ? "aws-cn" : arn.hasPrefix("arn:aws-gov:") ? "aws-gov" : "aws"
        let asking = AWSPrincipal(kind: .role, arn: "arn:\(partition):iam::\(account):role/r", tags: nil)
        var resource = AWSResource(arn: arn, account: account)
        var policies = AWSPrincipalPolicies()
        var context = PolicyRequest(row: row).context
        var identity = [all]
        let level = isDeny ? [all, document] : [document]
        switch row["policyType"]?.string {
        case "session": policies.sessionPolicies = level
        case "pb": policies.boundary = isDeny ? nil : document
        case "scp": policies.serviceControlPolicies = [level]
        case "rcp": resource.controlPolicies = [level]
        case "vpce": context.endpointPolicy = isDeny ? nil : document
        case "resource":
            identity = isDeny ? identity : []
            resource = AWSResource(arn: arn, account: account, policy: document)
            resource.controlPolicies = []
        default: identity = level
        }
        policies.identity = identity.map {
            AttachedPolicy(key: .awsAccount("1"), name: "p", document: $0, source: .inline)
        }
        let isAllowed =
            AWSEvaluator.decide(
                principal: asking, policies: policies, action: row["request"]?["action"]?.string ?? "",
                resource: resource, context: context
            ).outcome == .allowed
        return isAllowed != isDeny
    }

    /// How a statement of a resource's policy names the principal, in the words of the table.
    private func naming(_ row: Value, _ statement: Value) -> String {
        let whole = statement.adding("Effect", "Allow").adding("Action", "*").adding("Resource", "*")
        let request = PolicyRequest(row: row)
        guard let asking = request.principal else { return "no principal" }
        let resource = AWSResource(
            arn: "arn:aws:s3:::b", account: asking.account, policy: PolicyDocument.of(whole))
        let decision = AWSEvaluator.decide(
            principal: asking, policies: AWSPrincipalPolicies(), action: "s3:GetBucket", resource: resource,
            context: request.context)
        let reason = decision.reasons.first { $0.level == .resource && $0.finding == .allows }
        switch reason?.naming {
        case .direct, .everyone: return "Match"
        case .role: return "SessionRoleMatch"
        case .account: return "AccountLevelMatch"
        case nil: return "NoMatch"
        }
    }
}

extension Value {
    /// A statement that allows everything.
    fileprivate static let everything = Value.object([
        Member("Effect", .string("Allow")), Member("Action", .string("*")), Member("Resource", .string("*")),
    ])

    /// The object with one more member.
    fileprivate func adding(_ name: String, _ text: String) -> Value {
        .object((members ?? []) + [Member(name, .string(text))])
    }
}

extension PolicyDocument {
    /// A policy of one statement.
    fileprivate static func of(_ statement: Value) -> PolicyDocument {
        PolicyDocument(
            .object([
                Value.Member("Version", .string("2012-10-17")),
                Value.Member("Statement", .array([Value.Element(statement)])),
            ]))
    }
}
