internal import OverreachModel

/// What walks run on: the edges that can be followed, both ways, where reading a store is not holding it.
///
/// Its places are the nodes, by their numbers, and after them the *contents*: a node that an edge can reach without
/// having what is in it (a write, a deletion) and that leads on is split into itself, where walks end, and its
/// content, from which they go on. An edge that enters the content is two arcs, one to the node and one to its
/// content. So a write to a secret does not open what the secret unlocks, and algorithms know nothing of it.
///
/// ```
///   grant ──write──▶ secret           secret          (walks end here)
///   grant ──read───▶ secret    ⇒      secret content ──▶ credential
///   secret ────────▶ credential       write: 1 arc, read: 2 arcs
/// ```
struct WalkGraph: Sendable {
    /// The arcs of every place, in one direction.
    struct Arcs: Sendable {
        let offsets: [UInt32]  // count = places + 1, non-decreasing
        let ends: [UInt32]  // the place at the other end
        let edges: [UInt32]  // the edge that the arc is of; ascending inside a place

        func window(_ place: UInt32) -> Range<Int> {
            Int(offsets[Int(place)])..<Int(offsets[Int(place) + 1])
        }
    }

    let placeCount: Int
    let outgoing: Arcs
    let incoming: Arcs
    private let split: [UInt32]  // the split nodes, ascending; the content of split[i] is place nodeCount + i
    private let nodeCount: Int

    init(_ edges: EdgeColumns, nodeCount: Int) {
        let traversals = edges.kindTable.map(\.spec.traversal)
        let split = WalkGraph.splitNodes(edges, traversals, nodeCount: nodeCount)
        var content = [UInt32](repeating: .max, count: nodeCount)  // .max: not split
        for (rank, node) in split.enumerated() { content[Int(node)] = UInt32(nodeCount + rank) }

        var tails: [UInt32] = []
        var heads: [UInt32] = []
        var numbers: [UInt32] = []
        for edge in edges.from.indices {
            let traversal = traversals[Int(edges.kinds[edge])]
            guard traversal != .structural else { continue }
            let (from, to) = (Int(edges.from[edge]), Int(edges.to[edge]))
            let tail = content[from] == .max ? UInt32(from) : content[from]
            tails.append(tail)
            heads.append(UInt32(to))
            numbers.append(UInt32(edge))
            guard content[to] != .max, traversal.entersContent else { continue }
            tails.append(tail)
            heads.append(content[to])
            numbers.append(UInt32(edge))
        }

        self.nodeCount = nodeCount
        self.split = split
        placeCount = nodeCount + split.count
        outgoing = WalkGraph.arcs(at: tails, to: heads, edges: numbers, placeCount: placeCount)
        incoming = WalkGraph.arcs(at: heads, to: tails, edges: numbers, placeCount: placeCount)
    }

    /// The place from which a walk that has the node goes on: its content where it is split.
    func departure(_ node: NodeID) -> UInt32 {
        split.sortedPosition(of: node.index).map { UInt32(nodeCount + $0) } ?? node.index
    }

    /// The node that the place is, or is the content of.
    func node(_ place: UInt32) -> NodeID {
        let position = Int(place)
        return position < nodeCount ? NodeID(place) : NodeID(split[position - nodeCount])
    }

    private static func arcs(at places: [UInt32], to ends: [UInt32], edges: [UInt32], placeCount: Int) -> Arcs {
        let grouping = Grouping(places, groups: placeCount)
        return Arcs(
            offsets: grouping.offsets, ends: grouping.positions.map { ends[Int($0)] },
            edges: grouping.positions.map { edges[Int($0)] })
    }

    private static func splitNodes(_ edges: EdgeColumns, _ traversals: [Traversal], nodeCount: Int) -> [UInt32] {
        var leadsOn = [Bool](repeating: false, count: nodeCount)
        var isReachedOnly = [Bool](repeating: false, count: nodeCount)
        for edge in edges.from.indices {
            let traversal = traversals[Int(edges.kinds[edge])]
            guard traversal != .structural else { continue }
            leadsOn[Int(edges.from[edge])] = true
            if !traversal.entersContent { isReachedOnly[Int(edges.to[edge])] = true }
        }

        return (0..<UInt32(nodeCount)).filter { leadsOn[Int($0)] && isReachedOnly[Int($0)] }
    }
}

extension Traversal {
    /// Whether who goes over the edge has what is in the target, and not only an effect on it.
    var entersContent: Bool {
        switch self {
        case .control, .access(.read), .access(.administer), .access(.control): true
        case .access(.write), .access(.delete), .structural: false
        }
    }
}
