internal import OverreachModel

/// What is known of a request beyond principal, action and resource.
///
/// A key that is neither set nor absent here, and that neither principal nor resource settles, is unknown: what hangs
/// on it is conditional. Keys are compared without regard to case.
public struct RequestContext: Sendable {
    private var values: [Text: [String]] = [:]  // an empty list: the key is absent

    /// Whether every key that is not mentioned is absent, as in the description of one concrete request.
    public var isComplete: Bool

    /// A context in which nothing is settled.
    public init(isComplete: Bool = false) { self.isComplete = isComplete }

    /// Settles the values of a key.
    public mutating func set(_ key: String, _ values: [String]) { self.values[Text(asciiLowered(key))] = values }

    /// Settles that a key is not part of the request.
    public mutating func markAbsent(_ key: String) { values[Text(asciiLowered(key))] = [] }

    /// The settled values; empty for an absent key, nil for one that is not settled.
    func settled(_ loweredKey: String) -> [String]? { values[Text(loweredKey)] }
}
