internal import OverreachModel

/// The id of a snapshot: a sum of one hash a node and one an edge, so that no order matters.
///
/// It tells changes apart; it is no defence against somebody who wants two graphs to have one id.
enum SnapshotHash {
    static func id(_ nodes: NodeColumns, _ edges: EdgeColumns) -> String {
        let keys = (0..<nodes.count).map { hash(ofKey: $0, nodes) }
        let kinds = edges.kindTable.map(hash(of:))

        var sum: UInt64 = 0
        for node in keys.indices { sum &+= hash(of: node, nodes, keys[node]) }
        for edge in 0..<edges.count {
            let ends = (keys[Int(edges.from[edge])], keys[Int(edges.to[edge])])
            sum &+= hash(of: edge, edges, ends, kinds[Int(edges.kinds[edge])])
        }
        return digits(sum)
    }

    /// The id of the view of a change: what is gone is taken from the sum, what is added is added to it.
    static func id(of base: Snapshot, changed change: SnapshotChange) -> String {
        var sum = UInt64(base.id, radix: 16) ?? 0
        for node in change.removedNodes {
            sum &-= hash(of: Int(node), base.nodeColumns, hash(ofKey: Int(node), base.nodeColumns))
        }
        for node in 0..<change.nodes.count {
            sum &+= hash(of: node, change.nodes, hash(ofKey: node, change.nodes))
        }

        func key(_ node: UInt32) -> UInt64 {
            let position = Int(node)
            return position < base.nodeSpace
                ? hash(ofKey: position, base.nodeColumns) : hash(ofKey: position - base.nodeSpace, change.nodes)
        }
        func edgeHash(_ row: Int, _ edges: EdgeColumns) -> UInt64 {
            hash(of: row, edges, (key(edges.from[row]), key(edges.to[row])), hash(of: edges.kind(row)))
        }
        for edge in change.removedEdges.numbers.indices {
            sum &-= edgeHash(Int(change.removedEdges.numbers[edge]), base.edgeColumns)
        }
        for row in 0..<change.edges.count { sum &+= edgeHash(row, change.edges) }
        return digits(sum)
    }

    private static func digits(_ sum: UInt64) -> String {
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func hash(ofKey node: Int, _ nodes: NodeColumns) -> UInt64 {
        var hash = StableHash(seed: 1)
        nodes.keys.withBytes(node) { hash.add($0) }
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
        hash.add(nodes.name(node))
        hash.add(nodes.worldID(node))
        var row = nodes.rows.reader(node)
        let properties = row.count()
        hash.add(UInt64(properties))
        for _ in 0..<(properties * 2) { hash.add(nodes.texts, row.reference()) }
        add(&row, nodes.texts, to: &hash)
        return hash.value
    }

    private static func hash(
        of edge: Int, _ edges: EdgeColumns, _ ends: (from: UInt64, to: UInt64), _ kind: UInt64
    ) -> UInt64 {
        var hash = StableHash(seed: 4)
        hash.add(ends.from)
        hash.add(kind)
        hash.add(ends.to)
        hash.add(UInt64(edges.marks[edge]))
        var row = edges.rows.reader(edge)
        hash.add(edges.texts, listIn: &row)
        let hasScope = row.number() != 0
        hash.add(hasScope ? 1 : 0)
        if hasScope {
            hash.add(edges.texts, listIn: &row)
            hash.add(edges.texts, listIn: &row)
        }
        add(&row, edges.texts, to: &hash)
        hash.add(edges.texts, listIn: &row)
        return hash.value
    }

    /// Times are left out: the same facts seen again are the same snapshot.
    private static func add(_ row: inout PackedReader, _ texts: TextList, to hash: inout StableHash) {
        let count = row.count()
        guard count != 1 else {
            hash.add(1)
            return add(row.evidence(), texts, to: &hash)
        }
        var places: [PackedEvidence] = []
        for _ in 0..<count {
            let place = row.evidence()
            if places.last.map({ !$0.isSamePlace(as: place) }) ?? true { places.append(place) }
        }
        hash.add(UInt64(places.count))
        for place in places { add(place, texts, to: &hash) }
    }

    private static func add(_ place: PackedEvidence, _ texts: TextList, to hash: inout StableHash) {
        hash.add(texts, place.source)
        hash.add(texts, place.file)
        hash.add(UInt64(bitPattern: Int64(place.line ?? -1)))
        hash.add(texts, place.locator)
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
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// The bytes of a text, the length first.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(UInt64(bytes.count))
        let whole = bytes.count & ~7
        var at = 0
        while at < whole {
            // Safe: eight bytes from there on are inside.
            add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
            at += 8
        }
        var word: UInt64 = 0
        while at < bytes.count {
            word |= UInt64(bytes[at]) << UInt64(8 * (at - whole))
            at += 1
        }
        if whole < bytes.count { add(word) }
    }

    fileprivate mutating func add(_ texts: TextList, _ reference: Int) {
        texts.withBytes(reference) { add($0) }
    }

    /// A list of texts, its length first.
    fileprivate mutating func add(_ texts: TextList, listIn row: inout PackedReader) {
        let count = row.count()
        add(UInt64(count))
        for _ in 0..<count { add(texts, row.reference()) }
    }
}
