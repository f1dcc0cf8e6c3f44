import Foundation
import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

/// Files that others made, read where they stand.
@Suite(.enabled(if: TestFiles.isDataThere, "the shared data is not there: set OVERREACH_DATA"))
struct RecordedDataTests {
    private func decode(_ path: String) throws -> Decoding {
        var file = try TestFiles.file(TestFiles.data.appendingPathComponent(path))
        if Inflate.isGzip(file.bytes) { file.bytes = try Inflate.gunzip(file.bytes, limit: 1 << 24) }
        let decoder = try #require(Decoders.all.first { $0.recognise(file) != nil }, "nobody recognises \(path)")
        return decoder.decode(file)
    }

    @Test(arguments: [
        ("otlp/recorded/mcp-sdk-2.3.0-native.request0.pb.gz", 1, 0),
        ("otlp/recorded/mcp-sdk-2.3.0-native.request11.pb.gz", 1, 0),
        ("otlp/recorded/mcp-sdk-2.3.0-native.stdio.traces.jsonl", 12, 0),
        ("otlp/recorded/openinference-openai-0.1.66.traces.jsonl", 2, 0),
        // Its eight other lines are log records, which are no traces.
        ("otlp/recorded/otel-openai-v2-2.1b0.traces-and-logevents.jsonl", 2, 8),
        ("otlp/recorded/traceloop-openai-agents-0.62.4.traces.jsonl", 5, 0),
        ("otlp/spec/open-telemetry__opentelemetry-proto__examples__trace.json", 1, 0),
        ("logs/cloudtrail/otrf/ec2_proxy_s3_exfiltration_2020-09-14011940.json", 103, 0),
    ])
    func aRecordingGivesItsRecords(path: String, accepted: Int, rejected: Int) throws {
        let decoding = try decode(path)

        #expect(decoding.records.count == accepted)
        #expect(decoding.rejections.count == rejected)
    }

    @Test func everyDetonationIsReadWhole() throws {
        let folder = TestFiles.data.appendingPathComponent("logs/cloudtrail/stratus")
        var received = 0
        for file in try TestFiles.files(in: folder) {
            let decoding = try decode("logs/cloudtrail/stratus/\(file.lastPathComponent)")
            #expect(decoding.rejections.isEmpty, "\(file.lastPathComponent)")
            received += decoding.received
        }

        #expect(received == 226)
    }

    @Test(arguments: ["metrics", "logs", "events"])
    func examplesOfOtherSignalsAreNotRecognised(name: String) throws {
        let path = "otlp/spec/open-telemetry__opentelemetry-proto__examples__\(name).json"
        let file = try TestFiles.file(TestFiles.data.appendingPathComponent(path))

        #expect(Decoders.all.allSatisfy { $0.recognise(file) == nil })
    }

    @Test func theNativeSDKsRecordingIsAnAgentWithTwoCallsOfOneServer() throws {
        let decoding = try decode("otlp/recorded/mcp-sdk-2.3.0-native.stdio.traces.jsonl")
        let result = Correlation.correlate(records: decoding.records, index: TableIndex())

        #expect(result.activities.map(\.action) == ["read_file", "send_report"])
        #expect(result.activities.map(\.outcome) == [.succeeded, .failed])
        #expect(result.activities.allSatisfy { $0.agents.map(\.id) == ["demo/demo-agent/report-writer"] })
        #expect(result.activities.allSatisfy { $0.server?.id == "demo-mcp-server/demo-mcp-server" })
        #expect(result.edges(AgentEdge.asks) == ["alice → demo/demo-agent/report-writer"])
        #expect(
            result.node("demo-mcp-server", AgentNode.server)?.values(PropertyName.parentService) == ["demo-agent"])
    }

    @Test func theTheftOfAnInstancesRoleIsOneRoleWithItsBuckets() throws {
        let decoding = try decode("logs/cloudtrail/otrf/ec2_proxy_s3_exfiltration_2020-09-14011940.json")
        let result = Correlation.correlate(records: decoding.records, index: TableIndex())
        let stolen = result.activities.filter { $0.session?.hasSuffix("/i-0317f6c6b66ae9c40") == true }

        #expect(stolen.count == 11)
        #expect(Set(stolen.compactMap(\.identity)).count == 1)
        #expect(stolen.allSatisfy { act in act.joins.contains { $0.method == "issued access key" } })
        #expect(stolen.filter { $0.action == "s3:GetObject" }.allSatisfy { $0.effect == .read && $0.target != nil })
    }
}
