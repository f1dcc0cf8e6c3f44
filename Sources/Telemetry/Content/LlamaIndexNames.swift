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

    /// What a record is of: what a tool, a model or a search brought back may name anybody.
    enum Source {
        case step, handoff, other

        init(_ reading: SpanReading, _ kind: StepForm.Kind?) {
            switch kind {
            case .tool where reading.toolName.isSame(as: "handoff"): self = .handoff
            case .tool, .model, .decision, .store: self = .other
            case .agent, .handoff, .other, nil:
                if case .model = reading.step { self = .other } else { self = reading.isTool ? .other : .step }
            }
        }
    }

    private let source: Source

    init(_ source: Source) { self.source = source }

    /// Whether the record is of an instrumentation of LlamaIndex.
    static func isOf(_ span: SpanRecord) -> Bool { span.instrumentation.hasBytes("llama") }

    mutating func take(_ value: JSONValue, isInput: Bool) {
        guard source == .step || (source == .handoff && isInput) else { return }
        let object = value.string.flatMap { try? JSONValue.parse(Array($0.utf8)) } ?? value
        if source == .step {
            let name = object["current_agent_name"]?.string ?? object["ev"]?.string.flatMap(ending)
            agent = agent ?? LlamaIndexNames.name(name)
        } else {
            let arguments = object["kwargs"] ?? object["tool_kwargs"]
            handoff = handoff ?? LlamaIndexNames.name(arguments?["to_agent"]?.string)
        }
    }

    /// Takes the arguments of a tool, where an attribute holds no more than these.
    mutating func takeArguments(_ value: JSONValue) {
        guard source == .handoff else { return }
        let object = value.string.flatMap { try? JSONValue.parse(Array($0.utf8)) } ?? value
        handoff = handoff ?? LlamaIndexNames.name(object["to_agent"]?.string)
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

    /// No name is longer: what is longer, or has lines, is text.
    private static let limit = 128

    /// The name as it is kept; `Agent` is what an agent is called that nobody named.
    private static func name(_ name: String?) -> String? {
        guard let name, !name.isEmpty, !UTF8Order.equal(name, "Agent"), name.utf8.count <= limit,
            !name.contains(where: \.isNewline)
        else { return nil }
        return SecretDetector.redact(KeptText.cut(name))
    }
}
