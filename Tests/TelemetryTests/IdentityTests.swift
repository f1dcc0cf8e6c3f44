import OverreachModel
import OverreachTelemetry
import Testing

@Suite struct IdentityTests {
    private let mcp = Sketch.Process("mcp", host: "h1", ["k8s.pod.uid": "u1"])
    private let account = Key.kubernetesServiceAccount(cluster: "c", namespace: "n", name: "sa")

    private func tool(_ id: Int, trace: Int = 1) -> RuntimeRecord {
        Sketch.toolServer(id, "t", server: "s", in: mcp, trace: trace)
    }

    @Test func aTokensServiceAccountIsWhatTheServerHoldsHoweverManyRolesFollow() throws {
        let index = TableIndex(serviceAccounts: ["n/sa": account])
        let result = Correlation.correlate(
            records: [
                Sketch.awsSpan(1, "STS", "AssumeRoleWithWebIdentity", request: "r1", in: mcp, trace: 9),
                Sketch.event(
                    "e1", "sts", "AssumeRoleWithWebIdentity", by: .webIdentity(subject: "system:serviceaccount:n:sa"),
                    request: "r1", issued: "ASIA1", ["roleArn": Sketch.role("first")]),
                tool(2),
                Sketch.awsSpan(3, under: 2, "STS", "AssumeRole", request: "r2", in: mcp),
                Sketch.event(
                    "e2", "sts", "AssumeRole", by: .session(role: "first", name: "x", key: "ASIA1"), request: "r2",
                    issued: "ASIA2", ["roleArn": Sketch.role("second")]),
                Sketch.awsSpan(4, under: 2, "S3", "GetObject", request: "r3", in: mcp),
                Sketch.event(
                    "e3", "s3", "GetObject", by: .session(role: "second", name: "x", key: "ASIA2"), request: "r3",
                    ["bucketName": "b"]),
            ], index: index)

        #expect(result.edges(AgentEdge.actsAs) == ["mcp/s → n/sa"])
        #expect(
            result.edges(AWSEdge.assumed)
                == ["\(Sketch.role("first")) → \(Sketch.role("second"))", "n/sa → \(Sketch.role("first"))"])
        let read = try #require(result.activities.first { $0.action == "s3:GetObject" })
        #expect(read.identity == Sketch.roleKey("second"))
        #expect(read.session == "arn:aws:sts::\(Sketch.account):assumed-role/second/x")
        #expect(read.joins.contains { $0.method == "issued access key" })
        let token = try #require(result.activities.first { $0.action == "sts:AssumeRoleWithWebIdentity" })
        #expect(token.identity == account && token.target == nil && token.object == Sketch.role("first"))
        #expect(token.joins.contains { $0.method == "same process" && $0.confidence == .high })
    }

    @Test func aRoleWhoseSessionSomebodyElseIssuedIsWhatTheServerHolds() {
        let result = Correlation.correlate(
            records: [
                Sketch.event(
                    "e1", "sts", "AssumeRole", by: .service("ec2.amazonaws.com"), issued: "ASIA1",
                    ["roleArn": Sketch.role("instance")]),
                tool(2), Sketch.awsSpan(3, under: 2, "S3", "GetObject", request: "r3", in: mcp),
                Sketch.event(
                    "e3", "s3", "GetObject", by: .session(role: "instance", name: "i-1", key: "ASIA1"), request: "r3"),
            ], index: TableIndex())

        #expect(result.edges(AgentEdge.actsAs) == ["mcp/s → \(Sketch.role("instance"))"])
        #expect(result.edges(AWSEdge.assumed).isEmpty)
    }

    @Test func aSessionThatAnotherServerAskedForIsNotFollowedToThatServersKey() {
        let broker = Sketch.Process("broker", host: "h7")
        let result = Correlation.correlate(
            records: [
                Sketch.toolServer(1, "lend", server: "broker", in: broker, trace: 3),
                Sketch.awsSpan(2, under: 1, "STS", "AssumeRole", request: "r1", in: broker, trace: 3),
                Sketch.event(
                    "e1", "sts", "AssumeRole", by: .user("broker", key: "AKIA1"), request: "r1", issued: "ASIA1",
                    ["roleArn": Sketch.role("lent")]),
                tool(3), Sketch.awsSpan(4, under: 3, "S3", "GetObject", request: "r2", in: mcp),
                Sketch.event(
                    "e2", "s3", "GetObject", by: .session(role: "lent", name: "x", key: "ASIA1"), request: "r2"),
            ], index: TableIndex())

        #expect(result.edges(AgentEdge.actsAs) == ["mcp/s → \(Sketch.role("lent"))"])
        #expect(result.edges(AgentEdge.usesCredential) == ["broker/broker → AKIA1"])
    }

    @Test func aWebIdentityThatNoClusterKnowsLeavesTheRole() {
        let result = Correlation.correlate(
            records: [
                Sketch.awsSpan(1, "STS", "AssumeRoleWithWebIdentity", request: "r1", in: mcp, trace: 9),
                Sketch.event(
                    "e1", "sts", "AssumeRoleWithWebIdentity", by: .webIdentity(subject: "system:serviceaccount:n:sa"),
                    request: "r1", issued: "ASIA1", ["roleArn": Sketch.role("first")]),
                tool(2), Sketch.awsSpan(3, under: 2, "S3", "GetObject", request: "r3", in: mcp),
                Sketch.event(
                    "e3", "s3", "GetObject", by: .session(role: "first", name: "x", key: "ASIA1"), request: "r3"),
            ], index: TableIndex())

        #expect(result.edges(AgentEdge.actsAs) == ["mcp/s → \(Sketch.role("first"))"])
    }

    @Test func aUsersKeyIsACredentialOfTheServerAlsoBehindARole() throws {
        let result = Correlation.correlate(
            records: [
                tool(2), Sketch.awsSpan(3, under: 2, "STS", "AssumeRole", request: "r2", in: mcp),
                Sketch.event(
                    "e2", "sts", "AssumeRole", by: .user("ci", key: "AKIA1"), request: "r2", issued: "ASIA2",
                    ["roleArn": Sketch.role("second")]),
                Sketch.awsSpan(4, under: 2, "S3", "GetObject", request: "r3", in: mcp),
                Sketch.event(
                    "e3", "s3", "GetObject", by: .session(role: "second", name: "x", key: "ASIA2"), request: "r3"),
            ], index: TableIndex())

        #expect(result.edges(AgentEdge.actsAs).isEmpty)
        #expect(result.edges(AgentEdge.usesCredential) == ["mcp/s → AKIA1"])
        #expect(result.edges(AgentEdge.authenticates) == ["AKIA1 → arn:aws:iam::\(Sketch.account):user/ci"])
        // Posture states no such edge for an inactive key, so what was seen must not say that it is allowed.
        let authenticates = result.edges.filter { $0.kind == EdgeKind(AgentEdge.authenticates) }
        #expect(authenticates.map(\.verdict) == [.observed])
        #expect(result.node("s", AgentNode.server)?.values(PropertyName.accessKeyID) == ["AKIA1"])
        let read = try #require(result.activities.first { $0.action == "s3:GetObject" })
        #expect(read.credential == nil && !read.missing.contains("credential"))
    }

    @Test func postureNamesRolesByTheirPath() {
        let withPath = Key.aws(.role, arn: "arn:aws:iam::\(Sketch.account):role/team/app", account: Sketch.account)
        let result = Correlation.correlate(
            records: [Sketch.event("e1", "s3", "GetObject", by: .session(role: "app", name: "x", key: "ASIA1"))],
            index: TableIndex(identities: [Sketch.role("app"): withPath, withPath.id: withPath]))

        #expect(result.activities.first?.identity == withPath)
        #expect(!result.nodes.contains { $0.key.type == NodeType(AWSNode.role) })
    }

    @Test func aUserWithoutALastingKeyMissesItsCredential() {
        let result = Correlation.correlate(
            records: [Sketch.event("e1", "iam", "CreateUser", by: .user("ann", key: "ASIA1"))], index: TableIndex())

        #expect(
            result.activities.first?.missing
                == ["initiator", "agent", "server", "tool", "credential", "workload"])
    }

    @Test func aCallAtTheConsoleIsAPersonsAndNeedsNothingBetween() {
        let call = Sketch.event(
            "e1", "iam", "CreateUser", by: .user("ann", key: "ASIA1"),
            [CloudCallRecord.Parameter.consoleSession: "given"])
        let act = Correlation.correlate(records: [call], index: TableIndex()).activities.first

        #expect(act?.initiator == .person("ann"))
        #expect(act?.missing == [])
    }

    @Test func aUsersSessionTokenLeadsToTheKeyThatAskedForIt() {
        let result = Correlation.correlate(
            records: [
                Sketch.event("e1", "sts", "GetSessionToken", by: .user("ann", key: "AKIA1"), issued: "ASIA1"),
                Sketch.event("e2", "s3", "GetObject", by: .user("ann", key: "ASIA1"), at: 2),
            ], index: TableIndex())

        #expect(result.activities.last?.credential == .awsAccessKey(id: "AKIA1"))
    }

    @Test func aCallThatTheLogDoesNotHaveIsMadeAsTheOneIdentityOfItsProcess() throws {
        let known: [RuntimeRecord] = [
            tool(2), Sketch.awsSpan(3, under: 2, "DynamoDB", "GetItem", request: "r3", in: mcp),
            Sketch.event(
                "e3", "dynamodb", "GetItem", by: .session(role: "app", name: "x", key: "ASIA1"), request: "r3"),
            Sketch.awsSpan(4, under: 2, "S3", "GetObject", request: "r4", in: mcp, ["aws.s3.bucket": "b"]),
        ]
        let one = Correlation.correlate(records: known, index: TableIndex())
        let read = try #require(one.activities.first { $0.action == "s3:GetObject" })
        #expect(read.identity == Sketch.roleKey("app"))
        #expect(read.joins.contains { $0.method == "other calls of the process" && $0.confidence == .medium })

        let two = Correlation.correlate(
            records: known + [
                Sketch.awsSpan(5, under: 2, "DynamoDB", "GetItem", request: "r5", in: mcp),
                Sketch.event(
                    "e5", "dynamodb", "GetItem", by: .session(role: "other", name: "x", key: "ASIA2"), request: "r5"),
            ], index: TableIndex())
        let unknown = try #require(two.activities.first { $0.action == "s3:GetObject" })
        #expect(unknown.identity == nil && unknown.missing.contains("identity"))
    }

    @Test func whatAServiceBehindTheToolDidIsNotWhatTheServerHolds() {
        let backend = Sketch.Process("backend", host: "h7")
        let result = Correlation.correlate(
            records: [
                tool(2), Sketch.span(3, under: 2, "GET /", .server, in: backend),
                Sketch.awsSpan(4, under: 3, "S3", "GetObject", request: "r3", in: backend),
                Sketch.event(
                    "e3", "s3", "GetObject", by: .session(role: "backend", name: "x", key: "ASIA2"), request: "r3"),
            ], index: TableIndex())

        #expect(result.edges(AgentEdge.actsAs).isEmpty)
        #expect(result.activities.first?.server?.id == "mcp/s")
        #expect(result.activities.first?.workload?.id == "h7/backend")
    }

    @Test func circlesOfIssuedKeysEnd() {
        let result = Correlation.correlate(
            records: [
                tool(1),
                Sketch.awsSpan(2, under: 1, "STS", "AssumeRole", request: "r1", in: mcp),
                Sketch.awsSpan(3, under: 1, "STS", "AssumeRole", request: "r2", in: mcp),
                Sketch.event(
                    "e1", "sts", "AssumeRole", by: .session(role: "a", name: "x", key: "ASIA2"), request: "r1",
                    issued: "ASIA1", ["roleArn": Sketch.role("b")]),
                Sketch.event(
                    "e2", "sts", "AssumeRole", by: .session(role: "b", name: "x", key: "ASIA1"), request: "r2",
                    issued: "ASIA2", ["roleArn": Sketch.role("a")]),
            ], index: TableIndex())

        #expect(result.activities.count == 2)
    }

    @Test func aDeniedAssumptionGivesNoRole() {
        let result = Correlation.correlate(
            records: [
                Sketch.event(
                    "e1", "sts", "AssumeRole", by: .user("ann", key: "AKIA1"), error: "AccessDenied",
                    ["roleArn": Sketch.role("admin")])
            ], index: TableIndex())

        #expect(result.edges(AWSEdge.assumed).isEmpty)
        #expect(result.activities.first?.outcome == .denied)
        #expect(result.activities.first?.object == Sketch.role("admin"))
    }
}
