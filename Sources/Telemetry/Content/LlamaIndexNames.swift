import OverreachModel
import OverreachSecrets
import OverreachWire

/// The names of agents that LlamaIndex's workflows write into the events of their steps, and nowhere else.
///
/// OpenInference writes an event as Python shows it, with the agent's name at its end; OpenLLMetry as JSON.
struct LlamaIndexNames {
    /// The agent whose turn it is.
    private(set) var agent: String?
    /// The agent that the tool `handoff` hands over to.
    private(set) var handoff: String?

    /// Whether the record is of an instrumentation of LlamaIndex.
    static func isOf(_ span: SpanRecord) -> Bool { span.instrumentation.hasBytes("llama") }

    mutating func take(_ value: JSONValue) {
        let object = value.string.flatMap { try? JSONValue.parse(Array($0.utf8)) } ?? value
        agent =
            agent ?? LlamaIndexNames.name(object["current_agent_name"]?.string ?? object["ev"]?.string.flatMap(ending))
        let arguments = object["kwargs"] ?? object["tool_kwargs"] ?? object["raw_input"]?["kwargs"]
        handoff = handoff ?? LlamaIndexNames.name(arguments?["to_agent"]?.string)
    }

    /// `bot` of `AgentSetup(input=[…], current_agent_name='bot')`: what people wrote stands before it.
    private func ending(_ event: String) -> String? {
        let tail = event.utf8.suffix(512)
        guard tail.reversed().starts(with: "')".utf8.reversed()) else { return nil }
        let text = String(decoding: tail.dropLast(2), as: UTF8.self)
        let parts = text.split(separator: "current_agent_name='", omittingEmptySubsequences: false)
        guard parts.count > 1, let name = parts.last, !name.contains("'") else { return nil }
        return String(name)
    }

    /// The name as it is kept; `Agent` is what an agent is called that nobody named.
    private static func name(_ name: String?) -> String? {
        guard let name, !name.isEmpty, !UTF8Order.equal(name, "Agent") else { return nil }
        return SecretDetector.redact(KeptText.cut(name))
    }
}
