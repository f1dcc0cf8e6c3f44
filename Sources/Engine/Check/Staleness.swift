public import OverreachAnalysis
internal import OverreachModel
internal import OverreachPosture
internal import OverreachStore

/// Finds what of the evidence is older than the house's window, so that a gate does not pass on what was true once.
struct Staleness {
    let caveats: [Caveat]

    /// `begin` is the beginning of the window, counted back from when the question is asked.
    init(_ ledger: StoredLedger, before begin: Int64) {
        var newest: [RunScope: StoredRun] = [:]
        for run in ledger.runs where !UTF8Order.equal(run.scope.source, "derived") { newest[run.scope] = run }
        let parts = newest.values.filter { !Staleness.isOver($0) }
        let posture = Dictionary(grouping: parts) { Text("\($0.scope.source) \($0.scope.instance)") }
        var caveats = posture.compactMap { name, runs -> Caveat? in
            let old = runs.filter { $0.confirmedAt < begin }
            guard let oldest = old.min(by: { ($0.confirmedAt, $0.scope.part) < ($1.confirmedAt, $1.scope.part) }) else {
                return nil
            }
            return Caveat(
                reason: Caveat.stale, source: name.string,
                detail: "\(old.count) of \(runs.count) parts were last stated before the window, "
                    + "\(oldest.scope.part) at \(Timestamp.text(oldest.confirmedAt))")
        }

        var last: [Text: Int64] = [:]
        for batch in ledger.batches { Staleness.add(batch.lastAt, of: batch.source, to: &last) }
        for batch in ledger.past { Staleness.add(batch.lastAt, of: batch.source, to: &last) }
        caveats += last.filter { $0.value < begin }.map { source, at in
            Caveat(
                reason: Caveat.stale, source: source.string,
                detail: "the newest event is of \(Timestamp.text(at)), before the window")
        }
        self.caveats = caveats.sorted()
    }

    /// Whether nothing of it can be out of date: a configuration that was taken away, a policy that went.
    ///
    /// To a list that is empty something may have come.
    private static func isOver(_ run: StoredRun) -> Bool {
        guard run.isWhole, run.nodes + run.edges + run.documents == 0 else { return false }
        guard UTF8Order.equal(run.scope.source, AWSSource().name) else {
            return ["mcp", "mcp-tools"].contains { UTF8Order.equal(run.scope.source, $0) }
        }
        switch AWSSource.extent(ofPart: run.scope.part) {
        case .listed, .listedIfAny: return true
        case .whole, .open: return false
        }
    }

    private static func add(_ at: Int64?, of source: String, to last: inout [Text: Int64]) {
        guard let at else { return }
        last[Text(source)] = max(last[Text(source)] ?? .min, at)
    }
}

extension Engine {
    /// What of the evidence is older than the house's window, counted back from when the question is asked; nothing where
    /// the house has no window.
    ///
    /// Errors: `StoreError`. Complexity: a pass over the runs and batches.
    public func stale() throws -> [Caveat] {
        let (window, asked) = try ask([]) { ($0.house.window, $0.askedAt) }
        guard let window, let asked else { return [] }
        let (begin, overflow) = asked.subtractingReportingOverflow(window)
        return overflow ? [] : Staleness(try ledger(), before: begin).caveats
    }
}
