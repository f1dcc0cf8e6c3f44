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
            guard let block = row["condition"] else {
                score.skip(id, "no condition")
                continue
            }
            // A deny is said to match only where it surely does, an allow where it may.
            let outcome = block.outcome(in: PolicyRequest(row: row).context)
            let isOpen = outcome == .conditional && row["effect"]?.string != "Deny"
            // What could not be read is reported and never allowed outright, only on that condition.
            let isRefused = outcome == .conditional && !block.asPolicy.problems.isEmpty
            let known = isRefused ? "IAM User Guide, Grammar of the IAM JSON policy language: no such operator" : nil
            score.add(
                id, expected: row["expected"]?.isTrue ?? false, found: outcome == .allowed || isOpen, known: known)
        }
        return score
    }
}

extension Value {
    /// A policy of one statement that allows everything under this `Condition`.
    fileprivate var asPolicy: PolicyDocument {
        let statement = Value.object([
            Member("Effect", .string("Allow")), Member("Action", .string("*")), Member("Resource", .string("*")),
            Member("Condition", self),
        ])
        return PolicyDocument(
            .object([Member("Version", .string("2012-10-17")), Member("Statement", statement)]))
    }

    /// How a request ends that a statement with this `Condition` allows.
    func outcome(in context: RequestContext) -> AWSDecision.Outcome {
        let document = asPolicy
        let policies = AWSPrincipalPolicies(
            identity: [AttachedPolicy(key: .awsAccount("1"), name: "p", document: document, source: .inline)])
        // A principal whose own keys hide none of the table's.
        let asking = AWSPrincipal(kind: .role, arn: "", account: "1", tags: nil)
        return AWSEvaluator.decide(
            principal: asking, policies: policies, action: "a:b", resource: AWSResource(arn: "*", account: "1"),
            context: context
        ).outcome
    }
}
