internal import OverreachModel

extension EdgeColumns {
    /// One row for all facts that differ at most in evidence and premises.
    ///
    /// `ends` gives the node numbers of the fact at a place; kinds are those that the catalogue has.
    init(merging facts: [EdgeFact], ends: (_ place: Int) -> (from: UInt32, to: UInt32)) {
        let kindTable = Set(facts.lazy.map(\.kind))
            .sorted { UTF8Order.less($0.name, $1.name) }
        let kindNumbers = Dictionary(uniqueKeysWithValues: kindTable.enumerated().map { ($1, UInt16($0)) })
        let always = kindTable.map(\.spec.assumes)
        let ranked = facts.indices.compactMap { index -> RankedEdge? in
            guard let kind = kindNumbers[facts[index].kind] else { return nil }
            let (from, to) = ends(index)
            return RankedEdge(facts[index], at: index, from: from, kind: kind, to: to, always: always[Int(kind)])
        }.sorted()

        var columns = EdgeColumnsBuilder(capacity: ranked.count)
        var start = 0
        while start < ranked.count {
            var end = start + 1
            while end < ranked.count, !(ranked[start] < ranked[end]) { end += 1 }
            if end == start + 1 {
                columns.append(ranked[start], saidBy: facts[ranked[start].index...].prefix(1))
            } else {
                columns.append(ranked[start], saidBy: ranked[start..<end].map { facts[$0.index] }[...])
            }
            start = end
        }
        self = columns.columns(kindTable)
    }
}

/// Fills the columns of edges, row by row.
private struct EdgeColumnsBuilder: ~Copyable {
    private var from: Stack<UInt32>
    private var to: Stack<UInt32>
    private var kinds: Stack<UInt16>
    private var marks: Stack<UInt16>
    private var rows = PackedRowsBuilder()

    init(capacity: Int) {
        from = Stack(capacity: capacity)
        to = Stack(capacity: capacity)
        kinds = Stack(capacity: capacity)
        marks = Stack(capacity: capacity)
    }

    mutating func append(_ edge: RankedEdge, saidBy facts: ArraySlice<EdgeFact>) {
        from.push(edge.from)
        to.push(edge.to)
        kinds.push(edge.kind)
        marks.push(edge.mark.bits)
        rows.add(edge.conditions.map(\.string))
        if let scope = facts.first?.scope.map(RankedEdge.sorted) {
            rows.add(UInt64(1))
            rows.add(scope.allow)
            rows.add(scope.deny)
        } else {
            rows.add(UInt64(0))
        }
        let only = facts.count == 1 ? facts.first : nil  // as most edges are: nothing is copied
        rows.add((only?.evidence ?? facts.flatMap(\.evidence)).sortedWithoutRepeats())
        rows.add((only?.premises ?? facts.flatMap(\.premises)).sortedWithoutRepeats().lazy.map(\.text))
        rows.endRow()
    }

    consuming func columns(_ kindTable: [EdgeKind]) -> EdgeColumns {
        let (packed, texts) = rows.rows()
        return EdgeColumns(
            from: Field(from.copied()), to: Field(to.copied()), kinds: Field(kinds.copied()), kindTable: kindTable,
            costTable: kindTable.map(\.spec.cost), marks: Field(marks.copied()), rows: packed, texts: texts)
    }
}

/// The place of a fact in the order of edges, in which evidence and premises have no part.
struct RankedEdge: Comparable {
    let from: UInt32
    let kind: UInt16
    let to: UInt32
    let mark: EdgeMark
    let index: Int  // of the fact
    private let terms: [[Text]]  // conditions, then, where there is a scope, what it allows and denies

    init(_ fact: EdgeFact, at index: Int, from: UInt32, kind: UInt16, to: UInt32, always: Assumptions) {
        self.from = from
        self.kind = kind
        self.to = to
        self.index = index
        mark = EdgeMark(verdict: fact.verdict, origin: fact.origin, assumes: always.union(fact.assumes))

        let conditions = fact.conditions.map { Text($0) }.sortedWithoutRepeats()
        if let scope = fact.scope.map(RankedEdge.sorted) {
            terms = [conditions, scope.allow.map { Text($0) }, scope.deny.map { Text($0) }]
        } else {
            terms = conditions.isEmpty ? [] : [conditions]
        }
    }

    var conditions: [Text] { terms.first ?? [] }

    /// The scope with its patterns in their order, whoever set them.
    static func sorted(_ scope: AccessScope) -> AccessScope { AccessScope(allow: scope.allow, deny: scope.deny) }

    static func < (a: RankedEdge, b: RankedEdge) -> Bool {
        if a.from != b.from { return a.from < b.from }
        if a.kind != b.kind { return a.kind < b.kind }
        if a.to != b.to { return a.to < b.to }
        if a.mark.origin != b.mark.origin { return a.mark.origin < b.mark.origin }
        if a.mark.verdict != b.mark.verdict { return a.mark.verdict < b.mark.verdict }
        if a.mark.assumes != b.mark.assumes { return a.mark.assumes.rawValue < b.mark.assumes.rawValue }
        return a.terms.lexicographicallyPrecedes(b.terms) { $0.lexicographicallyPrecedes($1) }
    }

    static func == (a: RankedEdge, b: RankedEdge) -> Bool { !(a < b) && !(b < a) }
}
