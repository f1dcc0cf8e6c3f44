/// The arcs of every node in one direction: those of node `v` are at `offsets[v] ..< offsets[v + 1]`.
package struct Arcs: Sendable {
    package let offsets: Column<UInt32>  // count = nodes + 1, non-decreasing, the last is the count of arcs
    package let ends: Column<UInt32>  // the node at the other end, below the count of nodes

    package init(offsets: Column<UInt32>, ends: Column<UInt32>) {
        self.offsets = offsets
        self.ends = ends
    }

    /// Where the arcs of the node are.
    @inline(__always) package func window(_ node: UInt32) -> Range<Int> { window(Int(node)) }

    @inline(__always) package func window(_ node: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(offsets[node]), Int(offsets[node + 1])))
    }

    /// How many nodes have arcs here.
    package var nodeCount: Int { offsets.count - 1 }

    /// How many arcs there are.
    package var count: Int { ends.count }

    /// The same arcs against their direction, those of a node in ascending order of where they come from.
    ///
    /// `positions` says of each arc which one of these it is; it is made only if asked for.
    ///
    /// Complexity: O(nodes + arcs); one counting sort.
    package func reversed() -> (arcs: Arcs, positions: Column<UInt32>) {
        let positions = Scratch<UInt32>(count: count)
        let tails = Scratch<UInt32>(count: count)
        let offsets = Arcs.offsets(counting: ends, groups: nodeCount)
        let next = Scratch<UInt32>(count: nodeCount)
        for node in 0..<nodeCount { next[node] = offsets[node] }
        for node in 0..<nodeCount {
            for arc in window(node) {
                let end = ends[arc]
                let place = next[end]
                next[end] = place &+ 1
                positions[place] = UInt32(truncatingIfNeeded: arc)
                tails[place] = UInt32(truncatingIfNeeded: node)
            }
        }

        return (Arcs(offsets: offsets, ends: tails.frozen()), positions.frozen())
    }

    /// Where each group begins when things are sorted by the group that each has; the last is their count.
    static func offsets(counting groups: Column<UInt32>, groups count: Int) -> Column<UInt32> {
        let offsets = Scratch<UInt32>(repeating: 0, count: count + 1)
        for position in groups.indices { offsets[Int(groups[position]) + 1] &+= 1 }
        for group in 0..<count { offsets[group + 1] &+= offsets[group] }
        return offsets.frozen()
    }
}

extension Arcs {
    /// The arcs of edges in whatever order, grouped by tail, and their costs; those of one tail keep their order.
    ///
    /// Complexity: O(nodes + arcs).
    package static func grouped(
        tails: [UInt32], heads: [UInt32], costs: [UInt8], nodeCount: Int
    ) -> (arcs: Arcs, costs: Column<UInt8>) {
        precondition(tails.count == heads.count && tails.count == costs.count, "every edge has two ends and a cost")
        precondition(
            (tails.max() ?? 0) < max(nodeCount, 1) && (heads.max() ?? 0) < max(nodeCount, 1), "every end is a node")
        let offsets = Scratch<UInt32>(repeating: 0, count: nodeCount + 1)
        for tail in tails { offsets[Int(tail) + 1] &+= 1 }
        for node in 0..<nodeCount { offsets[node + 1] &+= offsets[node] }

        let next = Scratch<UInt32>(count: nodeCount)
        for node in 0..<nodeCount { next[node] = offsets[node] }
        let ends = Scratch<UInt32>(count: tails.count)
        let sorted = Scratch<UInt8>(count: tails.count)
        for edge in tails.indices {
            let place = next[tails[edge]]
            next[tails[edge]] = place &+ 1
            ends[place] = heads[edge]
            sorted[place] = costs[edge]
        }
        return (Arcs(offsets: offsets.frozen(), ends: ends.frozen()), sorted.frozen())
    }
}
