internal import Foundation
internal import OverreachGraph
internal import Testing

/// What is saved comes back, and what is not as it was saved is refused.
@Suite struct GraphFileTests {
    /// Runs the body with a path in a folder of its own.
    private func withPath(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "overreach-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "graph").path)
    }

    private func numbers(_ column: Column<UInt32>) -> [UInt32] { column.indices.map { column[$0] } }

    private func isSame(_ a: CompactGraph, _ b: CompactGraph) -> Bool {
        let columns: [(CompactGraph) -> Column<UInt32>] = [
            \.outgoing.offsets, \.outgoing.ends, \.incoming.offsets, \.incoming.ends, \.incomingArcs, \.originals,
            \.numbers, \.firstOriginals, \.condensation.components, \.condensation.starts,
            \.condensation.outgoing.ends, \.condensation.incoming.ends,
        ]
        let costs: (CompactGraph) -> [UInt8] = { graph in graph.costs.indices.map { graph.costs[$0] } }
        let gates: (CompactGraph) -> [UInt32] = { graph in
            graph.gates.map { numbers($0.nodes) + numbers($0.needs) + numbers($0.followers.ends) } ?? []
        }
        return columns.allSatisfy { numbers($0(a)) == numbers($0(b)) } && costs(a) == costs(b) && gates(a) == gates(b)
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func whatIsSavedComesBack(seed: UInt64) throws {
        let core = RandomCore(seed: seed, nodes: 1...300, withGates: seed % 2 == 1)
        try withPath { path in
            try GraphFile.write(core.graph, stamp: "s", to: path)
            let file = try GraphFile(path, stamp: "s")
            let (condensation, gates) = try file.components()
            let numbers = try file.numbers()
            var reach = ComponentReach(condensation, gates)
            for start in stride(from: 0, to: UInt32(core.nodeCount), by: 7) {
                #expect(reach.search(from: [numbers[start]]) == core.naive.reach([start]).count)
            }
            #expect(isSame(try file.graph(), core.graph))
        }
    }

    @Test func theSameGraphIsTheSameBytes() throws {
        try withPath { path in
            let core = RandomCore(seed: 5, nodes: 100...100, withGates: true)
            try GraphFile.write(core.graph, stamp: "s", to: path)
            let first = try Data(contentsOf: URL(filePath: path))
            try GraphFile.write(RandomCore(seed: 5, nodes: 100...100, withGates: true).graph, stamp: "s", to: path)
            #expect(try Data(contentsOf: URL(filePath: path)) == first)
            let folder = URL(filePath: path).deletingLastPathComponent().path
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["graph"])
        }
    }

    @Test func otherContentAndOtherVersionsAreOutdated() throws {
        try withPath { path in
            #expect(throws: GraphFileError.missing) { try GraphFile(path, stamp: "s") }
            try GraphFile.write(RandomCore(seed: 1, nodes: 9...9).graph, stamp: "s", to: path)
            #expect(throws: GraphFileError.outdated("it holds other content")) { try GraphFile(path, stamp: "t") }
            var bytes = try Data(contentsOf: URL(filePath: path))
            bytes[8] = 77
            try bytes.write(to: URL(filePath: path))
            #expect(throws: GraphFileError.outdated("it is of version 77")) { try GraphFile(path, stamp: "s") }
        }
    }

    /// Whether opening the file or reading all of it is refused as damaged or outdated.
    private func isRefused(_ path: String) -> Bool {
        do throws(GraphFileError) {
            _ = try GraphFile(path, stamp: "s").graph()
            return false
        } catch {
            return error != .unwritable("")
        }
    }

    @Test func everyChangedByteIsNoticed() throws {
        try withPath { path in
            let core = RandomCore(seed: 3, nodes: 40...40, withGates: true)
            try GraphFile.write(core.graph, stamp: "s", to: path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            var noticed = 0
            // A byte that is not zero is content: what fills up pages is zero.
            for place in bytes.indices where bytes[place] != 0 {
                var changed = bytes
                changed[place] ^= UInt8(1 << (place % 8))
                try changed.write(to: URL(filePath: path))
                #expect(isRefused(path), "byte \(place)")
                noticed += 1
            }
            #expect(noticed > 500)
        }
    }

    @Test func everyCutIsNoticed() throws {
        try withPath { path in
            try GraphFile.write(RandomCore(seed: 4, nodes: 40...40, withGates: true).graph, stamp: "s", to: path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            for length in stride(from: 0, to: bytes.count, by: 61) {
                try bytes[..<length].write(to: URL(filePath: path))
                #expect(isRefused(path), "length \(length)")
            }
        }
    }

    @Test func whoHasTheFileKeepsItWhenAnotherIsSaved() throws {
        try withPath { path in
            let (first, second) = (RandomCore(seed: 8, nodes: 200...200), RandomCore(seed: 9, nodes: 200...200))
            try GraphFile.write(first.graph, stamp: "s", to: path)
            let file = try GraphFile(path, stamp: "s")
            try GraphFile.write(second.graph, stamp: "s", to: path)
            #expect(isSame(try file.graph(), first.graph))
            #expect(isSame(try GraphFile(path, stamp: "s").graph(), second.graph))
        }
    }

    @Test func aFolderThatIsNotThereIsSaid() {
        #expect(throws: GraphFileError.self) {
            try GraphFile.write(RandomCore(seed: 1, nodes: 3...3).graph, stamp: "s", to: "/nowhere/at/all")
        }
    }
}
