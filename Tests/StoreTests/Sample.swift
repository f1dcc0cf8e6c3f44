import OverreachModel

@testable import OverreachStore

/// A bit of everything.
enum Sample {
    static let act: Activity = {
        var act = Activity(id: "act-1", time: 7, action: "s3:GetObject", isCloudCall: true, outcome: .denied)
        act.trace = "00ff"
        act.initiator = role("person")
        act.agents = [role("outer"), role("inner")]
        act.server = role("server")
        act.tool = role("tool")
        act.credential = role("credential")
        act.identity = role("identity")
        act.session = "arn:aws:sts::1:assumed-role/x/y"
        act.workload = role("workload")
        act.target = role("target")
        act.object = "arn:aws:s3:::b/k"
        act.effect = .read
        act.joins = [.init("tool → cloud call", method: "aws.request_id", confidence: .high, rivals: ["z", "a"])]
        act.missing = ["person", "agent"]
        act.evidence = [place("b", 2), place("a", nil, "span")]
        return act
    }()

    static let call: RuntimeRecord = {
        var caller = CloudCallRecord.Caller()
        caller.type = "AssumedRole"
        caller.arn = "arn"
        caller.principalID = "AROA:session"
        caller.account = "111122223333"
        caller.accessKeyID = "ASIA"
        caller.userName = "user"
        caller.issuerARN = "issuer"
        caller.identityProvider = "provider"
        caller.invokedBy = "lambda"
        caller.sourceIdentity = "alice"
        return .cloudCall(
            CloudCallRecord(
                eventID: "e-1", time: -4, eventSource: "s3.amazonaws.com", eventName: "GetObject", region: "eu-west-1",
                recipientAccount: "111122223333", caller: caller, requestID: "R", sourceAddress: "10.0.0.1",
                userAgent: "boto3", errorCode: "AccessDenied", resources: ["arn:b", "arn:a"],
                parameters: [Property("bucketName", "b")], issuedAccessKeyID: "ASIA2", issuedARN: "arn:issued",
                isDataEvent: true, evidence: place("trail.json", 3, "/Records/0")))
    }()

    static let policy = Value.object([
        .init(
            "Statement",
            .array([
                .init(
                    .object([
                        .init("Effect", .string("Allow"), line: 5),
                        .init(
                            "Action", .array([.init(.string("s3:Get*"), line: 7), .init(.string("*"), line: 8)]),
                            line: 6),
                        .init(
                            "Condition",
                            .object([.init("n", .number("1.50e3"), line: 0), .init("b", .bool(true), line: 3)])),
                    ]), line: 4)
            ]), line: 3),
        .init("empty", .array([]), line: 900_000), .init("", .null, line: 1),
        .init("\u{0}\"\\", .string("a\u{0}b\u{301}")),
    ])

    static func fill(_ store: Store) throws {
        let nodes = (0..<60).map { node("n\($0)", [Property("tag", "\($0 % 3)"), Property("x", "y")], line: $0) }
        let edges = (0..<300).map { edge("n\($0 % 60)", "n\($0 * 7 % 60)", conditions: ["c\($0 % 2)"], line: $0) }
        try store.state(fragment(nodes, edges, [document("p", policy), document("q", policy)]), at: 1)
        try store.state(fragment(Array(nodes.dropLast(5)), Array(edges.dropLast(9)), [document("p", policy)]), at: 2)
        try store.write { writer in
            _ = try writer.append(
                source: "otlp", file: "f", digest: [1, 2], records: (0..<200).map { span($0) } + [call], received: 203,
                rejections: [Rejection("no trace id", line: 4), Rejection("no span id", line: 5, offset: 80)], at: 9)
            _ = try writer.replaceDerived(
                part: "rules", fragment: fragment([node("d")], [edge("d", "n1")]), rules: 3, at: 5)
            try writer.replaceActivities([act])
        }
    }
}
