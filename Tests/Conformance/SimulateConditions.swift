import OverreachModel
import OverreachPolicy

/// Whole `Condition` blocks.
struct SimulateConditions: ConformanceTable {
    let name = "iam-simulate/conditions"
    let files = ["iam-simulate/conditions.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let id = row["id"]?.string ?? ""
            guard row["mode"]?.string == "Strict", let block = row["condition"] else {
                score.skip(id, "discovery mode")
                continue
            }
            var context = RequestContext(isComplete: true)
            for member in row["request"]?["context"]?.members ?? [] { context.set(member.name, member.value.texts) }
            score.add(id, expected: row["expected"]?.isTrue ?? false, found: block.isFulfilled(in: context))
        }
        return score
    }
}

extension Value {
    /// Whether this `Condition` lets an allowing statement speak.
    func isFulfilled(in context: RequestContext) -> Bool {
        let statement = Value.object([
            Member("Effect", .string("Allow")), Member("Action", .string("*")), Member("Resource", .string("*")),
            Member("Condition", self),
        ])
        let document = PolicyDocument(
            .object([Member("Version", .string("2012-10-17")), Member("Statement", statement)]))
        let policies = AWSPrincipalPolicies(
            identity: [AttachedPolicy(key: .awsAccount("1"), name: "p", document: document, source: .inline)])
        // No principal whose own keys could hide those of the table.
        let asking = AWSPrincipal(kind: .federatedUser, arn: "", account: "1", tags: nil)
        return AWSEvaluator.decide(
            principal: asking, policies: policies, action: "a:b", resource: AWSResource(arn: "*", account: "1"),
            context: context
        ).outcome == .allowed
    }
}
