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
