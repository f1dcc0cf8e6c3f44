import OverreachModel
import OverreachSecrets
import OverreachWire

/// Walks through messages of whatever shape, and tells who said what, which calls of tools were asked for and answered.
///
/// Shapes: messages and parts of the GenAI conventions, of OpenAI (chat and responses), Anthropic, Google and the
/// Vercel AI SDK. An object's `role` and `type` say what is inside it; what has neither is what it stands in.
struct ContentWalk {
    private(set) var findings = ContentReading.Findings()
    private var visits = 0
    private var isHistory = false
    private var past = Past()
    private let trace: String
    private var unnumbered: (past: [Text: Int], here: [Text: Int]) = ([:], [:])  // calls without an id, by the tool
    private var open: [(tool: String, id: Text)] = []  // of those in the answer, the ones without a result yet

    init(trace: String) { self.trace = trace }

    /// What the walk stands in: only the structure of messages, which an emitter writes, tells of acts.
    ///
    /// What a tool brought back, and a text that somebody wrote, may hold the transcript of anything.
    private enum Standing {
        /// An attribute as a whole; a text that is JSON is the messages.
        case whole
        case messages
        /// A message of results.
        case results
        /// The JSON that a user's text is: parts, of which only answers to calls count, since some emitters write
        /// results there.
        case userText
        /// The JSON that a model's text is: only what it asks for counts.
        case modelText
        /// Arguments, results and texts inside texts.
        case content

        var tellsOfCalls: Bool { self == .whole || self == .messages || self == .modelText }
        var tellsOfAnswers: Bool { self != .modelText && self != .content }

        /// What stands in an object that stands here.
        func inside(_ place: ContentLabel.Place) -> Standing {
            switch self {
            case .whole, .messages, .results: place == .result ? .results : .messages
            case .userText, .modelText, .content: self
            }
        }

        /// What a text that is JSON is here.
        func parsed(_ place: ContentLabel.Place) -> Standing {
            switch (self, place) {
            case (.whole, _): .whole
            case (.messages, .prompt): .userText
            case (.messages, .answer): .modelText
            default: .content
            }
        }
    }

    /// Calls and answers in the messages that went into a question, in their order.
    private struct Past {
        var asked: [Text] = []
        var answered: [Text] = []
    }

    private static let depthLimit = 32
    private static let visitLimit = 50_000
    /// The longest text that is read as JSON once more.
    private static let embeddedLimit = 1 << 20

    private static let places: [(role: Text, place: ContentLabel.Place)] = [
        ("user", .prompt), ("human", .prompt), ("system", .instructions), ("developer", .instructions),
        ("assistant", .answer), ("model", .answer), ("ai", .answer), ("tool", .result), ("function", .result),
        ("tool_response", .result),
    ]
    private static let askTypes: Set<Text> = [
        "tool_call", "function_call", "tool_use", "tool-call", "mcp_call", "functionCall",
    ]
    private static let answerTypes: Set<Text> = [
        "tool_call_response", "function_call_output", "tool_result", "tool-result", "tool-return", "functionResponse",
    ]
    /// Members that name and describe and are no content.
    private static let names: Set<Text> = [
        "id", "type", "role", "model", "object", "name", "finish_reason", "created", "tools", "tool_definitions",
        "usage", "system_fingerprint", "call_id", "tool_call_id", "toolCallId", "tool_use_id", "toolName", "index",
        "service_tier", "mime_type",
    ]

    /// Walks content that is what the place says until something in it says otherwise.
    ///
    /// What went into a question comes before what came out of it. `isMessage` says whether it is made of messages, and
    /// no content of a tool's or a person's.
    mutating func walk(_ value: JSONValue, _ place: ContentLabel.Place, callID: String, isMessage: Bool) {
        isHistory = place == .prompt
        unnumbered.here = [:]
        open = []
        visit(value, place, callID: callID, name: "", in: isMessage ? .whole : .content, depth: 0)
        // One history may stand in several attributes.
        if isHistory { unnumbered.past.merge(unnumbered.here, uniquingKeysWith: max) }
        isHistory = false
    }

    /// Answers calls by the order of messages where an emitter writes another id into an answer than into its call.
    ///
    /// Only where as many answers as calls are left over: OpenLLMetry's spans of OpenAI's responses hold the item's id
    /// in one and the call's in the other.
    mutating func pairLeftOvers() {
        let answers = past.answered.filter { !past.asked.contains($0) }
        let calls = past.asked.filter { !findings.answered.contains($0) }
        guard !calls.isEmpty, calls.count == answers.count else { return }
        findings.answered.formUnion(calls)
    }

    /// Takes the names of the wrapped server and tool: `{"mcp_server_name": …, "mcp_tool_name": …}`.
    mutating func takeParameters(_ value: JSONValue) {
        let object = value.string.flatMap { try? JSONValue.parse(Array($0.utf8)) } ?? value
        if let server = object["mcp_server_name"]?.string, !server.isEmpty { findings.server = KeptText.cut(server) }
        if let tool = object["mcp_tool_name"]?.string, !tool.isEmpty { findings.tool = KeptText.cut(tool) }
    }

    private mutating func visit(
        _ value: JSONValue, _ place: ContentLabel.Place, callID: String, name: String, in standing: Standing, depth: Int
    ) {
        visits += 1
        guard depth < ContentWalk.depthLimit else { return skip(value, .depth) }
        guard visits <= ContentWalk.visitLimit else { return skip(value, .values) }
        switch value.content {
        case .string(let text):
            if let inner = ContentWalk.embedded(text) {
                visit(inner, place, callID: callID, name: name, in: standing.parsed(place), depth: depth + 1)
            } else {
                label(text, place, callID: callID, name: name)
            }
        case .array(let elements):
            for element in elements {
                visit(element, place, callID: callID, name: name, in: standing, depth: depth + 1)
            }
        case .object(let members):
            object(value, members, place, callID: callID, in: standing, depth: depth)
        case .number(let text):
            // A number of a card or a person may be written as one.
            if text.utf8.count > 8 { label(text, place, callID: callID, name: name) }
        case .null, .bool:
            break
        }
    }

    /// Counts what is not looked at: its texts and numbers.
    private mutating func skip(_ value: JSONValue, _ limit: UnseenContent.Limit) {
        let bytes = ContentWalk.bytes(of: value)
        if bytes > 0 { findings.unseen[limit, default: 0] += bytes }
    }

    private static func bytes(of value: JSONValue) -> Int {
        switch value.content {
        case .string(let text), .number(let text): text.utf8.count
        case .array(let elements): elements.reduce(0) { $0 + bytes(of: $1) }
        case .object(let members): members.reduce(0) { $0 + bytes(of: $1.value) }
        case .null, .bool: 0
        }
    }

    private mutating func object(
        _ value: JSONValue, _ members: [JSONMember], _ outer: ContentLabel.Place, callID: String,
        in standing: Standing, depth: Int
    ) {
        var (place, call) = (outer, callID)
        if standing != .content, let role = value["role"]?.string.map({ Text($0.lowercased()) }),
            let known = ContentWalk.places.first(where: { $0.role == role })
        {
            place = known.place
        }
        for tool in (value["tools"]?.array ?? []).prefix(ContentReading.limit) { takeHint(of: tool) }
        let type = Text(value["type"]?.string ?? value["part_kind"]?.string ?? "")
        let id = ContentWalk.callID(of: value)
        var inner = standing.inside(place)
        if standing == .content {
            // Whatever it looks like, it stays what it stands in.
        } else if ContentWalk.askTypes.contains(type) || value["function"]?["name"]?.string != nil {
            call = id
            if standing.tellsOfCalls {
                ask(
                    id,
                    value["name"]?.string ?? value["toolName"]?.string ?? value["tool_name"]?.string
                        ?? value["function"]?["name"]?.string, isAnswer: place == .answer)
            }
            place = .arguments
            inner = .content
        } else if ContentWalk.answerTypes.contains(type) || (place == .result && !id.isEmpty) {
            call = id
            if standing.tellsOfAnswers {
                if id.isEmpty {
                    answerUnnumbered(value["name"]?.string)
                } else {
                    answer(id, isPaired: standing != .userText)
                }
            }
            place = .result
            // A message may have an id of its own, beside those of the parts in it.
            let isOnlyID = !ContentWalk.answerTypes.contains(type) && ContentWalk.isOnlyID(value)
            inner = isOnlyID && standing != .userText ? .results : .content
        }

        for member in members where !ContentWalk.names.contains(Text(member.key)) || isContent(member, place) {
            visit(member.value, place, callID: call, name: member.key, in: inner, depth: depth + 1)
        }
    }

    /// Takes what a list of tools says of one.
    ///
    /// The list is no content.
    private mutating func takeHint(of tool: JSONValue) {
        guard let name = tool["name"]?.string, !name.isEmpty, let notes = tool["annotations"] else { return }
        for hint in ToolHint.allCases {
            guard case .bool(true)? = notes[hint.rawValue]?.content,
                findings.hints[hint, default: []].count < ContentReading.limit
            else { continue }
            findings.hints[hint, default: []].insert(Text(SecretDetector.redact(KeptText.cut(name))))
        }
    }

    /// Inside the arguments and results of a tool any name may be content.
    private func isContent(_ member: JSONMember, _ place: ContentLabel.Place) -> Bool {
        (place == .arguments || place == .result) && member.key == "name" && member.value.string != nil
    }

    private static let callIDs = ["tool_call_id", "toolCallId", "tool_use_id", "call_id"]

    /// Whether an object names itself, and no call.
    private static func isOnlyID(_ value: JSONValue) -> Bool { callIDs.allSatisfy { value[$0]?.string == nil } }

    private static func callID(of value: JSONValue) -> String {
        for name in callIDs + ["id"] {
            if let id = value[name]?.string, !id.isEmpty { return safeID(id) }
        }
        return ""
    }

    /// An id as it is kept: short, and nothing that looks like a secret.
    static func safeID(_ id: String) -> String {
        id.utf8.count <= 128 ? SecretDetector.redact(id) : ""
    }

    private mutating func ask(_ id: String, _ name: String?, isAnswer: Bool) {
        guard let name, !name.isEmpty else { return }
        guard findings.asked.count < ContentReading.limit else {
            findings.unseen[.calls, default: 0] += id.utf8.count + name.utf8.count
            return
        }
        if id.isEmpty {
            askUnnumbered(name, isAnswer: isAnswer)
            return
        }
        findings.asked.insert(ContentReading.AskedCall(id: id, name: SecretDetector.redact(KeptText.cut(name))))
        if isHistory, !past.asked.contains(Text(id)) { past.asked.append(Text(id)) }
    }

    /// Google's models number no calls: they are told apart by the tool and by which of its calls of the conversation it is.
    ///
    /// A call that stands in what the model is asked next has been answered.
    private mutating func askUnnumbered(_ name: String, isAnswer: Bool) {
        guard isAnswer else { return }
        let name = SecretDetector.redact(KeptText.cut(name))
        unnumbered.here[Text(name), default: 0] += 1
        let place = unnumbered.here[Text(name), default: 0] + (isHistory ? 0 : unnumbered.past[Text(name), default: 0])
        let id = "\(name)#\(place)\(ContentWalk.end(ofIDsIn: trace))"
        if isHistory {
            if findings.answered.count < ContentReading.limit { findings.answered.insert(Text(id)) }
        } else if findings.asked.count < ContentReading.limit {
            findings.asked.insert(ContentReading.AskedCall(id: id, name: name))
            open.append((name, Text(id)))
        }
    }

    private static func end(ofIDsIn trace: String) -> String { " of \(trace)" }

    /// Whether an id is one that a call was given here, since nobody numbered it.
    static func isMadeUp(_ id: String, trace: String) -> Bool {
        id.utf8.contains(UInt8(ascii: "#")) && id.hasSuffix(end(ofIDsIn: trace))
    }

    /// What an SDK writes that calls tools by itself: the answers stand behind the calls, in one answer of the model's.
    ///
    /// An answer belongs to the first open call of its tool, and where it names none to the first open call.
    private mutating func answerUnnumbered(_ name: String?) {
        guard !isHistory else { return }
        let place = name.map { name in
            let kept = SecretDetector.redact(KeptText.cut(name))
            return open.firstIndex { UTF8Order.equal($0.tool, kept) }
        }
        guard let call = place ?? open.indices.first, findings.answered.count < ContentReading.limit else { return }
        findings.answered.insert(open.remove(at: call).id)
    }

    private mutating func answer(_ id: String, isPaired: Bool) {
        guard !id.isEmpty, findings.answered.count < ContentReading.limit else { return }
        findings.answered.insert(Text(id))
        if isPaired, isHistory, !past.answered.contains(Text(id)) { past.answered.append(Text(id)) }
    }

    private mutating func label(_ text: String, _ place: ContentLabel.Place, callID: String, name: String) {
        guard findings.labels.count < ContentReading.limit else {
            findings.unseen[.labels, default: 0] += text.utf8.count
            return
        }
        if text.utf8.count > ContentDetector.limit {
            findings.unseen[.length, default: 0] += text.utf8.count - ContentDetector.limit
        }
        for finding in ContentDetector.findings(in: text, name: name) {
            findings.labels.insert(
                ContentLabel(finding.category, detector: finding.detector, place: place, callID: callID))
        }
    }

    /// The JSON in a text that is some; nil for prose, and for what a limit cut off.
    private static func embedded(_ text: String) -> JSONValue? {
        let first = text.utf8.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "["), text.utf8.count <= embeddedLimit else {
            return nil
        }
        return try? JSONValue.parse(Array(text.utf8))
    }
}
