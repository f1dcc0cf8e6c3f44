internal import OverreachGraph
internal import Testing

/// The core's answers to an engine that shares nothing with ours.
@Suite struct CoreNetworkXTests {
    private static let program = """
        import sys, itertools, networkx as nx
        def ask(words):
            kind, numbers = words[0], [int(word) for word in words[1:]]
            if kind == "components":
                return sorted(sorted(part) for part in nx.strongly_connected_components(graph))
            if kind == "reach":
                return [len(nx.descendants(graph, node)) + 1 for node in graph]
            if kind == "dominators":
                found = nx.immediate_dominators(graph, numbers[0])
                return sorted([n, d] for n, d in found.items() if n != numbers[0])
            start, end = numbers
            if not nx.has_path(graph, start, end):
                return None
            if kind == "hops":
                return nx.shortest_path_length(graph, start, end)
            if kind == "cost":
                return nx.dijkstra_path_length(graph, start, end, weight="cost")
            if kind == "paths":
                found = itertools.islice(nx.shortest_simple_paths(graph, start, end, weight="cost"), 12)
                return [nx.path_weight(graph, path, "cost") for path in found]
            return nx.maximum_flow_value(graph, start, end, capacity="count")
        for line in sys.stdin:
            words = line.split()
            if words[0] == "graph":
                graph = nx.DiGraph()
                graph.add_nodes_from(range(int(words[1])))
            elif words[0] == "edge":
                tail, head, cost = map(int, words[1:])
                known = graph.get_edge_data(tail, head, {"cost": cost, "count": 0})
                graph.add_edge(tail, head, cost=min(known["cost"], cost), count=known["count"] + 1)
            else:
                print(" ".join(words), str(ask(words)).replace(" ", ""))
        """

    @Test(.enabled(if: PythonReferee.isAvailable, "python3 with networkx is not installed"))
    func theAnswersAreThoseOfNetworkX() throws {
        var input = ""
        var expected: [String] = []
        for seed in 0..<150 as Range<UInt64> {
            var core = RandomCore(seed: seed, nodes: 2...40, density: 0.8...3)
            input += "graph \(core.nodeCount)\n"
            for edge in core.tails.indices {
                input += "edge \(core.tails[edge]) \(core.heads[edge]) \(core.costs[edge])\n"
            }
            let ends = core.someNumbers(2)
            let (start, end) = (ends[0], ends[1])
            var questions = ["components": components(core), "reach": reach(core)]
            questions["dominators \(start)"] = dominators(core, start)
            questions["hops \(start) \(end)"] = hops(core, start, end)
            questions["cost \(start) \(end)"] = cost(core, start, end)
            if start != end {
                questions["paths \(start) \(end)"] = paths(core, start, end)
                questions["flow \(start) \(end)"] = flow(core, start, end)
            }
            for (question, answer) in questions.sorted(by: { $0.key < $1.key }) {
                input += question + "\n"
                expected.append(question + " " + answer)
            }
        }

        let answers = try PythonReferee.answers(CoreNetworkXTests.program, input)
        #expect(answers.count == expected.count)
        for (theirs, ours) in zip(answers, expected) where theirs != ours {
            Issue.record("networkx: \(theirs), ours: \(ours)")
        }
    }

    private func text(_ list: [some CustomStringConvertible]) -> String {
        "[" + list.map(\.description).joined(separator: ",") + "]"
    }

    private func components(_ core: RandomCore) -> String {
        let condensation = core.graph.condensation
        let parts = (0..<UInt32(condensation.count)).map { part in
            condensation.members(part).map { core.number($0) }.sorted()
        }
        return text(parts.sorted { $0[0] < $1[0] }.map(text))
    }

    private func reach(_ core: RandomCore) -> String {
        let groups = Column([UInt8](repeating: 0, count: core.nodeCount))
        let sources = (0..<UInt32(core.nodeCount)).map { core.node($0) }
        let counts = core.graph.reachCounts(from: sources, in: groups, groupCount: 1)
        return text(sources.indices.map { counts.total(source: $0) })
    }

    private func dominators(_ core: RandomCore, _ start: UInt32) -> String {
        let tree = Dominators(core.graph, from: [core.node(start)])
        let pairs = tree.reached.compactMap { node in
            tree.dominator(of: node).map { (core.number(node), core.number($0)) }
        }
        return text(pairs.sorted { $0 < $1 }.map { text([$0.0, $0.1]) })
    }

    private func hops(_ core: RandomCore, _ start: UInt32, _ end: UInt32) -> String {
        var search = HopSearch(core.graph)
        guard case .found(let arcs) = search.search(from: [core.node(start)], to: [core.node(end)]) else {
            return "None"
        }
        return "\(arcs.count)"
    }

    private func cost(_ core: RandomCore, _ start: UInt32, _ end: UInt32) -> String {
        var search = CostSearch(core.graph)
        guard case .found(let arcs) = search.search(from: [core.node(start)], to: [core.node(end)]) else {
            return "None"
        }
        return "\(arcs.reduce(0) { $0 + Int(core.graph.costs[$1]) })"
    }

    private func paths(_ core: RandomCore, _ start: UInt32, _ end: UInt32) -> String {
        var search = CheapestPaths(core.graph)
        let found = search.paths(from: core.node(start), to: core.node(end), limit: 12)
        return found.paths.isEmpty ? "None" : text(found.paths.map(\.cost))
    }

    private func flow(_ core: RandomCore, _ start: UInt32, _ end: UInt32) -> String {
        let cut = MinCut(core.graph, from: [core.node(start)], to: [core.node(end)])
        return cut.map { $0.flow == 0 ? "None" : "\($0.flow)" } ?? "None"
    }
}
