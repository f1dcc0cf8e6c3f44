internal import OverreachModel

extension NodeColumns {
    /// One row a key, made of all facts of that key.
    ///
    /// `places` holds the position of each fact's key among `keys`, which are ascending and of types that the catalogue
    /// has.
    init(merging facts: [NodeFact], at places: [UInt32], keys: [Key]) {
        let groups = Grouping(places, groups: keys.count)
        var typeTable: [NodeType] = []
        var typeNumbers: [NodeType: UInt16] = [:]
        var keyTexts = TextListBuilder()
        var rows = PackedRowsBuilder()
        let names = Scratch<UInt32>(count: keys.count)
        let worldIDs = Scratch<UInt32>(count: keys.count)
        let types = Scratch<UInt16>(count: keys.count)
        for (node, key) in keys.enumerated() {
            let ranked = groups.window(node).map { RankedNode(facts[Int(groups.positions[$0])]) }.sorted()
            keyTexts.append(key.text)
            let id = key.id
            func number(_ text: String?, _ texts: inout TextListBuilder) -> UInt32 {
                guard let text, !UTF8Order.equal(text, id) else { return 0 }
                return texts.number(of: text) + 1
            }
            names[node] = number(ranked.first?.fact.name, &rows.texts)
            worldIDs[node] = number(ranked.first { !UTF8Order.equal($0.fact.id, id) }?.fact.id, &rows.texts)

            let properties = ranked.flatMap(\.fact.properties).sortedWithoutRepeats()
            rows.add(UInt64(properties.count))
            for property in properties {
                rows.add(property.name)
                rows.add(property.value)
            }
            rows.add(ranked.flatMap(\.fact.evidence).sortedWithoutRepeats())
            rows.endRow()

            // Safe: `SnapshotBuilder` refuses a node, and an edge's end, whose type the catalogue lacks.
            guard let type = key.type else { preconditionFailure("the catalogue has the types of all nodes") }
            let number = typeNumbers[type] ?? UInt16(typeTable.count)
            if typeNumbers.updateValue(number, forKey: type) == nil { typeTable.append(type) }
            types[node] = number
        }

        self.keys = keyTexts.list()
        self.names = Field(names.frozen())
        self.worldIDs = Field(worldIDs.frozen())
        self.types = Field(types.frozen())
        self.typeTable = typeTable
        kindTable = typeTable.map(\.spec.kind)
        (self.rows, texts) = rows.rows()
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
