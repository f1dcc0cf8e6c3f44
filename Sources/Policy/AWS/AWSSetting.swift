/// A switch of a resource, as far as anybody said.
public enum AWSSetting: Sendable, Hashable {
    case on
    case off
    /// Nobody collected it.
    case unknown

    /// A setting from what was collected; nothing collected is unknown.
    public init(_ value: Bool?) {
        self =
            switch value {
            case true?: .on
            case false?: .off
            case nil: .unknown
            }
    }
}
