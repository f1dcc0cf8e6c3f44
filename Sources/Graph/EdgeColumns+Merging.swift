internal import OverreachModel

extension EdgeColumns {
    /// One row for all facts that differ at most in evidence and premises.
    ///
    /// `numbers` holds the node number of every end; kinds are those that the catalogue has.
    init(merging facts: [EdgeFact], numbers: [Key: UInt32]) {
        kindTable = Set(facts.compactMap { EdgeKind(name: $0.kind.name) })
            .sorted { UTF8Order.less($0.name, $1.name) }
        costTable = kindTable.map(\.spec.cost)
        let kindNumbers = Dictionary(uniqueKeysWithValues: kindTable.enumerated().map { ($1, UInt16($0)) })
        let ranked = facts.compactMap { fact -> RankedEdge? in
            guard let from = numbers[fact.from], let to = numbers[fact.to], let kind = kindNumbers[fact.kind] else {
                return nil
            }
            return RankedEdge(fact, from: from, kind: kind, to: to, always: kindTable[Int(kind)].spec.assumes)
        }.sorted()

        var start = 0
        while start < ranked.count {
            var end = start + 1
            while end < ranked.count, !(ranked[start] < ranked[end]) { end += 1 }
            append(ranked[start..<end], as: ranked[start])
            start = end
        }
    }

    private mutating func append(_ equals: ArraySlice<RankedEdge>, as edge: RankedEdge) {
        from.append(edge.from)
        to.append(edge.to)
        kinds.append(edge.kind)
        marks.append(edge.mark)
        conditions.append(edge.conditions.map(\.string))
        scopes.append(CollectionOfOne(edge.scope).compactMap { $0 })
        evidence.append(equals.flatMap(\.evidence).sortedWithoutRepeats())
        premises.append(equals.flatMap(\.premises).sortedWithoutRepeats())
    }
}

/// A fact of an edge with its place in the order of edges; evidence and premises have no part in the order.
private struct RankedEdge: Comparable {
    let from: UInt32
    let kind: UInt16
    let to: UInt32
    let mark: EdgeMark
    let conditions: [Text]
    let scope: AccessScope?
    let evidence: [Evidence]
    let premises: [Key]

    init(_ fact: EdgeFact, from: UInt32, kind: UInt16, to: UInt32, always: Assumptions) {
        self.from = from
        self.kind = kind
        self.to = to
        mark = EdgeMark(verdict: fact.verdict, origin: fact.origin, assumes: always.union(fact.assumes))
        conditions = fact.conditions.map { Text($0) }.sortedWithoutRepeats()
        scope = fact.scope.map { AccessScope(allow: $0.allow, deny: $0.deny) }
        evidence = fact.evidence
        premises = fact.premises
    }

    static func < (a: RankedEdge, b: RankedEdge) -> Bool {
        if a.from != b.from { return a.from < b.from }
        if a.kind != b.kind { return a.kind < b.kind }
        if a.to != b.to { return a.to < b.to }
        if a.mark.origin != b.mark.origin { return a.mark.origin < b.mark.origin }
        if a.mark.verdict != b.mark.verdict { return a.mark.verdict < b.mark.verdict }
        if a.mark.assumes != b.mark.assumes { return a.mark.assumes.rawValue < b.mark.assumes.rawValue }
        if a.conditions != b.conditions { return a.conditions.lexicographicallyPrecedes(b.conditions) }
        return scopeOrder(a.scope).lexicographicallyPrecedes(scopeOrder(b.scope)) { $0.lexicographicallyPrecedes($1) }
    }

    static func == (a: RankedEdge, b: RankedEdge) -> Bool { !(a < b) && !(b < a) }

    private static func scopeOrder(_ scope: AccessScope?) -> [[Text]] {
        guard let scope else { return [] }
        return [scope.allow.map { Text($0) }, scope.deny.map { Text($0) }]
    }
}
