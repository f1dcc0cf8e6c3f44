/// Why the engine could not do what was asked, where no other error says it.
public struct EngineError: Error, Sendable, CustomStringConvertible {
    /// What, where, what was expected.
    public let message: String

    init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}
