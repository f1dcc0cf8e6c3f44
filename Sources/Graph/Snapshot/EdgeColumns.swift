internal import OverreachModel

/// What a snapshot knows of its edges: one column a field, by edge number.
struct EdgeColumns: Sendable {
    let from: Field<UInt32>  // ascending
    let to: Field<UInt32>
    let kinds: Field<UInt16>  // into kindTable and costTable
    let kindTable: [EdgeKind]  // in the order of names
    let costTable: [UInt8]
    let marks: Field<UInt16>  // the bits of each edge's EdgeMark
    let rows: PackedRows  // conditions, scope, evidence, premises
    let texts: TextList

    var count: Int { from.count }

    func kind(_ edge: Int) -> EdgeKind { kindTable[Int(kinds[edge])] }

    func cost(_ edge: Int) -> UInt8 { costTable[Int(kinds[edge])] }

    func mark(_ edge: Int) -> EdgeMark { EdgeMark(bits: marks[edge]) }

    func conditions(_ edge: Int) -> [String] {
        var reader = rows.reader(edge)
        return reader.texts(texts)
    }

    func scope(_ edge: Int) -> AccessScope? {
        var reader = rows.reader(edge)
        reader.skipTexts()
        guard reader.number() != 0 else { return nil }
        return AccessScope(allow: reader.texts(texts), deny: reader.texts(texts))
    }

    func evidence(_ edge: Int) -> [Evidence] {
        var reader = evidenceReader(edge)
        return reader.list { $0.evidence().evidence(texts) }
    }

    func premises(_ edge: Int) -> [Key] {
        var reader = evidenceReader(edge)
        for _ in 0..<reader.count() { _ = reader.evidence() }
        return reader.texts(texts).map { Key(text: $0) }
    }

    /// Calls the body with the number of the text of every premise.
    func forEachPremise(_ edge: Int, _ body: (Int) -> Void) {
        var reader = evidenceReader(edge)
        for _ in 0..<reader.count() { _ = reader.evidence() }
        for _ in 0..<reader.count() { body(reader.reference()) }
    }

    /// The row from its evidence on.
    private func evidenceReader(_ edge: Int) -> PackedReader {
        var reader = rows.reader(edge)
        reader.skipTexts()
        if reader.number() != 0 {
            reader.skipTexts()
            reader.skipTexts()
        }
        return reader
    }
}
