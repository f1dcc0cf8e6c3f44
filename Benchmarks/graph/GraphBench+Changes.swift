internal import OverreachGraph

/// What-ifs: the candidates of the folder's queries, each removed by itself, and arcs added.
extension GraphBench {
    func changes() async {
        let arcs = candidateArcs()
        let source = node(queries.source)
        oneChange(arcs, from: source)
        manyChanges(arcs, from: source)
        additions(from: source)
        await shortlist(arcs)
    }

    /// The arcs of the candidates.
    func candidateArcs() -> [UInt32] {
        queries.candidates.map { from, to in
            let (tail, head) = (node(from), node(to))
            let window = graph.outgoing.window(tail)
            return UInt32(window.first { graph.outgoing.ends[$0] == head } ?? window.lowerBound)
        }
    }

    /// A question as a command line asks it: nothing is at hand but the graph; before, after and what differs.
    private func oneChange(_ arcs: [UInt32], from source: UInt32) {
        var times: [ReachMethod: [Double]] = [.components: [], .edges: []]
        for arc in arcs.prefix(40) {
            var method = ReachMethod.components
            let seconds = Report.time(1) {
                var search = ReachChange(graph, from: [source])
                method = search.difference(GraphChange(graph, removing: [arc])).method
            }
            times[method]?.append(seconds)
        }
        for (method, seconds) in times.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where !seconds.isEmpty {
            Report.line(
                "h what-if, one edge gone, before and after, big source, over \(method.rawValue)",
                Report.median(seconds), "n=\(seconds.count) max_ms \((seconds.max() ?? 0) * 1e3)")
        }

        let seconds = Report.time(rounds) {
            var search = ReachChange(graph, from: [source])
            _ = search.differenceOverEdges(GraphChange(graph, removing: Array(arcs[..<1])))
        }
        Report.line("h what-if, one edge gone, before and after, big source, over edges, forced", seconds)
    }

    /// One source asked all candidates in turn.
    private func manyChanges(_ arcs: [UInt32], from source: UInt32) {
        for (name, start) in [("big", source), ("small", node(queries.small[0]))] {
            var search = ReachChange(graph, from: [start])
            var counts: [ReachMethod: Int] = [:]
            var (lost, losing) = (0, 0)
            let seconds = Report.time(1) {
                for arc in arcs {
                    let found = search.difference(GraphChange(graph, removing: [arc]))
                    counts[found.method, default: 0] += 1
                    lost += found.lost.count
                    losing += found.lost.isEmpty ? 0 : 1
                }
            }
            Report.line(
                "h what-if, \(arcs.count) edges each by itself, \(name) source, each exact", seconds,
                "per second \(Int(Double(arcs.count) / max(seconds, 1e-9)))"
                    + " over components=\(counts[.components] ?? 0) over edges=\(counts[.edges] ?? 0)"
                    + " losing=\(losing) lost=\(lost)")
        }

        // The dominators of the same source share no code with it but the graph.
        let tree = Dominators(graph, from: [source])
        let losses = Dictionary(tree.arcs(in: graph).map { ($0.arc, $0.loss) }, uniquingKeysWith: { a, _ in a })
        var search = ReachChange(graph, from: [source])
        let isEqual = arcs.allSatisfy { arc in
            search.difference(GraphChange(graph, removing: [arc])).lost.count == (losses[arc] ?? 0)
        }
        Report.line("h check what-ifs against dominators", 0, isEqual ? "OK" : "MISMATCH")
    }

    private func additions(from source: UInt32) {
        var search = ReachChange(graph, from: [source])
        let ends = (0..<2000).map { UInt32(truncatingIfNeeded: $0 &* 499_979 % graph.nodeCount) }
        var gained = 0
        let seconds = Report.time(1) {
            for end in ends {
                let change = GraphChange(graph, adding: [GraphChange.Arc(source, end)])
                gained += search.difference(change).gained.count
            }
        }
        Report.line(
            "h what-if, \(ends.count) edges added each by itself, big source", seconds,
            "per second \(Int(Double(ends.count) / max(seconds, 1e-9))) gained=\(gained)")
    }

    /// Twenty candidates, each exactly for all agents: those that the source loses most by, and the first.
    private func shortlist(_ arcs: [UInt32]) async {
        let tree = Dominators(graph, from: [node(queries.source)])
        let losses = Dictionary(tree.arcs(in: graph).map { ($0.arc, $0.loss) }, uniquingKeysWith: { a, _ in a })
        let worst = arcs.sorted { (losses[$0] ?? 0, $1) > (losses[$1] ?? 0, $0) }
        let agents = raw.agents.map(node)
        for (name, chosen) in [("worst", worst.prefix(20)), ("any", arcs.prefix(20))] {
            for workers in [1, 2] {
                let begin = Report.now(.wall)
                let found = await graph.reachLosses(
                    from: agents, changes: chosen.map { GraphChange(graph, removing: [$0]) }, workers: workers)
                Report.line(
                    "h shortlist of 20 (\(name)), exact for all agents, \(workers) threads, wall",
                    Report.now(.wall) - begin,
                    "over edges=\(found.count { $0.method == .edges }) lost pairs=\(found.map(\.lostPairs))")
            }
        }
    }
}
