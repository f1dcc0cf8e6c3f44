/// Types of nodes and kinds of edges that an inventory brings along, and no catalogue has.
///
/// Their name says all there is to know of them, so that a store, a key or an answer that names one needs no list beside
/// it: `EXTERNAL/agent/robot` is what an inventory calls a robot and means an agent, `EXTERNAL/read/can_read` what it calls
/// `can_read` and reads data.
public enum ExternalKind {
    /// What a name of an inventory's own may be made of: letters, digits, `_`, `-` and `.`, at most 64.
    public static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    /// The words for how a walk may go over an edge, in the order in which they are listed.
    public static let traversals: [(word: String, traversal: Traversal)] =
        [("control", .control)] + Effect.allCases.filter { $0 != .control }.map { ($0.rawValue, .access($0)) }
        + [("structural", .structural)]

    /// The traversal of a word; nil for any other word.
    public static func traversal(_ word: String) -> Traversal? {
        traversals.first { UTF8Order.equal($0.word, word) }?.traversal
    }

    private static let prefix = "EXTERNAL/"

    /// What is after the prefix, divided; nil for a name that is none of an inventory's.
    private static func parts(_ name: String) -> (word: String, name: String)? {
        guard name.utf8.starts(with: prefix.utf8) else { return nil }
        let rest = name.dropFirst(prefix.count)
        guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let own = String(rest[rest.utf8.index(after: slash)...])
        return isName(own) ? (String(rest[..<slash]), own) : nil
    }

    static func nodeEntry(_ name: String) -> NodeTypeEntry? {
        guard let parts = parts(name), let kind = NodeKind(rawValue: parts.word) else { return nil }
        return NodeTypeEntry(
            name: name,
            spec: NodeSpec(kind, parts.name, "What an inventory calls \(parts.name).", id: "as the inventory has it"),
            isExternal: true)
    }

    static func edgeEntry(_ name: String) -> EdgeKindEntry? {
        guard let parts = parts(name), let traversal = traversal(parts.word) else { return nil }
        let verb = String(parts.name.map { $0 == "_" || $0 == "-" ? " " : $0 })
        return EdgeKindEntry(
            name: name,
            spec: EdgeSpec(
                verb, "An inventory says that the one \(verb) the other.", from: NodeKind.allCases,
                to: NodeKind.allCases, traversal), isExternal: true)
    }
}

extension NodeType {
    /// The type that an inventory calls by this name and that is of this kind; nil where `ExternalKind` takes no such name.
    public init?(external name: String, _ kind: NodeKind) { self.init(name: "EXTERNAL/\(kind.rawValue)/\(name)") }
}

extension EdgeKind {
    /// The kind that an inventory calls by this name, by the word for its traversal; nil where `ExternalKind` takes no such
    /// name or word.
    public init?(external name: String, traversal word: String) { self.init(name: "EXTERNAL/\(word)/\(name)") }
}
