internal import OverreachModel

/// Says of sound records that tell of nothing Overreach knows how many there are, of which kind, and where one stands.
enum PassedOver {
    /// The most kinds that are named; the rest is counted together.
    private static let kindLimit = 32

    /// A sentence a kind, the most frequent first.
    static func notes(_ records: [Rejection]) -> [String] {
        var kinds: [Text: (count: Int, first: Rejection)] = [:]
        for record in records { kinds[Text(record.reason), default: (0, record)].count += 1 }
        let order = kinds.keys.sorted { a, b in
            let (x, y) = (kinds[a]?.count ?? 0, kinds[b]?.count ?? 0)
            return x == y ? a < b : x > y
        }

        var notes = order.prefix(kindLimit).compactMap { key -> String? in
            guard let kind = kinds[key] else { return nil }
            return "not understood: \(kind.count)× \(key.string), first \(place(kind.first))"
        }
        let rest = order.dropFirst(kindLimit).reduce(0) { $0 + (kinds[$1]?.count ?? 0) }
        if rest > 0 { notes.append("not understood: \(rest)× records of \(order.count - kindLimit) other kinds") }
        return notes
    }

    /// Says what of the content of records no detector looked at, and what was dropped before: a sentence a limit that was
    /// hit.
    static func notes(ofContentIn records: [RuntimeRecord]) -> [String] {
        var sums = UnseenContent.Sums<Int>()  // by the line, 0 where there is none
        var dropped = DroppedAttributes<Int>()
        for case .span(let span) in records {
            sums.take(span, at: span.evidence.line ?? 0)
            dropped.take(span, at: span.evidence.line ?? 0)
        }
        let lost = dropped.first.map { ["\(dropped.words), first \(place(Rejection("", line: $0)))"] } ?? []
        return lost
            + sums.all.map { limit, sum in
                "not looked at: \(sum.bytes) bytes of \(limit.words), in \(sum.records)× records, first "
                    + place(Rejection("", line: sum.first))
            }
    }

    private static func place(_ record: Rejection) -> String {
        if let line = record.line, line > 0 { return "at line \(line)" }
        return record.offset.map { "at byte \($0)" } ?? "somewhere in the file"
    }
}
