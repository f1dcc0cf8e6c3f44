import Foundation
import GRDB
import OverreachModel
import Testing

@testable import OverreachStore

/// A folder of its own for one test, gone with it.
final class Folder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "overreach-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var store: String { path + "/store.db" }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    func open(_ mode: Store.Mode = .readWrite(create: true)) throws -> Store {
        try Store.open(store, mode: mode, patience: .milliseconds(50))
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    /// Every byte of every file.
    var content: [String: [UInt8]] {
        get throws { try Dictionary(uniqueKeysWithValues: names.map { ($0, try bytes($0)) }) }
    }
}

extension Store {
    /// Every row of every table but the key of the hashes and what is hashed with it.
    func dump() throws -> [String] {
        try pool.read { db in
            let names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            let tables = try String.fetchAll(db, sql: names)
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
                    let cells = row.filter { $0.0 != "hash_key" }.map { "\($0.0)=\($0.1)" }
                    return "\(table): \(cells.joined(separator: " "))"
                }
            }
        }
    }

    /// The rows of a table, past ones too.
    func count(_ table: String, where condition: String = "1") throws -> Int {
        try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) WHERE \(condition)") ?? -1 }
    }

    /// Closes one run of its own change.
    @discardableResult
    func state(_ fragment: Fragment, whole: Bool = true, at time: Int64 = 1) throws -> RunChange {
        try write {
            try $0.close(scope: fragment.scope, fragments: [fragment], whole: whole, statedAt: time, openedAt: 1000)
        }
    }

    /// The valid facts as lines.
    func lines() throws -> [String] {
        try currentFacts().lines
    }

    /// The ids of the nodes that are valid.
    func nodes() throws -> [String] {
        try currentFacts().nodes.map(\.key.id)
    }
}

extension Database {
    /// Takes away what version 4 added.
    func undoVersion4() throws {
        for column in ["sender", "chain"] { try execute(sql: "ALTER TABLE batch DROP COLUMN \(column)") }
        for table in [
            "record_key", "folded", "loss", "delivery", "tail", "horizon", "past_act", "past_batch", "excess",
        ] {
            try execute(sql: "DROP TABLE \(table)")
        }
        try execute(sql: "PRAGMA user_version = 3")
    }
}

extension StoredFacts {
    var lines: [String] {
        nodes.map(describe) + edges.map(describe) + documents.map { "\($0.kind) \($0.subject) \($0.name) \($0.body)" }
    }
}

func describe(_ node: NodeFact) -> String {
    let properties = node.properties.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return "\(node.key) \(node.name) \(node.id) [\(properties)] \(node.evidence.map(describe))"
}

func describe(_ edge: EdgeFact) -> String {
    let scope = edge.scope.map { " allow \($0.allow) deny \($0.deny)" } ?? ""
    return """
        \(edge.from) \(edge.kind.name) \(edge.to) \(edge.origin) \(edge.verdict) \(edge.assumes.names) \
        \(edge.conditions)\(scope) \(edge.premises) \(edge.evidence.map(describe))
        """
}

func describe(_ evidence: Evidence) -> String {
    "\(evidence.source) \(evidence.file):\(evidence.line ?? -1)#\(evidence.locator)@\(evidence.time ?? -1)"
}

let iam = RunScope(source: "aws", instance: "111122223333", part: "iam")

func role(_ name: String) -> Key { Key(NodeType(AWSNode.role), scope: "111122223333", id: name) }

func node(_ name: String, _ properties: [Property] = [], file: String = "iam.json", line: Int = 1) -> NodeFact {
    NodeFact(
        role(name), name: "role \(name)", properties: properties, evidence: [place(file, line)])
}

func place(_ file: String = "iam.json", _ line: Int? = 1, _ locator: String = "") -> Evidence {
    Evidence(source: "aws", file: file, line: line, locator: locator)
}

func edge(
    _ from: String, _ to: String, verdict: Verdict = .allowed, conditions: [String] = [], file: String = "iam.json",
    line: Int = 1
) -> EdgeFact {
    EdgeFact(
        role(from), EdgeKind(AgentEdge.delegates), role(to), origin: .declared, verdict: verdict,
        conditions: conditions, evidence: [place(file, line)])
}

func fragment(
    _ nodes: [NodeFact] = [], _ edges: [EdgeFact] = [], _ documents: [Document] = [], scope: RunScope = iam
) -> Fragment {
    Fragment(scope, isWhole: true, nodes: nodes, edges: edges, documents: documents)
}

func span(
    _ id: Int, trace: Int = 1, name: String = "call", file: String = "otlp.json", time: Int64 = 5
) -> RuntimeRecord {
    .span(
        SpanRecord(
            traceID: String(repeating: "0", count: 31) + "\(trace)", spanID: "span\(id)", parentID: "", name: name,
            role: .client, start: time, end: time + 1, isError: false, instrumentation: "scope",
            resource: [Property("service.name", "bot")], attributes: [Property("gen_ai.agent.name", "support")],
            evidence: Evidence(source: "otlp", file: file, line: id, locator: "span\(id)", time: time)))
}

/// Random numbers that are the same in every run of a test.
struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {  // splitmix64
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
