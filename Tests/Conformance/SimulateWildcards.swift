import OverreachModel
import OverreachPolicy

/// Requests whose resource has a wildcard: which of the patterns that policies allow does the answer hold.
struct SimulateWildcards: ConformanceTable {
    let name = "iam-simulate/wildcard-resource-requests"
    let files = ["iam-simulate/wildcard-resource-requests.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let id = row["id"]?.string ?? ""
            guard let simulation = row["simulation"], let expected = row["expected"], let overall = overall(expected)
            else {
                score.skip(id, "no simulation")
                continue
            }
            var asked = PolicyRequest(row: simulation.asRequest)
            if expected["resultType"]?.string == "wildcard" { asked = asked.ofAnyResource }
            guard let decision = asked.decision else {
                score.skip(id, "no request")
                continue
            }
            var words = [word(decision.outcome)]
            var wanted = [overall]
            for result in expected["results"]?.elements ?? [] {
                guard let pattern = result.value["resourcePattern"]?.string else { continue }
                let part = PolicyRequest(row: simulation.asRequest).asking(for: Pattern(completing: pattern).text)
                wanted.append("\(pattern) \(result.value["result"]?.string ?? "")")
                words.append("\(pattern) \(part.decision.map { word($0.outcome) } ?? "no request")")
            }
            if wanted.count > 1 {
                // Nothing is allowed beside what the table lists.
                let allowed = (expected["results"]?.elements ?? []).filter { $0.value["result"]?.string == "Allowed" }
                let listed = allowed.compactMap { $0.value["resourcePattern"]?.string.map { Pattern(completing: $0) } }
                let extra = asked.allowed(by: decision).filter { !$0.isCovered(by: listed) }
                words += extra.map { "also \($0.text)" }
            }
            score.add(
                id, expected: wanted.joined(separator: ", "), found: words.joined(separator: ", "),
                isFalselyAllowed: zip(words, wanted).contains { $0.hasSuffix("Allowed") && $0 != $1 }
                    || words.count > wanted.count)
        }
        return score
    }

    private func overall(_ expected: Value) -> String? { expected["overallResult"]?.string }

    private func word(_ outcome: AWSDecision.Outcome) -> String {
        switch outcome {
        case .allowed: "Allowed"
        case .conditional: "Conditional"
        case .implicitlyDenied: "ImplicitlyDenied"
        case .explicitlyDenied: "ExplicitlyDenied"
        }
    }
}

extension Value {
    /// The row of a simulation in the form of the other tables.
    fileprivate var asRequest: Value {
        let request = self["request"]
        var members = (members ?? []).filter { $0.name != "request" && $0.name != "permissionBoundaryPolicies" }
        members.append(Member("permissionBoundaries", self["permissionBoundaryPolicies"] ?? .null))
        members.append(
            Member(
                "request",
                .object([
                    Member("principal", request?["principal"] ?? .null), Member("action", request?["action"] ?? .null),
                    Member("resource", request?["resource"]?["resource"] ?? .null),
                    Member("resourceAccountId", request?["resource"]?["accountId"] ?? .null),
                    Member("context", request?["contextVariables"] ?? .null),
                ])))
        return .object(members)
    }
}

extension PolicyRequest {
    /// The whole patterns that a decision allows.
    fileprivate func allowed(by decision: AWSDecision) -> [Pattern] {
        guard let judged = decision.judgement, let arn = row["request"]?["resource"]?.string else { return [] }
        let beginning = arn.prefix { $0 != "*" }
        return beginning.count == arn.count
            ? [Pattern(arn)] : judged.allow.map { Pattern(String(beginning) + $0) }
    }
}
