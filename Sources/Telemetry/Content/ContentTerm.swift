import OverreachModel

/// An attribute that carries content: prompts, messages, arguments and results.
///
/// A variant of an emitter is one more row. What is found is labelled; of the content nothing is kept.
struct ContentTerm: Sendable {
    /// What the content is.
    enum Role: Sendable {
        case place(ContentLabel.Place)
        /// What went into the step: arguments of a tool, else a prompt.
        case input
        /// What came out of it: the result of a tool, else an answer.
        case output
        /// Members of the messages of a list, one an attribute: `….0.content`.
        case indexed(ContentLabel.Place)
        /// An object with names that are kept: the server and the tool that a wrapped call is of.
        case toolParameters
    }

    let name: String
    let role: Role

    /// Whether the name is only the beginning of the attribute's.
    var isPrefix: Bool {
        if case .indexed = role { true } else { false }
    }

    /// Whether the messages of a model may stand in it, which tell of calls of tools, and not what a person wrote or a
    /// tool was given and brought back.
    var isMessage: Bool {
        switch role {
        case .place(let place): (place == .prompt || place == .answer) && !UTF8Order.equal(name, "user_prompt")
        case .indexed(let place): place != .result
        case .input, .output: true
        case .toolParameters: false
        }
    }

    private init(_ name: String, _ role: Role) {
        self.name = name
        self.role = role
    }

    /// Every carrier.
    static let all: [ContentTerm] =
        places.flatMap { place, names in names.map { ContentTerm($0, .place(place)) } }
        + [
            "traceloop.entity.input", "input.value", "langfuse.observation.input", "mlflow.spanInputs", "genkit:input",
            "request", "input", "lk.input",
        ].map { ContentTerm($0, .input) }
        + [
            "traceloop.entity.output", "output.value", "langfuse.observation.output", "mlflow.spanOutputs",
            "genkit:output", "response", "output", "lk.output",
        ].map { ContentTerm($0, .output) }
        + [
            ContentTerm("gen_ai.prompt.", .indexed(.prompt)), ContentTerm("llm.input_messages.", .indexed(.prompt)),
            ContentTerm("llm.prompts.", .indexed(.prompt)),
            ContentTerm("gen_ai.completion.", .indexed(.answer)),
            ContentTerm("llm.output_messages.", .indexed(.answer)),
            ContentTerm("retrieval.documents.", .indexed(.result)),
            ContentTerm("tool_parameters", .toolParameters),
        ]

    private static let places: [(ContentLabel.Place, [String])] = [
        (
            .prompt,
            [
                "gen_ai.input.messages", "gen_ai.prompt", "ai.prompt", "ai.prompt.messages", "pydantic_ai.all_messages",
                "all_messages_events", "prompt", "user_prompt", "llm.prompts", "gcp.vertex.agent.llm_request", "events",
            ]
        ),
        (.instructions, ["gen_ai.system_instructions", "system_prompt"]),
        (
            .answer,
            [
                "gen_ai.output.messages", "gen_ai.completion", "ai.response.text", "ai.response.toolCalls",
                "ai.response.object", "final_result", "gcp.vertex.agent.llm_response", "response_text",
                "llm.completions",
            ]
        ),
        (
            .arguments,
            [
                "gen_ai.tool.call.arguments", "gen_ai.tool.arguments", "tool.parameters", "tool.arguments",
                "tool_arguments",
                "ai.toolCall.args", "function_args", "arguments", "mcp.tool.arguments", "mcp.request.arguments",
                "gcp.vertex.agent.tool_call_args", "lk.function_tool.arguments", "gen_ai.retrieval.query.text",
                "full_command", "bash_command", "tool_input", "mcp.tool.args", "gen_ai.memory.query.text",
            ]
        ),
        (
            .result,
            [
                "gen_ai.tool.call.result", "gen_ai.tool.result.value", "gen_ai.tool.result", "tool_response",
                "tool_result", "ai.toolCall.result", "gcp.vertex.agent.tool_response", "lk.function_tool.output",
                "gen_ai.retrieval.documents", "mcp.tool.result", "tool_output", "mcp.response.value",
                "gen_ai.memory.records",
            ]
        ),
    ]
}
