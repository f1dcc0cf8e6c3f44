import OverreachModel

/// Whole requests with every kind of policy.
struct SimulateCore: ConformanceTable {
    let name = "iam-simulate/core"
    let files = ["iam-simulate/core.json"]

    /// Cases that are answered otherwise, each with AWS's word for it or ours.
    static let differences = [
        "core/sessionPolicies.json#7": "AWS: a right given to a session is not limited by its session policy",
        "core/discoveryMode/allowedConditions/matrix.json#21": "AWS: only calls of services carry aws:SourceOrgPaths",
        "core/discoveryMode/ignoredConditions/identityAllow.json#7":
            "AWS: only calls of services carry aws:SourceOrgPaths",
        "core/discoveryMode/ignoredConditions/scp.json#0": "a user's own aws:username is settled, not open",
        "core/discoveryMode/roleVsSession.json#3": "a named session is not another one of the role",
        "core/discoveryMode/roleVsSession.json#4": "a named session is not another one of the role",
    ]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let id = row["id"]?.string ?? ""
            let isHalfKnown =
                row["discoveryContextKeyConstraints"]?.elements?.contains {
                    $0.value["valueIsKnown"] == .bool(false)
                } ?? false
            if id.contains("requestWildcards") {
                score.skip(id, "a wildcard in the request is a question about overlaps")
            } else if isHalfKnown {
                score.skip(id, "a key that is there with an open value")
            } else if row["vpcEndpointPolicies"]?.unlessNull != nil {
                score.skip(id, "the policy of a VPC endpoint")
            } else {
                PolicyRequest(row: row).add(to: &score, known: SimulateCore.differences[id])
            }
        }
        return score
    }
}
