import OverreachModel

/// Whole requests with every kind of policy.
struct SimulateCore: ConformanceTable {
    let name = "iam-simulate/core"
    let files = ["iam-simulate/core.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            // Without a resource an action that needs one asks whether any is allowed: a question about overlaps.
            let isOverlap = row["request"]?["wildcardOnlyAction"] == .bool(false)
            let request = PolicyRequest(row: row)
            (isOverlap ? request.ofAnyResource : request).add(to: &score, known: difference(row))
        }
        return score
    }

    /// What AWS says against the table, where that denies what a policy of the resource gives a session.
    private func difference(_ row: Value) -> String? {
        guard row["expected"]?.string == "ImplicitlyDenied" else { return nil }
        let named = row["resourcePolicy"]?["Statement"]?.elements?.flatMap {
            $0.value["Principal"]?["AWS"]?.texts ?? []
        }
        guard row["sessionPolicy"]?.unlessNull != nil, let named,
            named.contains(where: { $0.contains(":assumed-role/") || $0.contains(":federated-user/") })
        else { return nil }
        return "IAM User Guide, Policy evaluation logic: permissions granted directly to a session are not limited by "
            + "an implicit deny in an identity-based policy, a permissions boundary, or session policy"
    }
}
