internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// What the ledger holds that bears on answers.
struct LedgerState {
    /// Batches that the conclusions that were read do not rest on.
    private let unfolded: Int
    /// Acknowledged batches that are missing, as somebody accepted.
    private let losses: [StoredLoss]
    /// Names beyond what one sender may bring.
    private let excess: [StoredExcess]
    /// Since when telemetry is kept record by record.
    private let horizon: StoredHorizon?

    /// What a service holds in memory, which rests on all batches.
    init(_ past: StoredPast) {
        unfolded = 0
        (losses, excess, horizon) = (past.losses, past.excess, past.retired.horizon)
    }

    /// What the reader sees.
    init(_ reader: StoreReader) throws {
        unfolded = try reader.unfolded()
        losses = try reader.losses()
        excess = try reader.excess()
        horizon = try reader.horizon()
    }

    /// The most senders and terms that are named.
    private static let excessLimit = 32

    /// What of the telemetry that was acknowledged is not in an answer, where the ledger stands so to its mark: missing
    /// from the store, or not concluded from yet.
    func caveats(_ standing: LedgerStanding) -> [Caveat] {
        var caveats: [Caveat] = []
        func add(_ detail: String) {
            caveats.append(Caveat(reason: Caveat.notRead, source: "store", detail: detail))
        }
        if case .behind(_, let message) = standing { add(message) }
        for loss in losses {
            let count = loss.last &- loss.first &+ 1  // a damaged row must not stop the answer
            let noticed = "noticed at \(Timestamp.text(loss.noticedAt))"
            if count > 0 {
                add("\(count) acknowledged batches, \(loss.first) to \(loss.last), are lost, \(noticed)")
            } else {
                add("acknowledged batches are lost, how many is not known, \(noticed)")
            }
        }
        if unfolded > 0 {
            add(
                "\(unfolded) batches of telemetry are stored that nothing was concluded from yet; the service does so, "
                    + "or the next `overreach ingest`")
        }
        for row in excess.prefix(LedgerState.excessLimit) {
            caveats.append(
                Caveat(
                    reason: Caveat.notRead, source: row.sender,
                    detail: "it brought more names of \(row.term)s than one sender may: "
                        + "\(row.records) records go under \"\(NameLimit.other)\""))
        }
        if let horizon {
            caveats.append(
                Caveat(
                    reason: Caveat.notCollected, source: "telemetry",
                    detail: "acts of before \(Timestamp.text(horizon.before)) are kept as counts a day: "
                        + "they count as use, their traces are gone"))
        }
        return caveats
    }
}
