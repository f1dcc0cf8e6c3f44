/// A queue of nodes by small whole distances: one list for each distance, in a ring.
///
/// Distances in it differ by less than the ring is long, and none is below the least, so that a list holds one distance.
/// A node may be in it several times; whoever takes it compares its distance.
///
/// Reference: R. B. Dial, "Algorithm 360: shortest-path forest with topological ordering", 1969,
/// DOI 10.1145/363269.363610.
struct Buckets: ~Copyable {
    private var items = Stack<Item>(capacity: 1024)
    private let heads: Scratch<UInt32>  // by distance modulo the ring: the first item; .max: none
    private let mask: UInt32
    /// The distance that is taken from; all below are taken.
    private(set) var least: UInt32 = 0
    /// How many items are in it.
    private(set) var count = 0

    struct Item: BitwiseCopyable {  // not private: Swift 6.3 then fails on a debug build
        let node: UInt32
        let next: UInt32
    }

    /// An empty queue for arcs of at most this cost.
    init(maxCost: UInt8) {
        var length: UInt32 = 1
        while length <= UInt32(maxCost) { length *= 2 }
        mask = length - 1
        heads = Scratch(repeating: .max, count: Int(length))
    }

    /// Forgets everything.
    mutating func clear() {
        items.removeAll()
        heads.fill(0..<heads.count, with: .max)
        least = 0
        count = 0
    }

    @inline(__always) mutating func insert(_ node: UInt32, at distance: UInt32) {
        assert(distance >= least && distance - least <= mask)
        let list = distance & mask
        items.push(Item(node: node, next: heads[list]))
        heads[list] = UInt32(truncatingIfNeeded: items.count &- 1)
        count &+= 1
    }

    /// The next node at the least distance; nil where there is none at it.
    @inline(__always) mutating func take() -> UInt32? {
        let head = heads[least & mask]
        guard head != .max else { return nil }
        let item = items[Int(head)]
        heads[least & mask] = item.next
        count &-= 1
        return item.node
    }

    /// Goes on to the next distance that has nodes; the queue is not empty.
    mutating func advance() {
        assert(count > 0)
        while heads[least & mask] == .max { least &+= 1 }
    }
}
