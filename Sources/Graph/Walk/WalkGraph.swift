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
        let offsets: Field<UInt32>  // count = places + 1, non-decreasing
        let ends: Field<UInt32>  // the place at the other end
        let edges: Field<UInt32>  // the edge that the arc is of; ascending inside a place
        let marks: Field<UInt16>  // of that edge, at hand for the inner loops

        /// Where the arcs of the place are, which can be read out of the columns then.
        @inline(__always) func touchedWindow(_ place: UInt32) -> Range<Int> {
            let window = offsets.window(Int(place), of: ends.count)
            ends.touch(window)
            edges.touch(window)
            marks.touch(window)
            return window
        }
    }

    let placeCount: Int
    let outgoing: Arcs
    let incoming: Arcs
    let split: Field<UInt32>  // the split nodes, ascending; the content of split[i] is place nodeCount + i
    private let nodeCount: Int

    init(outgoing: Arcs, incoming: Arcs, split: Field<UInt32>, nodeCount: Int) {
        self.outgoing = outgoing
        self.incoming = incoming
        self.split = split
        self.nodeCount = nodeCount
        placeCount = nodeCount + split.count
    }

    init(_ edges: EdgeColumns, nodeCount: Int) {
        let traversals = edges.kindTable.map(\.spec.traversal)
        let split = WalkGraph.splitNodes(edges, traversals, nodeCount: nodeCount)
        let content = Scratch<UInt32>(repeating: .max, count: nodeCount)  // .max: not split
        for (rank, node) in split.enumerated() { content[node] = UInt32(nodeCount + rank) }

        var tails = Stack<UInt32>(capacity: edges.count)
        var heads = Stack<UInt32>(capacity: edges.count)
        var numbers = Stack<UInt32>(capacity: edges.count)
        for edge in 0..<edges.count {
            let traversal = traversals[Int(edges.kinds[edge])]
            guard traversal != .structural else { continue }
            let (from, to) = (edges.from[edge], edges.to[edge])
            let tail = content[from] == .max ? from : content[from]
            tails.push(tail)
            heads.push(to)
            numbers.push(UInt32(edge))
            guard content[to] != .max, traversal.entersContent else { continue }
            tails.push(tail)
            heads.push(content[to])
            numbers.push(UInt32(edge))
        }

        let places = nodeCount + split.count
        let (tailColumn, headColumn, numberColumn) = (tails.copied(), heads.copied(), numbers.copied())
        self.init(
            outgoing: WalkGraph.arcs(at: tailColumn, to: headColumn, numberColumn, edges, placeCount: places),
            incoming: WalkGraph.arcs(at: headColumn, to: tailColumn, numberColumn, edges, placeCount: places),
            split: Field(split), nodeCount: nodeCount)
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

    private static func arcs(
        at places: Column<UInt32>, to ends: Column<UInt32>, _ numbers: Column<UInt32>, _ edges: EdgeColumns,
        placeCount: Int
    ) -> Arcs {
        let grouping = Grouping(places, groups: placeCount)
        let sortedEnds = Scratch<UInt32>(count: ends.count)
        let sortedEdges = Scratch<UInt32>(count: ends.count)
        let marks = Scratch<UInt16>(count: ends.count)
        for arc in 0..<ends.count {
            let position = grouping.positions[arc]
            sortedEnds[arc] = ends[position]
            sortedEdges[arc] = numbers[position]
            marks[arc] = edges.marks[numbers[position]]
        }
        return Arcs(
            offsets: grouping.offsets, ends: Field(sortedEnds.frozen()), edges: Field(sortedEdges.frozen()),
            marks: Field(marks.frozen()))
    }

    private static func splitNodes(_ edges: EdgeColumns, _ traversals: [Traversal], nodeCount: Int) -> [UInt32] {
        var leadsOn = [Bool](repeating: false, count: nodeCount)
        var isReachedOnly = [Bool](repeating: false, count: nodeCount)
        for edge in 0..<edges.count {
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
