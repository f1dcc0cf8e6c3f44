internal import OverreachGraph

extension GraphBench {
    func chokes() {
        let source = node(queries.source)
        var tree = Dominators(graph, from: [source])
        var seconds = Report.time(min(rounds, 3)) { tree = Dominators(graph, from: [source]) }
        var arcs = tree.arcs(in: graph)
        let arcSeconds = Report.time(min(rounds, 3)) { arcs = tree.arcs(in: graph) }
        Report.line(
            "f what-if ALL single edges, one source: dominator tree", seconds,
            "reach=\(tree.reachedCount) bridges=\(arcs.count) top:\(top(arcs)) ")
        Report.line("f  + edge bridges with exact loss", arcSeconds)

        let small = node(queries.small[queries.small.count / 2])
        seconds = Report.time(min(rounds, 3)) { tree = Dominators(graph, from: [small]) }
        Report.line(
            "f what-if ALL single edges, one small-reach source", seconds, "reach=\(tree.reachedCount)")

        let jewels = queries.jewels.map(node)
        let weights = Column((0..<graph.nodeCount).map { raw.kinds[Int(graph.originals[$0])] == 0 ? 1 as UInt8 : 0 })
        seconds = Report.time(min(rounds, 3)) {
            tree = Dominators(graph, from: jewels, .backward, weights: weights)
            arcs = tree.arcs(in: graph, .backward).filter { $0.loss > 0 }
        }
        Report.line(
            "f what-if ALL edges vs agents exposed to jewel set (reverse dominators)", seconds,
            "nodes reaching jewels=\(tree.reachedCount) agents=\(tree.reachedWeight)"
                + " bridge edges with agents behind=\(arcs.count) top:\(top(arcs)) ")
    }

    private func top(_ arcs: [(arc: UInt32, loss: Int)]) -> String {
        arcs.map(\.loss).sorted(by: >).prefix(5).map(String.init).joined(separator: " ")
    }
}

extension GraphBench {
    func cut() {
        let (agents, jewels) = (queries.agents.map(node), queries.jewels.map(node))
        var note = ""
        let seconds = Report.time(min(rounds, 3)) {
            guard let cut = MinCut(graph, from: agents, to: jewels) else { return note = "S and T overlap" }
            note = "flow=\(cut.flow) S-side=\(cut.sourceSideCount)"
        }
        Report.line("e min cut 50 agents -> 20 jewels, unit", seconds, note)
    }
}
