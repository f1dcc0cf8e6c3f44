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

    /// The kinds of edges that are followed; nil for all of them.
    public var kinds: Set<EdgeKind>?
    /// The time since which edges that were merely observed are followed, in nanoseconds since 1970; nil for whenever.
    ///
    /// An edge whose evidence has no time is not followed then. Edges of other origins are, whenever they were stated.
    public var observedSince: Int64?

    /// Makes a filter; without arguments it is what a question follows unless told otherwise.
    public init(
        assumptions: Assumptions = .byDefault, worstVerdict: Verdict = .conditional,
        origins: Set<Origin> = Set(Origin.allCases), kinds: Set<EdgeKind>? = nil, observedSince: Int64? = nil
    ) {
        self.assumptions = assumptions
        self.worstVerdict = worstVerdict
        self.origins = origins
        self.kinds = kinds
        self.observedSince = observedSince
    }

    /// Whether a walk over the snapshot may follow the edge.
    public func admits(_ edge: EdgeID, in snapshot: Snapshot) -> Bool {
        snapshot.kind(edge).spec.traversal != .structural
            && snapshot.mark(edge).bits & forbiddenBits == 0 && admitsKindAndTime(edge, in: snapshot)
    }

    /// Whether kind and time are looked at, which most filters do not.
    var isOfKindsOrTimes: Bool { kinds != nil || observedSince != nil }

    /// Whether the edge is of a kind and, where it was merely observed, of a time that are followed.
    func admitsKindAndTime(_ edge: EdgeID, in snapshot: Snapshot) -> Bool {
        if let kinds, !kinds.contains(snapshot.kind(edge)) { return false }
        guard let observedSince, snapshot.origin(edge) == .observed else { return true }
        return snapshot.evidence(edge).contains { ($0.time ?? .min) >= observedSince }
    }

    /// The bits of `EdgeMark` that no followed edge has.
    var forbiddenBits: UInt16 {
        var bits = UInt16(~assumptions.rawValue)
        for verdict in Verdict.allCases where verdict > worstVerdict { bits |= EdgeMark.bits(verdict) }
        for origin in Origin.allCases where !origins.contains(origin) { bits |= EdgeMark.bits(origin) }
        return bits
    }
}
