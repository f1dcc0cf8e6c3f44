internal import OverreachModel
internal import OverreachPosture
internal import Testing

/// What an inventory says is stated as it says it, and a line that is wrong is told by its number.
@Suite struct InterchangeTests {
    private func reading(_ lines: [String], path: String = "inventory.jsonl") throws -> Reading {
        let file = SourceFile(path: path, bytes: Array(lines.joined(separator: "\n").utf8))
        _ = try #require(InterchangeSource().recognise(file))
        return InterchangeSource().read(
            file, in: SourceContext(account: "1", region: "r", cluster: "c", host: "h"))
    }

    private func edges(_ reading: Reading) -> [String] {
        reading.fragments.flatMap(\.edges).map { edge in
            "\(edge.from) \(edge.kind.name) \(edge.to) \(edge.verdict.rawValue) \(edge.origin.rawValue) "
                + "\(edge.conditions) \(edge.assumes.names) \(edge.evidence.map { "\($0.file):\($0.line ?? 0)" })"
        }
    }

    @Test func nodesAndEdgesOfDeclaredKindsAreStated() throws {
        let reading = try reading([
            #"{"inventory": {"name": "cmdb"}}"#,
            #"{"edge": {"from": "bot 7", "kind": "drives", "to": "vault"}}"#,
            #"{"node_kind": {"name": "robot", "kind": "agent"}}"#,
            #"{"edge_kind": {"name": "drives", "traversal": "read"}}"#,
            #"{"node": {"id": "bot 7", "kind": "robot", "name": "Bot", "properties": {"a": [1, true], "b": "x"}}}"#,
            #"{"node": {"id": "vault", "kind": "data_store", "scope": "eu:1", "evidence": {"file": "f", "line": 3}}}"#,
        ])
        #expect(reading.received == 6 && reading.rejections.isEmpty && reading.notes.isEmpty)
        let fragment = try #require(reading.fragments.first)
        #expect(fragment.scope == RunScope(source: "interchange", instance: "cmdb", part: "inventory"))
        #expect(fragment.isWhole)
        let keys = ["EXTERNAL/agent/robot:cmdb:bot 7", "EXTERNAL/data_store/data_store:eu%3A1:vault"]
        #expect(fragment.nodes.map(\.key.text) == keys)
        #expect(fragment.nodes[0].name == "Bot" && fragment.nodes[1].name == "vault")
        #expect(fragment.nodes[0].properties == [Property("a", "1"), Property("a", "true"), Property("b", "x")])
        #expect(
            fragment.nodes[1].evidence == [
                Evidence(source: "interchange", file: "f", line: 3),
                Evidence(source: "interchange", file: "inventory.jsonl", line: 6),
            ])
        #expect(
            edges(reading) == [
                "\(keys[0]) EXTERNAL/read/drives \(keys[1]) allowed declared [] [] [\"inventory.jsonl:2\"]"
            ])
        #expect(fragment.nodes.map { $0.key.type?.spec.kind } == [.agent, .dataStore])
        #expect(fragment.edges[0].kind.spec.traversal == .access(.read))
    }

    @Test func edgesSayHowSureTheyAreAndReachNodesOfOtherSources() throws {
        let reading = try reading([
            #"{"edge": {"from": "agent:a", "kind": "AGENT_CALLS", "to": {"key": "AWS_ROLE:1:arn:x"}, "#
                + #""verdict": "conditional", "conditions": ["if so"], "origin": "observed", "#
                + #""assumes": ["process-takeover"], "evidence": [{"file": "t", "time": "2026-01-01T00:00:00Z"}]}}"#
        ])
        #expect(reading.rejections.isEmpty)
        #expect(
            edges(reading) == [
                "EXTERNAL/agent/agent:h/inventory.jsonl:agent:a AGENT_CALLS AWS_ROLE:1:arn:x conditional observed "
                    + "[\"if so\"] [\"process-takeover\"] [\"t:0\", \"inventory.jsonl:1\"]"
            ])
        #expect(reading.notes.count == 1, "the kind of the agent comes of its id")
    }

    @Test func plainEdgesAreTakenForWhatTheyAreCalled() throws {
        let reading = try reading([
            #"{"src":"agent:acct-1/agent-1","dst":"datastore:acct-1/d-2","kind":"can_read","weight":3}"#,
            #"{"src":"agent:acct-1/agent-1","dst":"role:acct-1/r","kind":"can_assume","weight":1}"#,
        ])
        #expect(reading.rejections.isEmpty)
        #expect(
            reading.fragments[0].edges.map(\.kind.name) == ["EXTERNAL/read/can_read", "EXTERNAL/control/can_assume"])
        #expect(reading.fragments[0].edges.map { $0.to.type?.spec.kind } == [.dataStore, .identity])
        #expect(
            reading.notes == [
                "kinds of edges that are not declared are taken for what they are called: can_assume as control, "
                    + "can_read as read",
                "nodes without a line of their own have the kind that their id begins with: agent, datastore, role",
                "weights of 2 edges are not used: a step costs what its kind costs",
            ])
    }

    @Test(arguments: [
        #"{"edge": {"from": "a", "kind": "x", "to": "agent:b"}}"#,
        #"{"edge": {"from": "", "kind": "x", "to": "agent:b"}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x y", "to": "agent:b"}}"#, #"{"edge": {"kind": "x"}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x", "to": "agent:b", "verdict": "maybe"}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x", "to": "agent:b", "conditions": ["c"]}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x", "to": "agent:b", "colour": "red"}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x", "to": {"key": "NOTHING:1:x"}}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x", "to": "agent:b", "assumes": ["luck"]}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x", "to": "agent:b", "evidence": {"file": "f", "line": 0}}}"#,
        #"{"edge": {"from": "agent:a", "kind": "x", "to": "agent:b", "origin": "derived"}}"#,
        #"{"node": {"id": "n", "kind": "nothing that is known"}}"#, #"{"node": {"id": "n"}}"#, #"{"node": 7}"#,
        #"{"node": {"id": "n", "kind": "agent", "properties": {"a": {"b": 1}}}}"#,
        #"{"node_kind": {"name": "r", "kind": "spaceship"}}"#, #"{"node_kind": {"name": "r/s", "kind": "agent"}}"#,
        #"{"edge_kind": {"name": "uses", "traversal": "structural"}}"#,
        #"{"edge_kind": {"name": "y", "traversal": "up"}}"#,
        #"{"inventory": {"name": "another"}}"#, #"{"thing": {}}"#, "[1]", "7", #"{"src": "a", "kind": "x"}"#,
        #"{"src": "agent:a", "dst": "agent:b", "kind": "x", "weight": "heavy"}"#, "{\"edge\": {\"from\"", "\u{0}", "{}",
    ])
    func aLineThatIsWrongIsRejectedByItsNumberAndTheOthersStand(line: String) throws {
        let reading = try reading([
            #"{"inventory": {"name": "i"}}"#, #"{"edge_kind": {"name": "uses", "traversal": "control"}}"#, line,
            #"{"edge": {"from": "agent:a", "kind": "uses", "to": "agent:b"}}"#,
        ])
        #expect(reading.received == 4)
        #expect(reading.rejections.count == 1)
        #expect(reading.rejections.first?.line == 3)
        #expect(reading.fragments.flatMap(\.edges).contains { $0.evidence.contains { $0.line == 4 } })
        #expect(reading.rejections.allSatisfy { !$0.reason.contains("maybe") && !$0.reason.contains("spaceship") })
    }

    @Test func secretsInPropertiesAndNamesAreNotKept() throws {
        let secret = "ghp_" + String(repeating: "aB3dE5", count: 6)
        let reading = try reading([
            #"{"node": {"id": "n", "kind": "agent", "name": "\#(secret)", "properties": {"token": "\#(secret)"}}}"#
        ])
        let node = try #require(reading.fragments.first?.nodes.first)
        #expect(!node.name.contains(secret) && !node.properties.contains { $0.value.contains(secret) })
    }

    @Test(arguments: [
        #"{"mcpServers": {}}"#, "", "x", "[]", #"{"node": {"id": 1}, "other": {}}"#, "{\n\"node\": {}\n}",
        #"{"src": 1, "dst": 2, "kind": 3}"#,
    ])
    func otherFilesAreNotTaken(text: String) {
        #expect(InterchangeSource().recognise(SourceFile(path: "f.json", bytes: Array(text.utf8))) == nil)
    }

    @Test func anInventoryThatSaysThatItIsAPartEndsNothing() throws {
        let reading = try reading([
            #"{"inventory": {"name": "i", "whole": false}}"#, #"{"node": {"id": "n", "kind": "agent"}}"#,
        ])
        #expect(reading.fragments.map(\.isWhole) == [false])
    }

    @Test func everyExternalNameComesBackFromItsText() {
        for (word, traversal) in ExternalKind.traversals {
            let kind = EdgeKind(external: "a_b-c.D9", traversal: word)
            #expect(kind.flatMap { EdgeKind(name: $0.name) }?.spec.traversal == traversal)
        }
        for kind in NodeKind.allCases {
            let key = NodeType(external: "thing", kind).map { Key($0, scope: "s:1", id: "x:y") }
            #expect(key?.type?.spec.kind == kind && key?.scope == "s:1" && key?.id == "x:y")
        }
        for name in ["", "a b", "a/b", "a:b", String(repeating: "a", count: 65), "é"] {
            #expect(NodeType(external: name, .agent) == nil && EdgeKind(external: name, traversal: "control") == nil)
        }
        #expect(NodeType(name: "EXTERNAL/agent") == nil && EdgeKind(name: "EXTERNAL/sideways/x") == nil)
    }
}
