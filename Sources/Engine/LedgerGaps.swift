internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// What of the telemetry that was acknowledged is not in an answer: missing from the store, or not concluded from yet.
struct LedgerGaps {
    let caveats: [Caveat]

    init(standing: LedgerStanding, unfolded: Int, losses: [StoredLoss]) {
        var caveats: [Caveat] = []
        func add(_ detail: String) {
            caveats.append(Caveat(reason: Caveat.notRead, source: "store", detail: detail))
        }
        if case .behind(_, let message) = standing { add(message) }
        for loss in losses {
            let count = loss.last - loss.first + 1
            let noticed = "noticed at \(Timestamp.text(loss.noticedAt))"
            if count > 0 {
                add("\(count) acknowledged batches, \(loss.first) to \(loss.last), are lost, \(noticed)")
            } else {
                add("acknowledged batches are lost, how many is not known, \(noticed)")
            }
        }
        if unfolded > 0 {
            add("\(unfolded) batches of telemetry are stored that nothing was concluded from yet; the service does so")
        }
        self.caveats = caveats
    }
}
