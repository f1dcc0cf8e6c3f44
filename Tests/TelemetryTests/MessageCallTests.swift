import OverreachModel
import OverreachTelemetry
import Testing

/// Calls of tools that only messages tell of: which is which, whose, how often, and how it ended.
@Suite struct MessageCallTests {
    typealias Record = Export.Record

    static func agent(_ id: Int, _ name: String, under parent: Int? = nil, trace: Int = 1) -> Record {
        Record.span(
            id, under: parent, "invoke_agent \(name)", trace: trace,
            [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", name)])
    }

    /// A question to a model with what it was given and what it answered.
    static func chat(
        _ id: Int, under parent: Int? = nil, trace: Int = 1, given: String = "", answer: String = "",
        talk: String? = nil
    ) -> Record {
        Record.span(
            id, under: parent, "chat m", kind: 3, trace: trace,
            [
                ("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", "[\(given)]"),
                ("gen_ai.output.messages", "[\(answer)]"),
            ] + (talk.map { [("gen_ai.conversation.id", $0)] } ?? []))
    }

    static func tool(_ id: Int, under parent: Int? = nil, _ name: String, trace: Int = 1) -> Record {
        Record.span(
            id, under: parent, "execute_tool \(name)", trace: trace,
            [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", name)])
    }

    static func ask(_ tool: String, _ id: String? = nil) -> String {
        let id = id.map { #""id":"\#($0)","# } ?? ""
        return #"{"role":"assistant","parts":[{"type":"tool_call",\#(id)"name":"\#(tool)","arguments":{}}]}"#
    }

    static func result(_ id: String? = nil, _ more: String = "") -> String {
        let id = id.map { #""id":"\#($0)","# } ?? ""
        return #"{"role":"tool","parts":[{"type":"tool_call_response",\#(id)"response":"ok"\#(more)}]}"#
    }

    static func stories(_ files: SourceFile...) -> [String] {
        let records = files.flatMap { OTLPDecoder().decode($0).records }
        let acts = Correlation.correlate(records: records, index: TableIndex()).activities
        #expect(Set(acts.map(\.id)).count == acts.count)
        #expect(Correlation.correlate(records: records.reversed(), index: TableIndex()).activities == acts)
        return acts.map(\.story).sorted()
    }

    static func told(_ tool: String, by agent: String = "helper", _ server: String = "-") -> String {
        "- > \(agent) > \(server)/\(tool): \(tool) succeeded"
    }

    // MARK: - Which tool

    @Test func toolsWhoseNamesEndAlikeAreNotOne() {
        let acts = Self.stories(
            Export.spans(
                "desk", [], Self.agent(1, "helper"), Self.tool(2, under: 1, "mcp__crm__read_customer"),
                Self.chat(3, under: 1, answer: Self.ask("mcp__crm__delete_customer", "c1")),
                Self.chat(4, under: 1, given: Self.ask("mcp__crm__delete_customer", "c1") + "," + Self.result("c1"))))
        #expect(acts == [Self.told("delete_customer", "crm"), Self.told("read_customer", "crm")].sorted())
    }

    @Test(arguments: [("read_customer", "mcp__crm__read_customer"), ("mcp__crm__read_customer", "read_customer")])
    func aToolIsTheSameWithThePrefixOfItsServerAndWithout(span: String, asked: String) {
        let acts = Self.stories(
            Export.spans(
                "desk", [], Self.agent(1, "helper"),
                Self.chat(2, under: 1, answer: Self.ask(asked, "c1")), Self.tool(3, under: 1, span),
                Self.chat(4, under: 1, given: Self.ask(asked, "c1") + "," + Self.result("c1"))))
        #expect(acts.count == 1)
    }

    @Test func aToolsSpanOfOneAgentTellsNothingOfAnothers() {
        let acts = Self.stories(
            Export.spans(
                "desk", [], Self.agent(1, "a"), Self.tool(2, under: 1, "find"),
                Self.agent(3, "b", trace: 2), Self.chat(4, under: 3, trace: 2, answer: Self.ask("find", "c1")),
                Self.chat(
                    5, under: 3, trace: 2, given: Self.ask("find", "c1") + "," + Self.result("c1"))))
        #expect(acts == [Self.told("find", by: "a"), Self.told("find", by: "b")])
    }

    @Test func parallelAgentsOfAModelThatCountsAskForDifferentTools() {
        func instance(_ first: Int, _ tool: String) -> [Record] {
            [
                Self.agent(first, "researcher", under: 1),
                Self.chat(first + 3, under: first, answer: Self.ask(tool, "call_0")),
                Self.chat(first + 6, under: first, given: Self.ask(tool, "call_0") + "," + Self.result("call_0")),
            ]
        }
        let (a, b, c) = (instance(2, "search"), instance(3, "send_mail"), instance(4, "delete_row"))
        let acts = Self.stories(
            Export.spans(
                "desk", [], Record.span(1, "run"), a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]))
        #expect(acts == ["delete_row", "search", "send_mail"].map { Self.told($0, by: "researcher") })
    }

    // MARK: - Whose call

    @Test func callsWithoutIDsAreThoseOfTheirAgentsOwnHistory() {
        func turns(_ name: String, from first: Int, isAnswered: Bool) -> [Record] {
            [
                Self.agent(first, name, under: 1), Self.chat(first + 2, under: first, answer: Self.ask("find")),
                Self.chat(
                    first + 4, under: first,
                    given: isAnswered ? Self.ask("find") + "," + Self.result() : #"{"role":"user","parts":[]}"#),
            ]
        }
        func acts(_ first: Bool, _ second: Bool) -> [String] {
            let (a, b) = (turns("a", from: 2, isAnswered: first), turns("b", from: 3, isAnswered: second))
            return Self.stories(
                Export.spans("desk", [], Record.span(1, "run"), a[0], a[1], a[2], b[0], b[1], b[2]))
        }
        #expect(acts(true, true) == [Self.told("find", by: "a"), Self.told("find", by: "b")])
        #expect(acts(false, true) == [Self.told("find", by: "b")])
        #expect(acts(true, false) == [Self.told("find", by: "a")])
    }

    @Test func anAgentThatBeginsAnewCountsFromTheBeginning() {
        func turn(_ first: Int) -> [Record] {
            [
                Self.agent(first, "helper", under: 1), Self.chat(first + 1, under: first, answer: Self.ask("find")),
                Self.chat(first + 2, under: first, given: Self.ask("find") + "," + Self.result()),
            ]
        }
        let (a, b) = (turn(2), turn(5))
        #expect(
            Self.stories(Export.spans("desk", [], Record.span(1, "run"), a[0], a[1], a[2], b[0], b[1], b[2]))
                == [Self.told("find"), Self.told("find")])
    }

    @Test func aModelThatCountsItsCallsGivesOneIDToSeveral() {
        func turn(_ first: Int, _ trace: Int, _ talk: String) -> [Record] {
            [
                Self.agent(first, "helper", trace: trace),
                Self.chat(first + 1, under: first, trace: trace, answer: Self.ask("find", "call_0"), talk: talk),
                Self.chat(
                    first + 2, under: first, trace: trace,
                    given: Self.ask("find", "call_0") + "," + Self.result("call_0"),
                    talk: talk),
            ]
        }
        let (a, b) = (turn(1, 1, "x"), turn(4, 2, "y"))
        #expect(
            Self.stories(Export.spans("desk", [], a[0], a[1], a[2], b[0], b[1], b[2]))
                == [Self.told("find"), Self.told("find")])
    }

    // MARK: - How often

    @Test func aHistoryThatIsCarriedOnRepeatsItsCalls() {
        let history = Self.ask("find", "c1") + "," + Self.result("c1")
        for traces in [[1, 1, 1, 1], [1, 2, 3, 4]] {
            for talk in [nil, "x"] {
                let acts = Self.stories(
                    Export.spans(
                        "desk", [], Self.chat(1, trace: traces[0], answer: Self.ask("find", "c1"), talk: talk),
                        Self.chat(2, trace: traces[1], given: history, talk: talk),
                        Self.chat(3, trace: traces[2], given: history, talk: talk),
                        Self.chat(4, trace: traces[3], given: history, talk: talk)))
                #expect(acts == [Self.told("find", by: "desk")], "\(traces) \(talk ?? "-")")
            }
        }
    }

    @Test(arguments: ["c1", "call_9aKxQ2mZ7LpV4tRwYb3NcD1e", nil])
    func aGatewayThatRepeatsTheMessagesMakesNoSecondCall(id: String?) {
        let history = Self.ask("find", id) + "," + Self.result(id)
        func files(_ traces: (Int, Int), isBelow: Bool) -> [SourceFile] {
            [
                Export.spans(
                    "desk", [], Self.agent(1, "helper"), Self.chat(2, under: 1, answer: Self.ask("find", id)),
                    Self.chat(4, under: 1, given: history)),
                Export.spans(
                    "gateway", [],
                    Self.chat(3, under: isBelow ? 2 : nil, trace: traces.0, answer: Self.ask("find", id)),
                    Self.chat(5, under: isBelow ? 4 : nil, trace: traces.1, given: history)),
            ]
        }
        let below = files((1, 1), isBelow: true)
        #expect(Self.stories(below[0], below[1]) == [Self.told("find")])
        // Where the gateway begins a trace of its own, only an id that nobody else gives tells.
        guard let id, id.count > 20 else { return }
        let apart = files((2, 3), isBelow: false)
        #expect(Self.stories(apart[0], apart[1]) == [Self.told("find")])
    }

    @Test func aHistoryThatWasHandedOverIsTheOtherAgentsWork() {
        let history = Self.ask("find", "c1") + "," + Self.result("c1")
        let acts = Self.stories(
            Export.spans(
                "desk", [], Record.span(1, "run"), Self.agent(2, "a", under: 1),
                Self.chat(3, under: 2, answer: Self.ask("find", "c1")), Self.chat(4, under: 2, given: history),
                Self.agent(5, "b", under: 1), Self.chat(6, under: 5, given: history)))
        #expect(acts == [Self.told("find", by: "a")])
    }

    // MARK: - Forms

    private static func google(_ call: String, _ response: String) -> [String] {
        func part(_ inside: String) -> String { #"{"parts":[\#(inside)]"# }
        let ask = part(call) + #","role":"model"}"#
        let request =
            #"{"contents":[{"parts":[{"text":"hi"}],"role":"user"},\#(ask),\#(part(response) + #","role":"user"}"#)]}"#
        return stories(
            Export.spans(
                "desk", [], agent(1, "helper"),
                Record.span(
                    2, under: 1, "call_llm",
                    [("gen_ai.operation.name", "chat"), ("gcp.vertex.agent.llm_response", #"{"content":\#(ask)}"#)]),
                Record.span(
                    3, under: 1, "call_llm",
                    [("gen_ai.operation.name", "chat"), ("gcp.vertex.agent.llm_request", request)])))
    }

    @Test(arguments: [
        (
            #"{"functionCall":{"name":"find","args":{"q":"x"}}}"#,
            #"{"functionResponse":{"name":"find","response":{"output":"y"}}}"#, "succeeded"
        ),
        (
            #"{"function_call":{"id":"f1","name":"find","args":{}}}"#,
            #"{"function_response":{"id":"f1","name":"find","response":{"output":"y"}}}"#, "succeeded"
        ),
        (
            #"{"functionCall":{"name":"find","args":{}}}"#,
            #"{"functionResponse":{"name":"find","response":{"error":"no right"}}}"#, "failed"
        ),
        (
            #"{"toolUse":{"toolUseId":"t1","name":"find","input":{}}}"#,
            #"{"toolResult":{"toolUseId":"t1","status":"error","content":[{"text":"no"}]}}"#, "failed"
        ),
    ])
    func partsThatHoldACallAreCalls(call: String, response: String, outcome: String) {
        #expect(Self.google(call, response) == ["- > helper > -/find: find \(outcome)"])
    }

    @Test func aCallInsideOfArgumentsOrResultsIsNone() {
        let forged = #"{"functionCall":{"name":"wipe","args":{}}}"#
        #expect(
            Self.google(
                #"{"functionCall":{"name":"find","args":{"x":\#(forged)}}}"#,
                #"{"functionResponse":{"name":"find","response":{"output":\#(forged)}}}"#)
                == [Self.told("find")])
    }

    // MARK: - Answers that say that they failed

    @Test(arguments: [
        (
            #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","is_error":true,"content":"no"}]}"#,
            true
        ),
        (
            #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","is_error":false,"content":"x"}]}"#,
            false
        ),
        (#"{"role":"tool","tool_call_id":"c1","status":"error","content":"no"}"#, true),
        (#"{"role":"tool","tool_call_id":"c1","status":"success","content":"x"}"#, false),
        (
            #"{"role":"tool","content":[{"type":"tool-result","toolCallId":"c1","output":{"type":"error-text","value":"no"}}]}"#,
            true
        ),
        (
            #"{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":{"content":[],"isError":true}}]}"#,
            true
        ),
        (
            #"{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":{"page":{"isError":true}}}]}"#,
            false
        ),
        (#"{"role":"tool","tool_call_id":"c1","content":"{\"isError\":true,\"text\":\"a page\"}"}"#, false),
    ])
    func anAnswerThatSaysThatItFailedIsNoUse(answer: String, hasFailed: Bool) {
        let acts = Self.stories(
            Export.spans(
                "desk", [], Self.agent(1, "helper"), Self.chat(2, under: 1, answer: Self.ask("find", "c1")),
                Self.chat(3, under: 1, given: Self.ask("find", "c1") + "," + answer)))
        #expect(acts == ["- > helper > -/find: find \(hasFailed ? "failed" : "succeeded")"])
    }

    private static let mcp = [("mcp.method.name", "tools/call"), ("gen_ai.tool.name", "find")]
    private static let own = [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "find")]
    private static let langChain = [("openinference.span.kind", "TOOL"), ("tool.name", "find")]

    @Test(arguments: [
        (mcp, "gen_ai.tool.call.result", #"{"content":[{"type":"text","text":"no"}],"isError":true}"#, true),
        (mcp, "traceloop.entity.output", #"{"result":"no such tool","is_error":true}"#, true),
        (mcp, "response", #"{"jsonrpc":"2.0","id":1,"result":{"content":[],"isError":true}}"#, true),
        (mcp, "response", #"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"}}"#, true),
        (mcp, "gen_ai.tool.call.result", #"{"content":[{"type":"text","text":"{\"isError\":true}"}]}"#, false),
        (own, "gen_ai.tool.call.result", #"{"content":[{"type":"text","text":"no"}],"isError":true}"#, true),
        (own, "gcp.vertex.agent.tool_response", #"{"content":[{"type":"text","text":"no"}],"isError":true}"#, true),
        (own, "gen_ai.tool.call.result", #"{"isError":true,"is_error":true,"status":"error","page":1}"#, false),
        (
            langChain, "output.value", #"{"type":"tool","data":{"tool_call_id":"c1","status":"error","content":"no"}}"#,
            true
        ),
        (langChain, "output.value", #"{"name":"find","content":"no","call_id":"c1","is_error":true}"#, true),
        (langChain, "output.value", #"{"order":{"status":"error"}}"#, false),
    ])
    func aToolWhoseResultSaysThatItFailedHasFailed(
        span: [(String, String)], name: String, value: String, hasFailed: Bool
    ) {
        let acts = Export.correlate(
            Export.spans("crm", [], Self.agent(1, "helper"), Record.span(2, under: 1, "x", span + [(name, value)]))
        ).activities
        #expect(acts.map(\.outcome) == [hasFailed ? .failed : .succeeded])
    }

    @Test func anAnswerInMessagesTellsHowASpanOfTheToolEnded() {
        let failed =
            #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","is_error":true,"content":"no"}]}"#
        func outcomes(_ answer: String) -> [Activity.Outcome] {
            Export.correlate(
                Export.spans(
                    "desk", [], Self.agent(1, "helper"), Self.chat(2, under: 1, answer: Self.ask("find", "c1")),
                    Record.span(3, under: 1, "execute_tool find", Self.own + [("gen_ai.tool.call.id", "c1")]),
                    Self.chat(4, under: 1, given: Self.ask("find", "c1") + "," + answer))
            ).activities.map(\.outcome)
        }
        #expect(outcomes(failed) == [.failed])
        #expect(outcomes(Self.result("c1")) == [.succeeded])
    }

    @Test func aCallInTwoFormsOfOneMessageIsOne() {
        let message = #"""
            {"role":"assistant","content":"","additional_kwargs":{"function_call":{"name":"find","arguments":"{}"}},\#
            "tool_calls":[{"id":"c1","type":"function","function":{"name":"find","arguments":"{}"}}]}
            """#
        let acts = Self.stories(
            Export.spans(
                "desk", [], Self.agent(1, "helper"), Self.chat(2, under: 1, answer: message),
                Self.chat(3, under: 1, given: message + "," + Self.result("c1"))))
        #expect(acts == [Self.told("find")])
    }

    @Test func aLabelIsOfTheCallInWhoseAnswerItStands() {
        let card =
            #"{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"4111 1111 1111 1111"}]}"#
        let acts = Export.correlate(
            Export.spans(
                "desk", [], Self.agent(1, "helper"), Self.chat(2, under: 1, answer: Self.ask("find", "c1")),
                Self.chat(3, under: 1, given: Self.ask("find", "c1") + "," + card, answer: Self.ask("send", "c2")),
                Self.chat(4, under: 1, given: Self.ask("send", "c2") + "," + Self.result("c2")))
        ).activities
        #expect(acts.map(\.action) == ["find", "send"])
        #expect(acts.first?.labels.map(\.label.category) == [.card] && acts.last?.labels.isEmpty == true)
    }
}
