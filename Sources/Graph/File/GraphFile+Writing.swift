extension GraphFile {
    /// Saves the graph under the path, with a stamp that changes when the content does; the same graph, the same bytes.
    package static func write(_ graph: CompactGraph, stamp: String, to path: String) throws(GraphFileError) {
        try layout.write(
            GraphSection.allCases.map { column($0, of: graph) }, stamp: stamp, note: UInt64(graph.maxCost), to: path)
    }

    private static func column(_ section: GraphSection, of graph: CompactGraph) -> ColumnBytes {
        let (condensation, gates) = (graph.condensation, graph.gates)
        func numbers(_ column: Column<UInt32>?) -> ColumnBytes { ColumnBytes(column ?? Column([])) }
        switch section {
        case .outgoingOffsets: return numbers(graph.outgoing.offsets)
        case .outgoingEnds: return numbers(graph.outgoing.ends)
        case .incomingOffsets: return numbers(graph.incoming.offsets)
        case .incomingEnds: return numbers(graph.incoming.ends)
        case .incomingArcs: return numbers(graph.incomingArcs)
        case .costs: return ColumnBytes(graph.costs)
        case .incomingCosts: return ColumnBytes(graph.incomingCosts)
        case .originals: return numbers(graph.originals)
        case .firstOriginals: return numbers(graph.firstOriginals)
        case .numbers: return numbers(graph.numbers)
        case .components: return numbers(condensation.components)
        case .starts: return numbers(condensation.starts)
        case .onwardOffsets: return numbers(condensation.outgoing.offsets)
        case .onwardEnds: return numbers(condensation.outgoing.ends)
        case .inwardOffsets: return numbers(condensation.incoming.offsets)
        case .inwardEnds: return numbers(condensation.incoming.ends)
        case .gateNodes: return numbers(gates?.nodes)
        case .gateNeeds: return numbers(gates?.needs)
        case .gateMarks: return ColumnBytes(gates?.marks ?? Column([]))
        case .predecessorOffsets: return numbers(gates?.predecessors.offsets)
        case .predecessorEnds: return numbers(gates?.predecessors.ends)
        case .followerOffsets: return numbers(gates?.followers.offsets)
        case .followerEnds: return numbers(gates?.followers.ends)
        }
    }
}
