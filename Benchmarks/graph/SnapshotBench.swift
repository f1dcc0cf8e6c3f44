internal import Foundation
internal import OverreachGraph
internal import OverreachModel

/// The same graph as facts, saved and opened as questions open it.
///
/// Every edge gives control, so that the counts are those of the arcs.
struct SnapshotBench {
    private let raw: GraphFolder
    private let queries: Queries
    private let rounds: Int

    init(_ raw: GraphFolder, _ queries: Queries, rounds: Int) {
        self.raw = raw
        self.queries = queries
        self.rounds = rounds
    }

    private func keys() -> [Key] {
        let kinds: [NodeKind] = [
            .agent, .mcpServer, .tool, .credential, .identity, .identity, .identity, .workload, .dataStore,
        ]
        let types = kinds.compactMap { NodeType(external: $0.rawValue, $0) }
        return raw.kinds.indices.map { node in
            Key(types[Int(raw.kinds[node])], scope: "bench", id: String(format: "node-%07d", node))
        }
    }

    private func facts(_ keys: [Key]) -> [EdgeFact] {
        guard let kind = EdgeKind(external: "leads_to", traversal: "control") else { return [] }
        return raw.tails.indices.map { edge in
            EdgeFact(
                keys[Int(raw.tails[edge])], kind, keys[Int(raw.heads[edge])], origin: .declared,
                evidence: [Evidence(source: "interchange", file: "edges.jsonl", line: edge + 1)])
        }
    }

    func run() throws {
        let keys = keys()
        var begin = Report.now()
        var snapshot: Snapshot? = {
            var builder = SnapshotBuilder()
            builder.add(facts(keys))
            begin = Report.now()
            return builder.build()
        }()
        Report.line("snapshot: build of facts", Report.now() - begin, "edges=\(snapshot?.edgeCount ?? 0)")

        let path = NSTemporaryDirectory() + "overreach-snapshot-bench-\(getpid())"
        defer { unlink(path) }
        begin = Report.now(.wall)
        if let snapshot { try SnapshotFile.write(snapshot, notes: [], stamp: "bench", to: path) }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        Report.line("snapshot: save, durable, wall", Report.now(.wall) - begin, "bytes=\(size)")
        snapshot = nil

        for (name, starts) in [("small", queries.small), ("big", queries.big)] {
            var (opening, first, again) = ([Double](), [Double](), [Double]())
            var note = ""
            for start in starts.prefix(rounds) {
                begin = Report.now(.wall)
                let opened = try SnapshotFile.open(path, stamp: "bench").snapshot
                opening.append(Report.now(.wall) - begin)
                guard let node = opened.node(keys[Int(start)]) else { continue }
                let reach = opened.bestReach(from: node, following: Filter())
                first.append(Report.now(.wall) - begin)
                begin = Report.now(.wall)
                _ = opened.bestReach(from: node, following: Filter())
                again.append(Report.now(.wall) - begin)
                note += "\(reach.nodes.count + 1) "
            }
            Report.line("snapshot: open, wall", Report.median(opening))
            Report.line("snapshot: open, first \(name) reach with verdicts and paths, wall", Report.median(first), note)
            Report.line("snapshot: the same reach again, wall", Report.median(again), note)
        }

        var (byName, profile, checking) = ([Double](), [Double](), [Double]())
        for _ in 0..<min(rounds, 3) {
            let opened = try SnapshotFile.open(path, stamp: "bench").snapshot
            begin = Report.now(.wall)
            _ = opened.nodes(named: "node-0000007")
            byName.append(Report.now(.wall) - begin)
            begin = Report.now(.wall)
            opened.checkFile()
            checking.append(Report.now(.wall) - begin)
            begin = Report.now()
            _ = opened.condensed(.byDefault)
            profile.append(Report.now() - begin)
        }
        Report.line("snapshot: a node by its name, wall", Report.median(byName))
        Report.line("snapshot: check the rest of the file, wall", Report.median(checking))
        Report.line("snapshot: components of a profile", Report.median(profile))
    }
}
