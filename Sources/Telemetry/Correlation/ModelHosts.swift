import OverreachModel

/// Hosts of which one knows what an agent's requests to them carry, so that they are no acts: models, servers of tools, clouds,
/// and where telemetry goes.
struct ModelHosts {
    private var named: Set<Named> = []

    private struct Named: Hashable {
        let process: Text
        let host: Text
    }

    /// Ends of names of hosts.
    ///
    /// Of models: what the providers' own documentation gives as the address of their interface. Calls to AWS are told by its
    /// own log.
    private static let suffixes: [Text] = [
        "openai.com", "openai.azure.com", "services.ai.azure.com", "cognitiveservices.azure.com",
        "inference.ai.azure.com",
        "anthropic.com", "generativelanguage.googleapis.com", "aiplatform.googleapis.com", "mistral.ai", "cohere.com",
        "cohere.ai", "groq.com", "deepseek.com", "together.xyz", "together.ai", "openrouter.ai", "perplexity.ai",
        "x.ai",
        "fireworks.ai", "cerebras.ai", "sambanova.ai", "moonshot.ai", "moonshot.cn", "dashscope.aliyuncs.com",
        "dashscope-intl.aliyuncs.com", "bigmodel.cn", "z.ai", "huggingface.co", "hf.space", "replicate.com", "ai21.com",
        "voyageai.com", "jina.ai", "nvidia.com", "watsonx.ai", "ml.cloud.ibm.com", "databricks.com", "modal.run",
        "models.github.ai", "githubcopilot.com", "ollama.com", "llamaapi.com",
        "amazonaws.com", "amazonaws.com.cn", "api.aws",
        "langfuse.com", "smith.langchain.com", "arize.com", "traceloop.com", "pydantic.dev", "honeycomb.io",
        "datadoghq.com",
        "datadoghq.eu", "nr-data.net", "newrelic.com", "signalfx.com", "lightstep.com", "grafana.net", "sentry.io",
        "posthog.com", "mixpanel.com", "segment.io", "braintrust.dev", "helicone.ai", "wandb.ai", "comet.com",
        "applicationinsights.azure.com", "monitor.azure.com", "cloudtrace.googleapis.com", "telemetry.googleapis.com",
        "logging.googleapis.com", "monitoring.googleapis.com", "ingest.lightstep.com", "dynatrace.com", "axiom.co",
    ]
    /// Ports on which nothing but this is listened for: OTLP, Zipkin, Jaeger, Ollama.
    private static let ports: Set<Text> = ["4317", "4318", "9411", "14268", "11434"]
    /// Instruments of the programs that speak with models: a request that one of them tells of is to a model.
    private static let instruments: [StaticString] = [
        "openai", "anthropic", "genai", "generativeai", "vertexai", "mistral", "cohere", "groq", "ollama", "litellm",
        "bedrock",
    ]

    /// What the spans of questions to models and of calls of servers name as the other side.
    init(_ runtime: Runtime) {
        for span in runtime.spans.indices {
            switch runtime.readings[span].step {
            case .model, .mcpClient: break
            case .other, .mcpServer, .mcpInner, .toolExecution, .decision, .handoff, .cloudCall, .databaseCall,
                .webCall,
                .storeCall:
                // What carries a question is to the model too: gateways have names of any kind.
                guard case .webCall(let call) = runtime.readings[span].step, runtime.chains.links[span].isCarrier else {
                    continue
                }
                name(HostPlace.host(ofOrigin: call.origin), span, runtime)
                continue
            }
            let record = runtime.spans[span]
            if let address = record.value(.serverAddress) { name(HostPlace.host(ofOrigin: address), span, runtime) }
            if let url = record.value(.url) { name(HostPlace.host(ofOrigin: url), span, runtime) }
        }
    }

    private mutating func name(_ host: String, _ span: Int, _ runtime: Runtime) {
        named.insert(Named(process: runtime.process(of: span).mark, host: Text(host.lowercased())))
    }

    /// Whether an HTTP request is what an agent did by its own code, outside of any tool.
    func isAgentsRequest(_ span: Int, _ runtime: Runtime) -> Bool {
        let link = runtime.chains.links[span]
        guard case .webCall(let call) = runtime.readings[span].step, case .none = link.boundary, link.agent >= 0,
            !link.isCarrier, link.outerCall < 0, !runtime.chains.isInferred(of: span)
        else { return false }
        // Of the agent's own program: a service that it asks answers by itself.
        let own = runtime.process(of: runtime.chains.agents[link.agent].span)
        let process = runtime.process(of: span)
        guard own.mark == process.mark else { return false }

        let host = HostPlace.host(ofOrigin: call.origin).lowercased()
        let port = call.origin.split(separator: ":").last.map { Text(String($0)) }
        // Inside of a network stand gateways to models and servers of tools, under any name.
        guard !HostPlace.isPrivate(host), !ModelHosts.isOfServer(host),
            !named.contains(Named(process: process.mark, host: Text(host))),
            !(port.map(ModelHosts.ports.contains) ?? false)
        else { return false }
        let instrument = runtime.spans[span].instrumentation.lowercased()
        return !ModelHosts.suffixes.contains { ModelHosts.isIn(host, $0.string) }
            && !ModelHosts.instruments.contains { instrument.hasBytes($0) }
    }

    /// Whether the name says that an MCP server is there.
    private static func isOfServer(_ host: String) -> Bool {
        host.split { $0 == "." || $0 == "-" }.contains { $0 == "mcp" }
    }

    private static func isIn(_ host: String, _ domain: String) -> Bool {
        UTF8Order.equal(host, domain) || host.utf8.reversed().starts(with: ".\(domain)".utf8.reversed())
    }
}
