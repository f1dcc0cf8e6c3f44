import OverreachModel
import OverreachTelemetry
import Testing

@Suite struct CallTests {
    private let mcp = Sketch.Process("mcp", host: "h1")
    private let reader = Sketch.Caller.session(role: "app", name: "x", key: "ASIA1")

    private func correlate(_ records: [RuntimeRecord], _ index: TableIndex = TableIndex()) -> Correlated {
        Correlation.correlate(records: records, index: index)
    }

    @Test func aSpanAndItsEventAreOneActWithTheEvidenceOfBoth() throws {
        let result = correlate([
            Sketch.awsSpan(1, "S3", "GetObject", request: "r1", in: mcp),
            Sketch.event("e1", "s3", "GetObject", by: reader, request: "r1", at: 9, ["bucketName": "b"]),
        ])

        let act = try #require(result.activities.first)
        #expect(result.activities.count == 1)
        #expect(act.id == "request/r1" && act.time == 1_000_000_000)
        #expect(act.evidence.map(\.source) == ["otlp", "cloudtrail"])
        #expect(act.joins.contains(.init("span → event", method: "aws.request_id = requestID", confidence: .certain)))
    }

    @Test func anActHasOneIdWhicheverRecordCameFirst() {
        let span = Sketch.awsSpan(1, "S3", "GetObject", request: "r1", in: mcp)
        let event = Sketch.event("e1", "s3", "GetObject", by: reader, request: "r1")

        #expect(Set([[span], [event], [span, event]].map { correlate($0).activities.map(\.id) }) == [["request/r1"]])
    }

    @Test func twoTracesThatClaimOneRequestAreRivals() throws {
        let result = correlate([
            Sketch.awsSpan(1, "S3", "GetObject", request: "r1", in: mcp, trace: 1),
            Sketch.awsSpan(2, "S3", "GetObject", request: "r1", in: mcp, trace: 2),
            Sketch.event("e1", "s3", "GetObject", by: reader, request: "r1"),
        ])

        let join = try #require(result.activities.first?.joins.first { $0.link == "span → event" })
        #expect(result.activities.count == 1)
        #expect(join.confidence == .medium)
        #expect(join.rivals == ["span/\(Sketch.traceID(2))/\(Sketch.spanID(2))"])
    }

    @Test func twoInstrumentationsOfOneCallAreOneAct() {
        let result = correlate([
            Sketch.awsSpan(1, "S3", "GetObject", request: "r1", in: mcp),
            Sketch.awsSpan(2, under: 1, "S3", "GetObject", request: "r1", in: mcp),
        ])

        #expect(result.activities.map(\.id) == ["request/r1"])
    }

    @Test func copiesOfACallInTwoAccountsAreOneActInTheOwnersStore() throws {
        let owned = Key.awsBucket(name: "shared", account: "999900001111")
        let result = correlate(
            [
                Sketch.event("e2", "s3", "GetObject", by: reader, request: "r1", ["bucketName": "shared"]),
                Sketch.event(
                    "e1", "s3", "GetObject", by: reader, request: "r1", account: "999900001111",
                    ["bucketName": "shared"]),
            ])

        #expect(result.activities.count == 1)
        #expect(result.activities.first?.target == owned)
        #expect(result.activities.first?.evidence.count == 2)
    }

    @Test func severalEventsOfOneRequestAreSeveralActs() {
        let result = correlate([
            Sketch.event("e1", "s3", "DeleteObject", by: reader, request: "r1"),
            Sketch.event("e2", "s3", "DeleteObject", by: reader, request: "r1"),
        ])

        #expect(result.activities.map(\.id) == ["request/r1/e1", "request/r1/e2"])
    }

    @Test(arguments: [
        ("AccessDenied", Activity.Outcome.denied), ("AccessDeniedException", .denied),
        ("Client.UnauthorizedOperation", .denied), ("UnauthorizedAccess", .denied), ("NoSuchBucket", .failed),
        ("", .succeeded), ("UnauthorizedOperation", .denied), ("UnauthorizedException", .denied),
        ("NotAuthorizedException", .denied), ("AuthorizationErrorException", .denied), ("ForbiddenException", .denied),
        ("Client.AccessDenied", .denied), ("KMSAccessDeniedException", .denied), ("KMS.AccessDeniedException", .denied),
        ("com.amazon.coral.service#AccessDeniedException", .denied), ("ThrottlingException", .failed),
        ("Client.DryRunOperation", .failed), ("ValidationException", .failed), ("ExpiredToken", .failed),
    ])
    func anErrorCodeSaysHowACallEnded(code: String, outcome: Activity.Outcome) {
        let result = correlate([Sketch.event("e1", "s3", "GetObject", by: reader, error: code)])

        #expect(result.activities.first?.outcome == outcome)
    }

    @Test(arguments: [
        (["http.status_code": "403"], Activity.Outcome.denied), (["http.response.status_code": "500"], .failed),
        (["error.type": "AccessDeniedException"], .denied), (["http.status_code": "200"], .succeeded),
    ])
    func aSpanSaysHowAnUnloggedCallEnded(attributes: [String: String], outcome: Activity.Outcome) {
        let result = correlate([Sketch.awsSpan(1, "S3", "GetObject", request: nil, in: mcp, attributes)])

        #expect(result.activities.first?.outcome == outcome)
    }

    @Test(arguments: [
        ("Secrets Manager", "GetSecretValue", "secretsmanager:GetSecretValue"),
        ("DynamoDB", "GetItem", "dynamodb:GetItem"), ("Bedrock Runtime", "Converse", "bedrock:Converse"),
        ("SFN", "StartExecution", "states:StartExecution"),
    ])
    func aSpansServiceIsItsPrefixInPolicies(service: String, operation: String, action: String) {
        let result = correlate([Sketch.awsSpan(1, service, operation, request: nil, in: mcp)])

        #expect(result.activities.first?.action == action)
    }

    @Test(arguments: ["DynamoDB/GetItem", "DynamoDB.GetItem"])
    func theNewerFormOfAMethodHoldsTheServiceToo(method: String) {
        let result = correlate([
            Sketch.span(1, "x", .client, in: mcp, ["rpc.system.name": "aws-api", "rpc.method": method])
        ])

        #expect(result.activities.first?.action == "dynamodb:GetItem")
    }

    @Test func anObjectIsWhatWasTouchedAndItsBucketIsTheTarget() throws {
        let bucket = Key.awsBucket(name: "b", account: "1")
        let act = try #require(
            correlate(
                [
                    Sketch.event(
                        "e1", "s3", "GetObject", by: reader,
                        resources: ["arn:aws:s3:::b", "arn:aws:s3:::b/k/1.txt", "arn:aws:s3:::bb/other"])
                ], TableIndex(stores: ["arn:aws:s3:::b": bucket])
            ).activities.first)

        #expect(act.target == bucket && act.object == "arn:aws:s3:::b/k/1.txt" && act.effect == .read)
    }

    @Test func storesThatPostureDoesNotKnowAreStatedByWhatTheCallNames() {
        let cases: [(source: String, event: String, parameters: [String: String], id: String, type: AWSNode)] = [
            ("s3", "GetObject", ["bucketName": "b"], "arn:aws:s3:::b", .bucket),
            (
                "dynamodb", "GetItem", ["tableName": "t"], "arn:aws:dynamodb:eu-west-1:\(Sketch.account):table/t",
                .table
            ),
            (
                "secretsmanager", "GetSecretValue", ["secretId": "prod/db"],
                "arn:aws:secretsmanager:eu-west-1:\(Sketch.account):secret:prod/db", .secret
            ),
        ]
        for (source, event, parameters, id, type) in cases {
            let result = correlate([Sketch.event("e1", source, event, by: reader, parameters)])
            let key = Key.aws(type, arn: id, account: Sketch.account)

            #expect(result.activities.first?.target == key)
            #expect(result.nodes.contains { $0.key == key })
            #expect(result.activities.first?.missing.contains("target") == false)
        }
    }

    @Test func aCallThatFailedStatesNoStore() {
        let result = correlate([
            Sketch.event("e1", "s3", "GetObject", by: reader, error: "NoSuchBucket", ["bucketName": "typo"])
        ])

        #expect(result.activities.first?.target == nil)
        #expect(!result.nodes.contains { $0.key.type == NodeType(AWSNode.bucket) })
    }

    @Test func aSpanAloneNamesItsTableOrSecret() {
        let secret = "arn:aws:secretsmanager:eu-west-1:\(Sketch.account):secret:a-AbCdEf"
        let result = correlate(
            [
                Sketch.awsSpan(1, "DynamoDB", "GetItem", request: nil, in: mcp, ["aws.dynamodb.table_names": "t"]),
                Sketch.awsSpan(
                    2, "Secrets Manager", "GetSecretValue", request: nil, in: mcp,
                    ["aws.secretsmanager.secret.arn": secret]),
            ], TableIndex(stores: ["dynamodb/t": .aws(.table, arn: "arn:t", account: "1")]))

        #expect(result.activities.map { $0.target?.id } == ["arn:t", secret])
        #expect(result.activities.map { $0.target?.scope } == ["1", Sketch.account])
    }

    @Test func anEventThatTellsNoParametersIsHelpedByItsSpan() {
        let result = correlate([
            Sketch.awsSpan(1, "DynamoDB", "GetItem", request: "r1", in: mcp, ["aws.dynamodb.table_names": "t"]),
            Sketch.event("e1", "dynamodb", "GetItem", by: reader, request: "r1", error: "AccessDenied"),
        ])

        #expect(result.activities.first?.target?.id == "arn:aws:dynamodb:eu-west-1:\(Sketch.account):table/t")
        #expect(result.activities.first?.outcome == .denied)
    }

    @Test func aStatementToADatabaseIsAnActAndItsTransactionIsNot() throws {
        let result = correlate([
            Sketch.toolServer(1, "t", server: "s", in: mcp),
            Sketch.span(2, under: 1, "transaction", .client, in: mcp, ["db.system": "postgresql"]),
            Sketch.span(
                3, under: 2, "SELECT", .client, in: mcp,
                [
                    "db.system.name": "postgresql", "db.operation.name": "SELECT", "db.namespace": "shop",
                    "db.collection.name": "orders", "server.address": "db.internal", "server.port": "5432",
                ]),
        ])

        let act = try #require(result.activities.first)
        #expect(result.activities.count == 1)
        #expect(act.action == "postgresql:SELECT" && act.effect == .read && !act.isCloudCall)
        #expect(act.object == "postgresql://db.internal:5432/shop/orders")
        #expect(act.target?.text == "DATABASE::postgresql://db.internal:5432/shop")
        #expect(act.missing == ["initiator", "agent"])
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.1:6379", "::1", "[::1]:6379", "localhost"])
    func aDatabaseOnTheMachineItselfIsAnotherOneOnEveryMachine(address: String) {
        let (here, there) = (Sketch.Process("a", host: "h1"), Sketch.Process("a", host: "h2"))
        let attributes = ["db.system": "redis", "server.address": address, "db.operation": "GET"]
        let result = correlate([
            Sketch.span(1, "GET", .client, in: here, attributes), Sketch.span(2, "GET", .client, in: there, attributes),
        ])

        #expect(result.activities.map { $0.target?.scope } == ["h1", "h2"])
    }

    @Test func aRequestOfAToolIsAnActOnTheWebAPIAndThoseOfModelsServersAndAgentsAreNot() {
        let http = ["http.request.method": "POST", "url.full": "https://u:p@api.example.com:443/v1/x?token=1"]
        let desk = Sketch.Process("desk", host: "h2")
        let result = correlate([
            Sketch.agent(1, "bot", in: desk),
            Sketch.span(2, under: 1, "chat m", .client, in: desk, ["gen_ai.operation.name": "chat"]),
            Sketch.span(3, under: 2, "POST", .client, in: desk, http),
            Sketch.toolClient(4, under: 1, "t", in: desk),
            Sketch.span(5, under: 4, "POST", .client, in: desk, http),
            Sketch.toolServer(6, under: 5, "t", server: "s", in: mcp),
            Sketch.span(7, under: 6, "POST", .client, in: mcp, http),
            Sketch.span(8, under: 1, "POST", .client, in: desk, http),
        ])

        #expect(result.activities.map(\.action) == ["http:POST"])
        #expect(result.activities.first?.target?.text == "WEB_API::https://api.example.com")
        #expect(result.activities.first?.effect == .write)
        #expect(result.activities.first?.server?.id.hasSuffix("/s") == true)
    }

    @Test func aCallThatFailedKeepsATargetThatAnotherCallShows() {
        let caller = Sketch.Caller.user("ann", key: "AKIA1")
        let failed = Sketch.event(
            "e1", "s3", "GetObject", by: caller, request: "r1", at: 1, error: "NoSuchKey", ["bucketName": "b"])
        let done = Sketch.event("e2", "s3", "PutObject", by: caller, request: "r2", at: 2, ["bucketName": "b"])

        #expect(correlate([failed]).activities.map { $0.target?.id } == [nil])
        #expect(correlate([failed, done]).activities.map { $0.target?.id } == ["arn:aws:s3:::b", "arn:aws:s3:::b"])
        #expect(correlate([failed, done]).text == correlate([done, failed]).text)
        #expect(correlate([failed, done]).activities.first?.missing.contains("target") == false)
    }

    @Test(arguments: [("https://news.example.com/x", true), ("http://crm.shop.svc.cluster.local/x", false)])
    func whatCameFromInsideTheNetworkIsNotOutsideContent(url: String, isOutside: Bool) {
        let desk = Sketch.Process("desk", host: "h2")
        let get = ["http.request.method": "GET", "url.full": url, "server.address": "x"]
        let call = ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "look"]
        let result = correlate([
            Sketch.agent(1, "bot", in: desk), Sketch.span(2, under: 1, "execute_tool look", in: desk, call),
            Sketch.span(3, under: 2, "GET", .client, in: desk, get),
            Sketch.span(4, under: 1, "execute_tool look", in: desk, call),
        ])
        let found = result.activities.last?.inputLabels.contains { $0.label.detector == "web-request" }
        #expect(found == isOutside)
    }

    @Test func aToolUnderWhichNothingWasSeenIsTheActItselfOnce() {
        let desk = Sketch.Process("desk", host: "h2")
        let result = correlate([
            Sketch.agent(1, "a", in: desk),
            Sketch.span(
                2, under: 1, "execute_tool t", in: desk,
                ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "t"]),
            Sketch.toolClient(3, under: 2, "t", in: desk), Sketch.toolClient(4, under: 3, "t", in: desk),
            Sketch.toolServer(5, under: 4, "t", server: "s", in: mcp, ["error.type": "tool_error"]),
        ])

        #expect(result.activities.map(\.action) == ["t"])
        #expect(result.activities.first?.outcome == .failed)
        #expect(result.activities.first?.workload?.id == "h1/mcp")
    }
}
