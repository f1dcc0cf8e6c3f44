internal import OverreachWire

/// Bodies of OTLP in protobuf, made before anything is measured: 100 traces of 5 spans.
struct Bodies {
    /// Traces of agents that call tools and AWS, or of web servers that do nothing that matters.
    enum Kind: String, CaseIterable { case agents, plain }

    let kind: Kind
    static let spans = 500

    /// The body of that number; no two bodies share a trace.
    func body(_ number: Int) -> [UInt8] {
        var scope = ProtobufWriter()
        scope.text(1, "bench")
        var scopeSpans = ProtobufWriter()
        scopeSpans.bytes(1, scope.bytes)
        for trace in 0..<100 {
            for span in 0..<5 { scopeSpans.bytes(2, spanMessage(number, trace, span).bytes) }
        }

        var resource = ProtobufWriter()
        let service = kind == .agents ? "assistant-\(number % 20)" : "web-\(number % 20)"
        for (name, value) in [
            ("service.name", service), ("service.namespace", "shop"), ("host.name", "node-\(number % 8)"),
            ("k8s.pod.uid", "0f3c9a10-0000-4000-8000-\(100_000_000_000 + number % 20)"),
            ("k8s.namespace.name", "shop"), ("k8s.deployment.name", service), ("process.pid", "\(100 + number % 20)"),
        ] {
            resource.bytes(1, Bodies.attribute(name, value).bytes)
        }
        var resourceSpans = ProtobufWriter()
        resourceSpans.bytes(1, resource.bytes)
        resourceSpans.bytes(2, scopeSpans.bytes)
        var request = ProtobufWriter()
        request.bytes(1, resourceSpans.bytes)
        return request.bytes
    }

    private func spanMessage(_ number: Int, _ trace: Int, _ span: Int) -> ProtobufWriter {
        var message = ProtobufWriter()
        let id = UInt64(number) * 100 + UInt64(trace) + 1
        message.bytes(1, Bodies.words(0x5bd1_e995_7b7d_159d &* id, id))
        message.bytes(2, Bodies.word(id * 8 + UInt64(span) + 1))
        if span > 0 { message.bytes(4, Bodies.word(id * 8 + UInt64(span))) }
        let names =
            kind == .agents
            ? [
                "invoke_agent assistant", "chat gpt-4o", "tools/call read_order", "tools/call read_order",
                "S3.GetObject",
            ]
            : ["GET /cart", "middleware", "render", "cache lookup", "serialize"]
        message.text(5, names[span])
        let roles: [UInt64] = kind == .agents ? [1, 3, 3, 2, 3] : [2, 1, 1, 1, 1]
        message.varint(6, roles[span])
        let start = 1_790_000_000_000_000_000 + id % 1_000_000_000 * 1_000_000 + UInt64(span) * 1000  // in twelve days
        message.fixed64(7, start)
        message.fixed64(8, start + 900)
        for (name, value) in attributes(span, id) { message.bytes(9, Bodies.attribute(name, value).bytes) }
        return message
    }

    private func attributes(_ span: Int, _ id: UInt64) -> [(String, String)] {
        guard kind == .agents else {
            return [("http.route", "/cart"), ("code.function", "handle"), ("thread.name", "worker-\(id % 16)")]
        }
        switch span {
        case 0:
            return [
                ("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "assistant-\(id % 50)"),
                ("gen_ai.conversation.id", "c\(id / 4)"), ("user.id", "u\(id % 200)"),
            ]
        case 1: return [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "gpt-4o")]
        case 2:
            return [
                ("mcp.method.name", "tools/call"), ("gen_ai.tool.name", "tool-\(id % 30)"),
                ("mcp.server.name", "orders-\(id % 10)"),
            ]
        case 3: return [("mcp.method.name", "tools/call"), ("gen_ai.tool.name", "tool-\(id % 30)")]
        default:
            return [
                ("rpc.system", "aws-api"), ("rpc.service", "S3"), ("rpc.method", "GetObject"),
                ("aws.s3.bucket", "bucket-\(id % 40)"), ("aws.request_id", "R\(id)"), ("cloud.region", "eu-west-1"),
            ]
        }
    }

    private static func attribute(_ name: String, _ value: String) -> ProtobufWriter {
        var any = ProtobufWriter()
        any.text(1, value)
        var attribute = ProtobufWriter()
        attribute.text(1, name)
        attribute.bytes(2, any.bytes)
        return attribute
    }

    private static func word(_ value: UInt64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    }

    private static func words(_ a: UInt64, _ b: UInt64) -> [UInt8] { word(a) + word(b) }
}
