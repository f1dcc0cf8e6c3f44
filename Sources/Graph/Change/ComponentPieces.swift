/// What a component falls into when arcs inside it are gone.
enum ComponentPieces {
    /// All pieces but the largest, by their first nodes; of equally large ones the first is the largest.
    ///
    /// Complexity: O(nodes of the component + their arcs).
    static func fallen(
        from component: UInt32, of graph: CompactGraph, avoiding filter: ArcFilter
    ) -> [ComponentChange.Piece] {
        let members = graph.condensation.members(component)
        let found = StrongComponents(arcs(inside: members, of: graph, avoiding: filter))
        guard found.count > 1 else { return [] }

        let sizes = Scratch<UInt32>(repeating: 0, count: found.count)
        for place in found.numbers.indices { sizes[found.numbers[place]] += 1 }
        var largest: UInt32?
        for place in found.numbers.indices where sizes[found.numbers[place]] > largest.map({ sizes[$0] }) ?? 0 {
            largest = found.numbers[place]
        }

        var ranks: [UInt32: Int] = [:]
        var pieces: [[UInt32]] = []
        for place in found.numbers.indices where found.numbers[place] != largest {
            let number = found.numbers[place]
            let rank = ranks[number] ?? pieces.count
            if rank == pieces.count {
                ranks[number] = rank
                pieces.append([])
            }
            pieces[rank].append(members.lowerBound + UInt32(place))
        }
        return pieces.map { ComponentChange.Piece(component: component, nodes: $0) }
    }

    /// The arcs that are left between the members, which are counted from 0.
    private static func arcs(inside members: Range<UInt32>, of graph: CompactGraph, avoiding filter: ArcFilter) -> Arcs
    {
        let offsets = Scratch<UInt32>(count: members.count + 1)
        var ends = Stack<UInt32>(capacity: members.count * 4)
        for (place, node) in members.enumerated() {
            offsets[place] = UInt32(ends.count)
            for arc in graph.outgoing.window(node) {
                let end = graph.outgoing.ends[arc]
                if members.contains(end), !filter.closes(arc: arc) { ends.push(end - members.lowerBound) }
            }
        }
        offsets[members.count] = UInt32(ends.count)
        return Arcs(offsets: offsets.frozen(), ends: ends.copied())
    }
}
