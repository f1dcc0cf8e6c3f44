import OverreachModel
import OverreachSecrets
import OverreachWire

/// Walks through messages of whatever shape, and tells who said what, which calls of tools were asked for and answered.
///
/// Shapes: messages and parts of the GenAI conventions, of OpenAI (chat and responses), Anthropic, Google and the
/// Vercel AI SDK. An object's `role` and `type` say what is inside it; what has neither is what it stands in.
struct ContentWalk {
    private var visits = 0
    private var calls: ToldCalls

    init(trace: String) { calls = ToldCalls(trace: trace) }

    /// What was found.
    private(set) var findings: ContentReading.Findings {
        get { calls.findings }
        set { calls.findings = newValue }
    }

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

    /// What an object is that stands in messages.
    private enum Form { case call, answer, other }

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
    /// Members that hold a call or an answer: parts of Google's and Bedrock's messages, and of OpenAI's before tools.
    private static let wrappers: [(name: Text, form: Form)] = [
        ("functionCall", .call), ("function_call", .call), ("toolUse", .call), ("tool_use", .call),
        ("functionResponse", .answer), ("function_response", .answer), ("toolResult", .answer),
        ("tool_result", .answer),
    ]
    /// Members that name and describe and are no content.
    private static let names: Set<Text> = [
        "id", "type", "role", "model", "object", "name", "finish_reason", "created", "tools", "tool_definitions",
        "usage", "system_fingerprint", "call_id", "tool_call_id", "toolCallId", "tool_use_id", "toolUseId", "toolName",
        "tool_name", "index", "service_tier", "mime_type",
    ]

    /// Walks content that is what its place says until something in it says otherwise: all of what went into a question
    /// before what came out of it.
    ///
    /// What stands in several pieces, message by message, is one history where they are given at once. `isMessage` says
    /// whether a piece is made of messages, and no content of a tool's or a person's.
    mutating func walk(_ pieces: [ContentReading.Walked], isHistory: Bool) {
        calls.begin(isHistory: isHistory)
        for piece in pieces {
            visit(
                piece.value, piece.place, callID: piece.callID, name: "", in: piece.isMessage ? .whole : .content,
                depth: 0)
        }
        calls.end()
    }

    /// Answers calls by the order of messages where an emitter writes another id into an answer than into its call.
    mutating func pairLeftOvers() { calls.pairLeftOvers() }

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
        in standing: Standing, as given: Form? = nil, depth: Int
    ) {
        var (place, call) = (outer, callID)
        var isAnswerRole = false
        if standing != .content, let role = value["role"]?.string.map({ Text($0.lowercased()) }),
            let known = ContentWalk.places.first(where: { $0.role == role })
        {
            place = known.place
            isAnswerRole = place == .result
        }
        for tool in (value["tools"]?.array ?? []).prefix(ContentReading.limit) { takeHint(of: tool) }
        let id = ContentWalk.callID(of: value)
        let form = given ?? form(of: value, place, isNumbered: !id.isEmpty, isAnswerRole: isAnswerRole)
        var inner = standing.inside(place)
        switch form {
        case _ where standing == .content: break  // whatever it looks like, it stays what it stands in
        case .call:
            call =
                standing.tellsOfCalls
                ? calls.ask(id, ContentWalk.toolName(of: value), isAnswer: place == .answer) : id
            place = .arguments
            inner = .content
        case .answer:
            call = id
            if standing.tellsOfAnswers {
                call = calls.answer(
                    id, ContentWalk.toolName(of: value), isPaired: standing != .userText,
                    hasFailed: ToolAnswer.saysItFailed(value))
            }
            place = .result
            // A message may have an id of its own, beside those of the parts in it.
            let isOnlyID =
                given == nil && !ContentWalk.answerTypes.contains(ContentWalk.type(of: value))
                && !id.isEmpty && ContentWalk.isOnlyID(value)
            inner = isOnlyID && standing != .userText ? .results : .content
        case .other: break
        }

        for member in members where !ContentWalk.names.contains(Text(member.key)) || isContent(member, place) {
            if standing != .content, form == .other, case .object(let inside) = member.value.content,
                let wrapped = ContentWalk.wrappers.first(where: { $0.name == Text(member.key) })?.form,
                wrapped == .answer || member.value["name"]?.string != nil
            {
                object(
                    member.value, inside, place, callID: call, in: inner, as: wrapped, depth: depth + 1)
                continue
            }
            // LangChain writes a call of an older form beside the same one in `tool_calls`.
            let isCopy = member.key == "additional_kwargs" && value["tool_calls"]?.array?.isEmpty == false
            visit(
                member.value, place, callID: call, name: member.key, in: isCopy ? .content : inner, depth: depth + 1)
        }
    }

    /// What an object is by its type, its members and its place.
    private func form(
        of value: JSONValue, _ place: ContentLabel.Place, isNumbered: Bool, isAnswerRole: Bool
    ) -> Form {
        let type = ContentWalk.type(of: value)
        if ContentWalk.askTypes.contains(type) || value["function"]?["name"]?.string != nil { return .call }
        if ContentWalk.answerTypes.contains(type) || (place == .result && isNumbered) { return .answer }
        // Functions before there were tools, and servers of models that number no calls: the message is the answer.
        return isAnswerRole && value["content"]?.string != nil ? .answer : .other
    }

    private static func type(of value: JSONValue) -> Text {
        Text(value["type"]?.string ?? value["part_kind"]?.string ?? "")
    }

    private static func toolName(of value: JSONValue) -> String? {
        value["name"]?.string ?? value["toolName"]?.string ?? value["tool_name"]?.string
            ?? value["function"]?["name"]?.string
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

    private static let callIDs = ["tool_call_id", "toolCallId", "tool_use_id", "toolUseId", "call_id"]

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
