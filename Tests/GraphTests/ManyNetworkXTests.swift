internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// Questions about many nodes at once to an engine that shares nothing with ours.
@Suite struct ManyNetworkXTests {
    /// Nodes are states as in `NetworkXTests`; an edge is a key of a multigraph, so that one of several may be taken away.
    private static let program = """
        import sys, networkx as nx
        def reached(graph, start):
            found = nx.descendants(graph, (start, "held")) | {(start, "held")}
            return {n for n, s in found if s == "reached" and n != start}
        for line in sys.stdin:
            words = line.split()
            if words[0] == "graph":
                graph = nx.MultiDiGraph()
                for node in range(int(words[1])):
                    graph.add_node((node, "held"))
                    graph.add_node((node, "reached"))
            elif words[0] == "edge":
                tail, head, cost = (int(words[1]), "held"), int(words[2]), int(words[3])
                for state in ["reached", "held"] if words[4] == "gives" else ["reached"]:
                    graph.add_edge(tail, (head, state), key=int(words[5]), cost=cost)
            else:
                groups = [[int(w) for w in part.split()] for part in line.split(" ", 1)[1].split("/")]
                if words[0] == "any":
                    starts, ends = groups
                    costs = [
                        cost
                        for start in starts if start not in ends
                        for (n, s), cost in nx.single_source_dijkstra_path_length(graph, (start, "held"), weight="cost").items()
                        if s == "reached" and n in ends
                    ]
                    print(min(costs, default=-1))
                else:
                    starts, gone = groups
                    left = graph.copy()
                    left.remove_edges_from([e for e in graph.edges(keys=True) if e[2] in gone])
                    losses = [len(reached(graph, s) - reached(left, s)) for s in starts]
                    print(sum(losses), sum(1 for loss in losses if loss))
        """

    @Test(.enabled(if: PythonReferee.isAvailable, "python3 with networkx is not installed"))
    func pathsFromAnyToAnyAndLossesOfAllAreThoseOfNetworkX() throws {
        var input = ""
        var expected: [String] = []
        for seed in 0..<120 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let size = 2 + Int(seed % 25)
            let snapshot = Sketch.random(seed: seed, nodes: size, edges: size * (1 + Int(seed % 3))).snapshot
            let filter = Profile.byDefault.filter
            input += "graph \(snapshot.nodeCount)\n"
            for edge in snapshot.edges where filter.admits(edge, in: snapshot) {
                let gives = ![.access(.write), .access(.delete)].contains(snapshot.kind(edge).spec.traversal)
                input += "edge \(snapshot.from(edge).index) \(snapshot.to(edge).index) \(snapshot.cost(edge)) "
                input += "\(gives ? "gives" : "touches") \(edge.index)\n"
            }
            let condensed = snapshot.condensed(.byDefault)
            for _ in 0..<3 {
                let starts = snapshot.nodes.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
                let ends = snapshot.nodes.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
                let path = snapshot.shortestPaths(
                    fromAnyOf: starts, toAnyOf: ends, limit: 1, budget: .max, following: filter
                ).paths.first
                input += "any \(numbers(starts)) / \(numbers(ends))\n"
                expected.append("\(path?.cost ?? -1)")

                let gone = snapshot.edges.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
                var overlay = Overlay(snapshot)
                overlay.remove(edges: gone)
                let loss = condensed.reachLosses(from: starts, [overlay]) { _ in true }[0]
                input += "lose \(numbers(starts)) / \(gone.map { "\($0.index)" }.joined(separator: " "))\n"
                expected.append("\(loss.pairs) \(loss.losing)")
            }
        }

        let answers = try PythonReferee.answers(ManyNetworkXTests.program, input)
        #expect(answers.count == expected.count)
        for (theirs, ours) in zip(answers, expected) where theirs != ours {
            Issue.record("networkx: \(theirs), ours: \(ours)")
        }
    }

    private func numbers(_ nodes: [NodeID]) -> String { nodes.map { "\($0.index)" }.joined(separator: " ") }
}
