public import OverreachModel

/// A filter that questions use so often that its components are kept with the snapshot.
///
/// Any other filter, and the view of an overlay, is walked over the edges themselves, or condensed for whoever asks.
public enum Profile: String, Sendable, Hashable, CaseIterable {
    /// What is allowed for sure, under the assumptions of every question.
    case allowed
    /// What questions follow unless told otherwise: allowed, observed and conditional, under these assumptions.
    case byDefault = "by_default"
    /// Everything, whatever it assumes.
    case everything

    /// The profile of the filter; nil where it is none.
    public init?(_ filter: Filter) {
        guard let profile = Profile.allCases.first(where: { $0.filter == filter }) else { return nil }
        self = profile
    }

    /// What it follows.
    public var filter: Filter {
        switch self {
        case .allowed: Filter(worstVerdict: .allowed)
        case .byDefault: Filter()
        case .everything: Filter(assumptions: Assumptions.named.reduce([]) { $0.union($1.value) })
        }
    }
}

extension Snapshot {
    /// What the profile leaves, with its components.
    ///
    /// They are made when they are first asked for, then kept with the snapshot and all copies of it; the view of an overlay
    /// is condensed anew each time. Another thread that asks for the same meanwhile waits. Complexity: O(nodes + edges),
    /// then O(1).
    public func condensed(_ profile: Profile) -> CondensedSnapshot { condensed(following: profile.filter) }
}
