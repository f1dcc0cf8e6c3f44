import Foundation
import OverreachAnalysis
import OverreachEngine
import Testing

/// Advice is kept to: what it names, added to the input, makes the link that was missing.
@Suite struct AdviceTests {
    /// An input, the link that its act lacks, what is advised for it, and the input once that is done.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let link: String
        let what: String
        let before: [String]
        let after: [String]
        var testDescription: String { name }
    }

    // MARK: - Pieces of input

    private static func attributes(_ list: [String: String]) -> String {
        let parts = list.sorted { $0.key < $1.key }.map {
            "{\"key\":\"\($0.key)\",\"value\":{\"stringValue\":\"\($0.value)\"}}"
        }
        return "[" + parts.joined(separator: ",") + "]"
    }

    private static func hex(_ id: Int) -> String { String(repeating: "0", count: 14) + "\(10 + id)" }

    /// One request of traces with one span.
    private static func span(
        _ id: Int, under parent: Int? = nil, _ name: String, kind: Int = 1, of service: String = "desk",
        _ list: [String: String]
    ) -> String {
        span(id, under: parent, name, kind: kind, of: service, [:], list)
    }

    private static func span(
        _ id: Int, under parent: Int? = nil, _ name: String, kind: Int = 1, of service: String = "desk",
        _ resource: [String: String], _ list: [String: String]
    ) -> String {
        let about = resource.merging(["service.name": service]) { $1 }
        return """
            {"resourceSpans":[{"resource":{"attributes":\(attributes(about))},"scopeSpans":[{"scope":{"name":"lib"},"spans":\
            [{"traceId":"0000000000000000000000000000000a","spanId":"\(hex(id))","parentSpanId":"\(parent.map(hex) ?? "")",\
            "name":"\(name)","kind":\(kind),"startTimeUnixNano":"\(1_767_225_600 + id)000000000","endTimeUnixNano":\
            "\(1_767_225_601 + id)000000000","attributes":\(attributes(list))}]}]}]}
            """
    }

    private static func agent(_ more: [String: String] = [:], _ resource: [String: String] = [:]) -> String {
        span(
            1, "invoke_agent helper", resource,
            more.merging(["gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "helper"]) { $1 })
    }

    private static func tool(_ more: [String: String] = [:], under parent: Int? = 1) -> String {
        span(
            2, under: parent, "execute_tool find",
            more.merging(["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "find"]) { $1 })
    }

    private static func aws(
        _ id: Int = 4, under parent: Int? = 1, of service: String = "desk", _ more: [String: String] = [:]
    ) -> String {
        span(
            id, under: parent, "S3.GetObject", kind: 3, of: service,
            more.merging([
                "rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": "GetObject", "aws.s3.bucket": "pay",
            ]) {
                $1
            })
    }

    /// Of a process that says which account it is in.
    private static func located(_ more: [String: String] = [:]) -> String {
        span(
            4, under: 2, "S3.GetObject", kind: 3, of: "desk", ["cloud.account.id": "111122223333"],
            more.merging([
                "rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": "GetObject", "aws.s3.bucket": "pay",
            ]) {
                $1
            })
    }

    private static func trail(
        _ name: String = "GetObject", source: String = "s3", identity: String = role, id: String = "e1",
        request: String = "r1", more: String = ""
    ) -> String {
        """
        {"eventVersion":"1.10","eventID":"\(id)","eventTime":"2026-01-01T00:00:05Z","eventSource":"\(source).amazonaws.com",\
        "eventName":"\(name)","awsRegion":"eu-west-1","recipientAccountId":"111122223333","sourceIPAddress":"198.51.100.1",\
        "requestID":"\(request)",\(more)"userIdentity":{\(identity)}}
        """
    }

    private static let bucket = #""requestParameters":{"bucketName":"pay"},"#
    private static let role = """
        "type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/app/s","accountId":"111122223333","accessKeyId":\
        "ASIA1","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/app"}}
        """
    private static func user(key: String) -> String {
        """
        "type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ops","accountId":"111122223333","userName":"ops",\
        "accessKeyId":"\(key)"
        """
    }

    private static func audit(_ user: String, extra: String = "") -> String {
        """
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a1","stage":"ResponseComplete","verb":"get","user":\
        {"username":"\(user)"\(extra)},"objectRef":{"resource":"secrets","namespace":"pay","name":"key"},"responseStatus":\
        {"code":200},"requestReceivedTimestamp":"2026-01-01T00:00:05.000000Z"}
        """
    }

    private static let podToken = """
        ,"extra":{"authentication.kubernetes.io/pod-name":["app-1"],"authentication.kubernetes.io/pod-uid":["u1"]}
        """

    private static func google(delegation: String = "") -> String {
        """
        {"insertId":"i1","timestamp":"2026-01-02T03:04:05Z","logName":"projects/p/logs/cloudaudit.googleapis.com%2Fdata_access",\
        "resource":{"type":"gcs_bucket","labels":{"project_id":"p"}},"protoPayload":{"serviceName":"storage.googleapis.com",\
        "methodName":"storage.objects.get","resourceName":"projects/_/buckets/pay/objects/a.csv","authenticationInfo":\
        {"principalEmail":"bot@p.iam.gserviceaccount.com"\(delegation)}}}
        """
    }

    private static let whole = [
        agent(["user.id": "ann"], ["host.name": "h"]), tool(["mcp.server.name": "crm"]),
        span(
            4, under: 2, "S3.GetObject", kind: 3, of: "desk", ["host.name": "h"],
            [
                "rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": "GetObject", "aws.s3.bucket": "pay",
                "aws.request_id": "r1",
            ]),
    ]

    static let cases: [Case] = traced + identities + logged + untraced + ofClusters + ofInstances

    private static let traced: [Case] = [
        Case(
            name: "who asked", link: "initiator", what: "user.id", before: [agent(), tool()],
            after: [agent(["user.id": "ann"]), tool()]),
        Case(
            name: "the agent above a tool", link: "agent", what: "gen_ai.agent.name",
            before: [span(1, "run", [:]), tool()], after: [agent(), tool()]),
        Case(
            name: "the tool that is named and nobody's", link: "tool", what: "gen_ai.agent.name",
            before: [span(1, "run", [:]), tool()], after: [agent(), tool()]),
        Case(
            name: "the parent that never came", link: "parent span", what: "traceparent", before: [tool()],
            after: [agent(["user.id": "ann"]), tool()]),
        Case(
            name: "the server of a tool", link: "server", what: "MCP server spans", before: [agent(), tool()],
            after: [agent(), tool(["mcp.server.name": "crm"])]),
        Case(
            name: "the server of a tool, by its own spans", link: "server", what: "MCP server spans",
            before: [agent(), tool()],
            after: [
                agent(), tool(),
                span(
                    3, under: 2, "tools/call find", kind: 2, of: "crm", ["host.name": "h"],
                    ["mcp.method.name": "tools/call", "gen_ai.tool.name": "find"]),
            ]),
        Case(
            name: "what the server of a tool runs in", link: "workload", what: "MCP server spans",
            before: [agent(), tool(["mcp.server.name": "crm"])],
            after: [
                agent(), tool(["mcp.server.name": "crm"]),
                span(
                    3, under: 2, "tools/call find", kind: 2, of: "crm", ["host.name": "h"],
                    ["mcp.method.name": "tools/call", "gen_ai.tool.name": "find"]),
            ]),
        Case(
            name: "the tool of a server's request", link: "tool", what: "gen_ai.tool.name",
            before: [span(3, "handle", kind: 2, of: "crm", ["mcp.method.name": "tools/call"])],
            after: [
                span(
                    3, "handle", kind: 2, of: "crm", ["mcp.method.name": "tools/call", "gen_ai.tool.name": "find"])
            ]),
        Case(
            name: "a call under an agent and no tool: the tool", link: "tool", what: "execute_tool spans",
            before: [agent(), aws()], after: [agent(), tool(), aws(under: 2)]),
        Case(
            name: "a call under an agent and no tool: the server", link: "server", what: "execute_tool spans",
            before: [agent(), aws()], after: [agent(), tool(), aws(under: 2)]),
        Case(
            name: "a call of a service that says nothing", link: "tool", what: "MCP server spans",
            before: [aws(under: nil, of: "crm")],
            after: [
                span(
                    3, "tools/call find", kind: 2, of: "crm",
                    ["mcp.method.name": "tools/call", "gen_ai.tool.name": "find"]), aws(under: 3, of: "crm"),
            ]),
        Case(
            name: "Claude Code's unnamed tools of servers", link: "server", what: "OTEL_LOG_TOOL_DETAILS",
            before: [claude(["tool_name": "mcp_tool"])],
            after: [
                claude([
                    "tool_name": "mcp_tool",
                    "tool_parameters": #"{\"mcp_server_name\":\"crm\",\"mcp_tool_name\":\"find\"}"#,
                ])
            ]),
        Case(
            name: "what a service runs in", link: "workload", what: "k8s.pod.uid",
            before: [agent(), tool(), aws(under: 2)],
            after: [
                agent(), tool(),
                span(
                    4, under: 2, "S3.GetObject", kind: 3, of: "desk", ["host.name": "h"],
                    ["rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": "GetObject", "aws.s3.bucket": "pay"]),
            ]),
        Case(
            name: "what a tool touched", link: "target", what: "client spans", before: [agent(), tool()],
            after: [
                agent(), tool(),
                span(
                    5, under: 2, "SELECT", kind: 3, ["db.system.name": "postgresql", "server.address": "db.internal"]),
            ]),
    ]

    private static let identities: [Case] = [
        Case(
            name: "as whom, where the events are there", link: "identity", what: "aws.request_id",
            before: [agent(), tool(), located(), trail(id: "e0", request: "r0", more: bucket + data)],
            after: [
                agent(), tool(), located(["aws.request_id": "r1"]),
                trail(id: "e0", request: "r0", more: bucket + data), trail(more: bucket + data),
            ]),
        Case(
            name: "as whom, where the request is known and no log is there", link: "identity",
            what: "data events of S3 objects", before: [agent(), tool(), aws(under: 2, ["aws.request_id": "r1"])],
            after: [agent(), tool(), aws(under: 2, ["aws.request_id": "r1"]), trail(more: bucket + data)]),
        Case(
            name: "as whom, of a call that is always logged", link: "identity", what: "CloudTrail management events",
            before: [agent(), tool(), buckets()],
            after: [
                agent(), tool(), buckets(["aws.request_id": "r1"]), trail("ListBuckets"),
            ]),
    ]

    private static let logged: [Case] = [
        Case(
            name: "the key behind a session of a user", link: "credential", what: "sts:GetSessionToken",
            before: [trail(identity: user(key: "ASIA9"), more: bucket)],
            after: [
                trail(identity: user(key: "ASIA9"), more: bucket),
                trail(
                    "GetSessionToken", source: "sts", identity: user(key: "AKIA1"), id: "e2", request: "r2",
                    more: #""responseElements":{"credentials":{"accessKeyId":"ASIA9"}},"#),
            ]),
        Case(
            name: "what a call touched", link: "target", what: "resources of the event", before: [trail()],
            after: [trail(more: #""resources":[{"ARN":"arn:aws:s3:::pay","accountId":"111122223333"}],"#)]),
        Case(
            name: "a root user at the console", link: "initiator", what: "sign-in by name",
            before: [
                trail(
                    identity: #""type":"Root","arn":"arn:aws:iam::111122223333:root","accountId":"111122223333""#,
                    more: bucket + console)
            ], after: [trail(identity: user(key: "ASIA9"), more: bucket + console)]),
        Case(
            name: "who acted on a cluster", link: "workload", what: "bound service account tokens",
            before: [audit("system:serviceaccount:pay:app")],
            after: [audit("system:serviceaccount:pay:app", extra: podToken)]),
        Case(
            name: "who used the certificate of masters", link: "initiator", what: "sign-in by name",
            before: [audit("kubernetes-admin\",\"groups\":[\"system:masters\"],\"uid\":\"")],
            after: [audit("ann@example.com\",\"groups\":[\"system:masters\"],\"uid\":\"")]),
        Case(
            name: "who used a service account of Google", link: "initiator", what: "service account impersonation",
            before: [google()],
            after: [
                google(
                    delegation:
                        #","serviceAccountDelegationInfo":[{"firstPartyPrincipal":{"principalEmail":"ann@example.com"}}]"#
                )
            ]),
    ]

    private static let untraced: [Case] =
        ["initiator", "agent", "server", "tool", "workload"].map { (link: String) -> Case in
            Case(
                name: "the \(link) of what only CloudTrail tells", link: link, what: "spans with aws.request_id",
                before: [trail(more: bucket)], after: whole + [trail(more: bucket)])
        }

    private static let ofClusters: [Case] =
        ["initiator", "agent", "server", "tool"].map { (link: String) -> Case in
            Case(
                name: "the \(link) of what only a cluster's log tells", link: link, what: "spans with audit-id",
                before: [audit("system:serviceaccount:pay:app")],
                after: [
                    agent(["user.id": "ann"]), tool(["mcp.server.name": "crm"]),
                    span(
                        5, under: 2, "GET", kind: 3,
                        [
                            "http.request.method": "GET", "url.full": "https://kubernetes.default/api/v1/secrets",
                            "http.response.header.audit-id": "a1",
                        ]), audit("system:serviceaccount:pay:app"),
                ])
        }

    private static let ofInstances: [Case] =
        ["initiator", "agent", "server", "tool"].map { (link: String) -> Case in
            Case(
                name: "the \(link) of an instance's act", link: link, what: "spans",
                before: [trail(identity: instance, more: bucket)],
                after: whole + [trail(identity: instance, more: bucket)])
        }

    private static let data = #""eventCategory":"Data","managementEvent":false,"#
    private static let console = #""sessionCredentialFromConsole":"true","#
    private static let instance = """
        "type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/app/i-0123456789abcdef0","accountId":\
        "111122223333","accessKeyId":"ASIA1","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/app"},\
        "ec2RoleDelivery":"2.0"}
        """

    private static func buckets(_ more: [String: String] = [:]) -> String {
        span(
            4, under: 2, "S3.ListBuckets", kind: 3,
            more.merging(["rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": "ListBuckets"]) { $1 })
    }

    private static func claude(_ list: [String: String]) -> String {
        let all = list.merging(["event.name": "claude_code.tool_result", "session.id": "s", "tool_use_id": "t1"]) { $1 }
        return """
            {"resourceLogs":[{"resource":{"attributes":\(attributes(["service.name": "claude-code"]))},"scopeLogs":[{"scope":\
            {"name":"com.anthropic.claude_code.events"},"logRecords":[{"timeUnixNano":"1767225600000000000","body":\
            {"stringValue":"claude_code.tool_result"},"attributes":\(attributes(all))}]}]}]}
            """
    }

    // MARK: - The tests

    @Test(arguments: cases) func whatIsAdvisedMakesTheLink(_ one: Case) throws {
        let before = try share(one.before)
        let advice = before.advice.filter { $0.links.contains(one.link) }
        #expect(advice.map(\.what) == [one.what])
        #expect(before.missing(one.link) == 1)
        #expect(try share(one.after).missing(one.link) == 0)
    }

    @Test func everyKindOfAdviceHasACase() {
        #expect(Set(AdviceTests.cases.map(\.what)).count >= 17)
    }

    private static let complete: [[String]] = [
        // A person at the console; a tool that is built in; one beside others that name their servers.
        [trail(identity: user(key: "ASIA9"), more: bucket + console)], [claude(["tool_name": "Read"])],
        [agent(), tool(["mcp.server.name": "crm"]), other],
    ]

    @Test(arguments: complete) func nobodyIsToldToInstrumentWhatNeedsNoServer(texts: [String]) throws {
        let result = try share(texts)
        #expect(result.advice.allSatisfy { !$0.links.contains("server") && $0.what != "sts:GetSessionToken" })
    }

    private static let other = span(
        6, under: 1, "execute_tool sum", ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "sum"])
}
