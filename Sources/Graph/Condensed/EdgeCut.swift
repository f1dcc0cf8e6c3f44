/// The fewest edges whose removal separates some nodes from others.
public struct EdgeCut: Sendable, Hashable {
    /// The edges, ascending; of several smallest cuts the one nearest to the sources.
    public let edges: [EdgeID]
}

extension CondensedSnapshot {
    /// The fewest edges without which none of the sources reaches any of the targets; nil where a source is a target.
    ///
    /// Complexity: that of `MinCut`.
    public func smallestCut(from sources: [NodeID], to targets: [NodeID]) -> EdgeCut? {
        guard Set(sources).isDisjoint(with: targets) else { return nil }
        let cut = MinCut(
            graph, from: sources.map(departure), to: targets.map(arrival), avoiding: withoutContents(of: targets))
        return cut.map { EdgeCut(edges: $0.arcs.map(edge).sorted()) }
    }
}
