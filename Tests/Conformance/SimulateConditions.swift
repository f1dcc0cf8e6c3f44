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
            let outcome = block.outcome(in: PolicyRequest(row: row).context)
            // With open keys an allow is said to match where it may, a deny only where it surely does. With none, only
            // what surely matches does.
            let isOpen = row["mode"]?.string == "Discovery"
            let mayMatch = isOpen && row["effect"]?.string != "Deny"
            // With none open, an answer hangs only on what could not be read: AWS saves no such policy, so nothing may be
            // allowed by it and its place must be reported.
            if outcome == .conditional, !isOpen, !block.isReported {
                score.add(id, expected: "a problem with its place", found: "none")
                continue
            }
            let found = outcome == .allowed || (outcome == .conditional && mayMatch)
            score.add(id, expected: row["expected"]?.isTrue ?? false, found: found)
        }
        return score
    }
}

extension Value {
    /// Whether an operator of the block is reported as one that could not be read.
    fileprivate var isReported: Bool {
        asPolicy.problems.contains { problem in
            (members ?? []).contains { problem.pointer.hasSuffix("/Condition/\($0.name)") }
        }
    }

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
