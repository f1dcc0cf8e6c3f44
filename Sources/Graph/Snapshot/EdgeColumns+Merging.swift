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
        let always = kindTable.map(\.spec.assumes)
        let ranked = facts.indices.compactMap { index -> RankedEdge? in
            let fact = facts[index]
            guard let from = numbers[fact.from], let to = numbers[fact.to], let kind = kindNumbers[fact.kind] else {
                return nil
            }
            return RankedEdge(fact, at: index, from: from, kind: kind, to: to, always: always[Int(kind)])
        }.sorted()

        var start = 0
        while start < ranked.count {
            var end = start + 1
            while end < ranked.count, !(ranked[start] < ranked[end]) { end += 1 }
            append(ranked[start], saidBy: ranked[start..<end].map { facts[$0.index] })
            start = end
        }
    }

    private mutating func append(_ edge: RankedEdge, saidBy facts: [EdgeFact]) {
        from.append(edge.from)
        to.append(edge.to)
        kinds.append(edge.kind)
        marks.append(edge.mark)
        conditions.append(edge.conditions.map(\.string))
        scopes.append(facts.prefix(1).compactMap { $0.scope.map(RankedEdge.sorted) })
        evidence.append(facts.flatMap(\.evidence).sortedWithoutRepeats())
        premises.append(facts.flatMap(\.premises).sortedWithoutRepeats())
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
