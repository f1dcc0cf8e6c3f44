internal import OverreachModel
internal import OverreachWire

/// One line of an inventory as it is written: a dumb shape that knows its line.
enum InterchangeLine {
    /// What the file is of: `{"inventory": {"name": …, "whole": …}}`.
    case inventory(name: String, isWhole: Bool)
    /// A type of nodes of the inventory's own: `{"node_kind": {"name": …, "kind": …}}`.
    case nodeKind(name: String, kind: String)
    /// A kind of edges of the inventory's own: `{"edge_kind": {"name": …, "traversal": …}}`.
    case edgeKind(name: String, traversal: String)
    /// A node: `{"node": {"id": …, "kind": …, …}}`.
    case node(InterchangeNode)
    /// An edge: `{"edge": {"from": …, "kind": …, "to": …, …}}`, or plain: `{"src": …, "dst": …, "kind": …}`.
    case edge(InterchangeEdge)

    /// The name in evidence and scopes.
    static let source = "interchange"

    /// What a line is told by.
    static let words = ["inventory", "node_kind", "edge_kind", "node", "edge"]

    /// Reads a line; the reason why it is none where it is not.
    static func read(_ json: JSONValue) -> Result<InterchangeLine, Rejection> {
        let line = json.line
        guard let members = json.object else { return .failure(Rejection("no object", line: line)) }
        var object = InterchangeObject(json, members, "the line", line: line)
        if object.has("src") || object.has("dst") { return InterchangeEdge.plain(&object).map { .edge($0) } }

        guard members.count == 1, let member = members.first, words.contains(where: { UTF8Order.equal($0, member.key) })
        else {
            let expected = words.joined(separator: ", ")
            return .failure(
                Rejection("expected one member that is \(expected), or an edge of src, dst and kind", line: line))
        }
        guard let inner = member.value.object else {
            return .failure(Rejection("\(member.key) is no object", line: line))
        }
        object = InterchangeObject(member.value, inner, member.key, line: line)
        switch member.key {
        case "inventory":
            let (name, isWhole) = (object.text("name"), object.flag("whole") ?? true)
            return object.result(.inventory(name: name, isWhole: isWhole))
        case "node_kind":
            let (name, kind) = (object.text("name"), object.text("kind"))
            return object.result(.nodeKind(name: name, kind: kind))
        case "edge_kind":
            let (name, traversal) = (object.text("name"), object.text("traversal"))
            return object.result(.edgeKind(name: name, traversal: traversal))
        case "node": return InterchangeNode.read(&object).map { .node($0) }
        default: return InterchangeEdge.read(&object).map { .edge($0) }
        }
    }
}

/// A node of an inventory, as it is written.
struct InterchangeNode {
    var id: String
    var kind: String
    var scope: String?
    var name: String?
    var properties: [Property]
    var evidence: [Evidence]

    fileprivate static func read(_ object: inout InterchangeObject) -> Result<InterchangeNode, Rejection> {
        let node = InterchangeNode(
            id: object.text("id"), kind: object.text("kind"), scope: object.optionalText("scope"),
            name: object.optionalText("name"), properties: object.properties("properties"),
            evidence: object.evidence("evidence"))
        return object.result(node)
    }
}

/// An edge of an inventory, as it is written.
struct InterchangeEdge {
    var from: InterchangeEnd
    var kind: String
    var to: InterchangeEnd
    var origin: Origin
    var verdict: Verdict
    var assumes: Assumptions
    var conditions: [String]
    var evidence: [Evidence]
    var hasWeight: Bool

    fileprivate static func plain(_ object: inout InterchangeObject) -> Result<InterchangeEdge, Rejection> {
        let edge = InterchangeEdge(
            from: .id(object.text("src")), kind: object.text("kind"), to: .id(object.text("dst")), origin: .declared,
            verdict: .allowed, assumes: [], conditions: [], evidence: [], hasWeight: object.number("weight"))
        return object.result(edge)
    }

    fileprivate static func read(_ object: inout InterchangeObject) -> Result<InterchangeEdge, Rejection> {
        var edge = InterchangeEdge(
            from: object.end("from"), kind: object.text("kind"), to: object.end("to"), origin: .declared,
            verdict: .allowed, assumes: [], conditions: object.texts("conditions"), evidence: [],
            hasWeight: object.number("weight"))
        edge.origin = object.word("origin", among: [.declared, .observed] as [Origin]) ?? .declared
        edge.verdict = object.word("verdict", among: Verdict.allCases) ?? .allowed
        for name in object.texts("assumes") {
            guard let known = Assumptions.named.first(where: { UTF8Order.equal($0.name, name) }) else {
                object.problem(
                    "assumes has an unknown name, expected \(Assumptions.named.map(\.name).joined(separator: ", "))")
                continue
            }
            edge.assumes.insert(known.value)
        }
        edge.evidence = object.evidence("evidence")
        if !edge.conditions.isEmpty, edge.verdict != .conditional {
            object.problem("conditions are given though the verdict is not conditional")
        }
        return object.result(edge)
    }
}

/// One end of an edge: a node of the inventory by its id, or any node by its key.
enum InterchangeEnd {
    case id(String)
    case key(Key)
}

/// The members of one object of a line, and what is wrong with them.
///
/// A reason never quotes what the input holds.
private struct InterchangeObject {
    private let json: JSONValue
    private let name: String
    private let line: Int
    private var known = 0  // members that were asked for and are there; each is asked for once
    private var problems: [String] = []
    private let members: [JSONMember]

    init(_ json: JSONValue, _ members: [JSONMember], _ name: String, line: Int) {
        self.json = json
        self.name = name
        self.line = line
        self.members = members
    }

    func has(_ member: String) -> Bool { json[member] != nil }

    mutating func problem(_ text: String) { problems.append("\(name): \(text)") }

    /// What was read, unless something is wrong with it.
    func result<Value>(_ value: Value) -> Result<Value, Rejection> {
        if problems.isEmpty, known == members.count { return .success(value) }
        let strangers = members.count - known
        let all = problems + (strangers > 0 ? ["\(name): \(strangers) members are unknown"] : [])
        return all.isEmpty ? .success(value) : .failure(Rejection(all.joined(separator: "; "), line: line))
    }

    private mutating func value(_ member: String) -> JSONValue? {
        guard let value = json[member] else { return nil }
        known += 1
        guard !value.isNull else { return nil }
        return value
    }

    mutating func text(_ member: String) -> String {
        guard let value = value(member) else {
            problem("\(member) is missing, expected a text")
            return ""
        }
        guard let text = value.string, !text.isEmpty else {
            problem("\(member) is no text, or empty")
            return ""
        }
        return text
    }

    mutating func optionalText(_ member: String) -> String? {
        guard let value = value(member) else { return nil }
        if let text = value.string { return text }
        problem("\(member) is no text")
        return nil
    }

    mutating func texts(_ member: String) -> [String] {
        guard let value = value(member) else { return [] }
        guard let array = value.array, array.allSatisfy({ $0.string != nil }) else {
            problem("\(member) is no list of texts")
            return []
        }
        return array.compactMap(\.string)
    }

    mutating func flag(_ member: String) -> Bool? {
        guard let value = value(member) else { return nil }
        if let flag = value.bool { return flag }
        problem("\(member) is neither true nor false")
        return nil
    }

    /// Whether a number is there.
    mutating func number(_ member: String) -> Bool {
        guard let value = value(member) else { return false }
        if value.number == nil { problem("\(member) is no number") }
        return true
    }

    mutating func word<Word: RawRepresentable<String>>(_ member: String, among words: [Word]) -> Word? {
        guard let value = value(member) else { return nil }
        if let text = value.string, let word = words.first(where: { UTF8Order.equal($0.rawValue, text) }) {
            return word
        }
        problem("\(member) is none of \(words.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    mutating func end(_ member: String) -> InterchangeEnd {
        guard let value = value(member) else {
            problem("\(member) is missing, expected the id of a node, or an object with key")
            return .id("")
        }
        if let id = value.string, !id.isEmpty { return .id(id) }
        if let key = value["key"]?.string, value.object?.count == 1, Key(text: key).type != nil {
            return .key(Key(text: key))
        }
        problem("\(member) is neither the id of a node, nor an object whose key names a type of the catalogue")
        return .id("")
    }

    /// Values that are texts, numbers, true or false, or lists of them.
    mutating func properties(_ member: String) -> [Property] {
        guard let value = value(member) else { return [] }
        guard let object = value.object else {
            problem("\(member) is no object")
            return []
        }
        var properties: [Property] = []
        for entry in object {
            let values = entry.value.array ?? [entry.value]
            for value in values where !value.isNull {
                switch value.content {
                case .string(let text): properties.append(Property(entry.key, text))
                case .number(let text): properties.append(Property(entry.key, text))
                case .bool(let flag): properties.append(Property(entry.key, flag ? "true" : "false"))
                case .null, .array, .object:
                    problem("a property is neither text, number, true or false, nor a list of these")
                }
            }
        }
        return properties
    }

    /// Where the inventory has it from: an object, or a list of objects.
    mutating func evidence(_ member: String) -> [Evidence] {
        guard let value = value(member) else { return [] }
        return (value.array ?? [value]).compactMap { place -> Evidence? in
            guard let members = place.object else {
                problem("\(member) is no object")
                return nil
            }
            var object = InterchangeObject(place, members, member, line: line)
            let (file, locator) = (object.text("file"), object.optionalText("id") ?? "")
            var evidence = Evidence(source: InterchangeLine.source, file: file, locator: locator)
            if let line = object.value("line") {
                evidence.line = line.int.flatMap { $0 > 0 ? Int(exactly: $0) : nil }
                if evidence.line == nil { object.problem("line is no number from 1 on") }
            }
            if let time = object.optionalText("time") {
                evidence.time = Timestamp.nanoseconds(time)
                if evidence.time == nil { object.problem("time is no time of RFC 3339") }
            }
            if case .failure(let rejection) = object.result(()) { problems.append(rejection.reason) }
            return evidence
        }
    }
}
