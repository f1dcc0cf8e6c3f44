public import OverreachGraph
public import OverreachModel

/// A graph in a few lines of text, for tests.
///
/// ```
/// # a comment
/// agent:bot -calls-> server:tickets -signs-with-> credential:key
/// a -> b -cost-2-> c
/// grant:g -read-> store:lake [conditional, if=the source address, deny=payroll/*]
/// store:lake [classification=restricted]
/// ```
///
/// A node is a word of `SketchWords.nodes` and an id, or an id alone, which is an identity; ids hold no blank. An arrow
/// is a word of `SketchWords.edges`, the full name of a kind, or nothing, which is plain control. A line may hold
/// several arrows; its marks hold for all of them:
///
/// | mark | meaning | unless given |
/// |---|---|---|
/// | `allowed`, `observed`, `conditional` | verdict | `allowed` |
/// | `declared`, `seen`, `derived` | origin | `declared` |
/// | `tool-latitude`, `process-takeover`, `context-poisoning` | an assumption | what the kind assumes |
/// | `if=…` | a condition | none |
/// | `allow=…`, `deny=…` | patterns of the scope | the whole |
/// | `on=…` | a premise, written as a node | none |
///
/// Marks of a line with a node alone are properties. The evidence of a fact is its line.
public struct Sketch: Sendable {
    /// The nodes that have a line of their own.
    public var nodes: [NodeFact]
    /// The edges, in the order of the text.
    public var edges: [EdgeFact]

    /// Reads a sketch.
    ///
    /// Errors: `SketchError`.
    public init(_ text: String) throws {
        nodes = []
        edges = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let (tokens, marks) = try Sketch.parts(of: line, number: index + 1)
            guard let first = tokens.first, !first.hasPrefix("#") else { continue }
            let evidence = Evidence(source: "sketch", file: "sketch", line: index + 1)
            guard tokens.count > 1 else {
                nodes.append(try Sketch.node(first, marks, evidence))
                continue
            }
            edges += try Sketch.edges(tokens, marks, evidence)
        }
    }

    /// Takes facts as they are.
    public init(nodes: [NodeFact], edges: [EdgeFact]) {
        self.nodes = nodes
        self.edges = edges
    }

    /// The snapshot of the facts.
    public var snapshot: Snapshot {
        var builder = SnapshotBuilder()
        for node in nodes { builder.add(node) }
        for edge in edges { builder.add(edge) }
        return builder.build()
    }

    private static func parts(of line: Substring, number: Int) throws -> (tokens: [Substring], marks: [Substring]) {
        guard let bracket = line.firstIndex(of: "[") else { return (line.split(separator: " "), []) }
        guard let end = line.lastIndex(of: "]"), end > bracket else {
            throw SketchError(message: "marks without \"]\"", line: number)
        }
        let marks = line[line.index(after: bracket)..<end].split(separator: ",").map(trimmed)
        return (line[..<bracket].split(separator: " "), marks)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }

    private static func node(_ token: Substring, _ marks: [Substring], _ evidence: Evidence) throws -> NodeFact {
        let key = try SketchWords.key(token, line: evidence.line)
        let properties = try marks.map { mark in
            let parts = mark.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                throw SketchError(message: "expected name=value, found \"\(mark)\"", line: evidence.line)
            }
            return Property(String(parts[0]), String(parts[1]))
        }
        return NodeFact(key, name: key.id, properties: properties.sorted(), evidence: [evidence])
    }

    private static func edges(
        _ tokens: [Substring], _ marks: [Substring], _ evidence: Evidence
    ) throws -> [EdgeFact] {
        guard tokens.count % 2 == 1 else {
            throw SketchError(message: "expected a node after \"\(tokens[tokens.count - 1])\"", line: evidence.line)
        }
        return try stride(from: 1, to: tokens.count, by: 2).map { arrow in
            var edge = EdgeFact(
                try SketchWords.key(tokens[arrow - 1], line: evidence.line),
                try SketchWords.kind(tokens[arrow], line: evidence.line),
                try SketchWords.key(tokens[arrow + 1], line: evidence.line), origin: .declared, evidence: [evidence])
            for mark in marks { try apply(mark, to: &edge, line: evidence.line) }
            return edge
        }
    }

    private static func apply(_ mark: Substring, to edge: inout EdgeFact, line: Int?) throws {
        let parts = mark.split(separator: "=", maxSplits: 1)
        let value = parts.count == 2 ? String(parts[1]) : ""
        let scope = edge.scope ?? .whole
        switch parts.first {
        case "allowed": edge.verdict = .allowed
        case "observed": edge.verdict = .observed
        case "conditional": edge.verdict = .conditional
        case "declared": edge.origin = .declared
        case "seen": edge.origin = .observed
        case "derived": edge.origin = .derived
        case "if": edge.conditions.append(value)
        case "allow": edge.scope = AccessScope(allow: scope.allow.filter { $0 != "*" } + [value], deny: scope.deny)
        case "deny": edge.scope = AccessScope(allow: scope.allow, deny: scope.deny + [value])
        case "on": edge.premises.append(try SketchWords.key(Substring(value), line: line))
        default:
            guard let assumption = Assumptions.named.first(where: { $0.name == mark }) else {
                throw SketchError(message: "unknown mark \"\(mark)\"", line: line)
            }
            edge.assumes.insert(assumption.value)
        }
    }
}

/// What is wrong with a sketch.
public struct SketchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was expected and what was found.
    public let message: String
    /// The line, 1-based; nil where a node was looked up.
    public let line: Int?

    /// Message and line.
    public var description: String { line.map { "\(message) in line \($0) of the sketch" } ?? message }
}
