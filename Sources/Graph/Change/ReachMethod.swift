/// How an answer about what is reached was found; both ways are exact.
public enum ReachMethod: String, Sendable, Hashable, CaseIterable {
    /// Over the components that the graph was condensed to: they hold for what was asked.
    case components
    /// Over the edges themselves, since components do not hold, or there are none for this filter.
    case edges
}
