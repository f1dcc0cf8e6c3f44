internal import OverreachGraph

/// The same graph with a hundredth of its nodes as gates that need two predecessors, and a twentieth of its edges
/// conditional: which ones, a hash of their numbers says.
struct GatedBench {
    private let raw: GraphFolder
    private let queries: Queries
    private let rounds: Int
    private let needs: [UInt8]

    init(_ raw: GraphFolder, _ queries: Queries, rounds: Int) {
        self.raw = raw
        self.queries = queries
        self.rounds = rounds
        // Agents are where questions begin: none is a gate.
        needs = raw.kinds.indices.map { raw.kinds[$0] != 0 && GatedBench.hash($0) % 100 == 0 ? 2 : 0 }
    }

    func run() {
        for profile in ["allowed", "allowed and conditional"] {
            let kept = raw.tails.indices.filter { profile != "allowed" || GatedBench.hash($0) % 20 != 0 }
            let (tails, heads, costs) = (
                kept.map { raw.tails[$0] }, kept.map { raw.heads[$0] }, kept.map { raw.costs[$0] }
            )
            var times: [Double] = []
            func build() -> CompactGraph {
                let begin = Report.now()
                let (arcs, sorted) = Arcs.grouped(
                    tails: Column(tails), heads: Column(heads), costs: Column(costs), nodeCount: raw.kinds.count)
                let graph = CompactGraph(arcs, costs: sorted, needs: Column(needs))
                times.append(Report.now() - begin)
                return graph
            }
            for _ in 1..<min(max(rounds, 1), 3) { _ = build() }
            let graph = build()
            Report.line(
                "g gates, \(profile): build", Report.median(times),
                "gates=\(graph.gates?.nodes.count ?? 0) C=\(graph.condensation.count)"
                    + " dag_edges=\(graph.condensation.outgoing.count)")
            ask(graph, profile)
        }
    }

    private func ask(_ graph: CompactGraph, _ profile: String) {
        var workspace = ComponentReach(graph)
        for (name, starts) in [("small", queries.small), ("big", queries.big)] {
            var times: [Double] = []
            var note = ""
            for start in starts {
                var size = 0
                times.append(Report.time(rounds) { size = workspace.search(from: [graph.numbers[start]]) })
                note += "\(size) "
            }
            Report.line("g gates, \(profile): reach \(name)", Report.median(times), note)
        }

        let agents = raw.agents.map { graph.numbers[$0] }
        let one = Column((0..<graph.nodeCount).map { _ in 0 as UInt8 })
        let begin = Report.now()
        let counts = graph.reachCounts(from: agents, in: one, groupCount: 1)
        let seconds = Report.now() - begin
        let sum = agents.indices.reduce(0) { $0 + counts.total(source: $1) }
        Report.line("g gates, \(profile): all agents reach count", seconds, "agents=\(agents.count) sum=\(sum)")

        // A hundred agents again one by one: the two ways share no code but the graph.
        var isEqual = true
        for position in stride(from: 0, to: agents.count, by: max(1, agents.count / 100)) {
            isEqual = isEqual && workspace.search(from: [agents[position]]) == counts.total(source: position)
        }
        Report.line("g gates, \(profile): check all agents against single reach", 0, isEqual ? "OK" : "MISMATCH")
    }

    private static func hash(_ number: Int) -> Int {
        var z = UInt64(number) &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) >> 1)
    }
}
