/// The text of a secret: the only type that may hold one.
///
/// Nothing outside this target can read the text, and every way of printing gives `<secret>`. It is not `Codable`.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let text: String

    /// Takes the text.
    public init(_ text: String) { self.text = text }

    /// `<secret>`.
    public var description: String { "<secret>" }

    /// `<secret>`.
    public var debugDescription: String { "<secret>" }

    /// A mirror without children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
