/// A secret in a text, or a reference that stands for one.
public struct SecretFinding: Sendable {
    /// Where in the text it is.
    public enum Place: Sendable, Hashable {
        /// It is the value itself, or stands alone in it.
        case value
        /// It is the password in a URL or connection string.
        case connectionString
        /// It is a parameter of a URL's query.
        case query(String)
        /// It is given to a name inside the text: `NAME=…`, `Name: …`, `--name …`.
        case assignment(String)
    }

    /// What it is.
    public let type: SecretType
    /// The text; nil for a reference.
    public let secret: Secret?
    /// Where in the text it is.
    public let place: Place

    /// Whether only a reference stands there.
    public var isReference: Bool { secret == nil }
}
