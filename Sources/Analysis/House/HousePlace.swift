/// Where the policy of a house says something.
public struct HousePlace: Sendable, Hashable {
    /// The member, as in `crown_jewels[0]`.
    public let path: String
    /// The line of the file, 1-based.
    public let line: Int

    /// Names a place.
    public init(path: String, line: Int) {
        self.path = path
        self.line = line
    }
}
