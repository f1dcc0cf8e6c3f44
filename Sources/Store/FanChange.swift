/// What becomes of a fan when a run states it again.
struct FanChange {
    /// The fan from now on.
    private(set) var result: FanBody
    /// What happened to its edges.
    private(set) var change = RunChange()

    /// Complexity: O(n) in edges, both fans being sorted.
    init(old: FanBody, stated: FanBody, policy: RestatementPolicy) {
        var edges: [FanBody.Edge] = []
        var (i, j) = (0, 0)
        while i < old.edges.count || j < stated.edges.count {
            let before = Self.group(old, i, notAfter: stated, j)
            let now = Self.group(stated, j, notAfter: old, i)
            i += before.count
            j += now.count
            let after = policy.apply(old: before, stated: now)
            edges += after
            change.count(old: before, stated: now, after: after)
        }
        result = FanBody(edges)
    }

    /// The edges at this place that are one edge in different details; none where the other fan has an earlier edge.
    private static func group(
        _ fan: FanBody, _ start: Int, notAfter other: FanBody, _ place: Int
    ) -> FanBody.Details {
        guard start < fan.edges.count else { return [] }
        let first = fan.edges[start]
        if place < other.edges.count, other.edges[place].isBefore(first) { return [] }
        var end = start + 1
        while end < fan.edges.count, fan.edges[end].isSameEdge(as: first) { end += 1 }
        return fan.edges[start..<end]
    }
}

extension FanBody.Edge {
    fileprivate func isBefore(_ other: FanBody.Edge) -> Bool {
        if kind != other.kind { return kind < other.kind }
        return to != other.to ? to < other.to : origin < other.origin
    }
}

extension RunChange {
    /// Counts one edge by its details before and after.
    fileprivate mutating func count(
        old: FanBody.Details, stated: FanBody.Details, after: [FanBody.Edge]
    ) {
        let after = FanBody(after).edges
        if old.isEmpty {
            if !after.isEmpty { added += 1 }
        } else if after.isEmpty {
            ended += 1
        } else if old.count != after.count || !zip(old, after).allSatisfy(FanBody.Edge.isIdentical) {
            changed += 1
        } else if !stated.isEmpty {
            unchanged += 1
        }
    }
}
