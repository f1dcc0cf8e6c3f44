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
    var caveats: [Caveat] {
        Dictionary(grouping: kinds) { Text($0.source) }.sorted { $0.key < $1.key }.compactMap { source, kinds in
            guard let first = kinds.first else { return nil }
            let records = kinds.reduce(0) { $0 + $1.records }
            let place = first.line.map { " at line \($0)" } ?? first.offset.map { " at byte \($0)" } ?? ""
            return Caveat(
                reason: Caveat.notKnown, source: source.string,
                detail:
                    "\(records) sound records of \(kinds.count) kinds are not understood and may have told of acts, most "
                    + "of them: \(first.what), first in \(CollectionGaps.shortName(first.file))\(place); "
                    + "`overreach status` lists all")
        }
    }
}
