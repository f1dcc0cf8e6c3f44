internal import OverreachModel
internal import OverreachStore

/// What the ledger of input says of files that could not be read whole; it knows them by their absolute paths.
struct Ledger {
    /// The source of files that no decoder reads.
    static let source = "file"

    /// The newest entry of every file whose last reading lost something, in the order of the files.
    let openFailures: [StoredBatch]
    private let mended: [Text: Int64]

    init(_ batches: [StoredBatch]) {
        var newest: [Text: StoredBatch] = [:]
        var mended: [Text: Int64] = [:]
        // What comes bit by bit is not mended by the next bit: see ReceivedGaps.
        for batch in batches where !batch.isReceived {
            newest[Text("\(batch.source)/\(batch.file)")] = batch
            if batch.source == Ledger.source, batch.counts.rejected == 0 { mended[Text(batch.file)] = batch.id }
        }
        openFailures = newest.values.filter { $0.counts.rejected > 0 }.sorted { a, b in
            UTF8Order.equal(a.file, b.file) ? UTF8Order.less(a.source, b.source) : UTF8Order.less(a.file, b.file)
        }
        self.mended = mended
    }

    /// The entry with which the file was last read whole, 0 for none.
    func lastMended(_ file: String) -> Int64 { mended[Text(file)] ?? 0 }
}
