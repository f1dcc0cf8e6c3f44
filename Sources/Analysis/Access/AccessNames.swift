public import OverreachModel
internal import OverreachPolicy

/// Finds what a user means among the users, roles and resources of AWS: a full key, an ARN, a unique name, an alias.
public struct AccessNames: Sendable {
    private let nodes: [NodeFact]

    /// Looks among these nodes.
    public init(_ nodes: some Sequence<NodeFact>) {
        self.nodes = Array(nodes)
    }

    /// The node; nil where nothing has the name.
    ///
    /// Errors: `NodeError.ambiguous` where several have it. Complexity: one pass over the nodes.
    public func node(_ text: String) throws -> NodeFact? {
        // Those that have it as a key, an id, a name, an alias: the surest decide.
        var found: [[NodeFact]] = [[], [], [], []]
        for node in nodes {
            if UTF8Order.equal(node.key.text, text) {
                found[0].append(node)
            } else if UTF8Order.equal(node.id, text) || isID(text, of: node.key) {
                found[1].append(node)
            } else if UTF8Order.equal(node.name, text) {
                found[2].append(node)
            } else if node.properties.contains(where: {
                UTF8Order.equal($0.value, text) && UTF8Order.equal($0.name, PropertyName.alias)
            }) {
                found[3].append(node)
            }
        }
        guard let candidates = found.first(where: { !$0.isEmpty }) else { return nil }
        if candidates.count > 1 {
            throw NodeError.ambiguous(text, candidates: candidates.map(\.key).sorted().map(\.text))
        }
        return candidates.first
    }

    /// Whether the text is the key's id; most keys end otherwise, which costs less to see than to take them apart.
    private func isID(_ text: String, of key: Key) -> Bool {
        key.text.utf8.last == text.utf8.last && key.text.hasSuffix(text) && UTF8Order.equal(key.id, text)
    }

    /// Up to five names that resemble the text.
    public func nearest(_ text: String) -> [String] {
        let last = text.split(separator: "/").last.map(String.init) ?? text
        return Spelling.related(last, among: nodes.lazy.map { ($0.name, $0.name) })
    }

    /// Whether a pattern of ARNs may mean the resource.
    public static func pattern(_ text: String, means id: String) -> Bool {
        text.contains { $0 == "*" || $0 == "?" } && Pattern(text).overlaps(Pattern(id))
    }

    /// The ARNs that may own what an ARN names, the nearest first: itself, then what it lies in.
    ///
    /// `arn:aws:s3:::bucket/key` lies in `arn:aws:s3:::bucket`; what stands behind a wildcard names nothing.
    public static func owners(ofARN text: String) -> [String] {
        let literal = text.prefix { $0 != "*" && $0 != "?" }
        var owners = literal.count == text.count ? [text] : []
        var colons = 0
        var cuts: [Substring.Index] = []
        for index in literal.indices {
            if literal[index] == ":" { colons += 1 }
            let isInResource = colons > 5 || (colons == 5 && literal[index] != ":")
            if isInResource, literal[index] == "/" || literal[index] == ":" { cuts.append(index) }
        }
        owners += cuts.reversed().map { String(literal[..<$0]) }.filter { !$0.hasSuffix(":") }
        return owners
    }
}
