public import OverreachModel

/// What a node reaches, or what reaches it, each node with its best verdict and the shortest path that has it.
///
/// A path is as sure as its weakest step; a node has the verdict of its surest path. Three searches over a growing
/// graph answer it: over the allowed edges alone, then with the observed ones, then with the conditional ones. A node's
/// verdict is that of the first search that reaches it.
///
/// ```
///   a ──allowed──▶ b ──allowed──▶ c      c: allowed, in 2 steps
///   └─────────conditional─────────▲          (1 step, but less sure)
/// ```
///
/// Complexity: three times that of `BreadthFirst`.
///
/// Reference: M. Pollack, "The maximum capacity through a network", 1960, DOI 10.1287/opre.8.5.733, for verdicts as
/// capacities of only three values.
public struct BestReach: Sendable {
    private let first: Reach
    private let levels: [Level]  // from the surest, each holding all of the one before

    /// A class, so that a look-up copies one reference and not all that a search holds.
    private final class Level: Sendable {
        let verdict: Verdict
        let reach: Reach

        init(_ verdict: Verdict, _ reach: Reach) {
            self.verdict = verdict
            self.reach = reach
        }
    }

    init(_ walk: Walk, search: (Walk) -> Reach) {
        first = search(walk.limited(to: .allowed))
        var levels = [Level(.allowed, first)]
        for verdict in [Verdict.observed, .conditional] where verdict <= walk.filter.worstVerdict {
            levels.append(Level(verdict, search(walk.limited(to: verdict))))
        }
        self.levels = levels
    }

    /// The node that was asked about.
    public var start: NodeID { first.start }

    /// The nodes of the set, in the order of keys, without the one asked about.
    public var nodes: [NodeID] { (levels.last?.reach ?? first).nodes }

    /// Whether the node is in the set.
    public func contains(_ node: NodeID) -> Bool { level(of: node) != nil }

    /// The node's best verdict; nil where it is not in the set.
    public func verdict(of node: NodeID) -> Verdict? { level(of: node)?.verdict }

    /// The fewest steps of a path with that verdict; nil where the node is not in the set.
    public func steps(_ node: NodeID) -> Int? { level(of: node)?.reach.steps(node) }

    /// The shortest path with that verdict from the node asked about; nil as for `Reach.path(to:)`.
    public func path(to node: NodeID) -> Path? { level(of: node)?.reach.path(to: node) }

    /// The shortest path with that verdict to the node asked about; nil as for `Reach.path(from:)`.
    public func path(from node: NodeID) -> Path? { level(of: node)?.reach.path(from: node) }

    private func level(of node: NodeID) -> Level? { levels.first { $0.reach.contains(node) } }
}

extension Snapshot {
    /// What the node reaches, with verdicts.
    public func bestReach(from node: NodeID, following filter: Filter) -> BestReach {
        BestReach(Walk(self, following: filter)) { Reach(from: node, $0) }
    }

    /// What reaches the node, with verdicts.
    public func bestReach(to node: NodeID, following filter: Filter) -> BestReach {
        BestReach(Walk(self, following: filter)) { Reach(to: node, $0) }
    }
}

extension Overlay {
    /// What the node reaches, with verdicts, when all is as the overlay says.
    public func bestReach(from node: NodeID, following filter: Filter) -> BestReach {
        view.bestReach(from: node, following: filter)
    }

    /// What reaches the node, with verdicts, when all is as the overlay says.
    public func bestReach(to node: NodeID, following filter: Filter) -> BestReach {
        view.bestReach(to: node, following: filter)
    }
}
