/// A configuration of an MCP client as it stands in its file, and without some of its members.
public struct ConfigurationEdit: Sendable {
    /// The path that opens the file.
    let path: String
    /// The folder that the file's name starts from.
    let folder: String
    /// The lines as they are.
    let old: [String]
    /// The lines as they would be.
    let new: [String]
    /// Places in `old` of lines that may hold a secret.
    let hidden: Set<Int>
    /// Whether the last line has an end.
    let endsWithNewline: Bool
    /// Commands of `sed` that make the one of the other, without a word of either.
    let script: [String]
    /// The size of the text as it is, in bytes.
    let size: Int
    /// SHA-256 of its lines that are shown, in hexadecimal digits.
    let digest: String

    /// Gathers an edit; `hidden` are places in `old` of lines that are never shown.
    public init(
        path: String, folder: String, old: [String], new: [String], hidden: Set<Int>, endsWithNewline: Bool,
        script: [String], size: Int, digest: String
    ) {
        self.path = path
        self.folder = folder
        self.old = old
        self.new = new
        self.hidden = hidden
        self.endsWithNewline = endsWithNewline
        self.script = script
        self.size = size
        self.digest = digest
    }
}
