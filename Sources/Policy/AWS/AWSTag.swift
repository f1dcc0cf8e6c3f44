/// A tag of a principal or resource.
public struct AWSTag: Sendable, Hashable {
    /// Its key.
    public let key: String
    /// Its value.
    public let value: String

    /// Makes a tag.
    public init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}
