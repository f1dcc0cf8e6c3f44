internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// What was never collected, and what could not be read: the caveats of every answer.
struct CollectionGaps {
    let caveats: [Caveat]

    init(runs: [StoredRun], batches: [StoredBatch], nodes: [NodeFact], documents: [Document]) {
        var caveats = ReceivedGaps(batches).caveats + NotUnderstood(batches).caveats
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
            caveats += AWSGaps(runs: runs, nodes: nodes, documents: documents).caveats
            for scope in CollectionGaps.partialIdentities(runs) {
                missing(
                    "aws \(scope.instance) \(scope.part)",
                    "only a part of the identities and policies was given: those that are missing could have access too"
                )
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

    /// The file with the two folders that tell it apart.
    private static func shortName(_ path: String) -> String {
        path.split(separator: "/").suffix(3).joined(separator: "/")
    }

    /// Lists of identities that no run stated whole.
    private static func partialIdentities(_ runs: [StoredRun]) -> [RunScope] {
        let given = runs.filter {
            UTF8Order.equal($0.scope.source, "aws")
                && UTF8Order.equal($0.scope.part, "iam/get-account-authorization-details")
        }
        let whole = Set(given.filter(\.isWhole).map(\.scope))
        return Set(given.map(\.scope)).subtracting(whole).sorted()
    }
}
