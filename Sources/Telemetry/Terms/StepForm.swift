import OverreachModel
import OverreachSecrets

/// What the words mean by which emitters say what a span is: one row a word, whatever attribute it stands in.
enum StepForm {
    /// What a span is a step of.
    enum Kind { case agent, tool, model, retrieval, decision, other }

    private static let words: [(word: Text, kind: Kind)] = [
        // gen_ai.operation.name, of all generations and of emitters that have words of their own.
        ("invoke_agent", .agent), ("invoke_workflow", .other), ("create_agent", .other), ("execute_tool", .tool),
        ("chat", .model), ("generate_content", .model), ("text_completion", .model), ("completion", .model),
        ("embeddings", .model), ("responses", .model), ("retrieval", .retrieval), ("search_memory", .retrieval),
        ("tool_decision", .decision), ("execute_task", .other), ("plan", .other), ("create_memory", .other),
        ("update_memory", .other), ("upsert_memory", .other),
        ("delete_memory", .other), ("create_memory_store", .other), ("delete_memory_store", .other),
        ("run_guardrail", .other), ("rerank", .other), ("handoff", .other),
        // OpenInference, OpenLLMetry, Langfuse, MLflow, LangSmith, Genkit.
        ("agent", .agent), ("tool", .tool), ("llm", .model), ("chat_model", .model), ("generation", .model),
        ("embedding", .model), ("retriever", .retrieval), ("chain", .other), ("workflow", .other), ("task", .other),
        ("span", .other), ("reranker", .other), ("guardrail", .other), ("evaluator", .other), ("prompt", .other),
        ("parser", .other), ("event", .other), ("model", .model), ("flow", .other), ("function", .tool),
        ("function_tool", .tool),
        // Vercel AI SDK before it took up the conventions.
        ("ai.toolcall", .tool), ("ai.generatetext", .agent), ("ai.streamtext", .agent), ("ai.generateobject", .agent),
        ("ai.streamobject", .agent), ("ai.generatetext.dogenerate", .model), ("ai.streamtext.dostream", .model),
        ("ai.generateobject.dogenerate", .model), ("ai.streamobject.dostream", .model), ("ai.embed", .model),
        ("ai.embedmany", .model), ("ai.embed.doembed", .model),
        // Claude Code.
        ("interaction", .agent), ("llm_request", .model), ("tool.execution", .other), ("tool.blocked_on_user", .other),
        ("hook", .other),
        // Logfire: the template of the message.
        ("agent run: {name!r}", .agent), ("agent run", .agent), ("{agent_name} run", .agent),
        ("function: {name}", .tool), ("running tool", .tool), ("running tool: {tool_name}", .tool),
        ("handoff: {from_agent} → {to_agent}", .other), ("responses api", .model),
    ]

    private static let byWord = Dictionary(words.map { ($0.word, $0.kind) }, uniquingKeysWith: { first, _ in first })

    /// The kind that an attribute's value means; nil for words that nobody is known to say.
    static func kind(_ value: String?) -> Kind? {
        // MLflow writes the value as JSON, in quotes.
        guard let value else { return nil }
        return byWord[Text(value.trimming("\"").lowercased())]
    }

    /// Says of a span with a word for what it is that nobody is known to say which word that is; nil for all others.
    static func unknown(_ span: SpanRecord) -> String? {
        if let operation = span.value(.operation), kind(operation) == nil, kind(span.value(.stepKind)) == nil {
            return "span with a gen_ai.operation.name that is not known: \"\(shown(operation))\""
        }
        guard let word = span.value(.stepKind), kind(word) == nil, span.value(.operation) == nil else { return nil }
        // Messages of Logfire are whatever a program says; its own are in the table.
        guard span.attributes.value(ofFirst: ["logfire.msg_template"]) == nil else { return nil }
        return "span with a kind that is not known: \"\(shown(word))\""
    }

    private static func shown(_ word: String) -> String { SecretDetector.redact(String(word.prefix(64))) }

    /// What stands around an agent's or a tool's name in the names of spans.
    private static let affixes: [(prefix: String, suffix: String)] = [
        ("invoke_agent ", ""), ("create_agent ", ""), ("execute_tool ", ""), ("agent run: ", ""), ("Agent run: ", ""),
        ("", ".agent"), ("", ".tool"), ("running tool: ", ""), ("Function: ", ""), ("ai.toolCall ", ""),
        ("", " run"), ("tool: ", ""), ("Tool: ", ""),
    ]
    /// Names that say what a span is and not whose.
    private static let plain: Set<Text> = [
        "agent", "invoke_agent", "agent run", "tool", "execute_tool", "running tool", "running tools", "ai.toolcall",
        "function", "claude_code.interaction", "claude_code.tool", "ai.generatetext", "ai.streamtext",
        "ai.generateobject", "ai.streamobject", "agent.run", "agentexecutor", "runnablesequence",
    ]

    /// The name of the agent or tool in a span's name; nil where the name says only what the span is.
    static func name(in spanName: String) -> String? {
        var name = spanName
        for (prefix, suffix) in affixes {
            if !prefix.isEmpty, let rest = name.remainder(after: prefix) { name = rest }
            if !suffix.isEmpty, name.utf8.count > suffix.utf8.count,
                name.utf8.reversed().starts(with: suffix.utf8.reversed())
            {
                name = String(decoding: name.utf8.dropLast(suffix.utf8.count), as: UTF8.self)
            }
        }
        name = name.trimming("'").trimming("\"")
        return name.isEmpty || plain.contains(Text(name.lowercased())) ? nil : name
    }
}

extension String {
    /// Without this ASCII character at both ends, where it stands at both.
    func trimming(_ mark: String) -> String {
        guard utf8.count >= 2, utf8.starts(with: mark.utf8), utf8.reversed().starts(with: mark.utf8) else {
            return self
        }
        return String(decoding: utf8.dropFirst().dropLast(), as: UTF8.self)
    }
}
