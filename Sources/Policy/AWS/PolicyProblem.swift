/// What of a policy document could not be read.
public struct PolicyProblem: Sendable, Hashable, CustomStringConvertible {
    /// The JSON pointer of the place, below the document.
    public let pointer: String
    /// The line, 1-based, 0 where unknown.
    public let line: Int
    /// What is there and what was expected.
    public let message: String

    /// The message with its place.
    public var description: String { line > 0 ? "\(message) at \(pointer), line \(line)" : "\(message) at \(pointer)" }
}
