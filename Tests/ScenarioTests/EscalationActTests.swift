import Foundation
import OverreachAnalysis
import OverreachEngine
import Testing

/// What an agent did to rights and identities is risky, by the log's own words.
@Suite struct EscalationActTests {
    private static func attributes(_ list: [(String, String)]) -> String {
        "[" + list.map { "{\"key\":\"\($0.0)\",\"value\":{\"stringValue\":\"\($0.1)\"}}" }.joined(separator: ",") + "]"
    }

    private static func span(_ id: Int, under parent: Int, _ name: String, _ list: [(String, String)]) -> String {
        func hex(_ id: Int) -> String { id == 0 ? "" : String(repeating: "0", count: 14) + "\(10 + id)" }
        return """
            {"traceId":"0000000000000000000000000000000b","spanId":"\(hex(id))","parentSpanId":"\(hex(parent))","name":\
            "\(name)","kind":\(id == 1 ? 1 : 3),"startTimeUnixNano":"\(1_767_225_600 + id)000000000","endTimeUnixNano":\
            "\(1_767_225_601 + id)000000000","attributes":\(attributes(list))}
            """
    }

    private static func call(_ id: Int, _ service: String, _ operation: String) -> String {
        span(
            id, under: 1, "\(service).\(operation)",
            [
                ("rpc.system", "aws-api"), ("rpc.service", service), ("rpc.method", operation),
                ("aws.request_id", "r\(id)"),
            ])
    }

    private static func event(_ id: Int, _ service: String, _ name: String, _ parameters: String) -> String {
        """
        {"eventVersion":"1.10","eventID":"e\(id)","eventTime":"2026-01-01T00:00:0\(id)Z","eventSource":\
        "\(service).amazonaws.com","eventName":"\(name)","awsRegion":"eu-west-1","recipientAccountId":"111122223333",\
        "requestID":"r\(id)","requestParameters":\(parameters),"userIdentity":{"type":"IAMUser","arn":\
        "arn:aws:iam::111122223333:user/bot","accountId":"111122223333","accessKeyId":"AKIAABCDEFGHIJKLMNOP"}}
        """
    }

    @Test func callsThatGiveRightsOrHandOnARoleAndCommandsInPodsAreTold() throws {
        let role = #""arn:aws:iam::111122223333:role/admin""#
        let spans = [
            Self.span(
                1, under: 0, "invoke_agent bot",
                [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "bot")]),
            Self.call(2, "IAM", "AttachUserPolicy"), Self.call(3, "EC2", "RunInstances"),
            Self.call(4, "EC2", "RunInstances"), Self.call(5, "SSM", "SendCommand"), Self.call(6, "S3", "ListBuckets"),
            Self.span(
                7, under: 1, "POST",
                [
                    ("http.request.method", "POST"), ("url.full", "https://10.0.0.1"),
                    ("http.response.header.audit-id", "a1"),
                ]),
        ]
        let traces = """
            {"resourceSpans":[{"resource":{"attributes":\(Self.attributes([("service.name", "desk")]))},"scopeSpans":\
            [{"scope":{"name":"lib"},"spans":[\(spans.joined(separator: ","))]}]}]}
            """
        let events = [
            Self.event(
                2, "iam", "AttachUserPolicy",
                #"{"userName":"bot","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}"#),
            Self.event(3, "ec2", "RunInstances", #"{"iamInstanceProfile":{"name":"admin"}}"#),
            Self.event(4, "ec2", "RunInstances", #"{"instanceType":"t3.micro"}"#),
            Self.event(5, "ssm", "SendCommand", #"{"documentName":"AWS-RunShellScript"}"#),
            Self.event(6, "s3", "ListBuckets", "null"),
            Self.event(8, "lambda", "CreateFunction20150331", "{\"functionName\":\"f\",\"role\":\(role)}"),
        ].joined(separator: "\n")
        let audit = """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a1","stage":"ResponseComplete","verb":"create","user":\
            {"username":"bot"},"objectRef":{"resource":"pods","subresource":"exec","namespace":"pay","name":"p"},\
            "responseStatus":{"code":101},"requestReceivedTimestamp":"2026-01-01T00:00:07.000000Z"}
            """
        let scratch = try Scratch()
        let paths = try zip(["t.json", "e.json", "a.json"], [traces, events, audit]).map { name, text in
            let path = scratch.path + "/" + name
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return path
        }
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run(paths)
        let risky = try Engine(storePath: scratch.path + "/s.db").ask(Flows()).result.riskyAfterHarmless

        #expect(
            risky.map { "\($0.act.action) \($0.execution.map(\.rawValue))" } == [
                #"iam:AttachUserPolicy ["escalates"]"#, #"ec2:RunInstances ["escalates"]"#,
                #"ssm:SendCommand ["runs_code"]"#, #"kubernetes:create pods/exec ["runs_code"]"#,
            ])
    }

    @Test func riskyActsOfNobodysAgentAreListedWithWhatTheyWereAbout() throws {
        let events = [
            Self.event(1, "cloudtrail", "StopLogging", #"{"name":"audit"}"#),
            Self.event(
                2, "iam", "AttachUserPolicy",
                #"{"userName":"bot","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}"#),
            Self.event(3, "cloudtrail", "GetTrailStatus", #"{"name":"audit"}"#),
        ].joined(separator: "\n")
        let scratch = try Scratch()
        try Data(events.utf8).write(to: URL(fileURLWithPath: scratch.path + "/e.json"))
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([scratch.path + "/e.json"])
        let engine = try Engine(storePath: scratch.path + "/s.db")
        let result = try engine.ask(Flows()).result

        #expect((result.otherActs, result.otherRisky) == (3, 2))
        #expect(
            result.riskyOthers.map { "\($0.act.action) \($0.act.object ?? "") \($0.execution.map(\.rawValue))" } == [
                #"cloudtrail:StopLogging trail/audit ["changes_recording"]"#,
                #"iam:AttachUserPolicy user/bot, arn:aws:iam::aws:policy/ReadOnlyAccess ["escalates"]"#,
            ])
        let reasons = try engine.ask(Review(node: "arn:aws:iam::111122223333:user/bot")).result.outside.map(\.reasons)
        #expect(reasons == [["it changed or ended what is recorded"], ["it gave rights or took an identity"]])
    }

    @Test func aParameterIsASecretByItsKeyElseSinceItWasAskedForInClear() throws {
        let names = ["/secret", "/plain", "/unknown"].enumerated()
        let asked = names.map { Self.event($0 + 1, "ssm", "GetParameter", #"{"name":"\#($1)","withDecryption":true}"#) }
        let other = names.map {
            Self.event($0 + 4, "ssm", "GetParameter", #"{"name":"\#($1)","withDecryption":false}"#)
        }
        let listed =
            #"{"Parameters":[{"Name":"/secret","Type":"SecureString","KeyId":"alias/aws/ssm"},{"Name":"/plain","Type":"String"}]}"#
        let scratch = try Scratch()
        let folder = scratch.path + "/aws/ssm"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(listed.utf8).write(to: URL(fileURLWithPath: folder + "/describe-parameters.json"))
        try Data((asked + other).joined(separator: "\n").utf8).write(
            to: URL(fileURLWithPath: scratch.path + "/aws/e.json"))
        var options = IngestOptions()
        (options.account, options.region) = ("111122223333", "eu-west-1")
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: options).run([scratch.path + "/aws"])
        let risky = try Engine(storePath: scratch.path + "/s.db").ask(Flows()).result.riskyOthers

        #expect(
            risky.map { "\($0.act.target?.name ?? "-") \($0.act.id) \($0.execution.map(\.rawValue))" } == [
                #"/secret request/r1 ["reads_restricted"]"#, #"unknown request/r3 ["reads_restricted"]"#,
            ])
    }
}
