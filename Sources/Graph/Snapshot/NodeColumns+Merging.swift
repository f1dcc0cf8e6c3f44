internal import OverreachModel

extension NodeColumns {
    /// One row a key, made of all facts of that key.
    ///
    /// `numbers` holds the position of each of `keys`, which are ascending and of types that the catalogue has.
    init(merging facts: [NodeFact], keys: [Key], numbers: [Key: UInt32]) {
        let groups = Grouping(facts.compactMap { numbers[$0.key] }, groups: keys.count)
        var typeNumbers: [NodeType: UInt16] = [:]
        self.keys = keys
        for (node, key) in keys.enumerated() {
            let ranked = groups.positions[groups.window(node)].map { RankedNode(facts[Int($0)]) }.sorted()
            names.append(ranked.first?.fact.name ?? key.id)
            worldIDs.append(ranked.first { !UTF8Order.equal($0.fact.id, key.id) }?.fact.id ?? key.id)
            properties.append(ranked.flatMap(\.fact.properties).sortedWithoutRepeats())
            evidence.append(ranked.flatMap(\.fact.evidence).sortedWithoutRepeats())

            guard let type = key.type else { continue }
            let number = typeNumbers[type] ?? UInt16(typeTable.count)
            if typeNumbers.updateValue(number, forKey: type) == nil { typeTable.append(type) }
            types.append(number)
        }
    }
}

/// A fact of a node in the order in which facts are believed: by evidence, those without any last.
private struct RankedNode: Comparable {
    let fact: NodeFact
    private let evidence: Evidence?

    init(_ fact: NodeFact) {
        self.fact = fact
        evidence = fact.evidence.min()
    }

    static func < (a: RankedNode, b: RankedNode) -> Bool {
        switch (a.evidence, b.evidence) {
        case (let x?, let y?) where x < y: return true
        case (let x?, let y?) where y < x: return false
        case (.some, nil): return true
        case (nil, .some): return false
        default: break
        }
        if !UTF8Order.equal(a.fact.name, b.fact.name) { return UTF8Order.less(a.fact.name, b.fact.name) }
        return UTF8Order.less(a.fact.id, b.fact.id)
    }

    static func == (a: RankedNode, b: RankedNode) -> Bool { !(a < b) && !(b < a) }
}
