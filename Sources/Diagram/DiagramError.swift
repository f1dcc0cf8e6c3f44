/// Why a diagram could not be made.
public struct DiagramError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Sendable, CaseIterable {
        /// The worker did not answer in time and was killed.
        case deadline
        /// The worker could not be started, or ended before it answered.
        case workerDied
        /// The picture has more boxes, arrows or pixels than are drawn.
        case tooLarge
        /// What came back is no layout of what was asked.
        case badAnswer
    }

    /// What kind of failure it is.
    public let code: Code
    /// What happened, where, and what was expected; never holds text of the picture.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Code and message.
    public var description: String { "\(code.rawValue): \(message)" }
}
