import Foundation
import OverreachAnalysis
import OverreachEngine
import Testing

/// What is advised to services that send log records and no spans, and to those that name a pod nobody knows: once it is done, the
/// link is there.
@Suite struct LogAdviceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let link: String
        let what: String
        let kind: Advice.Kind
        let service: String
        let before: [String]
        let after: [[String]]
        var testDescription: String { name }
    }

    private static func attributes(_ list: [String: String]) -> String {
        let parts = list.sorted { $0.key < $1.key }.map {
            #"{"key":"\#($0.key)","value":{"stringValue":"\#($0.value.replacing("\"", with: "\\\""))"}}"#
        }
        return "[" + parts.joined(separator: ",") + "]"
    }

    private static let trace = "0000000000000000000000000000000a"

    private static func log(
        _ list: [String: String], of service: String = "query", _ resource: [String: String] = [:],
        isTraced: Bool = false
    ) -> String {
        let ids = isTraced ? #""traceId":"\#(trace)","spanId":"00000000000000b1","# : ""
        return """
            {"resourceLogs":[{"resource":{"attributes":\(attributes(resource.merging(["service.name": service]) { $1 }))},\
            "scopeLogs":[{"scope":{"name":"lib"},"logRecords":[{\(ids)"timeUnixNano":"1767225600000000000","attributes":\
            \(attributes(list))}]}]}]}
            """
    }

    private static func span(_ list: [String: String], of service: String, _ resource: [String: String] = [:]) -> String
    {
        """
        {"resourceSpans":[{"resource":{"attributes":\(attributes(resource.merging(["service.name": service]) { $1 }))},\
        "scopeSpans":[{"scope":{"name":"lib"},"spans":[{"traceId":"\(trace)","spanId":"00000000000000b1","name":"run",\
        "startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225601000000000","attributes":\(attributes(list))}]}]}]}
        """
    }

    private static func call(_ more: [String: String] = [:]) -> [String: String] {
        more.merging(["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "find"]) { $1 }
    }

    private static func claude(_ more: [String: String], _ resource: [String: String] = [:]) -> String {
        log(
            more.merging([
                "event.name": "claude_code.tool_result", "session.id": "s", "tool_use_id": "t1", "success": "true",
            ]) { $1 }, of: "claude-code", resource)
    }

    private static let pods = """
        {"kind":"List","apiVersion":"v1","items":[{"kind":"Pod","apiVersion":"v1","metadata":{"name":"query-1","namespace":"pay",\
        "uid":"u1"},"spec":{"serviceAccountName":"query","containers":[{"name":"c","image":"i"}]}}]}
        """
    private static let pod = ["k8s.pod.uid": "u1"]
    private static let deployment = ["k8s.pod.uid": "u1", "k8s.namespace.name": "pay", "k8s.deployment.name": "query"]
    private static let named = ["gen_ai.agent.name": "helper", "mcp.server.name": "crm"]

    static let cases: [Case] = [
        Case(
            name: "who asked a program of an agent", link: "initiator", what: "user.id", kind: .logAttribute,
            service: "claude-code", before: [claude(["tool_name": "Read"])],
            after: [
                [claude(["tool_name": "Read", "user.email": "ann@example.com"])],
                [claude(["tool_name": "Read", "user.id": "ann"])],
            ]),
        Case(
            name: "who asked", link: "initiator", what: "user.id", kind: .logAttribute, service: "query",
            before: [log(call(named))],
            after: ["user.id", "user.email", "enduser.id"].map { [log(call(named.merging([$0: "ann"]) { $1 }))] }),
        Case(
            name: "which agent", link: "agent", what: "gen_ai.agent.name", kind: .logAttribute, service: "query",
            before: [log(call(["mcp.server.name": "crm"]))], after: [[log(call(named))]]),
        Case(
            name: "which server", link: "server", what: "mcp.server.name", kind: .logAttribute, service: "query",
            before: [log(call(["gen_ai.agent.name": "helper"]))], after: [[log(call(named))]]),
        Case(
            name: "which server of a program of an agent", link: "server", what: "OTEL_LOG_TOOL_DETAILS",
            kind: .setting,
            service: "claude-code", before: [claude(["tool_name": "mcp_tool"])],
            after: [
                [
                    claude([
                        "tool_name": "mcp_tool",
                        "tool_parameters": #"{\"mcp_server_name\":\"crm\",\"mcp_tool_name\":\"find\"}"#,
                    ])
                ]
            ]),
        Case(
            name: "which tool", link: "tool", what: "gen_ai.tool.name", kind: .logAttribute, service: "query",
            before: [log(["mcp.method.name": "tools/call"].merging(named) { $1 })],
            after: [[log(["mcp.method.name": "tools/call", "gen_ai.tool.name": "find"].merging(named) { $1 })]]),
        Case(
            name: "what a program of an agent runs in", link: "workload", what: "k8s.pod.uid", kind: .resourceAttribute,
            service: "claude-code", before: [claude(["tool_name": "Read"])],
            after: [
                [claude(["tool_name": "Read"], ["host.name": "laptop"])], [claude(["tool_name": "Read"], pod), pods],
            ]),
        Case(
            name: "what a program of an agent runs in, whose pod nobody knows", link: "workload", what: "pods",
            kind: .posture, service: "claude-code", before: [claude(["tool_name": "Read"], pod)],
            after: [[claude(["tool_name": "Read"], pod), pods], [claude(["tool_name": "Read"], deployment)]]),
        Case(
            name: "what a service with spans runs in, whose pod nobody knows", link: "workload", what: "pods",
            kind: .posture, service: "desk", before: [span(aws, of: "desk", pod)],
            after: [[span(aws, of: "desk", pod), pods], [span(aws, of: "desk", deployment)]]),
        Case(
            name: "spans that log records name", link: "parent span", what: "OTEL_TRACES_EXPORTER", kind: .setting,
            service: "query", before: [log(call(named), isTraced: true)],
            after: [[log(call(named), isTraced: true), span([:], of: "query")]]),
    ]

    private static let aws = [
        "rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": "GetObject", "aws.s3.bucket": "pay",
    ]

    @Test(arguments: cases) func whatIsAdvisedMakesTheLink(_ one: Case) throws {
        let before = try share(one.before)
        let advice = before.advice.filter { $0.links.contains(one.link) }
        #expect(advice.map(\.what) == [one.what] && advice.map(\.kind) == [one.kind])
        #expect(advice.map(\.place) == [one.service])
        #expect(before.missing(one.link) == 1)
        for after in one.after { #expect(try share(after).missing(one.link) == 0) }
    }

    @Test func usersOfOneNameInTwoAccountsAreToldApart() throws {
        let trails = ["111122223333", "444455556666"].map { account in
            """
            {"eventVersion":"1.10","eventID":"e\(account)","eventTime":"2026-01-01T00:00:05Z","eventSource":"iam.amazonaws.com",\
            "eventName":"ListUsers","recipientAccountId":"\(account)","requestID":"r\(account)","userIdentity":{"type":"IAMUser",\
            "arn":"arn:aws:iam::\(account):user/ops","accountId":"\(account)","userName":"ops","accessKeyId":"AKIA\(account)"}}
            """
        }
        #expect(try share(trails).advice.map(\.place) == ["ops of 111122223333", "ops of 444455556666"])
        #expect(try share([trails[0]]).advice.map(\.place) == ["ops"])
    }

    /// Content that no detector looked at is said in the ledger of the file and in answers.
    @Test func contentThatWasNotLookedAtIsAGapThatIsSaid() throws {
        let scratch = try Scratch()
        let text = Self.span(
            ["gen_ai.operation.name": "chat", "gen_ai.input.messages": String(repeating: "word ", count: 220_000)],
            of: "desk")
        try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path + "/long.json"))
        let report = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([
            scratch.path + "/long.json"
        ])
        let left = 220_000 * 5 - (1 << 20)
        #expect(
            report.files.first?.notes == [
                "not looked at: \(left) bytes of text beyond its first 1048576 bytes, in 1× records, first at line 1"
            ])
        let caveats = try Engine(storePath: scratch.path + "/s.db").ask(AttributionShare()).caveats
        #expect(
            caveats.filter { $0.reason == Caveat.cut }.map(\.detail) == [
                "no detector looked at text beyond its first 1048576 bytes: \(left) bytes in 1 record, for example "
                    + "\(Self.trace)/00000000000000b1"
            ])
    }
}
