import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachStore
import OverreachWire
import Testing

struct RuntimeQuestionTests {
    @Test func inputRiskAndExecutionRiskAreToldApart() throws {
        let result = try Incident().engine.ask(Flows()).result

        let steered = result.afterRiskyInput.filter { row in row.input.contains { $0.category == .injection } }
        #expect(steered.map(\.act.action) == ["postgresql:SELECT", "postgresql:UPDATE", "send_message"])
        #expect(steered.last?.execution == [.readsRestricted, .sendsOutside])
        #expect(result.labels.contains { $0.category == .untrusted && $0.detector == "outside-content-tool" })
        #expect(!result.riskyAfterHarmless.contains { $0.act.action == "get_order" })
    }

    @Test func nothingOfTheTextIsInAnyAnswerOrInTheStore() throws {
        let incident = try Incident()
        let answers = try [
            JSONText.encode(incident.engine.ask(Flows()), indented: false),
            JSONText.encode(incident.engine.ask(Activities()), indented: false),
            JSONText.encode(incident.engine.ask(Review(node: "helper")), indented: false),
        ]
        for answer in answers {
            #expect(!answer.contains("Nice page") && !answer.contains("ghp_") && !answer.contains("order 7"))
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: incident.scratch.path)
        where file != "traces.jsonl" && file != "events.json" {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: incident.scratch.path + "/" + file))
            #expect(bytes.range(of: Data("Nice page".utf8)) == nil)
            #expect(bytes.range(of: Data(Incident.secret.utf8)) == nil)
        }
    }

    @Test func aRestrictedReadBeforeASendingIsAFlowWithItsPath() throws {
        // What comes back from the first tool is a secret; the last one sends.
        let flows = try Incident(page: "key \(Incident.secret)").engine.ask(Flows()).result.flows

        #expect(flows.map { "\($0.read.action) → \($0.send.action)" } == ["fetch_url → send_message"])
        #expect(flows.first?.path.map(\.name) == ["fetch_url", "helper", "send_message"])
        #expect(flows.first?.within == "trace 00000000000000000000000000000002")
        #expect(flows.first?.confidence == .high)
    }

    @Test func whatIsNewSinceADateIsWhatWasNotDoneBefore() throws {
        let incident = try Incident()
        let since = try #require(Timestamp.nanoseconds("2026-01-03T00:00:00Z"))
        let result = try incident.engine.ask(Changes(since: since)).result

        #expect((result.before, result.after) == (3, 5))
        #expect(result.firstSeen.compactMap(\.tool?.name) == ["fetch_url", "crm", "send_message"])
        #expect(
            result.readersThatWrote.map { "\($0.tool.name) \($0.reads) \($0.act.action)" } == [
                "crm 1 postgresql:UPDATE"
            ])
        #expect(result.newAddresses.map { "\($0.identity.name) \($0.address)" } == ["ops 203.0.113.9"])
        #expect(result.newAgents.isEmpty && result.newTargets.isEmpty)
        #expect(result.firstSeen.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test func anActThatTouchesNoDataIsFirstSeenWithWhatItDidAndToWhat() throws {
        let result = try Incident().engine.ask(Changes(since: 0)).result

        let listed = result.firstSeen.filter { $0.identity?.name == "ops" }
        #expect(listed.map { "\($0.action) \($0.effect?.rawValue ?? "-") \($0.count)" } == ["s3:ListAllMyBuckets - 2"])
    }

    @Test func telemetryThatNobodyUnderstoodIsSaidInStatusAndInEveryAnswer() throws {
        let incident = try Incident()
        func log(_ event: String) -> String {
            #"{"timeUnixNano":"1767398400000000000","eventName":"\#(event)","body":{"stringValue":"x"}}"#
        }
        let text =
            #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[\#(log("a.b")),\#(log("a.b")),\#(log("c.d"))]}]}]}"#
            + "\n" + #"{"resourceMetrics":[{}]}"# + "\n"
        let file = incident.scratch.path + "/other.jsonl"
        let store = try Store.open(incident.scratch.path + "/other.db", mode: .readWrite(create: true))
        for more in ["", "\n"] {
            // What was read before is not counted twice.
            try Data((text + more).utf8).write(to: URL(fileURLWithPath: file))
            _ = try Ingest(into: store, options: IngestOptions(), now: 1_767_398_500_000_000_000).run([file])
        }
        let status = try Engine(storePath: incident.scratch.path + "/other.db").status()

        #expect(
            status.result.notUnderstood.map { "\($0.records) \($0.what) \($0.line ?? 0)" } == [
                #"2 log record of an event that tells of no act: "a.b" 1"#,
                #"1 log record of an event that tells of no act: "c.d" 1"#, "1 metrics, which are not read 2",
            ])
        #expect(status.result.notUnderstood.allSatisfy { $0.source == "otlp" && $0.file.hasSuffix("other.jsonl") })
        #expect(
            status.caveats.contains {
                $0.source == "otlp" && $0.detail.hasPrefix("sound records are not understood")
            })
        #expect(status.complete)
    }

    @Test func attributionNamesWhatWouldCloseTheRestAndHowMuch() throws {
        let result = try Incident().engine.ask(AttributionShare()).result

        #expect(result.acts == 8)
        #expect(result.sources.map { "\($0.source) \($0.acts)" } == ["cloudtrail 2", "otlp 6"])
        #expect(result.links.first { $0.link == "initiator" }?.methods.map(\.acts) == [6])
        #expect(result.advice.first?.what == "MCP server spans")
        #expect(result.advice.map(\.acts) == result.advice.map(\.acts).sorted(by: >))
        #expect(result.advice.allSatisfy { !$0.examples.isEmpty && !$0.place.isEmpty })
    }

    @Test func aReviewNamesItsEvidenceInEveryLine() throws {
        let incident = try Incident()
        let from = try #require(Timestamp.nanoseconds("2026-01-03T00:00:00Z"))
        let result = try incident.engine.ask(Review(node: "helper", from: from)).result

        #expect(result.acts == 4)
        #expect(result.initiators.map(\.node.name) == ["ann"])
        #expect(result.data.map { "\($0.node.name) \($0.effects.map(\.rawValue))" } == [#"shop ["read", "write"]"#])
        #expect(
            result.outside.map(\.act.action) == ["fetch_url", "postgresql:SELECT", "postgresql:UPDATE", "send_message"])
        let uses =
            result.initiators + result.otherAgents + result.servers + result.tools + result.identities + result.data
        #expect(uses.allSatisfy { !$0.evidence.isEmpty } && result.gaps.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test func aReviewIsOfWhoeverActsAndSaysSo() throws {
        let engine = try Incident().engine
        let person = try engine.ask(Review(node: "ann")).result
        let identity = try engine.ask(Review(node: "ops")).result

        #expect(person.node.kind == .person && person.acts == 6)
        #expect(person.otherAgents.map(\.node.name) == ["helper"])
        #expect(person.initiators.isEmpty)
        #expect(identity.node.kind == .identity && identity.acts == 2)
        let failure = #expect(throws: Review.Failure.self) { try engine.ask(Review(node: "shop")) }
        #expect(
            failure?.description
                == "data_store \"shop\" does not act, expected agent, person, mcp_server, tool, credential, identity, workload; "
                + "`overreach exposure` tells who reaches it")
    }

    @Test func whatAServerSaysOfItsToolsAddsToTheirRisk() throws {
        func span(_ id: Int, under parent: Int?, _ service: String, kind: Int, _ list: [String: String]) throws
            -> String
        {
            func attributes(_ list: [String: String]) throws -> String {
                let parts = try list.sorted { $0.key < $1.key }.map { name, value in
                    "{\"key\":\"\(name)\",\"value\":{\"stringValue\":\(try JSONText.encode(value, indented: false))}}"
                }
                return "[" + parts.joined(separator: ",") + "]"
            }
            let parent = parent.map { "000000000000000\($0)" } ?? ""
            return """
                {"resourceSpans":[{"resource":{"attributes":\(try attributes(["service.name": service, "host.name": "h"]))},\
                "scopeSpans":[{"scope":{"name":"lib"},"spans":[{"traceId":"0000000000000000000000000000000a","spanId":\
                "000000000000000\(id)","parentSpanId":"\(parent)","name":"x","kind":\(kind),"startTimeUnixNano":\
                "176722560\(id)000000000","endTimeUnixNano":"176722560\(id)500000000","attributes":\(try attributes(list))}]}]}]}
                """
        }
        func call(_ id: Int, _ tool: String) throws -> String {
            try span(id, under: 1, "crm", kind: 2, ["mcp.method.name": "tools/call", "gen_ai.tool.name": tool])
        }
        let tools = """
            {"tools":[{"name":"tidy","annotations":{"destructiveHint":true}},{"name":"relay","annotations":{"openWorldHint":true}},\
            {"name":"peek","annotations":{"openWorldHint":true,"readOnlyHint":true}},{"name":"plain","annotations":{}}]}
            """
        let lines = try [
            span(
                1, under: nil, "desk", kind: 1,
                ["gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "helper"]),
            span(2, under: 1, "crm", kind: 2, ["mcp.method.name": "tools/list", "traceloop.entity.output": tools]),
            call(3, "tidy"), call(4, "relay"), call(5, "peek"), call(6, "plain"),
        ]
        let scratch = try Scratch()
        let path = scratch.path + "/traces.jsonl"
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([path])
        let result = try Engine(storePath: scratch.path + "/s.db").ask(Flows()).result

        #expect(
            result.riskyAfterHarmless.map { "\($0.act.action) \($0.execution.map(\.rawValue))" } == [
                #"tidy ["deletes"]"#, #"relay ["sends_outside"]"#,
            ])
    }

    @Test func whereNoContentWasRecordedNoInputPassesForHarmless() throws {
        func details(_ lines: [String]) throws -> [String] {
            let scratch = try Scratch()
            let path = scratch.path + "/traces.jsonl"
            try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([path])
            return try Engine(storePath: scratch.path + "/s.db").ask(Flows()).caveats.map(\.detail)
        }
        func line(_ content: String) -> String {
            """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"desk"}}]},"scopeSpans":[{\
            "scope":{"name":"lib"},"spans":[{"traceId":"0000000000000000000000000000000a","spanId":"0000000000000001","name":"x",\
            "startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225601000000000","attributes":[{"key":\
            "gen_ai.operation.name","value":{"stringValue":"execute_tool"}},{"key":"gen_ai.tool.name","value":{"stringValue":\
            "send_mail"}},{"key":"gen_ai.agent.name","value":{"stringValue":"helper"}}\(content)]}]}]}]}
            """
        }
        let words = "no span or log record carried content"
        let without = try details([line("")])
        let with = try details([
            line(#",{"key":"gen_ai.tool.call.arguments","value":{"stringValue":"{\"to\":\"ann\"}"}}"#)
        ])

        #expect(without.contains { $0.hasPrefix(words) })
        #expect(!with.contains { $0.hasPrefix(words) })
    }

    @Test func flowsSayOfWhoseActsTheyTellAndWhatIsLeftOut() throws {
        let result = try Incident().engine.ask(Flows()).result

        #expect((result.agentActs, result.otherActs, result.otherRisky) == (6, 2, 0))
    }

    @Test(arguments: Lab.all) func reviewsOfTheLabsHoldWhatIsTrueOfThem(_ lab: Lab) throws {
        let engine = try lab.ingested().engine
        for agent in try engine.ask(Nodes(kind: .agent)).result {
            let review = try engine.ask(Review(node: agent.key)).result
            let acts = try engine.ask(Activities(node: agent.key)).result.filter { act in
                act.agents.contains { $0.key == agent.key }
            }
            #expect(review.acts == acts.count)
            #expect(Set(review.data.map(\.node.key)) == Set(acts.compactMap { $0.target?.key }))
            #expect(review.unusedGrants.allSatisfy { !$0.evidence.isEmpty })
        }
    }

    @Test(arguments: Lab.all) func theSectionsOfAReviewComeToItsActs(_ lab: Lab) throws {
        let engine = try lab.ingested().engine
        for node in try engine.ask(Nodes()).result
        where [.agent, .person, .identity, .mcpServer].contains(node.kind) {
            let review = try engine.ask(Review(node: node.key)).result
            let lists: [(Review.Section, [Review.Use])] = [
                (.initiators, review.initiators), (.servers, review.servers), (.tools, review.tools),
                (.identities, review.identities), (.data, review.data),
            ]
            for (section, rows) in lists {
                let rest = review.unlisted.filter { $0.section == section }
                let sum = rows.reduce(0) { $0 + $1.acts } + rest.reduce(0) { $0 + $1.acts }
                #expect(sum == review.acts, "\(node.name) \(section)")
            }
            #expect(review.unlisted.allSatisfy { $0.acts > 0 && !$0.why.isEmpty && !$0.evidence.isEmpty })
            #expect(review.prompts.agentActs <= review.acts)
        }
    }

    @Test func aReviewListsFindingsRiskyPromptsAndWhatItDoesNotList() throws {
        let engine = try Lab.supportDesk.ingested().engine
        let release = try engine.ask(Review(node: "release-bot")).result
        let support = try engine.ask(Review(node: "support-bot")).result

        let rules = Set(release.findings.map(\.finding.rule))
        #expect(
            rules == [
                "escalation-to-administrator", "hard-coded-credential", "undeclared-server", "shared-credential",
                "agent-without-owner",
            ])
        #expect(
            release.findings.first { $0.finding.rule == "undeclared-server" }?.why
                == "its path leads through what is reviewed")
        // What is another agent's is not listed, and what is its own is.
        #expect(
            support.findings.map { "\($0.finding.rule) \($0.finding.subject.name)" } == [
                "agent-without-owner support-bot"
            ])
        let all = try engine.ask(Findings()).result.map(\.id)
        #expect(release.findings.allSatisfy { all.contains($0.finding.id) && !$0.finding.evidence.isEmpty })

        #expect(release.prompts.afterRiskyInput.map(\.act.target?.name) == ["acme-artifacts", "acme-reports"])
        #expect(support.prompts.afterRiskyInput.isEmpty && support.prompts.riskyAfterHarmless.count == 6)
        #expect(release.contentRecorded && support.contentRecorded)

        let data = support.unlisted.filter { $0.section == .data }
        #expect(data.map { "\($0.acts) \($0.why)" } == ["3 no data store was touched"])
    }

    @Test func promptsOfAReviewAreOfItsPeriod() throws {
        // What comes back from the first tool is a secret; the last one sends.
        let engine = try Incident(page: "key \(Incident.secret)").engine
        let all = try engine.ask(Review(node: "helper")).result.prompts
        #expect(all.flows.map(\.send.action) == ["send_message"])

        let send = try #require(Timestamp.nanoseconds(all.flows.first?.send.time ?? ""))
        let sent = try engine.ask(Review(node: "helper", from: send)).result
        #expect(sent.acts == 1 && sent.prompts.flows.map(\.read.action) == ["fetch_url"])
        #expect(sent.prompts.afterRiskyInput.map(\.act.action) == ["send_message"])
        let before = try engine.ask(Review(node: "helper", to: send)).result
        #expect(before.prompts.flows.isEmpty && before.contentRecorded)
    }

    @Test func contentOfOneServiceTellsNothingOfAnother() throws {
        func line(_ service: String, _ content: String) -> String {
            """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"\(service)"}}]},\
            "scopeSpans":[{"scope":{"name":"lib"},"spans":[{"traceId":"000000000000000000000000000000\(service)",\
            "spanId":"00000000000000\(service)","name":"x","startTimeUnixNano":"1767225600000000000",\
            "endTimeUnixNano":"1767225601000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":\
            "execute_tool"}},{"key":"gen_ai.tool.name","value":{"stringValue":"send_mail"}},{"key":"gen_ai.agent.name",\
            "value":{"stringValue":"helper-\(service)"}}\(content)]}]}]}]}
            """
        }
        let content = #",{"key":"gen_ai.tool.call.arguments","value":{"stringValue":"{\"to\":\"ann\"}"}}"#
        let scratch = try Scratch()
        let path = scratch.path + "/traces.jsonl"
        try [line("aa", content), line("bb", "")].joined(separator: "\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([path])
        let engine = try Engine(storePath: scratch.path + "/s.db")

        #expect(try engine.ask(Review(node: "helper-aa")).result.contentRecorded)
        #expect(try !engine.ask(Review(node: "helper-bb")).result.contentRecorded)
    }

    @Test func whatWasDroppedBeforeItWasSentIsSaidAtIngestAndInEveryAnswer() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/traces.jsonl"
        // Of both traces, the spans of tools.
        let text = Incident.traces().replacing(
            "\"name\":\"execute_tool", with: "\"droppedAttributesCount\":2,\"name\":\"execute_tool")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let report = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([path])
        let engine = try Engine(storePath: scratch.path + "/s.db")

        let words =
            "12 attributes of 6 records dropped before they were sent, by limits of who recorded them: content and names may "
            + "be missing"
        let answers = try [engine.ask(Flows()).caveats, engine.ask(Review(node: "helper")).caveats]
        for caveats in answers {
            #expect(caveats.filter { $0.detail.hasPrefix("\(words), for example 0000") }.count == 1)
        }
        #expect(report.files.flatMap(\.notes).contains("\(words), first at line 1"))
        #expect(try !Incident().engine.ask(Flows()).caveats.contains { $0.detail.contains("dropped before") })
    }

    // MARK: - Order, parts, copies

    /// What a lab recorded at run time, a request or an event a line.
    private func lines(of lab: Lab) throws -> (traces: [String], events: [String]) {
        let traces = try String(contentsOfFile: lab.folder + "/otlp/traces.json", encoding: .utf8)
        let events = try JSONValue.parse(
            Array(Data(contentsOf: URL(fileURLWithPath: lab.folder + "/cloudtrail/events.json"))))
        return (
            traces.split(separator: "\n").map(String.init) + Incident.traces().split(separator: "\n").map(String.init),
            try (#require(events["Records"]?.array)).map { try JSONText.encode(Raw($0), indented: false) }
        )
    }

    /// All that is told of these files, which are read one after the other.
    private func told(of files: [[String]]) throws -> String {
        let scratch = try Scratch()
        let store = scratch.path + "/s.db"
        for (place, lines) in files.enumerated() {
            let file = "\(scratch.path)/part\(place).jsonl"
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
            _ = try IngestRun(storePath: store, options: IngestOptions()).run([file])
        }
        let engine = try Engine(storePath: store)
        var answers = [
            try JSONText.encode(engine.ask(Activities()).result, indented: false),
            try JSONText.encode(engine.ask(Nodes()).result, indented: false),
            try JSONText.encode(engine.ask(Flows()).result, indented: false),
            try JSONText.encode(engine.ask(AttributionShare()).result, indented: false),
        ]
        for agent in try engine.ask(Nodes(kind: .agent)).result {
            answers.append(try JSONText.encode(engine.ask(Radius(node: agent.key)).result, indented: false))
        }
        return withoutPlaces(answers.joined(separator: "\n"))
    }

    /// Shuffled, cut into files anywhere, some lines twice, the files in any order.
    @Test(arguments: Lab.all, 1...2) func anyOrderPartitionAndRepetitionOfInputIsTheSameGraph(lab: Lab, seed: Int)
        throws
    {
        var generator = SystemGenerator(seed: UInt64(seed))
        let (traces, events) = try lines(of: lab)
        func cut(_ lines: [String]) -> [[String]] {
            let shuffled = lines.shuffled(using: &generator)
            let place = Int.random(in: 1..<shuffled.count, using: &generator)
            return [Array(shuffled[..<place]) + shuffled.suffix(3), Array(shuffled[place...]) + shuffled.prefix(2)]
        }
        let parts = (cut(traces) + cut(events)).shuffled(using: &generator)

        #expect(try told(of: parts) == told(of: [traces, events]))
    }

    /// Which file and line a record stood in differs when files are cut otherwise, and so does the order of evidence.
    private func withoutPlaces(_ text: String) -> String { text.replacing(/"evidence":\[[^\]]*\]/, with: "") }

    private struct Raw: Encodable {
        let value: JSONValue

        init(_ value: JSONValue) { self.value = value }

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            switch value.content {
            case .object(let members):
                var container = encoder.container(keyedBy: Name.self)
                for member in members { try container.encode(Raw(member.value), forKey: Name(stringValue: member.key)) }
            case .array(let elements):
                var container = encoder.unkeyedContainer()
                for element in elements { try container.encode(Raw(element)) }
            case .string(let text):
                var container = encoder.singleValueContainer()
                try container.encode(text)
            case .number(let text):
                var container = encoder.singleValueContainer()
                try container.encode(Int(text) ?? 0)
            case .bool(let flag):
                var container = encoder.singleValueContainer()
                try container.encode(flag)
            case .null:
                var container = encoder.singleValueContainer()
                try container.encodeNil()
            }
        }
    }

    private struct SystemGenerator: RandomNumberGenerator {
        var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
