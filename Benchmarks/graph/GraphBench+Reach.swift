internal import OverreachGraph

extension GraphBench {
    func reach() {
        var workspace = ComponentReach(graph)
        for (name, starts) in [("small", queries.small), ("big", queries.big)] {
            var times: [Double] = []
            var note = ""
            for start in starts {
                var size = 0
                let node = node(start)
                times.append(Report.time(rounds) { size = workspace.search(from: [node]) })
                note += "\(size) "
            }
            Report.line("a reach \(name)", Report.median(times), note)
        }

        let reached = workspace.nodeBits()
        let kinds = (0..<9 as Range<UInt8>).map { kind in
            NodeBits(
                raw.kinds.indices.filter { raw.kinds[$0] == kind }.map { node(UInt32($0)) }, nodeCount: graph.nodeCount)
        }
        var counts = [Int](repeating: 0, count: 9)
        let seconds = Report.time(rounds) { for kind in 0..<9 { counts[kind] = reached.count(in: kinds[kind]) } }
        Report.line("a per-kind counts of a reach bitmap (9 popcounts)", seconds, "\(counts)")
    }

    func allAgents() async {
        let agents = raw.agents.map(node)
        let one = Column((0..<graph.nodeCount).map { _ in 0 as UInt8 })
        let kinds = Column((0..<graph.nodeCount).map { raw.kinds[Int(graph.originals[$0])] })
        var counts = graph.reachCounts(from: [], in: one, groupCount: 1)
        let seconds = Report.time(min(rounds, 3)) { counts = graph.reachCounts(from: agents, in: one, groupCount: 1) }
        Report.line("c all agents reach count", seconds, note(counts, agents))
        let grouped = Report.time(min(rounds, 3)) { counts = graph.reachCounts(from: agents, in: kinds, groupCount: 9) }
        Report.line("c all agents reach count, by 9 kinds", grouped, note(counts, agents))

        var wall: [Double] = []
        for _ in 0..<min(rounds, 3) {
            let begin = Report.now(.wall)
            counts = await graph.reachCounts(from: agents, in: one, groupCount: 1, workers: 2)
            wall.append(Report.now(.wall) - begin)
        }
        Report.line("c all agents reach count, 2 threads, wall", Report.median(wall), note(counts, agents))
    }

    private func note(_ counts: ReachCounts, _ agents: [UInt32]) -> String {
        "agents=\(agents.count) sum=\(agents.indices.reduce(0) { $0 + counts.total(source: $1) })"
    }
}
