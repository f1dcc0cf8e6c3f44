import Foundation
import OverreachModel
import Testing

@testable import OverreachTelemetry

/// Logs that are not read are told apart from what is no log, and each of their lines is counted.
struct UnreadLogTests {
    private static let owner = String(repeating: "79a59df900b949e5", count: 4)

    private func decode(_ text: String) -> (form: String, decoding: Decoding)? {
        let file = SourceFile(path: "log", bytes: Array(text.utf8))
        let decoder = Decoders.all.first { $0.recognise(file) != nil }
        return decoder.flatMap { decoder in
            decoder.recognise(file).map { ($0.form, decoder.decode(file)) }
        }
    }

    @Test(arguments: [
        ("Event ID,Event time,User name,Event name\ne1,2026-01-01T00:00:00Z,ann,GetObject\n", [2]),
        ("\u{FEFF}\"Event name\";\"Event source\";\"Id\"\r\n\"A\";\"b\";\"c\"\r\n\r\n\"D\";\"e\";\"f\"", [2, 4]),
        ("eventname\teventtime\tuseridentity\n\"x\ny\"\t1\t2\nz\t1\t2\n", [2, 4]),
        ("Event Type,Event Name,Event ID\n", []),
    ])
    func aTableOfEventsIsRejectedRowByRow(text: String, lines: [Int]) throws {
        let (form, decoding) = try #require(decode(text))
        #expect(form == "table of audit events, not read")
        #expect(decoding.records.isEmpty && decoding.received == lines.count)
        #expect(decoding.rejections.compactMap(\.line) == lines)
        #expect(decoding.rejections.allSatisfy { $0.reason.contains("only the log's own JSON is read") })
    }

    @Test func aServerAccessLogIsRejectedLineByLine() throws {
        let line = """
            \(Self.owner) amzn-s3-demo-bucket1 [06/Feb/2019:00:00:38 +0000] 192.0.2.3 \(Self.owner) 3E57427F3EXAMPLE \
            REST.GET.VERSIONING - "GET /amzn-s3-demo-bucket1?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" -
            """
        let (form, decoding) = try #require(decode("\(line)\n\(line)\n"))
        #expect(form == "S3 server access log, not read")
        #expect((decoding.received, decoding.rejections.count) == (2, 2))
    }

    @Test(arguments: [
        "", "\n", "name,age\nann,7\n", "event,name\n", "127.0.0.1 - - [06/Feb/2019:00:00:38 +0000] x y z w",
        "{\"eventName\":\"x\",\"eventTime\":\"y\"}",
    ])
    func whatIsNoSuchLogIsNotTakenForOne(text: String) {
        #expect(UnreadLogDecoder().recognise(SourceFile(path: "log", bytes: Array(text.utf8))) == nil)
    }

    @Test func everyRowOfTheHoneyBucketIsCounted() throws {
        let file = TestFiles.data.appendingPathComponent("logs/cloudtrail/otrf/AWS_S3_HoneyBucketLogs.csv")
        guard TestFiles.isThere(file) else {
            print("skipped: no shared data")
            return
        }
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let decoding = try #require(decode(text)).decoding
        #expect((decoding.received, decoding.rejections.count) == (301, 301))
    }
}
