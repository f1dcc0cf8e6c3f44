internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// What was never collected, and what could not be read: the caveats of every answer.
struct CollectionGaps {
    let caveats: [Caveat]

    init(runs: [StoredRun], batches: [StoredBatch], documents: [Document]) {
        var caveats: [Caveat] = []
        for batch in Ledger(batches).openFailures {
            let reason = batch.reasons.first?.reason ?? "unknown reason"
            let line = batch.reasons.first?.line.map { " at line \($0)" } ?? ""
            caveats.append(
                Caveat(
                    reason: Caveat.notRead, source: CollectionGaps.shortName(batch.file),
                    detail: "\(batch.counts.rejected) of \(batch.counts.received) records were not read: "
                        + "\(reason)\(line)"))
        }

        func missing(_ source: String, _ detail: String) {
            caveats.append(Caveat(reason: Caveat.notCollected, source: source, detail: detail))
        }
        let isIn = { (source: String) in runs.contains { UTF8Order.equal($0.scope.source, source) } }

        if isIn("aws") {
            missing(
                "aws organizations",
                "service and resource control policies were not given: they could deny what is shown as allowed")
            missing("aws kms", "key policies were not given: data under a customer key may need more than is shown")
            for (account, parts) in CollectionGaps.accounts(of: runs) {
                for (part, detail) in CollectionGaps.expected where !parts.contains(Text(part)) {
                    missing("aws \(account.string) \(part)", detail)
                }
            }
        } else {
            missing("aws", "no AWS posture was given: what cloud identities may do is not known")
        }
        if !isIn("kubernetes") {
            missing("kubernetes", "no Kubernetes posture was given: which identity a pod has is not known")
        }
        if !isIn("mcp") {
            missing("mcp", "no MCP configuration was given: no server can be called undeclared")
        }
        let decoders = Set(batches.map { Text($0.source) })
        if !decoders.contains("otlp") { missing("otlp", "no spans were given: what agents did is not known") }
        if !decoders.contains("cloudtrail") {
            missing("cloudtrail", "no CloudTrail was given: which identity a call used is not known")
        }
        caveats += DocumentCaveats.of(documents)
        self.caveats = Set(caveats).sorted()
    }

    /// The parts that were given of each account, of a regional part in whatever region.
    private static func accounts(of runs: [StoredRun]) -> [Text: Set<Text>] {
        var accounts: [Text: Set<Text>] = [:]
        for scope in Set(runs.map(\.scope)) where UTF8Order.equal(scope.source, "aws") {
            accounts[Text(account(of: scope)), default: []].insert(Text(scope.part))
        }
        // Parts whose account nobody named belong to the only one that is known, as their rights are judged.
        let named = accounts.keys.filter { !$0.string.hasPrefix("unknown") }
        if named.count == 1, let only = named.first {
            for account in Array(accounts.keys) where account != only {
                let parts = accounts.removeValue(forKey: account) ?? []
                accounts[only]?.formUnion(parts)
            }
        }
        return accounts
    }

    /// The account of `account` or `account/region`, where either may be `unknown:` with a path.
    private static func account(of scope: RunScope) -> String {
        guard !["iam/", "s3api/"].contains(where: { scope.part.hasPrefix($0) }) else { return scope.instance }
        let parts = scope.instance.split(separator: "/", omittingEmptySubsequences: false)
        let region = parts.indices.dropFirst().first { parts[$0].hasPrefix("unknown:") } ?? parts.count - 1
        return parts[..<max(region, 1)].joined(separator: "/")
    }

    /// The file with the two folders that tell it apart.
    private static func shortName(_ path: String) -> String {
        path.split(separator: "/").suffix(3).joined(separator: "/")
    }

    /// What an account's posture should hold, and what is not known without it.
    private static let expected: [(part: String, detail: String)] = [
        ("iam/get-account-authorization-details", "identities and their policies were not given"),
        ("iam/list-access-keys", "access keys were not listed: a configured key may not be tied to its user"),
        ("s3api/list-buckets", "buckets were not listed"),
        ("s3api/get-bucket-policy", "no bucket policy was given: a bucket may allow or deny more than is shown"),
        ("dynamodb/list-tables", "tables were not listed"),
        ("secretsmanager/list-secrets", "secrets were not listed"),
        (
            "secretsmanager/get-resource-policy",
            "no secret's own policy was given: a secret may allow or deny more than is shown"
        ),
        ("lambda/list-functions", "functions were not listed"),
    ]
}
