internal import OverreachModel
internal import Testing

@Suite(.enabled(if: TestData.shared != nil, "the folder of shared data is absent"))
struct MCPRealFileTests {
    /// Counted with jq: 20 of the 38 files have an object `mcpServers` with 25 entries, one has `servers` with 2.
    @Test func publicConfigurationsAreReadOrLeft() throws {
        let (files, entries) = try counts(below: "/mcp-configs")
        #expect(files == 21)
        #expect(entries == 27)
    }

    /// Entries of `projects` included.
    @Test func documentedConfigurationsAreReadOrLeft() throws {
        let (files, entries) = try counts(below: "/mcp-configs-docs")
        #expect(files == 8)
        #expect(entries == 15)
    }

    @Test func publicConfigurationsHoldNoHardCodedSecret() throws {
        let folder = try #require(TestData.shared)
        for (path, bytes) in TestData.files(below: folder + "/mcp-configs") {
            let hardCoded = read(bytes, path: path)?.nodes.flatMap { $0.values("hard-coded") } ?? []
            #expect(hardCoded.isEmpty, "\(path)")
        }
    }

    private func counts(below folder: String) throws -> (files: Int, entries: Int) {
        let readings = TestData.files(below: try #require(TestData.shared) + folder).compactMap {
            read($0.bytes, path: $0.path)
        }
        #expect(readings.allSatisfy { $0.rejections.isEmpty })
        let entries = readings.flatMap(\.nodes).count { $0.key.type == NodeType(AgentNode.serverEntry) }
        #expect(entries == readings.map(\.received).reduce(0, +))
        return (readings.count, entries)
    }
}
