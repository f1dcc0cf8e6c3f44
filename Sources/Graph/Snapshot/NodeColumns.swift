internal import OverreachModel

/// What a snapshot knows of its nodes: one column a field, by node number.
struct NodeColumns: Sendable {
    let keys: TextList  // ascending
    let names: Field<UInt32>  // into texts, from 1 on; 0: the key's id
    let worldIDs: Field<UInt32>  // likewise
    let types: Field<UInt16>  // into typeTable
    let typeTable: [NodeType]
    let kindTable: [NodeKind]  // of each of them
    let rows: PackedRows  // properties, evidence
    let texts: TextList

    var count: Int { types.count }

    func key(_ node: Int) -> Key { Key(text: keys[node]) }

    func name(_ node: Int) -> String { text(names[node], node) }

    func worldID(_ node: Int) -> String { text(worldIDs[node], node) }

    func type(_ node: Int) -> NodeType { typeTable[Int(types[node])] }

    func kind(_ node: Int) -> NodeKind { kindTable[Int(types[node])] }

    func properties(_ node: Int) -> [Property] {
        var reader = rows.reader(node)
        return reader.list { Property(texts[$0.reference()], texts[$0.reference()]) }
    }

    /// The values of the property with this name, in the order of bytes.
    func values(of name: String, _ node: Int) -> [String] {
        var reader = rows.reader(node)
        var values: [String] = []
        for _ in 0..<reader.count() {
            let (property, value) = (reader.reference(), reader.reference())
            if UTF8Order.equal(texts[property], name) { values.append(texts[value]) }
        }
        return values
    }

    func evidence(_ node: Int) -> [Evidence] {
        var reader = rows.reader(node)
        for _ in 0..<reader.count() {
            _ = reader.number()
            _ = reader.number()
        }
        return reader.list { $0.evidence().evidence(texts) }
    }

    /// The rows of which the key's id or the world's is this, ascending.
    func nodes(withID id: String) -> [Int] {
        let given = rows(of: id, in: worldIDs)
        return Set(rows(withKeyID: id) + given).sorted()
    }

    /// The rows of this name, ascending.
    func nodes(named name: String) -> [Int] {
        let byKey = rows(withKeyID: name).filter { names[$0] == 0 }
        return Set(byKey + rows(of: name, in: names)).sorted()
    }

    private func rows(of text: String, in column: Field<UInt32>) -> [Int] {
        let numbers = texts.positions(of: text).map { UInt32($0) + 1 }
        guard !numbers.isEmpty else { return [] }
        let column = column.whole
        return column.indices.filter { numbers.contains(column[$0]) }
    }

    private func rows(withKeyID id: String) -> [Int] {
        var id = id
        let near = id.withUTF8 { wanted in
            let wanted = UnsafeRawBufferPointer(wanted)
            return (0..<count).filter { keys.withBytes($0) { $0.hasSuffix(wanted) } }
        }
        return near.filter { UTF8Order.equal(key($0).id, id) }
    }

    private func text(_ reference: UInt32, _ node: Int) -> String {
        reference == 0 ? key(node).id : texts[Int(reference) - 1]
    }
}
