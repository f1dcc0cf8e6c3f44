internal import OverreachGraph
internal import OverreachModel

/// The same answers by the shortest code that can be read as the definition, over the facts of a snapshot.
struct Naive {
    private struct Step {
        let edge: EdgeID
        let from: NodeID
        let to: NodeID
        let cost: Int
        let verdict: Verdict
        let assumes: Assumptions
        /// Whether who goes over the edge has what is in the target.
        let gives: Bool
    }

    private let nodes: NodeList
    private let steps: [Step]

    init(_ snapshot: Snapshot, _ filter: Filter) {
        nodes = snapshot.nodes
        steps = snapshot.edges.compactMap { edge in
            let traversal = snapshot.kind(edge).spec.traversal
            guard traversal != .structural, filter.assumptions.isSuperset(of: snapshot.assumes(edge)),
                snapshot.verdict(edge) <= filter.worstVerdict, filter.origins.contains(snapshot.origin(edge))
            else { return nil }
            if let kinds = filter.kinds, !kinds.contains(snapshot.kind(edge)) { return nil }
            if let since = filter.observedSince, snapshot.origin(edge) == .observed,
                snapshot.evidence(edge).compactMap(\.time).allSatisfy({ $0 < since })
            {
                return nil
            }
            return Step(
                edge: edge, from: snapshot.from(edge), to: snapshot.to(edge), cost: snapshot.cost(edge),
                verdict: snapshot.verdict(edge), assumes: snapshot.assumes(edge),
                gives: traversal != .access(.write) && traversal != .access(.delete))
        }
    }

    /// The fewest steps from the start to every node, by rounds over all edges.
    func steps(from start: NodeID) -> [NodeID: Int] {
        var reached: [NodeID: Int] = [:]
        var held = [start: 0]
        for round in 1...(nodes.count + 1) {
            for step in steps where held[step.from].map({ $0 < round }) ?? false {
                if reached[step.to] == nil { reached[step.to] = round }
                if step.gives, held[step.to] == nil { held[step.to] = round }
            }
        }
        reached[start] = nil
        return reached
    }

    /// The fewest steps from every node to the end.
    func steps(to end: NodeID) -> [NodeID: Int] {
        var result: [NodeID: Int] = [:]
        for node in nodes where node != end { result[node] = steps(from: node)[end] }
        return result
    }

    /// Verdict and steps of every node, by trying the verdicts one after the other.
    static func best(
        _ snapshot: Snapshot, _ filter: Filter, _ steps: (Naive) -> [NodeID: Int]
    ) -> [NodeID: [String]] {
        var result: [NodeID: [String]] = [:]
        for verdict in Verdict.allCases.sorted() where verdict <= filter.worstVerdict {
            var filter = filter
            filter.worstVerdict = verdict
            for (node, count) in steps(Naive(snapshot, filter)) where result[node] == nil {
                result[node] = [verdict.rawValue, "\(count)"]
            }
        }
        return result
    }

    /// All simple paths in their order, parallel edges that differ in nothing that counts told by the smallest.
    func paths(from start: NodeID, to end: NodeID) -> [[EdgeID]] { paths(from: [start], to: [end]) }

    /// All simple paths from any of the starts to the first of the ends that they come to, by none of the avoided nodes.
    func paths(from starts: [NodeID], to ends: Set<NodeID>, avoiding avoided: Set<NodeID> = []) -> [[EdgeID]] {
        var found: [[Step]] = []
        func extend(_ path: [Step], at node: NodeID, visited: Set<NodeID>) {
            let ahead = steps.filter { $0.from == node && !avoided.contains($0.to) }
            for step in ahead where ends.contains(step.to) && isSmallest(step, of: ahead) {
                found.append(path + [step])
            }
            let givers = ahead.filter(\.gives)
            for step in givers
            where !ends.contains(step.to) && !visited.contains(step.to) && isSmallest(step, of: givers) {
                extend(path + [step], at: step.to, visited: visited.union([step.to]))
            }
        }
        for start in Set(starts) where !ends.contains(start) && !avoided.contains(start) {
            extend([], at: start, visited: [start])
        }

        return found.sorted { a, b in
            let (x, y) = (a.reduce(0) { $0 + $1.cost }, b.reduce(0) { $0 + $1.cost })
            if x != y { return x < y }
            return a.count != b.count ? a.count < b.count : a.map(\.edge).lexicographicallyPrecedes(b.map(\.edge))
        }.map { $0.map(\.edge) }
    }

    private func isSmallest(_ step: Step, of steps: [Step]) -> Bool {
        !steps.contains { other in
            other.edge < step.edge && other.to == step.to && other.cost == step.cost
                && other.verdict == step.verdict && other.assumes == step.assumes
        }
    }
}
