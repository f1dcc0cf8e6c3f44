import OverreachModel
import OverreachTelemetry

/// Spans and events by hand; ids are small numbers.
enum Sketch {
    /// A process that spans come from.
    struct Process {
        var resource: [Property]

        init(
            _ service: String, host: String? = nil, pid: Int? = nil, parentPID: Int? = nil,
            _ more: [String: String] = [:]
        ) {
            var values = more
            values["service.name"] = service
            values["host.name"] = host
            values["process.pid"] = pid.map(String.init)
            values["process.parent_pid"] = parentPID.map(String.init)
            resource = values.map { Property($0.key, $0.value) }.sorted()
        }
    }

    static func spanID(_ id: Int) -> String { hex(id, digits: 16) }
    static func traceID(_ id: Int) -> String { hex(id, digits: 32) }

    /// A span; its start is its id in seconds, so that later spans start later.
    static func span(
        _ id: Int, under parent: Int? = nil, _ name: String, _ role: SpanRecord.Role = .internal, in process: Process,
        trace: Int = 1, isError: Bool = false, file: String = "a.pb", _ attributes: [String: String] = [:]
    ) -> RuntimeRecord {
        let start = Int64(id) * 1_000_000_000
        return .span(
            SpanRecord(
                traceID: traceID(trace), spanID: spanID(id), parentID: parent.map(spanID) ?? "", name: name, role: role,
                start: start, end: start + 1, isError: isError, instrumentation: "test", resource: process.resource,
                attributes: attributes.map { Property($0.key, $0.value) }.sorted(),
                evidence: Evidence(
                    source: "otlp", file: file, locator: "\(traceID(trace))/\(spanID(id))", time: start)))
    }

    static func agent(
        _ id: Int, under parent: Int? = nil, _ name: String, in process: Process, trace: Int = 1,
        _ more: [String: String] = [:]
    ) -> RuntimeRecord {
        span(
            id, under: parent, "invoke_agent \(name)", in: process, trace: trace,
            more.merging(["gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name]) { $1 })
    }

    /// A call of a tool as the official SDK's client tells it: the tool is in the name only.
    static func toolClient(
        _ id: Int, under parent: Int? = nil, _ tool: String, in process: Process, trace: Int = 1,
        _ more: [String: String] = [:]
    ) -> RuntimeRecord {
        span(
            id, under: parent, "MCP send tools/call \(tool)", .client, in: process, trace: trace,
            more.merging(["mcp.method.name": "tools/call"]) { $1 })
    }

    static func toolServer(
        _ id: Int, under parent: Int? = nil, _ tool: String, server: String? = nil, in process: Process,
        trace: Int = 1, _ more: [String: String] = [:]
    ) -> RuntimeRecord {
        var attributes = ["mcp.method.name": "tools/call", "gen_ai.tool.name": tool]
        attributes["fastmcp.server.name"] = server
        return span(
            id, under: parent, "tools/call \(tool)", .server, in: process, trace: trace,
            more.merging(attributes) { $1 })
    }

    static func awsSpan(
        _ id: Int, under parent: Int? = nil, _ service: String, _ operation: String, request: String?,
        in process: Process, trace: Int = 1, isError: Bool = false, _ more: [String: String] = [:]
    ) -> RuntimeRecord {
        var attributes = ["rpc.system": "aws-api", "rpc.service": service, "rpc.method": operation]
        attributes["aws.request_id"] = request
        return span(
            id, under: parent, "\(service).\(operation)", .client, in: process, trace: trace, isError: isError,
            more.merging(attributes) { $1 })
    }

    static let account = "111122223333"

    /// A caller by the forms that CloudTrail has.
    enum Caller {
        case user(String, key: String)
        case session(role: String, name: String, key: String)
        case webIdentity(subject: String)
        case service(String)

        var record: CloudCallRecord.Caller {
            var caller = CloudCallRecord.Caller()
            caller.account = Sketch.account
            switch self {
            case .user(let name, let key):
                caller.type = "IAMUser"
                caller.arn = "arn:aws:iam::\(Sketch.account):user/\(name)"
                caller.userName = name
                caller.accessKeyID = key
            case .session(let role, let name, let key):
                caller.type = "AssumedRole"
                caller.arn = "arn:aws:sts::\(Sketch.account):assumed-role/\(role)/\(name)"
                caller.issuerARN = Sketch.role(role)
                caller.accessKeyID = key
            case .webIdentity(let subject):
                caller.type = "WebIdentityUser"
                caller.userName = subject
                caller.account = ""
            case .service(let name):
                caller.type = "AWSService"
                caller.invokedBy = name
                caller.account = ""
            }
            return caller
        }
    }

    static func role(_ name: String) -> String { "arn:aws:iam::\(account):role/\(name)" }
    static func roleKey(_ name: String) -> Key { .aws(.role, arn: role(name), account: account) }

    static func event(
        _ id: String, _ source: String, _ name: String, by caller: Caller, request: String = "", at second: Int = 1,
        error: String = "", resources: [String] = [], issued: String = "", account: String = Sketch.account,
        _ parameters: [String: String] = [:]
    ) -> RuntimeRecord {
        let time = Int64(second) * 1_000_000_000
        return .cloudCall(
            CloudCallRecord(
                eventID: id, time: time, eventSource: "\(source).amazonaws.com", eventName: name,
                region: "eu-west-1", recipientAccount: account, caller: caller.record, requestID: request,
                sourceAddress: "10.0.0.1", userAgent: "Boto3", errorCode: error, resources: resources,
                parameters: parameters.map { Property($0.key, $0.value) }.sorted(), issuedAccessKeyID: issued,
                issuedARN: "", isDataEvent: false,
                evidence: Evidence(source: "cloudtrail", file: "trail.json", line: 1, locator: id, time: time)))
    }

    private static func hex(_ id: Int, digits: Int) -> String {
        let text = String(id, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }
}

extension Correlated {
    /// Edges of a kind as `from → to`, by the ids of their ends.
    func edges(_ kind: some EdgeDomain) -> [String] {
        edges.filter { $0.kind.name == kind.rawValue }.map { "\($0.from.id) → \($0.to.id)" }.sorted()
    }

    func node(_ name: String, _ type: some NodeDomain) -> NodeFact? {
        nodes.first { $0.name == name && $0.key.typeName == Substring(type.rawValue) }
    }

    /// Everything, as text: what must be the same whatever the order of records.
    var text: String {
        activities.map { String(reflecting: $0) }.joined(separator: "\n")
            + nodes.map { String(reflecting: $0) }.joined(separator: "\n")
            + edges.map { String(reflecting: $0) }.joined(separator: "\n")
    }
}

extension NodeFact {
    func values(_ name: String) -> [String] { properties.filter { $0.name == name }.map(\.value) }
}
