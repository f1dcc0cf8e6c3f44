internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// Sound records of telemetry that tell of nothing that is understood, by kind, as the ledger holds them.
///
/// Of a file the newest reading counts, since it holds what the ones before held; what comes bit by bit counts in all.
/// Batches that retention took, and those of before they were written down, tell of none.
struct NotUnderstood {
    /// Records of one kind.
    struct Kind {
        let source: String
        let what: String
        var records = 0
        let file: String
        let line: Int?
        let offset: Int?
    }

    /// The most frequent first.
    let kinds: [Kind]

    init(_ batches: [StoredBatch]) {
        struct Name: Hashable {
            let source: Text
            let what: Text
        }
        var newest: [Text: Int64] = [:]
        for batch in batches where !batch.isReceived && batch.source != Ledger.source {
            newest[Text("\(batch.source)/\(batch.file)")] = batch.id
        }
        var kinds: [Name: Kind] = [:]
        for batch in batches where !batch.passedOver.isEmpty {
            guard batch.isReceived || newest[Text("\(batch.source)/\(batch.file)")] == batch.id else { continue }
            for kind in batch.passedOver {
                let name = Name(source: Text(batch.source), what: Text(kind.reason))
                var sum =
                    kinds[name]
                    ?? Kind(
                        source: batch.source, what: kind.reason, file: batch.file, line: kind.line,
                        offset: kind.offset)
                sum.records += kind.count
                kinds[name] = sum
            }
        }
        self.kinds = kinds.values.sorted { a, b in
            if a.records != b.records { return a.records > b.records }
            return UTF8Order.equal(a.what, b.what)
                ? UTF8Order.less(a.source, b.source) : UTF8Order.less(a.what, b.what)
        }
    }

    /// One a source: what nobody understood may have been an act.
    ///
    /// Neither counts nor places are in it: what is sent twice, or in other pieces, has other ones, and an answer is the same.
    var caveats: [Caveat] {
        Dictionary(grouping: kinds) { Text($0.source) }.sorted { $0.key < $1.key }.compactMap { source, kinds in
            guard let first = kinds.map({ Text($0.what) }).min() else { return nil }
            let others =
                switch kinds.count {
                case 1: ""
                case 2: " and 1 other kind"
                default: " and \(kinds.count - 1) other kinds"
                }
            return Caveat(
                reason: Caveat.notKnown, source: source.string,
                detail:
                    "sound records are not understood and may have told of acts: \(first)\(others); `overreach status` "
                    + "lists them")
        }
    }
}
