public import OverreachModel

/// A change in the form of its source, with what takes it back.
public struct Patch: Encodable, Sendable {
    /// What `text` and `undo` are.
    public enum Format: String, Encodable, Sendable, CaseIterable {
        /// The policy as it should be, as JSON.
        case policy = "aws-policy"
        /// Commands of the `aws` command line, one a line.
        case commands = "aws-commands"
        /// A JSON Patch (RFC 6902) of an MCP configuration, which names no secret.
        case configuration = "mcp-json-patch"
        /// A Kubernetes manifest for `kubectl apply`, as JSON.
        case manifest = "kubernetes-manifest"
    }

    /// What `text` and `undo` are.
    public let format: Format
    /// The file, or the policy, that it is of.
    public let target: String
    /// What is to be applied.
    public let text: String
    /// What takes it back.
    public let undo: String
    /// The difference as `diff -u` writes it; empty where there is none, or where its lines may hold a secret.
    public let diff: String
    /// Commands that apply it, in their order.
    public let commands: [String]
    /// Commands that take it back, in their order.
    public let undoCommands: [String]

    enum CodingKeys: String, CodingKey {
        case format, target, text, undo, diff, commands
        case undoCommands = "undo_commands"
    }
}
