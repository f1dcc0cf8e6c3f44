public import OverreachModel

/// A way through a snapshot, edge by edge.
public struct Path: Sendable, Hashable {
    /// The edges in the order of the walk; each begins where the one before ends.
    public let edges: [EdgeID]
    /// The sum of what the steps cost.
    public let cost: Int

    init(_ edges: [EdgeID], in snapshot: Snapshot) {
        self.edges = edges
        cost = edges.reduce(0) { $0 + snapshot.cost($1) }
    }

    /// The count of edges.
    public var steps: Int { edges.count }

    /// The verdict of the weakest step; allowed where there is none.
    public func verdict(in snapshot: Snapshot) -> Verdict {
        edges.reduce(.allowed) { max($0, snapshot.verdict($1)) }
    }

    /// The union of what the steps assume.
    public func assumes(in snapshot: Snapshot) -> Assumptions {
        edges.reduce([]) { $0.union(snapshot.assumes($1)) }
    }
}
