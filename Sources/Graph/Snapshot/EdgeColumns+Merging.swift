internal import OverreachModel

extension EdgeColumns {
    /// One row for all facts that differ at most in evidence and premises.
    ///
    /// `ends` gives the node numbers of the fact at a place; kinds are those that the catalogue has.
    init(merging facts: [EdgeFact], ends: (_ place: Int) -> (from: UInt32, to: UInt32)) {
        let (kindTable, kinds) = EdgeColumns.kinds(of: facts)
        let always = kindTable.map(\.spec.assumes)
        let ranked = facts.indices.map { index in
            let (kind, (from, to)) = (kinds[index], ends(index))
            return RankedEdge(facts[index], at: index, from: from, kind: kind, to: to, always: always[Int(kind)])
        }.sorted()

        var columns = EdgeColumnsBuilder(capacity: ranked.count)
        var start = 0
        while start < ranked.count {
            var end = start + 1
            while end < ranked.count, !(ranked[start] < ranked[end]) { end += 1 }
            columns.append(ranked[start..<end], of: facts)
            start = end
        }
        self = columns.columns(kindTable)
    }

    /// The kinds in the order of their names, and the place in it of each fact's kind.
    private static func kinds(of facts: [EdgeFact]) -> (table: [EdgeKind], places: [UInt16]) {
        var numbers: [EdgeKind: UInt16] = [:]
        var latest: (kind: EdgeKind, number: UInt16)?  // neighbours are mostly of one kind
        let met = facts.indices.map { index -> UInt16 in
            let kind = facts[index].kind
            if let latest, latest.kind == kind { return latest.number }
            let next = UInt16(numbers.count)
            let number = numbers[kind, default: next]
            if number == next { numbers[kind] = next }
            latest = (kind, number)
            return number
        }
        let order = numbers.sorted { UTF8Order.less($0.key.name, $1.key.name) }
        var places = [UInt16](repeating: 0, count: order.count)
        for (place, kind) in order.enumerated() { places[Int(kind.value)] = UInt16(place) }
        return (order.map(\.key), met.map { places[Int($0)] })
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

    /// One row for facts that are one edge.
    mutating func append(_ same: ArraySlice<RankedEdge>, of facts: [EdgeFact]) {
        let edge = same[same.startIndex]
        from.push(edge.from)
        to.push(edge.to)
        kinds.push(edge.kind)
        marks.push(edge.mark.bits)
        rows.add(edge.conditions.map(\.string))
        if let scope = facts[edge.index].scope.map(RankedEdge.sorted) {
            rows.add(UInt64(1))
            rows.add(scope.allow)
            rows.add(scope.deny)
        } else {
            rows.add(UInt64(0))
        }
        // Most edges are said once: their lists are those of the fact.
        rows.add(
            (same.count == 1 ? facts[edge.index].evidence : same.flatMap { facts[$0.index].evidence })
                .sortedWithoutRepeats())
        rows.add(
            (same.count == 1 ? facts[edge.index].premises : same.flatMap { facts[$0.index].premises })
                .sortedWithoutRepeats().lazy.map(\.text))
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
