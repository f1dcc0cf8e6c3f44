import OverreachModel
import Testing

@testable import OverreachAnalysis

/// Which sending may carry what was read: by when the calls began and ended, and by what ties them.
@Suite struct FlowOrderTests {
    private static let agent = Key.agent(serviceNamespace: "", service: "desk", name: "helper")

    private static func act(
        _ id: String, _ times: (Int64, Int64), call: (String, Int64, Int64)? = nil, trace: String? = "t",
        talk: (id: String, scope: String)? = nil, isAgents: Bool = true
    ) -> Activity {
        var act = Activity(
            id: id, time: times.0, action: id.hasPrefix("send") ? "http:POST" : "find", isCloudCall: false,
            outcome: .succeeded)
        act.end = times.1
        act.toolCall = call.map { Activity.ToolCall(id: $0.0, begin: $0.1, end: $0.2) }
        act.trace = trace
        act.conversation = talk?.id
        act.conversationScope = talk?.scope
        act.agents = isAgents ? [agent] : []
        act.service = "desk"
        if id.hasPrefix("read") {
            act.labels = [PlacedLabel(ContentLabel(.secret, detector: "x", place: .result), span: "s")]
        }
        return act
    }

    private static func flows(_ acts: Activity...) throws -> [String] {
        let sorted = acts.sorted { $0.time < $1.time }
        return try Flows().answer(in: world(nodes: [], activities: sorted)).result.flows.map {
            "\($0.read.id) > \($0.send.id) \($0.confidence.rawValue)"
        }
    }

    @Test func whatBeganWhenTheReadHadEndedIsAFlow() throws {
        #expect(
            try Self.flows(Self.act("read", (1, 5), call: ("a", 1, 5)), Self.act("send", (5, 9), call: ("b", 5, 9)))
                == ["read > send high"])
    }

    @Test func whatBeganBeforeTheReadHadEndedCarriedNothingOfIt() throws {
        #expect(
            try Self.flows(Self.act("read", (1, 5), call: ("a", 1, 5)), Self.act("send", (4, 9), call: ("b", 4, 9)))
                == [])
        // The statement had ended, but not the call of the tool that made it.
        #expect(
            try Self.flows(Self.act("read", (2, 3), call: ("a", 1, 5)), Self.act("send", (4, 9), call: ("b", 4, 9)))
                == [])
        // The request began after that, but not the call of the tool that sent it.
        #expect(
            try Self.flows(Self.act("read", (1, 5), call: ("a", 1, 5)), Self.act("send", (6, 9), call: ("b", 4, 9)))
                == [])
    }

    @Test func oneCallPassesOnWhatItReadsAndMayDoSoMeanwhile() throws {
        let call = ("a", Int64(1), Int64(20))
        #expect(
            try Self.flows(Self.act("read", (2, 5), call: call), Self.act("send", (5, 9), call: call))
                == ["read > send high"])
        #expect(
            try Self.flows(Self.act("read", (2, 9), call: call), Self.act("send", (4, 12), call: call))
                == ["read > send low"])
        #expect(try Self.flows(Self.act("send", (2, 4), call: call), Self.act("read", (4, 9), call: call)) == [])
        #expect(
            try Self.flows(Self.act("send", (2, 5), call: call), Self.act("read", (4, 9), call: call)) == [
                "read > send low"
            ])
    }

    @Test func whatHasNoLengthIsInTheOrderOfTime() throws {
        #expect(try Self.flows(Self.act("read", (5, 5)), Self.act("send", (5, 5))) == [])
        #expect(try Self.flows(Self.act("read", (5, 5)), Self.act("send", (6, 6))) == ["read > send high"])
    }

    @Test func anIDOfAConversationTiesOnlyAmongThoseWhoShareIt() throws {
        func flows(_ scope: String) throws -> [String] {
            try Self.flows(
                Self.act("read", (1, 2), trace: "t", talk: ("1", "desk")),
                Self.act("send", (3, 4), trace: "u", talk: ("1", scope)))
        }
        #expect(try flows("desk") == ["read > send medium"])
        #expect(try flows("shop") == [])
    }

    @Test func manyReadsAndSendingsOfOneCodeAreListedUpToALimit() throws {
        let acts = (0..<4_000).map { number in
            Self.act(
                "\(number.isMultiple(of: 2) ? "read" : "send")\(number)", (Int64(number) * 2, Int64(number) * 2 + 3))
        }
        let answer = try Flows().answer(in: world(nodes: [], activities: acts))
        #expect(answer.result.flows.count == 64)
        #expect(answer.caveats.contains { $0.source == "flows" })
    }

    @Test func whatOneCodeSentWhileItReadIsCountedWhateverIsListed() throws {
        let call = ("a", Int64(1), Int64(9_000))
        let read = Self.act("read", (4_000, 4_500), call: call)
        func answer(_ times: (Int) -> (Int64, Int64)) throws -> Answer<Flows.Result> {
            let sends = (0..<200).map { Self.act("send\($0 + 1_000)", times($0), call: call) }
            return try Flows().answer(in: world(nodes: [], activities: sends + [read]))
        }
        for times in [
            { number in (Int64(4_000 + number), Int64(5_000)) }, { number in (Int64(4_600 + number), Int64(5_000)) },
        ] as [(Int) -> (Int64, Int64)] {
            let answer = try answer(times)
            #expect(answer.result.flows.count == 64)
            #expect(answer.caveats.contains { $0.source == "flows" && $0.detail.contains("up to 136 more") })
        }
        // One that is long is found behind any number of others that had ended.
        let long = try answer { $0 == 0 ? (10, 4_200) : (Int64(100 + $0), Int64(200 + $0)) }
        #expect(long.result.flows.map(\.send.id) == ["send1000"])
        #expect(!long.caveats.contains { $0.source == "flows" })
    }

    // MARK: - Conversations and counts

    @Test func aConversationOfServicesThatNothingTiesIsAskedForByService() throws {
        let acts = [
            Self.act("read", (1, 2), trace: "t", talk: ("1", "desk")),
            Self.act("send", (3, 4), trace: "u", talk: ("1", "shop")),
        ]
        let world = world(nodes: [], activities: acts)
        #expect(try Trace(id: "desk/1").answer(in: world).result.acts.map(\.id) == ["read"])
        let failure = #expect(throws: Trace.Failure.self) { try Trace(id: "1").answer(in: world) }
        #expect(failure?.description.hasSuffix("  desk/1\n  shop/1") == true)
    }

    /// An act that stands for several, as retention leaves them.
    private static func sum(_ id: String, _ times: (Int64, Int64), count: Int) -> Activity {
        var sum = act(id, (times.1, times.1), trace: nil)
        sum.end = nil
        sum.firstTime = times.0
        sum.count = count
        return sum
    }

    @Test func countsAreOfActsAndNotOfWhatStandsForThem() throws {
        let world = world(
            nodes: [],
            activities: [Self.sum("day/1", (10, 90), count: 7), Self.act("find", (95, 96)), Self.act("note", (99, 99))])
        let changes = try Changes(since: 50).answer(in: world).result
        #expect((changes.before, changes.after) == (7, 2))
        #expect(changes.firstSeen.isEmpty)
        let told = try Trace(id: "day/1").answer(in: world).result
        #expect(told.story.allSatisfy { $0.hasSuffix("(7 times).") })
        func counts(_ links: [Trace.Link]) -> [Int] { links.flatMap { [$0.count] + counts($0.children) } }
        #expect(Set(counts(told.tree)) == [7])
    }
}
