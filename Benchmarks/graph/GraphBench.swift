internal import OverreachGraph

/// The graph of a folder, ready, and the questions put to it.
struct GraphBench {
    let raw: GraphFolder
    let queries: Queries
    let graph: CompactGraph
    let rounds: Int

    init(_ raw: GraphFolder, _ queries: Queries, rounds: Int) {
        self.raw = raw
        self.queries = queries
        self.rounds = rounds
        var times: [Double] = []
        // A round's graph is gone before the next is made, so that the peak of memory is that of one.
        for _ in 1..<max(min(rounds, 3), 1) {
            let begin = Report.now()
            _ = GraphBench.build(raw)
            times.append(Report.now() - begin)
        }
        let begin = Report.now()
        graph = GraphBench.build(raw)
        times.append(Report.now() - begin)
        let condensation = graph.condensation
        Report.line(
            "build (CSR both ways + components + DAG)", Report.median(times),
            "C=\(condensation.count) dag_edges=\(condensation.outgoing.count)")
    }

    private static func build(_ raw: GraphFolder) -> CompactGraph {
        let (arcs, costs) = Arcs.grouped(
            tails: raw.tails, heads: raw.heads, costs: raw.costs, nodeCount: raw.kinds.count)
        return CompactGraph(arcs, costs: costs)
    }

    /// The node that has this number in the folder.
    func node(_ number: UInt32) -> UInt32 { graph.numbers[number] }
}
