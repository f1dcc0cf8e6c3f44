import OverreachModel

/// What a log record of an emitter means: a row an event, and no decoder of its own.
struct LogForm: Sendable {
    /// What the event tells of.
    enum Meaning: Sendable {
        /// A tool ran, or was refused.
        case toolCall
        /// Somebody or something decided about a call of a tool.
        case decision
        /// A question to a model, or its answer, with or without content.
        case model
        /// The user asked.
        case prompt
        /// A message, its body being the content.
        case message(ContentLabel.Place)
        /// Which servers there are, a connection that was made: nothing was done.
        case setting
        /// Nobody here knows: it is kept for the person and the conversation that it names, and counted.
        case unknown
    }

    /// The event's name without the emitter's prefix.
    let event: String
    /// What stands before the name; empty where any emitter may say it.
    let emitter: String
    let meaning: Meaning

    /// Emitters that are agents themselves, with the name where the resource gives none.
    private static let agents: [(emitter: String, name: String)] = [
        ("claude_code", "claude-code"), ("gemini_cli", "gemini-cli"), ("codex", "codex"), ("qwen-code", "qwen-code"),
        ("copilot_cli", "copilot-cli"), ("opencode", "opencode"),
    ]

    private static let ofAgents: [(event: String, meaning: Meaning)] = [
        ("tool_result", .toolCall), ("tool_call", .toolCall), ("tool_decision", .decision),
        ("user_prompt", .prompt), ("api_request", .model), ("api_response", .model), ("api_error", .model),
        ("sse_event", .model), ("config", .setting), ("mcp_server_connection", .setting), ("mcp", .setting),
        ("conversation_starts", .setting), ("session_start", .setting), ("plugin_loaded", .setting),
        ("api_refusal", .model), ("api_request_body", .model), ("api_response_body", .model),
        ("assistant_response", .model),
        // What a program says of itself, its screen and its settings, and what a call of a tool is told by besides.
        ("auth", .setting), ("at_mention", .setting), ("internal_error", .setting), ("compaction", .setting),
        ("plugin_installed", .setting), ("permission_mode_changed", .setting), ("skill_activated", .setting),
        ("hook_execution_start", .setting), ("hook_execution_complete", .setting), ("hook_call", .setting),
        ("file_operation", .setting), ("flash_fallback", .setting), ("ripgrep_fallback", .setting),
        ("slash_command", .setting), ("chat_compression", .setting), ("model_routing", .setting),
        ("next_speaker_check", .setting), ("loop_detected", .setting), ("conversation_finished", .setting),
        ("malformed_json_response", .setting), ("invalid_chunk", .setting), ("content_retry", .setting),
        ("ide_connection", .setting), ("extension_install", .setting), ("extension_enable", .setting),
        ("extension_disable", .setting), ("extension_uninstall", .setting), ("tool_output_truncated", .setting),
        ("agent.start", .setting), ("agent.finish", .setting), ("startup_stats", .setting),
        ("websocket_connect", .setting), ("websocket_request", .model), ("websocket_event", .model),
    ]

    private static let ofConventions: [(event: String, meaning: Meaning)] = [
        ("gen_ai.user.message", .message(.prompt)), ("gen_ai.system.message", .message(.instructions)),
        ("gen_ai.assistant.message", .message(.answer)), ("gen_ai.tool.message", .message(.result)),
        ("gen_ai.choice", .message(.answer)), ("gen_ai.client.inference.operation.details", .model),
        ("gen_ai.content.prompt", .message(.prompt)), ("gen_ai.content.completion", .message(.answer)),
        ("gen_ai.evaluation.result", .setting), ("gen_ai.client.operation.exception", .model),
    ]

    /// The form of an event; nil where nothing is known of it.
    static func of(_ event: String) -> LogForm? {
        if let known = ofConventions.first(where: { UTF8Order.equal($0.event, event) }) {
            return LogForm(event: event, emitter: "", meaning: known.meaning)
        }
        guard let (emitter, _) = agents.first(where: { event.utf8.starts(with: "\($0.emitter).".utf8) }) else {
            return nil
        }
        let rest = String(decoding: event.utf8.dropFirst(emitter.utf8.count + 1), as: UTF8.self)
        let known = ofAgents.first { UTF8Order.equal($0.event, rest) }
        return LogForm(event: rest, emitter: emitter, meaning: known?.meaning ?? .unknown)
    }

    /// Says of a log record of an agent whose event is in no row which it is; nil for all others.
    static func unknown(_ record: SpanRecord) -> String? {
        guard record.form != .span, let form = of(record.name), case .unknown = form.meaning else { return nil }
        return "log record of an event of \(form.emitter) that is not known: \"\(String(record.name.prefix(64)))\""
    }

    /// Whether a record's name is of a program that is an agent itself, and tells of each tool whose it is.
    static func isOfAgentProgram(_ name: String) -> Bool {
        agents.contains { name.utf8.starts(with: "\($0.emitter).".utf8) }
    }

    /// The name of the agent that the emitter is; nil for instrumentations of other programs.
    var agentName: String? { LogForm.agents.first { UTF8Order.equal($0.emitter, emitter) }?.name }

    /// Whether it is a message that went into a question to a model: each question repeats those before it.
    var isOfHistory: Bool {
        UTF8Order.equal(event, "gen_ai.content.prompt")
            || event.utf8.reversed().starts(with: ".message".utf8.reversed())
    }

    /// What the record does in the words of the GenAI conventions.
    var operation: String? {
        switch meaning {
        case .toolCall: "execute_tool"
        case .decision: SpanReading.decision
        case .model, .message: "chat"
        case .prompt, .setting, .unknown: nil
        }
    }
}
