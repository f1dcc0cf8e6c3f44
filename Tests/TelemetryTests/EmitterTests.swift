import OverreachModel
import OverreachTelemetry
import Testing

/// What each emitter writes, as its own code writes it, comes out as the same chain.
@Suite struct EmitterTests {
    struct Emitter: Sendable, CustomTestStringConvertible {
        let name: String
        let file: SourceFile
        let story: [String]
        var testDescription: String { name }
    }

    private typealias Record = Export.Record

    static let emitters: [Emitter] = [
        Emitter(
            name: "GenAI conventions before 2025",
            file: Export.spans(
                "shop", [],
                Record.span(
                    1, "invoke_agent helper",
                    [
                        ("gen_ai.system", "openai"), ("gen_ai.operation.name", "invoke_agent"),
                        ("gen_ai.agent.name", "helper"), ("enduser.id", "ann"),
                    ]),
                Record.span(2, under: 1, "execute_tool lookup", [("gen_ai.operation.name", "execute_tool")])),
            story: ["ann > helper > -/lookup: lookup succeeded"]),
        Emitter(
            name: "GenAI conventions 1.37 and later",
            file: Export.spans(
                "shop", [],
                Record.span(
                    1, "invoke_agent helper", kind: 3,
                    [
                        ("gen_ai.operation.name", "invoke_agent"),
                        ("gen_ai.provider.name", "openai"), ("gen_ai.agent.name", "helper"), ("user.id", "ann"),
                    ]),
                Record.span(2, under: 1, "chat gpt-4o", kind: 3, [("gen_ai.operation.name", "chat")]),
                Record.span(
                    3, under: 1, "execute_tool lookup", isError: true,
                    [
                        ("gen_ai.operation.name", "execute_tool"),
                        ("gen_ai.tool.name", "lookup"), ("gen_ai.tool.call.id", "c1"), ("error.type", "Timeout"),
                    ])),
            story: ["ann > helper > -/lookup: lookup failed"]),
        Emitter(
            name: "GenAI conventions of their own repository: a workflow above the agent",
            file: Export.spans(
                "shop", [],
                Record.span(1, "invoke_workflow night", [("gen_ai.operation.name", "invoke_workflow")]),
                Record.span(
                    2, under: 1, "invoke_agent helper",
                    [
                        ("gen_ai.operation.name", "invoke_agent"),
                        ("gen_ai.agent.name", "helper"),
                    ]),
                Record.span(
                    3, under: 2, "execute_tool lookup",
                    [
                        ("gen_ai.operation.name", "execute_tool"),
                        ("gen_ai.tool.name", "lookup"),
                    ])),
            story: ["- > helper > -/lookup: lookup succeeded"]),
        // One call of the SDK asks the model, runs the tools and asks again; Google's models number no calls.
        Emitter(
            name: "Google GenAI SDK that calls functions by itself",
            file: Export.spans(
                "desk", [],
                Record.span(
                    1, "invoke_agent helper",
                    [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "helper"), ("user.id", "ann")]),
                Record.span(
                    2, under: 1, "generate_content gemini-2.5-flash", kind: 3,
                    [
                        ("gen_ai.operation.name", "generate_content"), ("gen_ai.provider.name", "gcp.gemini"),
                        (
                            "gen_ai.output.messages",
                            """
                            [{"role":"assistant","parts":[{"type":"tool_call","id":null,"name":"find","arguments":{"id":7}},\
                            {"type":"tool_call","name":"note","arguments":{}}]},\
                            {"role":"tool","parts":[{"type":"tool_call_response","id":null,"response":"x"},\
                            {"type":"tool_call_response","name":"note","response":"y"}]},\
                            {"role":"assistant","parts":[{"type":"tool_call","name":"find","arguments":{"id":8}},\
                            {"type":"tool_call","id":"c9","name":"send","arguments":{}},\
                            {"type":"tool_call","name":"wipe","arguments":{}}]},\
                            {"role":"user","parts":[{"type":"tool_call_response","name":"find","response":"z"},\
                            {"type":"tool_call_response","id":"c9","response":"z"}]},\
                            {"role":"assistant","parts":[{"type":"text","content":"done"}]}]
                            """
                        ),
                    ])),
            story: [
                "ann > helper > -/send: send succeeded", "ann > helper > -/find: find succeeded",
                "ann > helper > -/find: find succeeded", "ann > helper > -/note: note succeeded",
            ]),
        Emitter(
            name: "FastMCP",
            file: Export.spans(
                "crm", [],
                Record.span(
                    1, "tools/call find", kind: 2,
                    [
                        ("rpc.system", "mcp"), ("rpc.method", "tools/call"),
                        ("mcp.method.name", "tools/call"), ("fastmcp.server.name", "crm-server"),
                        ("gen_ai.tool.name", "find"),
                    ])),
            story: ["- > - > crm-server/find: find succeeded"]),
        Emitter(
            name: "ToolHive",
            file: Export.spans(
                "toolhive", [],
                Record.span(
                    1, "mcp.tools/call", kind: 2,
                    [
                        ("mcp.method", "tools/call"), ("mcp.server.name", "github"),
                        ("mcp.tool.name", "create_issue"), ("mcp.client.name", "vscode"),
                    ])),
            story: ["- > - > github/create_issue: create_issue succeeded"]),
        Emitter(
            name: "Logfire MCP",
            file: Export.spans(
                "helpdesk", [],
                Record.span(1, "agent run", [("agent_name", "helper"), ("logfire.msg", "helper run")]),
                Record.span(
                    2, under: 1, "MCP request: tools/call find", kind: 3,
                    [
                        ("rpc.system", "jsonrpc"),
                        ("rpc.method", "tools/call"), ("server.address", "crm.example.com"),
                    ])),
            story: ["- > helper > crm.example.com/find: find succeeded"]),
        Emitter(
            name: "OpenLLMetry",
            file: Export.spans(
                "shop", [],
                Record.span(
                    1, "night.workflow",
                    [
                        ("traceloop.span.kind", "workflow"),
                        ("traceloop.association.properties.user_id", "ann"),
                    ]),
                Record.span(
                    2, under: 1, "helper.agent",
                    [
                        ("traceloop.span.kind", "agent"),
                        ("traceloop.entity.name", "helper"),
                    ]),
                Record.span(
                    3, under: 2, "lookup.tool",
                    [
                        ("traceloop.span.kind", "tool"),
                        ("traceloop.entity.name", "lookup"), ("traceloop.entity.input", "{\"q\":1}"),
                    ])),
            story: ["ann > helper > -/lookup: lookup succeeded"]),
        Emitter(
            name: "OpenInference",
            file: Export.spans(
                "shop", [],
                Record.span(
                    1, "helper", [("openinference.span.kind", "AGENT"), ("agent.name", "helper"), ("user.id", "ann")]),
                Record.span(2, under: 1, "ChatCompletion", [("openinference.span.kind", "LLM")]),
                Record.span(3, under: 1, "lookup", [("openinference.span.kind", "TOOL"), ("tool.name", "lookup")])),
            story: ["ann > helper > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Agent Development Kit by way of OpenInference",
            file: Export.spans(
                "desk", scope: "openinference.instrumentation.google_adk", [],
                Record.span(1, "invocation [app]", [("openinference.span.kind", "CHAIN"), ("user.id", "ann")]),
                Record.span(2, under: 1, "agent_run [triage]", [("openinference.span.kind", "AGENT")]),
                Record.span(3, under: 2, "call_llm", [("openinference.span.kind", "LLM")]),
                Record.span(
                    4, under: 3, "execute_tool transfer_to_agent",
                    [("openinference.span.kind", "TOOL"), ("tool.name", "transfer_to_agent")]),
                Record.span(5, under: 3, "agent_run [support bot]", [("openinference.span.kind", "AGENT")]),
                Record.span(
                    6, under: 5, "execute_tool lookup", [("openinference.span.kind", "TOOL"), ("tool.name", "lookup")])),
            story: ["ann > triage > support bot > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Google GenAI by way of OpenInference: its calls have no ids",
            file: Export.spans(
                "desk", scope: "openinference.instrumentation.google_genai", [],
                Record.span(1, "run", [("user.id", "ann")]),
                Record.span(
                    2, under: 1, "GenerateContent",
                    [
                        ("openinference.span.kind", "LLM"), ("llm.input_messages.0.message.role", "user"),
                        ("llm.input_messages.0.message.content", "look"),
                        ("llm.output_messages.0.message.role", "model"),
                        ("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "lookup"),
                        ("llm.output_messages.0.message.tool_calls.1.tool_call.function.name", "lookup"),
                    ]),
                Record.span(
                    3, under: 1, "GenerateContent",
                    [
                        ("openinference.span.kind", "LLM"), ("llm.input_messages.0.message.role", "user"),
                        ("llm.input_messages.0.message.content", "look"),
                        ("llm.input_messages.1.message.role", "model"),
                        ("llm.input_messages.1.message.tool_calls.0.tool_call.function.name", "lookup"),
                        ("llm.input_messages.1.message.tool_calls.1.tool_call.function.name", "lookup"),
                        ("llm.input_messages.2.message.role", "user"), ("llm.input_messages.2.message.content", "{}"),
                        ("llm.output_messages.0.message.role", "model"),
                        ("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "save"),
                    ])),
            story: Array(repeating: "ann > desk > -/lookup: lookup succeeded", count: 2)),
        Emitter(
            name: "OpenAI Agents SDK by way of OpenInference: names stand in the spans' names",
            file: Export.spans(
                "desk", [],
                Record.span(1, "Agent workflow", [("openinference.span.kind", "AGENT")]),
                Record.span(2, under: 1, "triage", [("openinference.span.kind", "AGENT")]),
                Record.span(3, under: 2, "lookup", [("openinference.span.kind", "TOOL")])),
            story: ["- > Agent workflow > triage > -/lookup: lookup succeeded"]),
        Emitter(
            name: "OpenAI Agents SDK by way of Logfire",
            file: Export.spans(
                "desk", [],
                Record.span(1, "Agent run: 'triage'", [("logfire.msg_template", "Agent run: {name!r}")]),
                Record.span(2, under: 1, "Function: lookup", [("logfire.msg_template", "Function: {name}")])),
            story: ["- > triage > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Pydantic AI",
            file: Export.spans(
                "desk", [],
                Record.span(1, "agent run", [("gen_ai.agent.name", "helper"), ("agent_name", "helper")]),
                Record.span(2, under: 1, "running tools", []),
                Record.span(
                    3, under: 2, "running tool",
                    [
                        ("gen_ai.tool.name", "lookup"),
                        ("gen_ai.tool.call.id", "c1"), ("logfire.msg_template", "running tool"),
                    ])),
            story: ["- > helper > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Vercel AI SDK before the conventions",
            file: Export.spans(
                "web", [],
                Record.span(
                    1, "ai.generateText",
                    [
                        ("ai.operationId", "ai.generateText"),
                        ("ai.telemetry.functionId", "helper"), ("ai.telemetry.metadata.userId", "ann"),
                    ]),
                Record.span(
                    2, under: 1, "ai.generateText.doGenerate", [("ai.operationId", "ai.generateText.doGenerate")]),
                Record.span(
                    3, under: 1, "ai.toolCall",
                    [
                        ("ai.operationId", "ai.toolCall"), ("ai.toolCall.name", "lookup"),
                        ("ai.toolCall.id", "c1"), ("ai.toolCall.args", "{}"),
                    ])),
            story: ["ann > helper > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Langfuse",
            file: Export.spans(
                "web", [],
                Record.span(1, "helper", [("langfuse.observation.type", "agent"), ("langfuse.user.id", "ann")]),
                Record.span(2, under: 1, "lookup", [("langfuse.observation.type", "tool")])),
            story: ["ann > helper > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Claude Code, spans",
            file: Export.spans(
                "claude-code", [],
                Record.span(
                    1, "claude_code.interaction", [("span.type", "interaction"), ("user.email", "ann@example.com")]),
                Record.span(2, under: 1, "claude_code.llm_request", [("span.type", "llm_request")]),
                Record.span(
                    3, under: 1, "claude_code.tool",
                    [
                        ("span.type", "tool"), ("tool_name", "Bash"),
                        ("tool_use_id", "t1"), ("full_command", "ls"),
                    ]),
                Record.span(4, under: 3, "claude_code.tool.blocked_on_user", [("span.type", "tool.blocked_on_user")]),
                Record.span(5, under: 3, "claude_code.tool.execution", [("span.type", "tool.execution")])),
            story: ["ann@example.com > claude-code > -/Bash: Bash succeeded"]),
        Emitter(
            name: "Claude Code, log records",
            file: Export.logs(
                "claude-code", [],
                Record.log(
                    1, body: #"{"stringValue":"claude_code.user_prompt"}"#,
                    [
                        ("event.name", "user_prompt"),
                        ("session.id", "s1"), ("user.email", "ann@example.com"), ("prompt", "<REDACTED>"),
                    ]),
                Record.log(
                    2, body: #"{"stringValue":"claude_code.tool_decision"}"#,
                    [
                        ("event.name", "tool_decision"),
                        ("session.id", "s1"), ("tool_name", "mcp_tool"), ("decision", "accept"), ("tool_use_id", "t1"),
                    ]),
                Record.log(
                    3, body: #"{"stringValue":"claude_code.tool_result"}"#,
                    [
                        ("event.name", "tool_result"),
                        ("session.id", "s1"), ("tool_name", "mcp_tool"), ("success", "true"), ("tool_use_id", "t1"),
                        ("tool_parameters", #"{"mcp_server_name":"crm","mcp_tool_name":"find"}"#),
                    ]),
                Record.log(
                    4, body: #"{"stringValue":"claude_code.tool_decision"}"#,
                    [
                        ("event.name", "tool_decision"),
                        ("session.id", "s1"), ("tool_name", "Bash"), ("decision", "reject"), ("tool_use_id", "t2"),
                    ])),
            story: [
                "ann@example.com > claude-code > crm/find: find succeeded",
                "ann@example.com > claude-code > -/Bash: Bash denied",
            ]),
        Emitter(
            name: "Gemini CLI",
            file: Export.logs(
                "gemini-cli", [],
                Record.log(1, event: "gemini_cli.config", [("session.id", "s1"), ("mcp_servers", "crm")]),
                Record.log(
                    2, event: "gemini_cli.tool_call",
                    [
                        ("session.id", "s1"), ("function_name", "find"),
                        ("tool_type", "mcp"), ("mcp_server_name", "crm"), ("decision", "accept"), ("success", "true"),
                        ("function_args", "{}"),
                    ]),
                Record.log(
                    3, event: "gemini_cli.tool_call",
                    [
                        ("session.id", "s1"), ("function_name", "write_file"),
                        ("tool_type", "native"), ("decision", "reject"), ("success", "false"),
                    ])),
            story: [
                "- > gemini-cli > crm/find: find succeeded", "- > gemini-cli > -/write_file: write_file denied",
            ]),
        Emitter(
            name: "Codex",
            file: Export.logs(
                "codex_exec", [],
                Record.log(1, [("event.name", "codex.user_prompt"), ("conversation.id", "v1")]),
                Record.log(
                    2,
                    [
                        ("event.name", "codex.tool_decision"), ("conversation.id", "v1"), ("tool_name", "shell"),
                        ("call_id", "c1"), ("decision", "approved"),
                    ]),
                Record.log(
                    3,
                    [
                        ("event.name", "codex.tool_result"), ("conversation.id", "v1"), ("tool_name", "shell"),
                        ("call_id", "c1"), ("success", "false"), ("arguments", "{}"), ("output", "no"),
                    ])),
            story: ["- > codex_exec > -/shell: shell failed"]),
        Emitter(
            name: "Codex: a tool of a server",
            file: Export.logs(
                "codex_exec", [],
                Record.log(
                    1,
                    [
                        ("event.name", "codex.tool_result"), ("conversation.id", "v1"), ("tool_name", "find"),
                        ("call_id", "c1"), ("success", "true"), ("mcp_server", "crm"),
                    ])),
            story: ["- > codex_exec > crm/find: find succeeded"]),
        Emitter(
            name: "StackQL: two records of a call that was approved",
            file: Export.logs(
                "stackql", [],
                Record.log(
                    1,
                    [
                        ("gen_ai.operation.name", "execute_tool"), ("mcp.method.name", "tools/call"),
                        ("gen_ai.tool.name", "query"), ("gen_ai.tool.call.id", "c1"), ("stackql.decision", "pending"),
                    ]),
                Record.log(
                    2,
                    [
                        ("gen_ai.operation.name", "execute_tool"), ("mcp.method.name", "tools/call"),
                        ("gen_ai.tool.name", "query"), ("gen_ai.tool.call.id", "c1"), ("stackql.decision", "approved"),
                    ])),
            story: ["- > - > -/-: query succeeded"]),
        Emitter(
            name: "Latitude: words of its own for operations",
            file: Export.spans(
                "lat", [],
                Record.span(1, "helper", [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "helper")]),
                Record.span(2, under: 1, "lookup", [("gen_ai.operation.name", "tool"), ("gen_ai.tool.name", "lookup")])),
            story: ["- > helper > -/lookup: lookup succeeded"]),
        Emitter(
            name: "MLflow: values are JSON",
            file: Export.spans(
                "flow", [],
                Record.span(1, "helper", [("mlflow.spanType", "\"AGENT\"")]),
                Record.span(2, under: 1, "lookup", [("mlflow.spanType", "\"TOOL\"")])),
            story: ["- > helper > -/lookup: lookup succeeded"]),
    ]

    @Test(arguments: emitters) func anEmittersRecordsAreTheChainThatOneReadsInThem(_ emitter: Emitter) {
        #expect(Export.correlate(emitter.file).activities.map(\.story) == emitter.story)
    }
}
