internal import OverreachModel

/// The id of a snapshot: a sum of one hash a node and one an edge, so that no order matters.
///
/// It tells changes apart; it is no defence against somebody who wants two graphs to have one id.
enum SnapshotHash {
    static func id(_ nodes: NodeColumns, _ edges: EdgeColumns) -> String {
        let keys = nodes.keys.map(hash(of:))
        let kinds = edges.kindTable.map(hash(of:))

        var sum: UInt64 = 0
        for node in keys.indices { sum &+= hash(of: node, nodes, keys[node]) }
        for edge in edges.from.indices {
            let ends = (keys[Int(edges.from[edge])], keys[Int(edges.to[edge])])
            sum &+= hash(of: edge, edges, ends, kinds[Int(edges.kinds[edge])])
        }
        return digits(sum)
    }

    /// The id of the view of a change: what is gone is taken from the sum, what is added is added to it.
    static func id(of base: Snapshot, changed change: SnapshotChange) -> String {
        var sum = UInt64(base.id, radix: 16) ?? 0
        for node in change.removedNodes {
            sum &-= hash(of: Int(node), base.nodeColumns, hash(of: base.nodeColumns.keys[Int(node)]))
        }
        for node in change.nodes.keys.indices {
            sum &+= hash(of: node, change.nodes, hash(of: change.nodes.keys[node]))
        }

        func key(_ node: UInt32) -> UInt64 {
            let position = Int(node)
            return position < base.nodeSpace
                ? hash(of: base.nodeColumns.keys[position]) : hash(of: change.nodes.keys[position - base.nodeSpace])
        }
        func edgeHash(_ row: Int, _ edges: EdgeColumns) -> UInt64 {
            hash(
                of: row, edges, (key(edges.from[row]), key(edges.to[row])),
                hash(of: edges.kindTable[Int(edges.kinds[row])]))
        }
        for edge in change.removedEdges.numbers.indices {
            sum &-= edgeHash(Int(change.removedEdges.numbers[edge]), base.edgeColumns)
        }
        for row in change.edges.from.indices { sum &+= edgeHash(row, change.edges) }
        return digits(sum)
    }

    private static func digits(_ sum: UInt64) -> String {
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func hash(of key: Key) -> UInt64 {
        var hash = StableHash(seed: 1)
        hash.add(key.text)
        return hash.value
    }

    private static func hash(of kind: EdgeKind) -> UInt64 {
        var hash = StableHash(seed: 2)
        hash.add(kind.name)
        return hash.value
    }

    private static func hash(of node: Int, _ nodes: NodeColumns, _ key: UInt64) -> UInt64 {
        var hash = StableHash(seed: 3)
        hash.add(key)
        hash.add(nodes.names[node])
        hash.add(nodes.worldIDs[node])
        hash.add(UInt64(nodes.properties[node].count))
        for property in nodes.properties[node] {
            hash.add(property.name)
            hash.add(property.value)
        }
        add(nodes.evidence[node], to: &hash)
        return hash.value
    }

    private static func hash(
        of edge: Int, _ edges: EdgeColumns, _ ends: (from: UInt64, to: UInt64), _ kind: UInt64
    ) -> UInt64 {
        var hash = StableHash(seed: 4)
        hash.add(ends.from)
        hash.add(kind)
        hash.add(ends.to)
        hash.add(UInt64(edges.marks[edge].bits))
        hash.add(edges.conditions[edge])
        hash.add(UInt64(edges.scopes[edge].count))
        for scope in edges.scopes[edge] {
            hash.add(scope.allow)
            hash.add(scope.deny)
        }
        add(edges.evidence[edge], to: &hash)
        hash.add(edges.premises[edge].map(\.text))
        return hash.value
    }

    /// Times are left out: the same facts seen again are the same snapshot.
    private static func add(_ evidence: ArraySlice<Evidence>, to hash: inout StableHash) {
        var places: [Evidence] = []
        for var place in evidence {
            place.time = nil
            if places.last.map({ $0 < place }) ?? true { places.append(place) }
        }

        hash.add(UInt64(places.count))
        for place in places {
            hash.add(place.source)
            hash.add(place.file)
            hash.add(UInt64(bitPattern: Int64(place.line ?? -1)))
            hash.add(place.locator)
        }
    }
}

/// A 64-bit hash that is the same in every process, unlike `Hasher`.
///
/// Each word is folded in by a step that loses nothing (exclusive or, an odd factor, a shift), so that two inputs of
/// one length that differ in one word never meet; the end is the finaliser of SplitMix64.
/// Reference: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", DOI 10.1145/2660193.2660195.
struct StableHash {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    var value: UInt64 {
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func add(_ word: UInt64) {
        state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 29
    }

    /// The length first, so that the border between two texts counts.
    mutating func add(_ text: String) {
        add(UInt64(text.utf8.count))
        var word: UInt64 = 0
        var filled: UInt64 = 0
        for byte in text.utf8 {
            word |= UInt64(byte) << (8 * filled)
            filled += 1
            guard filled == 8 else { continue }
            add(word)
            word = 0
            filled = 0
        }
        if filled > 0 { add(word) }
    }

    mutating func add(_ texts: some Collection<String>) {
        add(UInt64(texts.count))
        for text in texts { add(text) }
    }
}
