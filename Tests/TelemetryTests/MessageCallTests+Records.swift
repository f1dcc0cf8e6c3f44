import OverreachModel
import OverreachTelemetry
import Testing

/// Which calls that messages tell of are told by records of the tools too.
extension MessageCallTests {
    private static let distinct = "call_9aKxQ2mZ7LpV4tRwYb3NcD1e"

    /// Ids of acts of which only messages tell, by the ends that are the calls' own ids; all others are `record`.
    private static func tellers(_ files: SourceFile...) -> [String] {
        let records = files.flatMap { OTLPDecoder().decode($0).records }
        let acts = Correlation.correlate(records: records, index: TableIndex()).activities
        #expect(Correlation.correlate(records: records.reversed(), index: TableIndex()).activities == acts)
        return acts.map { act in
            act.id.hasPrefix("call/") ? String(act.id.split(separator: "/").last ?? "") : "record"
        }.sorted()
    }

    /// The span with another length.
    private static func lasting(_ seconds: Int, _ id: Int, _ record: Record) -> Record {
        Record(
            json: record.json.replacing(
                "\"endTimeUnixNano\":\"\(id)500000000\"", with: "\"endTimeUnixNano\":\"\(id + seconds)500000000\""))
    }

    private static func numbered(_ id: Int, under parent: Int? = nil, _ name: String, _ call: String, trace: Int = 1)
        -> Record
    {
        Record.span(
            id, under: parent, "execute_tool \(name)", trace: trace,
            [
                ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", name), ("gen_ai.tool.call.id", call),
            ])
    }

    private static func client(_ id: Int, under parent: Int, _ name: String) -> Record {
        Record.span(
            id, under: parent, "tools/call \(name)", kind: 3,
            [("mcp.method.name", "tools/call"), ("gen_ai.tool.name", name)])
    }

    /// Two calls of one tool, one after the other, with spans at 3 and 6 in the times between question and answer.
    private static func twoCalls(_ records: Record..., of tool: String = "find") -> [String] {
        let (first, second) = (ask(tool, "c1") + "," + result("c1"), ask(tool, "c2") + "," + result("c2"))
        let talk = [
            agent(1, "helper"), chat(2, under: 1, answer: ask(tool, "c1")),
            chat(5, under: 1, given: first, answer: ask(tool, "c2")), chat(8, under: 1, given: first + "," + second),
        ]
        return tellers(file(talk + records))
    }

    // MARK: - Records without ids

    @Test func aRecordWithoutAnIDTellsOfTheOneCallInWhoseTimeItLies() {
        #expect(Self.twoCalls(Self.tool(3, under: 1, "find")) == ["c2", "record"])
        #expect(Self.twoCalls(Self.tool(6, under: 1, "find")) == ["c1", "record"])
        #expect(Self.twoCalls(Self.tool(3, under: 1, "find"), Self.tool(6, under: 1, "find")) == ["record", "record"])
        #expect(Self.twoCalls() == ["c1", "c2"])
    }

    @Test func aRecordInATraceOfItsOwnTellsOfOneCallToo() {
        #expect(Self.twoCalls(Self.tool(3, "find", trace: 2)) == ["c2", "record"])
        // Of the same process, long after both calls: somebody else's call of the tool.
        #expect(Self.twoCalls(Self.tool(20, "find", trace: 2)) == ["c1", "c2", "record"])
    }

    @Test func recordsInsideEachOtherAreOneRecord() {
        #expect(
            Self.twoCalls(Self.tool(3, under: 1, "mcp__crm__find"), Self.client(4, under: 3, "find"))
                == ["c2", "record"])
        #expect(
            Self.twoCalls(Self.numbered(3, under: 1, "find", "c1"), Self.client(4, under: 3, "find"))
                == ["c2", "record"])
    }

    @Test func aRecordWithAnotherIDIsOfAnotherCall() {
        #expect(Self.twoCalls(Self.numbered(3, under: 1, "find", "x7")) == ["c1", "c2", "record"])
    }

    @Test func anApprovalAloneIsNoRecordOfACall() {
        let acts = Self.tellers(
            Export.spans(
                "desk", [], Self.agent(1, "helper"), Self.chat(2, under: 1, answer: Self.ask("find", Self.distinct)),
                Self.chat(
                    5, under: 1, given: Self.ask("find", Self.distinct) + "," + Self.result(Self.distinct))),
            Export.logs(
                "desk", [],
                Record.log(
                    3, event: "claude_code.tool_decision", trace: 1,
                    [
                        ("tool_name", "find"), ("decision", "accept"), ("tool_use_id", Self.distinct),
                    ])))
        #expect(acts == [Self.distinct])
    }

    // MARK: - Ids that nobody else gives

    /// A call by the agent of `desk`, and what another service says of its id in a trace of its own.
    private static func claimed(_ other: Record...) -> [String] {
        let history = ask("wipe", distinct) + "," + result(distinct)
        let records = [
            Export.spans(
                "desk", [], agent(1, "helper"), lasting(1, 2, chat(2, under: 1, answer: ask("wipe", distinct))),
                chat(6, under: 1, given: history)),
            file(other, of: "other"),
        ].flatMap { OTLPDecoder().decode($0).records }
        let acts = Correlation.correlate(records: records, index: TableIndex()).activities
        #expect(Correlation.correlate(records: records.reversed(), index: TableIndex()).activities == acts)
        return acts.map(\.story).sorted()
    }

    @Test func aToolsRecordInAnotherTraceIsTheCallWhereToolAndTimeAgree() {
        #expect(Self.claimed(Self.numbered(4, "wipe", Self.distinct, trace: 9)).count == 1)
        #expect(Self.claimed(Self.numbered(4, "mcp__crm__wipe", Self.distinct, trace: 9)).count == 1)
    }

    @Test func anotherServiceThatRepeatsTheIDHidesNoCall() {
        let own = Self.told("wipe")
        for other in [
            [Self.numbered(4, "note", Self.distinct, trace: 9)],  // another tool
            [Self.numbered(60, "wipe", Self.distinct, trace: 9)],  // another time
            [Self.agent(3, "rogue", trace: 9), Self.numbered(4, under: 3, "wipe", Self.distinct, trace: 9)],
        ] {
            let stories = other.count == 1 ? Self.claimed(other[0]) : Self.claimed(other[0], other[1])
            #expect(stories.count == 2 && stories.contains(own), "\(stories)")
        }
    }

    @Test func anotherServiceThatAsksWithTheIDTakesNoCallAndFailsNone() {
        let failed =
            #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"\#(Self.distinct)","is_error":true,"content":"x"}]}"#
        let stories = Self.claimed(
            Self.agent(3, "rogue", trace: 9),
            Self.lasting(3, 2, Self.chat(2, under: 3, trace: 9, answer: Self.ask("wipe", Self.distinct))),
            Self.chat(7, under: 3, trace: 9, given: Self.ask("wipe", Self.distinct) + "," + failed))
        #expect(stories == [Self.told("wipe"), "- > rogue > -/wipe: wipe failed"].sorted())
        // It need not ask.
        #expect(Self.claimed(Self.chat(40, trace: 9, given: failed)) == [Self.told("wipe")])
    }

    // MARK: - Agents of one name at one time

    /// An agent that asks for a tool with an id that it counts, while the others do.
    private static func researcher(_ first: Int, isRecorded: Bool) -> [Record] {
        [
            lasting(50, first, agent(first, "researcher", under: 1)),
            lasting(20, first + 10, chat(first + 10, under: first, answer: ask("search", "call_0"))),
            chat(first + 60, under: first, given: ask("search", "call_0") + "," + result("call_0")),
        ]
            + (isRecorded
                ? [lasting(9, first + 40, numbered(first + 40, under: first, "search", "call_0"))] : [])
    }

    @Test(arguments: [([false, false], ["call_0", "call_0"]), ([true, true], ["record", "record"])])
    func parallelAgentsOfOneNameThatAskForOneToolAreSeveral(isRecorded: [Bool], expected: [String]) {
        let (a, b) = (Self.researcher(2, isRecorded: isRecorded[0]), Self.researcher(3, isRecorded: isRecorded[1]))
        var records = [Self.lasting(99, 1, Record.span(1, "run"))] + a + b
        records.sort { $0.json < $1.json }
        #expect(Self.tellers(Self.file(records)) == expected)
    }

    @Test func aRecordOfOneOfTwoParallelAgentsTellsNothingOfTheOther() {
        let records =
            [Record.span(1, "run")] + Self.researcher(2, isRecorded: true)
            + Self.researcher(3, isRecorded: false)
        let acts = Self.tellers(Self.file(records))
        #expect(acts == ["call_0", "record"])
    }

    @Test func oneQuestionToldByTwoInstrumentsIsOne() {
        let twice = [
            Self.lasting(20, 1, Self.agent(1, "helper")),
            Self.lasting(3, 2, Self.chat(2, under: 1, answer: Self.ask("find", "call_0"))),
            Self.lasting(2, 3, Self.chat(3, under: 1, answer: Self.ask("find", "call_0"))),
            Self.chat(9, under: 1, given: Self.ask("find", "call_0") + "," + Self.result("call_0")),
        ]
        #expect(Self.tellers(Self.file(twice)) == ["call_0"])
    }

    @Test func anIDThatIsCountedAnewInEveryAnswerIsSeveralCalls() {
        let records = [
            Self.agent(1, "helper"), Self.numbered(3, under: 1, "find", "call_0"),
            Self.numbered(6, under: 1, "find", "call_0"),
        ]
        #expect(Self.tellers(Self.file(records)) == ["record", "record"])
    }

    private static func file(_ records: [Record], of service: String = "desk") -> SourceFile {
        SourceFile(
            path: "x",
            bytes: Array(
                """
                {"resourceSpans":[{"resource":{"attributes":\(Export.attributes([("service.name", service)]))},\
                "scopeSpans":[{"scope":{"name":"lib"},"spans":[\(records.map(\.json).joined(separator: ","))]}]}]}
                """.utf8))
    }
}
