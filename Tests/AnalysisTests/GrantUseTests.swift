import OverreachAnalysis
import OverreachModel
import Testing

/// "Never used" is said only where use could have been seen, and "undeclared" only where the client is known.
struct GrantUseTests {
    private func call(
        _ name: String, of source: String = "iam.amazonaws.com", at second: Int64, in account: String = Account.id
    ) -> RuntimeRecord {
        .cloudCall(
            CloudCallRecord(
                eventID: "\(second)", time: second * 1_000_000_000, eventSource: source, eventName: name, region: "",
                recipientAccount: account, caller: CloudCallRecord.Caller(), requestID: "", sourceAddress: "",
                userAgent: "", errorCode: "", resources: [], parameters: [], issuedAccessKeyID: "", issuedARN: "",
                isDataEvent: false, evidence: .test))
    }

    private func span(at second: Int64) -> RuntimeRecord {
        .span(
            SpanRecord(
                traceID: "", spanID: "", parentID: "", name: "", role: .internal, start: second * 1_000_000_000, end: 0,
                isError: false, instrumentation: "", resource: [], attributes: [], evidence: .test))
    }

    private func grants(of statement: Value, seenBy records: [RuntimeRecord]) throws -> [GrantRow] {
        var account = Account()
        account.add(.role, "r", [statement])
        let made = world(nodes: account.nodes, documents: account.documents)
        let recorded = World(
            snapshot: made.snapshot, activities: [], documents: made.documents, caveats: [],
            coverage: Coverage(records: records))
        return try Gaps().answer(in: recorded).result.grants
    }

    @Test func whichCallsANotActionCoversIsOpen() throws {
        let statement = Value.object([
            Value.Member("Effect", .string("Allow")), Value.Member("NotAction", .string("iam:*")),
            Value.Member("Resource", .string("*")),
        ])
        let row = try #require(grants(of: statement, seenBy: [call("CreateUser", at: 0)]).first)
        #expect(row.action == "not iam:*")
        #expect(row.observable == .unknown)
        #expect(row.why == "which calls it covers is open")
    }

    @Test func theLogOfAnotherAccountShowsNothing() throws {
        let statement = statement("Allow", "iam:CreateUser", on: "*")
        let row = try #require(grants(of: statement, seenBy: [call("CreateUser", at: 0, in: "999999999999")]).first)
        #expect(row.observable == .unknown)
        #expect(row.why == "no audit log of the account \(Account.id) was given")
    }

    @Test func theWindowIsThatOfTheAccountsLog() throws {
        let records = [
            span(at: 0), call("CreateUser", at: 60), call("GetUser", at: 120), span(at: 600),
            call("GetUser", at: 900, in: "999999999999"),
        ]
        let row = try #require(grants(of: statement("Allow", "iam:CreateUser", on: "*"), seenBy: records).first)
        #expect(row.observable == .yes)
        #expect(row.why == "management events were recorded between 1970-01-01T00:01:00Z and 1970-01-01T00:02:00Z")
    }

    @Test func dataEventsAloneSayNothingOfManagementEvents() throws {
        let records = [call("GetObject", of: "s3.amazonaws.com", at: 60)]
        let management = try #require(grants(of: statement("Allow", "iam:GetUser", on: "*"), seenBy: records).first)
        #expect(management.observable == .unknown)
        let data = try #require(grants(of: statement("Allow", "s3:GetObject", on: "*"), seenBy: records).first)
        #expect(data.observable == .yes)
    }

    @Test(arguments: [
        ("s3:*", Observable.unknown), ("s3:GetObject", .unknown), ("s3:PutBucketPolicy", .yes), ("iam:*", .yes),
        ("iam:PassRole", .yes), ("kms:Decrypt", .unknown), ("rds-db:connect", .no), ("logs:*", .unknown),
    ])
    func managementEventsAloneShowNoDataEvents(action: String, observable: Observable) throws {
        let records = [call("CreateUser", at: 60)]
        let row = try #require(grants(of: statement("Allow", action, on: "*"), seenBy: records).first)
        #expect(row.observable == observable)
    }

    @Test func ofAWildcardItSaysWhichPartCouldNotBeSeen() throws {
        let records = [call("CreateUser", at: 60)]
        let row = try #require(grants(of: statement("Allow", "s3:*", on: "*"), seenBy: records).first)
        let period = "between 1970-01-01T00:01:00Z and 1970-01-01T00:01:00Z"
        #expect(
            row.why == "management events were recorded \(period); "
                + "no data events of S3 objects were recorded \(period): they may be off")
    }

    @Test func aWildcardCouldBeSeenWhereAllOfItCould() throws {
        let records = [call("CreateUser", at: 60), call("GetObject", of: "s3.amazonaws.com", at: 120)]
        let row = try #require(grants(of: statement("Allow", "s3:*", on: "*"), seenBy: records).first)
        #expect(row.observable == .yes)
    }

    @Test func eventsOfKeysAreSeenWhereSomeAre() throws {
        let records = [call("Decrypt", of: "kms.amazonaws.com", at: 60)]
        let row = try #require(grants(of: statement("Allow", "kms:Encrypt", on: "*"), seenBy: records).first)
        #expect(row.observable == .yes)
    }

    // MARK: - Use

    private func used(
        _ statements: [Value], acts: [Activity], records: [RuntimeRecord] = [], more: [NodeFact] = [],
        holder: AWSNode = .role
    ) throws -> [GrantRow] {
        var account = Account()
        account.add(holder, "r", statements)
        account.addBucket("b")
        account.addBucket("c")
        let made = world(nodes: account.nodes + more, documents: account.documents)
        let seen = World(
            snapshot: made.snapshot, activities: acts, documents: made.documents, caveats: [],
            coverage: Coverage(records: records))
        return try Gaps().answer(in: seen).result.grants
    }

    private func act(
        _ action: String, on target: Key? = nil, object: String? = nil, event: String = "e",
        _ outcome: Activity.Outcome = .succeeded, effect: Effect? = nil
    ) -> Activity {
        var act = Activity(id: event, time: 0, action: action, isCloudCall: true, outcome: outcome)
        act.identity = Account.key(.role, "r")
        act.target = target
        act.effect = effect
        act.object = object
        act.evidence = [Evidence(source: "cloudtrail", file: "t", locator: event)]
        return act
    }

    private func event(
        _ name: String, of source: String, _ parameters: [(String, String)] = [], errorCode: String = ""
    ) -> RuntimeRecord {
        .cloudCall(
            CloudCallRecord(
                eventID: "e", time: 0, eventSource: "\(source).amazonaws.com", eventName: name, region: "eu-west-1",
                recipientAccount: Account.id, caller: CloudCallRecord.Caller(), requestID: "", sourceAddress: "",
                userAgent: "", errorCode: errorCode, resources: [], parameters: parameters.map { Property($0.0, $0.1) },
                issuedAccessKeyID: "", issuedARN: "", isDataEvent: false, evidence: .test))
    }

    @Test func aRoleIsPassedWhereACallHandedItOn() throws {
        let role = "arn:aws:iam::\(Account.id):role/worker"
        let record = event("CreateFunction20150331", of: "lambda", [("passed role", role)])
        let rows = try used(
            [statement("Allow", "iam:PassRole", on: role), statement("Allow", "iam:PassRole", on: "\(role)-other")],
            acts: [act("lambda:CreateFunction")], records: [record])
        #expect(rows.map(\.used) == [1, 0])
    }

    @Test func aRoleIsPassedByItsInstanceProfile() throws {
        let profile = "arn:aws:iam::\(Account.id):instance-profile/p"
        let worker = NodeFact(
            Account.key(.role, "worker"), name: "worker", properties: [Property(PropertyName.instanceProfile, profile)],
            evidence: [.test])
        let record = event("RunInstances", of: "ec2", [("passed instance profile", profile)])
        let rows = try used(
            [
                statement("Allow", "iam:PassRole", on: "arn:aws:iam::\(Account.id):role/worker"),
                statement("Allow", "iam:PassRole", on: "arn:aws:iam::\(Account.id):role/other"),
            ], acts: [act("ec2:RunInstances")], records: [record], more: [worker])
        #expect(rows.map(\.used) == [1, 0])
    }

    @Test(arguments: [
        (Activity.Outcome.succeeded, "", 1), (.denied, "AccessDenied", 0), (.failed, "NoSuchKey", 1),
        (.failed, "ThrottlingException", 0),
    ])
    func aDeniedCallIsNoUseAndAFailedOneIsIfItWasAuthorized(outcome: Activity.Outcome, code: String, count: Int) throws
    {
        let bucket = Key.awsBucket(name: "b", account: Account.id)
        let rows = try used(
            [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")],
            acts: [act("s3:GetObject", on: bucket, object: "arn:aws:s3:::b/k", outcome)],
            records: [event("GetObject", of: "s3", errorCode: code)])
        #expect(rows.map(\.used) == [count])
    }

    @Test func aCopyReadsWhereItCopiesFrom() throws {
        let record = event("CopyObject", of: "s3", [("bucketName", "b"), ("copy source", "c")])
        let rows = try used(
            [
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::c/*"),
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*"),
                statement("Allow", "s3:PutObject", on: "arn:aws:s3:::b/*"),
            ],
            acts: [
                act("s3:PutObject", on: .awsBucket(name: "b", account: Account.id), effect: .write),
                act("s3:GetObject", on: .awsBucket(name: "c", account: Account.id), effect: .read),
            ], records: [record])
        #expect(rows.map(\.used) == [1, 0, 1])
    }

    @Test func aCallOnSeveralTablesUsesTheRightOnEachOnce() throws {
        let tables = ["t1", "t2", "t3"].map { "arn:aws:dynamodb:eu-west-1:\(Account.id):table/\($0)" }
        let nodes = tables.map { NodeFact(.aws(.table, arn: $0, account: Account.id), name: $0, evidence: [.test]) }
        let record = event("BatchGetItem", of: "dynamodb", ["t1", "t2", "t3"].map { ("part", "batch \($0)") })
        let rows = try used(
            [statement("Allow", "dynamodb:BatchGetItem", on: "*")]
                + tables.map {
                    statement("Allow", "dynamodb:BatchGetItem", on: $0)
                }, acts: nodes.map { act("dynamodb:BatchGetItem", on: $0.key) }, records: [record], more: nodes)
        #expect(rows.map(\.used) == [3, 1, 1, 1])
    }

    @Test func aVersionIsReadByAnotherRight() throws {
        let bucket = Key.awsBucket(name: "b", account: Account.id)
        let rows = try used(
            [
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*"),
                statement("Allow", "s3:GetObjectVersion", on: "arn:aws:s3:::b/*"),
            ],
            acts: [act("s3:GetObject", on: bucket, object: "arn:aws:s3:::b/k")],
            records: [event("GetObject", of: "s3", [("versionId", "v")])])
        #expect(rows.map(\.used) == [0, 1])
    }

    @Test func whatWasNeverTouchedIsNamedOfAllThatAStatementCovers() throws {
        let bucket = Key.awsBucket(name: "b", account: Account.id)
        let rows = try used(
            [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::*")],
            acts: [act("s3:GetObject", on: bucket, object: "arn:aws:s3:::b/k")])
        #expect(rows.map(\.resourcesNeverUsed) == [["arn:aws:s3:::c"]])
    }

    @Test func aLogGroupIsNamedWithAColonAndAStar() throws {
        func group(_ name: String) -> NodeFact {
            let arn = "arn:aws:logs:eu-west-1:\(Account.id):log-group:\(name)"
            return NodeFact(.aws(.logGroup, arn: arn, account: Account.id), name: name, evidence: [.test])
        }
        let rows = try used(
            [
                statement("Allow", "logs:FilterLogEvents", on: "arn:aws:logs:eu-west-1:\(Account.id):log-group:*:*"),
                statement("Allow", "logs:FilterLogEvents", on: "arn:aws:logs:eu-west-1:\(Account.id):log-group:/b:*"),
            ],
            acts: [act("logs:FilterLogEvents", on: group("/a").key)], more: [group("/a"), group("/b")])
        #expect(rows.map(\.used) == [1, 0])
        #expect(rows[0].resourcesNeverUsed == [group("/b").key.id])
    }

    // MARK: - Declarations

    private let server = Key.server(place: "p", service: "s", name: "s")

    private func agent(_ name: String) -> Key { .agent(serviceNamespace: "", service: name, name: name) }
    private func client(_ file: String) -> Key { .client(host: "h", file: file) }
    private func entry(_ file: String) -> Key { .serverEntry(host: "h", file: file, name: "e") }

    private func edge(_ from: Key, _ kind: AgentEdge, _ to: Key, _ verdict: Verdict = .allowed) -> EdgeFact {
        EdgeFact(
            from, EdgeKind(kind), to, origin: .derived, verdict: verdict,
            conditions: verdict == .conditional ? ["it is the one"] : [], evidence: [.test])
    }

    /// Agents with the files of their clients, all of which call the server.
    private func undeclared(_ pairs: [(agent: String, file: String)], more: [EdgeFact]) throws -> [String] {
        var nodes = [NodeFact(server, name: "s")]
        var edges = more
        for (name, file) in pairs {
            nodes += [NodeFact(agent(name), name: name), NodeFact(client(file), name: file)]
            nodes.append(NodeFact(entry(file), name: "e"))
            edges += [.seen(agent(name), .calls, server), .declared(client(file), .configures, entry(file))]
        }
        return try Gaps().answer(in: world(nodes: nodes, edges: edges)).result.undeclaredServers.map { row in
            "\(row.server.name) by \(row.agents.map(\.name).joined(separator: " ")) of \(row.client.name)"
        }
    }

    @Test func agentsOfTwoClientsShareNoRow() throws {
        #expect(
            try undeclared(
                [("a", "x"), ("b", "y"), ("c", "x")],
                more: [
                    edge(agent("a"), .usesClient, client("x")), edge(agent("b"), .usesClient, client("y")),
                    edge(agent("c"), .usesClient, client("x")),
                ]) == ["s by a c of x", "s by b of y"])
    }

    @Test func aClientThatFitsSeveralServicesAccusesNobody() throws {
        let one = edge(agent("a"), .usesClient, client("x"), .conditional)
        #expect(try undeclared([("a", "x")], more: [one]) == ["s by a of x"])
        let two = edge(agent("b"), .usesClient, client("x"), .conditional)
        #expect(try undeclared([("a", "x"), ("b", "x")], more: [one, two]).isEmpty)
    }

    @Test func anEntryThatIsMerelyLikelyToBeTheServerNamesIt() throws {
        let uses = edge(agent("a"), .usesClient, client("x"))
        #expect(try undeclared([("a", "x")], more: [uses]) == ["s by a of x"])
        #expect(
            try undeclared([("a", "x")], more: [uses, edge(entry("x"), .instance, server, .conditional)]).isEmpty)
    }
}
