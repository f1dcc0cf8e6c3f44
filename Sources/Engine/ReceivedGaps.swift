internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// What of the telemetry that came bit by bit could not be taken, sender by sender.
///
/// A file that is read again is mended; a record that was refused at the door is gone.
struct ReceivedGaps {
    let caveats: [Caveat]

    /// The most senders that are named; the others are counted together.
    private static let senderLimit = 16

    init(_ batches: [StoredBatch]) {
        struct Sum {
            var received = 0
            var rejected = 0
            var reasons: [Text: Int] = [:]
        }
        var sums: [Text: Sum] = [:]
        for batch in batches where batch.isReceived {
            let sender = Text(batch.sender)
            sums[sender, default: Sum()].received += batch.counts.received
            guard batch.counts.rejected > 0 else { continue }
            sums[sender, default: Sum()].rejected += batch.counts.rejected
            for reason in batch.reasons {
                sums[sender, default: Sum()].reasons[Text(reason.reason), default: 0] += reason.count
            }
        }

        let failing = sums.filter { $0.value.rejected > 0 }.sorted { $0.key < $1.key }
        var caveats = failing.prefix(ReceivedGaps.senderLimit).map { sender, sum in
            let first = sum.reasons.max { $0.value == $1.value ? $1.key < $0.key : $0.value < $1.value }
            return Caveat(
                reason: Caveat.notRead, source: sender.string,
                detail: "\(sum.rejected) of \(sum.received) records that it sent were not taken"
                    + (first.map { ", most of them: \($0.key.string)" } ?? ""))
        }
        let rest = failing.dropFirst(ReceivedGaps.senderLimit)
        if !rest.isEmpty {
            let count = rest.reduce(0) { $0 + $1.value.rejected }
            caveats.append(
                Caveat(
                    reason: Caveat.notRead, source: "telemetry",
                    detail: "\(count) records of \(rest.count) other senders were not taken"))
        }
        self.caveats = caveats
    }
}
