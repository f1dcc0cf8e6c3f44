import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// Inventories of JSON lines from a file to answers, and the schema that says what a line may hold.
@Suite struct InterchangeScenarioTests {
    private static let lines = [
        #"{"inventory": {"name": "plant"}}"#,
        #"{"node_kind": {"name": "robot", "kind": "agent"}}"#,
        #"{"edge_kind": {"name": "opens", "traversal": "read"}}"#,
        #"{"edge_kind": {"name": "drops", "traversal": "delete"}}"#,
        #"{"edge_kind": {"name": "drives", "traversal": "control"}}"#,
        #"{"edge_kind": {"name": "stands_in", "traversal": "structural"}}"#,
        #"{"node": {"id": "r7", "kind": "robot", "name": "Welder 7"}}"#,
        #"{"node": {"id": "arm", "kind": "workload"}}"#, #"{"node": {"id": "hall", "kind": "scope"}}"#,
        #"{"node": {"id": "drawings", "kind": "data_store", "properties": {"classification": "secret"}}}"#,
        #"{"node": {"id": "logs", "kind": "data_store"}}"#,
        #"{"edge": {"from": "r7", "kind": "drives", "to": "arm"}}"#,
        #"{"edge": {"from": "arm", "kind": "opens", "to": "drawings", "verdict": "conditional", "conditions": ["by night"]}}"#,
        #"{"edge": {"from": "arm", "kind": "drops", "to": "logs"}}"#,
        #"{"edge": {"from": "arm", "kind": "stands_in", "to": "hall"}}"#,
    ]

    private func ingested(_ lines: [String], into scratch: Scratch) throws -> IngestReport {
        let folder = scratch.path + "/input"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: folder + "/plant.jsonl"))
        return try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions(host: "h")).run([folder])
    }

    private func reached(_ node: String, _ scratch: Scratch) throws -> [String] {
        let answer = try Engine(storePath: scratch.path + "/s.db").ask(Radius(node: node))
        return answer.result.reached.map { row in
            "\(row.node.kind.rawValue) \(row.node.id) \(row.effects.map(\.rawValue)) \(row.verdict.rawValue) "
                + "\(row.path.map(\.edge)) \(row.path.last?.evidence.map { "\($0.file):\($0.line ?? 0)" } ?? [])"
        }
    }

    @Test func anInventoryIsAnsweredAsAnyOtherPosture() throws {
        let scratch = try Scratch()
        let report = try ingested(Self.lines, into: scratch)
        #expect(report.files.map(\.form) == ["inventory of JSON lines"])
        #expect(report.nodes == 5 && report.edges == 4)
        #expect(
            try reached("Welder 7", scratch) == [
                "data_store logs [\"delete\"] allowed [\"EXTERNAL/control/drives\", \"EXTERNAL/delete/drops\"] "
                    + "[\"plant.jsonl:14\"]",
                "data_store drawings [\"read\"] conditional [\"EXTERNAL/control/drives\", \"EXTERNAL/read/opens\"] "
                    + "[\"plant.jsonl:13\"]",
                "workload arm [\"control\"] allowed [\"EXTERNAL/control/drives\"] [\"plant.jsonl:12\"]",
            ])
    }

    @Test func theOrderOfLinesChangesNothingButWhereTheyStand() throws {
        func json(_ lines: [String]) throws -> String {
            let scratch = try Scratch()
            _ = try ingested(lines, into: scratch)
            let answer = try Engine(storePath: scratch.path + "/s.db").ask(Radius(node: "r7"))
            return try JSONText.encode(
                answer.result.reached.map { "\($0.node) \($0.verdict) \($0.steps)" }, indented: false)
        }
        #expect(try json(Self.lines) == json(Self.lines.reversed()))
    }

    @Test func whatAnInventoryNoLongerStatesIsGoneAndABadLineEndsNothing() throws {
        let scratch = try Scratch()
        _ = try ingested(Self.lines, into: scratch)
        let damaged = try ingested(Array(Self.lines.prefix(13)) + ["{\"edge\": "], into: scratch)
        #expect(damaged.files.flatMap(\.reasons).map(\.line) == [14])
        #expect(try reached("r7", scratch).count == 3)

        _ = try ingested(Array(Self.lines.prefix(13)), into: scratch)
        #expect(try reached("r7", scratch).count == 2)
    }

    /// Lines that are right and lines that are wrong in one thing.
    private static let samples =
        lines + [
            #"{"src":"agent:a","dst":"agent:b","kind":"uses","weight":3}"#, #"{"src":"agent:a","dst":"agent:b"}"#,
            #"{"src":"agent:a","dst":"agent:b","kind":"uses","weight":"3"}"#,
            #"{"src":"","dst":"agent:b","kind":"uses"}"#,
            #"{"node": {"id": "n", "kind": "agent", "scope": null, "properties": {"a": ["x", 1, null], "b": true}}}"#,
            #"{"node": {"id": "n", "kind": "agent", "properties": {"a": {}}}}"#,
            #"{"node": {"id": 1, "kind": "agent"}}"#,
            #"{"node": {"id": "n", "kind": "agent", "evidence": [{"file": "f", "line": 1, "id": "x"}]}}"#,
            #"{"node": {"id": "n", "kind": "agent", "evidence": {"line": 1}}}"#,
            #"{"node": {"id": "n", "kind": "agent", "evidence": {"file": "f", "line": 0}}}"#,
            #"{"edge": {"from": "agent:a", "kind": "k", "to": {"key": "AWS_ROLE:1:x"}, "assumes": ["tool-latitude"]}}"#,
            #"{"edge": {"from": "agent:a", "kind": "k", "to": {"id": "x"}}}"#,
            #"{"edge": {"from": "agent:a", "kind": "k", "to": "agent:b", "assumes": ["luck"]}}"#,
            #"{"edge": {"from": "agent:a", "kind": "k", "to": "agent:b", "verdict": "maybe"}}"#,
            #"{"edge": {"from": "agent:a", "kind": "k", "to": "agent:b", "verdict": null, "origin": "observed"}}"#,
            #"{"edge": {"from": "agent:a", "kind": "k", "to": "agent:b", "origin": "derived"}}"#,
            #"{"edge": {"from": "agent:a", "kind": "k", "to": "agent:b", "more": 1}}"#,
            #"{"edge": {"from": "agent:a"}}"#,
            #"{"node_kind": {"name": "a b", "kind": "agent"}}"#, #"{"node_kind": {"name": "a", "kind": "robot"}}"#,
            #"{"edge_kind": {"name": "a", "traversal": "sideways"}}"#, #"{"inventory": {}}"#, "{}", "[]", "1",
            #"{"inventory": {"name": "plant", "whole": null}}"#, #"{"inventory": {"name": "plant", "whole": "yes"}}"#,
            #"{"node": {"id": "n", "kind": "agent"}, "edge": {}}"#, #"{"thing": {}}"#,
        ]

    @Test(.enabled(if: YAMLValidator.isThere, "python3 with jsonschema and yaml is not installed"))
    func theSchemaTakesWhatTheSourceTakes() throws {
        // The first lines declare what the others name; what is asked is which lines are rejected.
        let report = try ingested(Array(Self.lines.prefix(11)) + Self.samples, into: Scratch())
        let rejected = Set(report.files.flatMap(\.reasons).compactMap(\.line))
        let taken = Self.samples.indices.map { !rejected.contains($0 + 12) }
        let valid = try YAMLValidator.verdicts(Self.samples, schema: "schema/interchange.schema.json")
        for (index, line) in Self.samples.enumerated() { #expect(taken[index] == valid[index], "\(line)") }
        #expect(taken.contains(true) && taken.contains(false))
    }
}
