internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// The same questions to an engine that shares nothing with ours.
@Suite struct NetworkXTests {
    /// Answers each question by states: every node is one that is reached and one that is held.
    ///
    /// An edge leads from held to reached, and to held as well if it gives the content. So the split of stores is
    /// checked by another construction.
    private static let program = """
        import sys, networkx as nx
        graph = nx.DiGraph()
        for line in sys.stdin:
            words = line.split()
            if words[0] == "graph":
                graph = nx.DiGraph()
                for node in range(int(words[1])):
                    graph.add_node((node, "held"))
                    graph.add_node((node, "reached"))
            elif words[0] == "edge":
                tail, head, cost = (int(words[1]), "held"), int(words[2]), int(words[3])
                for state in ["reached", "held"] if words[4] == "gives" else ["reached"]:
                    known = graph.get_edge_data(tail, (head, state), {"cost": cost})["cost"]
                    graph.add_edge(tail, (head, state), cost=min(known, cost))
            else:
                start = int(words[1])
                steps = nx.single_source_shortest_path_length(graph, (start, "held"))
                costs = nx.single_source_dijkstra_path_length(graph, (start, "held"), weight="cost")
                back = nx.single_source_shortest_path_length(graph.reverse(copy=False), (start, "reached"))
                ahead = [f"{n}:{c}:{costs[n, s]}" for (n, s), c in steps.items() if s == "reached" and n != start]
                behind = [f"{n}:{c}" for (n, s), c in back.items() if s == "held" and n != start]
                print(start, *sorted(ahead), "|", *sorted(behind))
        """

    @Test(.enabled(if: PythonReferee.isAvailable, "python3 with networkx is not installed"))
    func reachAndCheapestPathsAreThoseOfNetworkX() throws {
        var input = ""
        var expected: [String] = []
        for seed in 0..<200 as Range<UInt64> {
            let size = 2 + Int(seed % 40)
            let snapshot = Sketch.random(seed: seed, nodes: size, edges: size * (1 + Int(seed % 3))).snapshot
            let filter = Filter()
            input += "graph \(snapshot.nodeCount)\n"
            for edge in snapshot.edges where filter.admits(edge, in: snapshot) {
                let gives = ![.access(.write), .access(.delete)].contains(snapshot.kind(edge).spec.traversal)
                input += "edge \(snapshot.from(edge).index) \(snapshot.to(edge).index) \(snapshot.cost(edge)) "
                input += gives ? "gives\n" : "touches\n"
            }
            for node in snapshot.nodes {
                input += "ask \(node.index)\n"
                expected.append(answer(node, snapshot, filter))
            }
        }

        let answers = try PythonReferee.answers(NetworkXTests.program, input)
        #expect(answers.count == expected.count)
        for (theirs, ours) in zip(answers, expected) where theirs != ours {
            Issue.record("networkx: \(theirs), ours: \(ours)")
        }
    }

    private func answer(_ node: NodeID, _ snapshot: Snapshot, _ filter: Filter) -> String {
        let forward = snapshot.reach(from: node, following: filter)
        let backward = snapshot.reach(to: node, following: filter)
        let ahead = forward.nodes.map { end in
            let cost = snapshot.shortestPath(from: node, to: end, following: filter)?.cost
            return "\(end.index):\(forward.steps(end) ?? -1):\(cost ?? -1)"
        }
        let behind = backward.nodes.map { "\($0.index):\(backward.steps($0) ?? -1)" }
        return (["\(node.index)"] + ahead.sorted() + ["|"] + behind.sorted()).joined(separator: " ")
    }
}
