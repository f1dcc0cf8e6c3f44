import OverreachModel
import OverreachWire

/// What the answer of a tool says of how the call ended.
///
/// Only the frame that a protocol or a framework puts around is asked, never what the tool brought back: a page that says
/// `isError` is no failure.
enum ToolAnswer {
    /// What an object is known to be.
    private enum Frame {
        /// A message of an answer, or a part of one.
        case message
        /// What an MCP server answered.
        case protocolAnswer
        /// Whatever came out of a tool: a frame where it looks like one.
        case anything
    }

    /// Words of `status` beside the id of the call: LangChain, Bedrock, Strands, OpenAI.
    private static let words: Set<Text> = ["error", "failed", "failure", "incomplete", "cancelled"]
    /// Types of what came out: the Vercel AI SDK, Pydantic AI.
    private static let types: Set<Text> = ["error-text", "error-json", "execution-denied", "retry-prompt"]
    private static let callIDs = ["tool_call_id", "toolCallId", "tool_use_id", "toolUseId", "call_id"]
    /// Members that hold what another frame stands around: LangChain, Bedrock.
    private static let wrappers = ["toolResult", "tool_result", "kwargs", "data"]
    /// Members that hold what came back.
    private static let contents = ["result", "response", "output", "content"]
    private static let depthLimit = 5
    /// The longest text that is read as an object once more.
    private static let textLimit = 1 << 20

    /// Whether an answer in messages says that the call failed.
    static func saysItFailed(_ value: JSONValue) -> Bool { saysItFailed(value, .message, depth: 0) }

    /// Whether what came out of a call of a tool, as the record of the call has it, says that the call failed.
    static func resultSaysItFailed(_ value: JSONValue, isOfServer: Bool) -> Bool {
        saysItFailed(value, isOfServer ? .protocolAnswer : .anything, depth: 0)
    }

    private static func saysItFailed(_ given: JSONValue, _ frame: Frame, depth: Int) -> Bool {
        guard depth < depthLimit, let value = structure(given) else { return false }
        // Strands writes one message into a list.
        if let elements = value.array {
            return elements.count == 1 && saysItFailed(elements[0], frame, depth: depth + 1)
        }

        let hasCallID = callIDs.contains { value[$0]?.string != nil }
        let isFrame = frame != .anything
        if value["isError"]?.bool == true, isFrame || value["content"]?.array != nil { return true }
        if value["is_error"]?.bool == true, isFrame || hasCallID { return true }
        if frame == .message || hasCallID, let status = value["status"]?.string,
            words.contains(Text(status.lowercased()))
        {
            return true
        }
        if frame == .message, messageSaysItFailed(value) { return true }
        if frame == .protocolAnswer, depth == 0, value["error"]?["code"] != nil { return true }

        for name in wrappers {
            if let inner = value[name], inner.object != nil, saysItFailed(inner, frame, depth: depth + 1) {
                return true
            }
        }
        for name in contents {
            guard let inner = value[name] else { continue }
            // The result of a request is the protocol's; what stands deeper is whatever the tool brought back.
            let isResult = frame == .protocolAnswer && depth == 0 && name == "result"
            if frame == .message || isResult || inner.object != nil,
                saysItFailed(inner, isResult ? .protocolAnswer : .anything, depth: depth + 1)
            {
                return true
            }
        }
        return false
    }

    /// By its type; of Google's answers, which hold what came back under `output`, by what went wrong under `error`.
    private static func messageSaysItFailed(_ value: JSONValue) -> Bool {
        func isFailure(_ value: JSONValue) -> Bool {
            types.contains(Text(value["type"]?.string ?? value["part_kind"]?.string ?? ""))
        }
        if isFailure(value) || value["output"].map(isFailure) == true { return true }
        if value["type"]?.string == "mcp_call", hasError(value) { return true }
        guard let response = value["response"], response.object?.count == 1 else { return false }
        return hasError(response)
    }

    private static func hasError(_ value: JSONValue) -> Bool { value["error"].map { !$0.isNull } ?? false }

    /// The object or list that it is, or that its text is.
    private static func structure(_ value: JSONValue) -> JSONValue? {
        guard let text = value.string else { return value.object != nil || value.array != nil ? value : nil }
        let first = text.utf8.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "["), text.utf8.count <= textLimit else { return nil }
        return try? JSONValue.parse(Array(text.utf8))
    }
}
