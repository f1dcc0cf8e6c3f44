import OverreachModel
import OverreachSecrets

/// What the words mean by which emitters say what a span is: one row a word, whatever attribute it stands in.
enum StepForm {
    /// What a span is a step of.
    enum Kind: Equatable {
        case agent, tool, model, decision, handoff, other
        /// Something is done to what an agent looks things up in, or remembers in.
        case store(Effect)
    }

    private static let words: [(word: Text, kind: Kind)] = [
        // gen_ai.operation.name, of all generations and of emitters that have words of their own.
        ("invoke_agent", .agent), ("invoke_workflow", .other), ("create_agent", .other), ("execute_tool", .tool),
        ("chat", .model), ("generate_content", .model), ("text_completion", .model), ("completion", .model),
        ("embeddings", .model), ("responses", .model), ("retrieval", .store(.read)), ("retrieve", .store(.read)),
        ("search_memory", .store(.read)),
        ("tool_decision", .decision), ("execute_task", .other), ("plan", .other),
        ("create_memory", .store(.write)), ("update_memory", .store(.write)), ("upsert_memory", .store(.write)),
        ("delete_memory", .store(.delete)), ("create_memory_store", .store(.administer)),
        ("delete_memory_store", .store(.delete)),
        ("run_guardrail", .other), ("rerank", .other), ("handoff", .handoff),
        ("agent_handoff", .handoff), ("execute_event_loop_cycle", .other), ("unknown", .other),
        // OpenInference, OpenLLMetry, Langfuse, MLflow, LangSmith, Genkit.
        ("agent", .agent), ("tool", .tool), ("llm", .model), ("chat_model", .model), ("generation", .model),
        ("embedding", .model), ("retriever", .store(.read)), ("chain", .other), ("workflow", .other), ("task", .other),
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
        // Gemini CLI.
        ("tool_call", .tool), ("llm_call", .model), ("agent_call", .agent), ("user_prompt", .agent),
        ("schedule_tool_calls", .other), ("system_prompt", .other),
        // Logfire: the template of the message.
        ("agent run: {name!r}", .agent), ("agent run", .agent), ("{agent_name} run", .agent),
        ("function: {name}", .tool), ("running tool", .tool), ("running tool: {tool_name}", .tool),
        ("handoff: {from_agent} → {to_agent}", .handoff), ("responses api", .model),
    ]

    private static let byWord = Dictionary(words.map { ($0.word, $0.kind) }, uniquingKeysWith: { first, _ in first })

    /// The kind that an attribute's value means; nil for words that nobody is known to say.
    static func kind(_ value: String?) -> Kind? {
        // MLflow writes the value as JSON, in quotes.
        guard let value else { return nil }
        return byWord[Text(value.trimming("\"").lowercased())]
    }

    /// What a span is a step of: what its operation means, else its kind, but for what emitters use these words for
    /// besides; nil for words that nobody is known to say.
    static func kind(of span: SpanRecord) -> Kind? {
        let word = kind(span.value(.stepKind))
        switch kind(span.value(.operation)) ?? word {
        case .agent where isWorkflow(span, word): return .other
        case .tool where span.name.utf8.starts(with: handoffPrefix.utf8): return .handoff
        case .other where span.form == .span && agentWorkflows.contains(Text(span.name.lowercased())): return .agent
        // LlamaIndex's tasks are the tools that they run.
        case .other where span.form == .span && span.attributes.value(ofFirst: ["tool.name"]) != nil: return .tool
        case let kind: return kind
        }
    }

    /// Some emitters call the run of a workflow, a crew or a task an agent's too; it has no agent's name.
    private static func isWorkflow(_ span: SpanRecord, _ word: Kind?) -> Bool {
        guard agentName(of: span) == nil, span.value(.agentNode) == nil else { return false }
        return word == .other || isNamingAgents(span)
            || [".workflow", ".task"].contains { span.name.utf8.reversed().starts(with: $0.utf8.reversed()) }
    }

    /// Whether what instruments writes the name of every agent into an attribute, so that other runs are none's.
    private static func isNamingAgents(_ span: SpanRecord) -> Bool {
        span.instrumentation.utf8.reversed().starts(with: "instrumentation.openai_agents".utf8.reversed())
    }

    /// Workflows of LlamaIndex that are an agent's work.
    private static let agentWorkflows: Set<Text> = Set(
        ["agentworkflow", "functionagent", "reactagent", "codeactagent"].flatMap {
            [Text("\($0).workflow"), Text("\($0).run")]
        })

    /// The name of the acting agent as the span says it; nil for names that only fill the place of one.
    static func agentName(of span: SpanRecord) -> String? {
        guard let name = span.value(.agentName) else { return nil }
        return isNamingAgents(span) && UTF8Order.equal(name, "OpenAI Agent") ? nil : name
    }

    private static let handoffPrefix = "handoff to "

    /// The agent that a span hands over to; nil where it does not say.
    static func handoffTo(of span: SpanRecord) -> String? {
        span.value(.handoffTo) ?? span.name.remainder(after: handoffPrefix)
    }

    /// Whether the span is of an instrumentation of MCP, which says nothing of methods.
    static func isMCP(_ span: SpanRecord) -> Bool { span.instrumentation.hasBytes(".instrumentation.mcp") }

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

    /// Says of a retrieval or a use of memory that names neither a data source nor a database that it does; nil for all
    /// others.
    static func unnamedStore(_ span: SpanRecord) -> String? {
        guard case .store = kind(of: span), span.value(.dataSource) == nil, span.value(.databaseSystem) == nil,
            CloudOperation(span) == nil
        else { return nil }
        return "span of a retrieval or a memory that names no data store (gen_ai.data_source.id, db.system.name)"
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
        "agentworkflow.workflow", "agentworkflow.run", "functionagent.workflow", "functionagent.run",
        "reactagent.workflow", "reactagent.run", "codeactagent.workflow", "codeactagent.run",
    ]

    private static let methods = [".run", ".arun", ".invoke", ".on_messages", ".on_messages_stream"]

    /// An agent's name without the method of it that ran, which OpenInference writes behind it.
    static func withoutMethod(_ name: String) -> String {
        for method in methods
        where name.utf8.count > method.utf8.count && name.utf8.reversed().starts(with: method.utf8.reversed()) {
            return String(decoding: name.utf8.dropLast(method.utf8.count), as: UTF8.self)
        }
        return name
    }

    /// The name of the agent or tool in a span's name; nil where the name says only what the span is.
    static func name(in spanName: String) -> String? {
        // OpenInference of the Agent Development Kit.
        var name =
            spanName.remainder(after: "agent_run [").map { $0.hasSuffix("]") ? String($0.dropLast()) : $0 } ?? spanName
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
