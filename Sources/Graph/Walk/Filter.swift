public import OverreachModel

/// Which edges a walk may follow.
///
/// Structural edges are never followed, whatever the filter.
public struct Filter: Sendable, Hashable {
    /// What may be assumed: an edge that assumes more is not followed.
    public var assumptions: Assumptions
    /// The least sure verdict that is followed.
    public var worstVerdict: Verdict
    /// The origins that are followed.
    public var origins: Set<Origin>

    /// Makes a filter; without arguments it is what a question follows unless told otherwise.
    public init(
        assumptions: Assumptions = .byDefault, worstVerdict: Verdict = .conditional,
        origins: Set<Origin> = Set(Origin.allCases)
    ) {
        self.assumptions = assumptions
        self.worstVerdict = worstVerdict
        self.origins = origins
    }

    /// Whether a walk over the snapshot may follow the edge.
    public func admits(_ edge: EdgeID, in snapshot: Snapshot) -> Bool {
        snapshot.kind(edge).spec.traversal != .structural
            && snapshot.mark(edge).bits & forbiddenBits == 0
    }

    /// The bits of `EdgeMark` that no followed edge has.
    var forbiddenBits: UInt16 {
        var bits = UInt16(~assumptions.rawValue)
        for verdict in Verdict.allCases where verdict > worstVerdict { bits |= EdgeMark.bits(verdict) }
        for origin in Origin.allCases where !origins.contains(origin) { bits |= EdgeMark.bits(origin) }
        return bits
    }
}
