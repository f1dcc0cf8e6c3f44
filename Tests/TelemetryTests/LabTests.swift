import OverreachModel
import OverreachTelemetry
import Testing

@Suite(.enabled(if: !TestFiles.labs.isEmpty, "no recording in examples or Tests/Fixtures/labs"))
struct LabTests {
    @Test(arguments: TestFiles.labs.map(Lab.init))
    func everyActOfTheTruthComesOutAndNoOther(lab: Lab) throws {
        let correlated = Correlation.correlate(records: try lab.records(), index: try lab.index())

        #expect(Lab.rows(correlated) == (try lab.trueRows()))
    }

    @Test(arguments: TestFiles.labs.map(Lab.init))
    func protobufAndJSONOfTheSameSpansGiveTheSameRecords(lab: Lab) throws {
        let (protobuf, json) = (try lab.protobufDecoding(), try lab.jsonDecoding())

        #expect(protobuf.rejections.isEmpty && json.rejections.isEmpty)
        #expect(protobuf.records.count == protobuf.received)
        #expect(LabTests.withoutPlace(protobuf.records) == LabTests.withoutPlace(json.records))
    }

    @Test(arguments: TestFiles.labs.map(Lab.init))
    func everyLoggedCallIsOneActThoughItIsASpanToo(lab: Lab) throws {
        let events = try lab.cloudTrailDecoding()
        let correlated = Correlation.correlate(records: try lab.records(), index: try lab.index())
        let calls = correlated.activities.filter(\.isCloudCall)

        #expect(events.rejections.isEmpty)
        #expect(calls.count == events.records.count)
        #expect(calls.allSatisfy { act in act.joins.contains { $0.method == "aws.request_id = requestID" } })
        let tokens = calls.filter { $0.action.hasPrefix("sts:") }
        #expect(!tokens.isEmpty)
        #expect(tokens.allSatisfy { $0.target == nil && $0.object?.contains(":role/") == true })
    }

    private static func withoutPlace(_ records: [RuntimeRecord]) -> [RuntimeRecord] {
        records.map { record in
            guard case .span(var span) = record else { return record }
            span.evidence = Evidence(source: "", file: "")
            return .span(span)
        }.sorted { $0.naturalKey < $1.naturalKey }
    }
}
