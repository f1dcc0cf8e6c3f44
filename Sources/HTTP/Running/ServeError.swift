/// Why a server does not start.
public struct ServeError: Error, Sendable, CustomStringConvertible {
    /// What, where, and what was expected or is to be done.
    public let description: String

    init(_ description: String) { self.description = description }
}
