internal import OverreachModel

/// What is known of a request beyond principal, action and resource.
///
/// A key that is neither set nor absent here, and that neither principal nor resource settles, is unknown: what hangs
/// on it is conditional. Keys are compared without regard to case.
public struct RequestContext: Sendable {
    private var values: [Text: KeyValue] = [:]

    /// Whether every key that is not mentioned is absent, as in the description of one concrete request.
    public var isComplete: Bool

    /// The policy of the VPC endpoint that the request goes through; nil where it goes through none that has one.
    public var endpointPolicy: PolicyDocument?

    /// A context in which nothing is settled.
    public init(isComplete: Bool = false) { self.isComplete = isComplete }

    /// Settles the values of a key; none mean that it is not part of the request.
    public mutating func set(_ key: String, _ values: [String]) {
        self.values[Text(asciiLowered(key))] = values.isEmpty ? .absent : .values(values)
    }

    /// Settles that a key is part of the request, with one string of one of these patterns as its value.
    mutating func set(_ key: String, oneOf patterns: [Pattern]) {
        self.values[Text(asciiLowered(key))] = .oneOf(patterns)
    }

    /// Settles that a key has this value where it is part of the request.
    mutating func allow(_ key: String, _ value: String) { values[Text(asciiLowered(key))] = .maybe([value]) }

    /// Settles that a key is not part of the request.
    public mutating func markAbsent(_ key: String) { values[Text(asciiLowered(key))] = .absent }

    /// Settles that a key is part of the request, with whatever value.
    public mutating func markPresent(_ key: String) { values[Text(asciiLowered(key))] = .within(.everything) }

    /// Leaves a key open, even one that the principal or the resource would settle.
    public mutating func leaveOpen(_ key: String) { values[Text(asciiLowered(key))] = .unknown }

    /// What is settled of a key, given in lower case; nil for one of which nothing was said.
    func settled(_ loweredKey: String) -> KeyValue? { values.isEmpty ? nil : values[Text(loweredKey)] }
}
