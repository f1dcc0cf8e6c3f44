internal import Foundation
internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// What a saved snapshot says is what the snapshot said, and a file that is not as it was saved says nothing.
@Suite struct SnapshotFileTests {
    /// Runs the body with a path in a folder of its own.
    private func withPath(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "overreach-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "snapshot").path)
    }

    /// A snapshot with everything that a fact may hold.
    static func random(_ seed: UInt64, nodes: Int = 30) -> Snapshot {
        var random = SeededGenerator(seed: seed)
        var builder = SnapshotBuilder()
        let sketch = Sketch.random(seed: seed, nodes: nodes, edges: nodes * 2)
        let (names, base) = (["ä", "", "K", "long name of something that is more than fifteen bytes"], sketch.snapshot)
        for node in base.nodes {
            let key = base.key(node)
            builder.add(
                NodeFact(
                    key, name: names.randomElement(using: &random) ?? "",
                    id: Bool.random(using: &random) ? "arn:\(key.id)" : nil,
                    properties: (0..<Int.random(in: 0...2, using: &random)).map { Property("p\($0)", names[$0]) },
                    evidence: [Evidence(source: "test", file: "a.json", line: -3, locator: "/x", time: .min)]))
        }
        for edge in base.edges {
            var fact = base.fact(of: edge)
            if Bool.random(using: &random) { fact.scope = AccessScope(allow: ["a/*", "b"], deny: ["a/c"]) }
            if Bool.random(using: &random) { fact.premises = [fact.from, Key(text: "NO_TYPE:of:any")] }
            fact.evidence.append(Evidence(source: "test", file: "b", line: nil, time: Int64(edge.index) - 5))
            if fact.verdict == .conditional { fact.conditions = ["if \(edge.index)", "and é"] }
            builder.add(fact)
        }
        return builder.build()
    }

    /// All that can be read of a snapshot, as texts.
    static func content(_ snapshot: Snapshot) -> [String] {
        let nodes = snapshot.nodes.map { node in
            "\(node.index) \(snapshot.key(node)) \(snapshot.name(node)) \(snapshot.worldID(node)) "
                + "\(snapshot.kind(node)) \(snapshot.properties(node)) \(snapshot.evidence(node)) "
                + "\(snapshot.outgoing(node).map(\.index)) \(snapshot.incoming(node).map(\.index)) "
                + "\(snapshot.dependents(of: node).map(\.index)) \(String(describing: snapshot.node(snapshot.key(node))))"
        }
        let edges = snapshot.edges.map { "\(snapshot.fact(of: $0)) \(snapshot.cost($0))" }
        let reaches = snapshot.nodes.map { node in
            let (to, from) = (
                snapshot.bestReach(from: node, following: Filter()), snapshot.bestReach(to: node, following: Filter())
            )
            return "\(to.nodes.map { (to.path(to: $0), to.verdict(of: $0)) }) "
                + "\(from.nodes.map { (from.path(from: $0), from.verdict(of: $0)) })"
        }
        return [snapshot.id] + nodes + edges + reaches
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func whatIsSavedComesBack(seed: UInt64) throws {
        try withPath { path in
            let snapshot = Self.random(seed)
            try SnapshotFile.write(snapshot, notes: ["a", "", "ü"], stamp: "s", to: path)
            let file = try SnapshotFile.open(path, stamp: "s")
            #expect(file.notes == ["a", "", "ü"])
            #expect(Self.content(file.snapshot) == Self.content(snapshot))
            #expect(file.snapshot.kinds == snapshot.kinds)
            for node in snapshot.nodes {
                let (id, name) = (snapshot.worldID(node), snapshot.name(node))
                let byID = snapshot.nodes.filter { snapshot.worldID($0) == id || snapshot.key($0).id == id }
                #expect(file.snapshot.nodes(withID: id) == byID)
                #expect(file.snapshot.nodes(named: name) == snapshot.nodes.filter { snapshot.name($0) == name })
            }
            #expect(!file.snapshot.isDamaged)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func whatIfsOfASavedSnapshotAreThoseOfTheSnapshot(seed: UInt64) throws {
        try withPath { path in
            let snapshot = Self.random(seed)
            try SnapshotFile.write(snapshot, notes: [], stamp: "s", to: path)
            let saved = try SnapshotFile.open(path, stamp: "s").snapshot
            var random = SeededGenerator(seed: seed)
            let removed = try #require(snapshot.nodes.randomElement(using: &random))
            let edges = snapshot.edges.shuffled(using: &random).prefix(3)
            let views = [snapshot, saved].map { base in
                var overlay = Overlay(base)
                overlay.remove(edges: edges)
                overlay.remove(removed)
                _ = overlay.add(edges: snapshot.edges.suffix(2).map { base.fact(of: $0) })
                return overlay.view
            }
            #expect(Self.content(views[0]) == Self.content(views[1]))
        }
    }

    /// Blocks are checked, and a profile is condensed, by whoever comes first.
    @Test func manyMayAskASavedSnapshotAtOnce() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "overreach-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "snapshot").path
        let snapshot = Self.random(11)
        try SnapshotFile.write(snapshot, notes: [], stamp: "s", to: path)
        let content = Self.content(snapshot)
        let tallies = await snapshot.condensed(.byDefault).reachTallies(from: Array(snapshot.nodes))
        for _ in 0..<4 {
            let saved = try SnapshotFile.open(path, stamp: "s").snapshot
            await withTaskGroup(of: Bool.self) { tasks in
                for _ in 0..<4 {
                    tasks.addTask {
                        let own = await saved.condensed(.byDefault).reachTallies(from: Array(saved.nodes), workers: 2)
                        return Self.content(saved) == content && own == tallies
                    }
                }
                for await isSame in tasks { #expect(isSame) }
            }
            #expect(!saved.isDamaged)
        }
    }

    @Test func theSameFactsAreTheSameBytes() throws {
        try withPath { path in
            try SnapshotFile.write(Self.random(3), notes: [], stamp: "s", to: path)
            let first = try Data(contentsOf: URL(filePath: path))
            let snapshot = Self.random(3)
            var builder = SnapshotBuilder()
            for node in snapshot.nodes.reversed() {
                builder.add(
                    NodeFact(
                        snapshot.key(node), name: snapshot.name(node), id: snapshot.worldID(node),
                        properties: snapshot.properties(node).reversed(), evidence: snapshot.evidence(node)))
            }
            for edge in snapshot.edges.reversed() { builder.add(snapshot.fact(of: edge)) }
            try SnapshotFile.write(builder.build(), notes: [], stamp: "s", to: path)
            #expect(try Data(contentsOf: URL(filePath: path)) == first)
            #expect(try FileManager.default.contentsOfDirectory(atPath: String(path.dropLast(9))) == ["snapshot"])
        }
    }

    @Test func anEmptyGraphIsSavedToo() throws {
        try withPath { path in
            try SnapshotFile.write(SnapshotBuilder().build(), notes: [], stamp: "s", to: path)
            #expect(try SnapshotFile.open(path, stamp: "s").snapshot.nodeCount == 0)
        }
    }

    @Test func otherContentAndOtherFilesAreRefused() throws {
        try withPath { path in
            #expect(throws: GraphFileError.missing) { try SnapshotFile.open(path, stamp: "s") }
            try SnapshotFile.write(Self.random(1), notes: [], stamp: "s", to: path)
            #expect(throws: GraphFileError.outdated("it holds other content")) {
                try SnapshotFile.open(path, stamp: "t")
            }
            let bytes = try Data(contentsOf: URL(filePath: path))
            var other = bytes
            other[8] = 77
            try other.write(to: URL(filePath: path))
            #expect(throws: GraphFileError.outdated("it is of version 77")) { try SnapshotFile.open(path, stamp: "s") }
            for count in stride(from: 0, to: bytes.count, by: 977) {
                try bytes.prefix(count).write(to: URL(filePath: path))
                #expect(throws: GraphFileError.self, "\(count) bytes") { try SnapshotFile.open(path, stamp: "s") }
            }
            try Data("{\"src\": 1}".utf8).write(to: URL(filePath: path))
            #expect(throws: GraphFileError.self) { try SnapshotFile.open(path, stamp: "s") }
        }
    }

    /// Whatever is changed: it is refused when it is opened, or what is read is right, or the snapshot says that it is damaged.
    @Test(arguments: 0..<4) func noChangedByteIsTrusted(part: Int) throws {
        try withPath { path in
            let snapshot = Self.random(7, nodes: 12)
            try SnapshotFile.write(snapshot, notes: ["n"], stamp: "s", to: path)
            let (bytes, content) = (try Data(contentsOf: URL(filePath: path)), Self.content(snapshot))
            var (refused, damaged) = (0, 0)
            // What fills up pages is zero and is no content; of the rest a sample, since each is read whole.
            for place in bytes.indices where bytes[place] != 0 && place % 61 == part * 13 {
                var changed = bytes
                changed[place] ^= UInt8(1 << (place / 61 % 8))
                try changed.write(to: URL(filePath: path))
                do throws(GraphFileError) {
                    let file = try SnapshotFile.open(path, stamp: "s")
                    let read = Self.content(file.snapshot)
                    if file.snapshot.isDamaged {
                        damaged += 1
                    } else {
                        #expect(read == content, "byte \(place)")
                    }
                    file.snapshot.checkFile()
                    #expect(file.snapshot.isDamaged, "byte \(place)")
                } catch {
                    refused += 1
                }
            }
            #expect(refused > 0 && damaged > 0)
        }
    }
}
