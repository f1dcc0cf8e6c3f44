import Foundation
import OverreachModel
import OverreachWire
import Testing

@testable import OverreachTelemetry

/// The same record is the same record, whatever carries it.
@Suite struct EnvelopeTests {
    /// Something that carries events: the files that they make, and how many lines of others are in these.
    struct Carrier: Sendable, CustomTestStringConvertible {
        let name: String
        var others = 0
        let files: @Sendable ([String]) -> [String]
        var testDescription: String { name }
    }

    private static func quoted(_ text: String) -> String { Export.quoted(text) }
    private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    private static func packed(_ text: String) -> String { Base64.encode(Deflate.gzip(Array(text.utf8))) }

    private static func bus(_ event: String) -> String {
        #"{"version":"0","id":"b","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","resources":[],"detail":\#(event)}"#
    }

    private static func group(_ events: [String], _ more: [String] = [], group: String = "trail") -> String {
        let messages = (events + more).map { #"{"id":"1","timestamp":1,"message":\#(quoted($0))}"# }
        return #"{"messageType":"DATA_MESSAGE","logGroup":"\#(group)","logStream":"s","logEvents":\#(list(messages))}"#
    }

    static let carriers: [Carrier] = [
        Carrier(name: "eventbridge, an event a file") { $0.map(bus) },
        Carrier(name: "eventbridge, an array") { [list($0.map(bus))] },
        Carrier(name: "eventbridge, an event a line") { [$0.map(bus).joined(separator: "\n")] },
        Carrier(name: "eventbridge in a queue behind a topic") { events in
            let messages = events.map { event in
                #"{"MessageId":"m","Body":\#(quoted(#"{"Type":"Notification","Message":\#(quoted(bus(event)))}"#))}"#
            }
            return [#"{"Messages":\#(list(messages))}"#]
        },
        Carrier(name: "eventbridge in a queue's call of a function") { events in
            [#"{"Records":\#(list(events.map { #"{"eventSource":"aws:sqs","body":\#(quoted(bus($0)))}"# }))}"#]
        },
        Carrier(name: "a group of logs", others: 1) { [group($0, ["START RequestId: 1"])] },
        Carrier(name: "filter-log-events") { events in
            let messages = events.map { #"{"logStreamName":"s","timestamp":1,"message":\#(quoted($0)),"eventId":"1"}"# }
            return [#"{"events":\#(list(messages)),"searchedLogStreams":[]}"#]
        },
        Carrier(name: "a query of logs") { events in
            let rows = events.map {
                #"[{"field":"@timestamp","value":"x"},{"field":"@message","value":\#(quoted($0))}]"#
            }
            return [#"{"results":\#(list(rows)),"statistics":{"recordsMatched":1.0},"status":"Complete"}"#]
        },
        Carrier(name: "a subscription's call of a function") { [#"{"awslogs":{"data":"\#(packed(group($0)))"}}"#] },
        Carrier(name: "a stream's call of a function") { events in
            let records = events.map {
                #"{"eventSource":"aws:kinesis","eventName":"aws:kinesis:record","kinesis":{"data":"\#(packed(group([$0])))"}}"#
            }
            return [#"{"Records":\#(list(records))}"#]
        },
        Carrier(name: "a delivery stream's call of a function") { events in
            let data = Base64.encode(Array(events.joined(separator: "\n").utf8))
            return [#"{"invocationId":"i","records":[{"recordId":"r","data":"\#(data)"}]}"#]
        },
        Carrier(name: "lookup-events") { events in
            [
                #"{"Events":\#(list(events.map { #"{"EventId":"e","CloudTrailEvent":\#(quoted($0))}"# })),"NextToken":"t"}"#
            ]
        },
        Carrier(name: "a query of a lake for whole events") { events in
            [
                #"{"QueryStatus":"FINISHED","QueryResultRows":\#(list(events.map { #"[{"eventJson":\#(quoted($0))}]"# }))}"#
            ]
        },
        Carrier(name: "splunk, exported") { events in
            [
                events.map { #"{"preview":false,"result":{"sourcetype":"x","_raw":\#(quoted($0))}}"# }.joined(
                    separator: "\n")
            ]
        },
        Carrier(name: "splunk, as it was sent") { events in
            [events.map { #"{"time":1,"sourcetype":"x","event":\#($0)}"# }.joined(separator: "\n")]
        },
        Carrier(name: "elastic, a search's answer") { events in
            [
                #"{"took":1,"hits":{"total":{"value":1},"hits":\#(list(events.map { #"{"_id":"1","_source":\#($0)}"# }))}}"#
            ]
        },
        Carrier(name: "elastic, documents of its own form") { events in
            [
                events.map {
                    #"{"_source":{"@timestamp":"x","event":{"action":"a","original":\#(quoted($0))},"message":"m"}}"#
                }.joined(separator: "\n")
            ]
        },
        Carrier(name: "a shipper of logs") { $0.map { #"{"stream":"stdout","log":\#(quoted($0))}"# } },
        Carrier(name: "lines of files as delivered") { [$0.map { #"{"Records":[\#($0)]}"# }.joined(separator: "\n")] },
    ]

    private static func decode(_ text: String) throws -> (decoder: any Decoder, decoding: Decoding) {
        let file = SourceFile(path: "f.json", bytes: Array(text.utf8))
        let decoder = try #require(Decoders.all.first { $0.recognise(file) != nil })
        return (decoder, decoder.decode(file))
    }

    private static func events(of lab: Lab) throws -> [String] {
        let data = try Data(contentsOf: lab.folder.appendingPathComponent("cloudtrail/events.json"))
        let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return try #require(whole["Records"] as? [[String: Any]]).map {
            String(decoding: try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys), as: UTF8.self)
        }
    }

    @Test(.enabled(if: !TestFiles.labs.isEmpty, "no recording"), arguments: carriers)
    func aRecordingsEventsGiveTheSameGraphInEveryEnvelope(carrier: Carrier) throws {
        for lab in TestFiles.labs.map(Lab.init) {
            let (spans, index) = (try lab.protobufDecoding().records, try lab.index())
            let events = try Self.events(of: lab)
            var records: [RuntimeRecord] = []
            var others = 0
            for text in carrier.files(events) {
                let (decoder, decoding) = try Self.decode(text)
                #expect(decoder.name == "cloudtrail" && decoding.rejections.isEmpty)
                records += decoding.records
                others += decoding.passedOver.count
            }
            #expect(records.count == events.count && others == carrier.others)

            let bare = try lab.cloudTrailDecoding().records
            let graph = Correlation.correlate(records: spans + records, index: index).text
            #expect(graph == Correlation.correlate(records: spans + bare, index: index).text)
            let both = Correlation.correlate(records: records + spans + bare, index: index).text
            #expect(graph == both)
        }
    }

    private static let event = """
        {"eventVersion":"1.11","eventID":"e1","eventTime":"2026-11-22T14:19:42Z","eventSource":"s3.amazonaws.com",\
        "eventName":"GetObject","recipientAccountId":"111122223333","userIdentity":{"type":"Root"}}
        """

    @Test(arguments: [
        (
            bus(event).replacing("\"detail\":", with: "\"detail\":{},\"x\":") + "\n" + bus(event),
            #"event of another kind: "AWS API Call via CloudTrail""#
        ),
        (
            #"{"detail-type":"GuardDuty Finding","detail":{"id":"1"}}"# + "\n" + bus(event),
            #"event of another kind: "GuardDuty Finding""#
        ),
        (group([event], ["plain"]), "log line that is no audit event"),
        (group([event], [#"{"level":"info"}"#]), "log line that is no audit event"),
    ])
    func whatIsNoRecordIsCountedWithItsReasonAndPlace(text: String, reason: String) throws {
        let decoding = try Self.decode(text).decoding
        #expect(decoding.records.count == 1 && decoding.rejections.isEmpty)
        #expect(decoding.passedOver.map(\.reason) == [reason] && decoding.passedOver.map(\.line) == [1])
    }

    @Test(arguments: [
        (group([event, #"{"eventName":"#]), #"unreadable JSON in its "message""#),
        (#"{"Events":[{"CloudTrailEvent":"{"},{"CloudTrailEvent":\#(quoted(event))}]}"#, "unreadable JSON"),
        (#"[{"awslogs":{"data":"H4sIAAAA"}},\#(event)]"#, #"damaged or too large gzip in its "data""#),
        (group([event, #"{"eventName":"A","eventSource":"b"}"#]), #"no "eventID""#),
        (
            #"{"QueryResultRows":[[{"eventName":"A"},{"userIdentity":"{type=Root}"}],[{"eventJson":\#(quoted(event))}]]}"#,
            "select eventJson"
        ),
    ])
    func whatIsDamagedIsRejectedAndTheNextIsRead(text: String, reason: String) throws {
        let decoding = try Self.decode(text).decoding
        #expect(decoding.records.count == 1 && decoding.received == 2)
        #expect(decoding.rejections.first?.reason.contains(reason) == true)
        #expect(decoding.rejections.first?.line == 1)
    }

    @Test func aRowOfATableIsNotTakenForNothing() throws {
        let rows = #"{"QueryResultRows":[[{"eventName":"A"},{"userIdentity":"{type=Root}"}]]}"#
        #expect(
            CloudTrailDecoder().recognise(SourceFile(path: "f", bytes: Array(rows.utf8)))?.form.contains("not read")
                == true)
    }

    @Test func aRecordNamesTheLineOfTheTextThatItStandsIn() throws {
        let text = "{\"events\":[\n{\"message\":\n\(Self.quoted(Self.event))}]}"
        guard case .cloudCall(let call)? = try Self.decode(text).decoding.records.first else { return }
        #expect(call.evidence.line == 3)
    }

    // MARK: - Other logs in the same envelopes

    private static let audit = """
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a1","stage":"ResponseComplete","verb":"get","user":\
        {"username":"ann"},"objectRef":{"resource":"secrets","namespace":"shop","name":"db"},"responseStatus":{"code":200},\
        "requestReceivedTimestamp":"2026-01-02T03:04:05.000006Z"}
        """
    private static let aks =
        "/subscriptions/1/resourcegroups/r/providers/Microsoft.ContainerService/managedClusters/green"

    @Test(arguments: [
        (group([audit], ["I0101"], group: "/aws/eks/blue/cluster"), "blue"),
        (#"{"awslogs":{"data":"\#(packed(group([audit], group: "/aws/eks/blue/cluster")))"}}"#, "blue"),
        (#"{"events":[{"message":\#(quoted(audit))}],"searchedLogStreams":[]}"#, "unknown"),
        (#"{"results":[[{"field":"@message","value":\#(quoted(audit))}]]}"#, "unknown"),
        (#"{"result":{"_raw":\#(quoted(audit))}}"#, "unknown"),
        (#"{"_source":{"event":{"original":\#(quoted(audit))}}}"#, "unknown"),
        (
            #"{"category":"kube-audit-admin","resourceId":"\#(aks)","time":"t","properties":{"log":\#(quoted(audit))}}"#,
            "green"
        ),
        (#"[{"Category":"kube-audit","ResourceId":"\#(aks)","log_s":\#(quoted(audit))}]"#, "green"),
        (
            #"{"records":[{"category":"kube-audit","resourceId":"\#(aks)","properties":{"log":\#(quoted(audit))}}]}"#,
            "green"
        ),
    ])
    func aClustersLogIsTheSameInEveryEnvelope(text: String, cluster: String) throws {
        let (decoder, decoding) = try Self.decode(text)
        #expect(decoder.name == "kubernetes-audit" && decoding.rejections.isEmpty)
        let act = try #require(Correlation.correlate(records: decoding.records, index: TableIndex()).activities.first)
        #expect(act.target == .kubernetes(.secret, cluster: cluster, namespace: "shop", name: "db"))
        #expect(act.id == "kubernetes/\(cluster == "unknown" ? "" : cluster)/a1" || act.effect == .read)
    }

    private static let entry = """
        {"insertId":"i1","timestamp":"2026-01-02T03:04:05Z","resource":{"type":"k8s_cluster","labels":{"cluster_name":"red"}},\
        "protoPayload":{"serviceName":"k8s.io","methodName":"io.k8s.core.v1.pods.exec.create","resourceName":\
        "core/v1/namespaces/shop/pods/web-1/exec","authenticationInfo":{"principalEmail":"ann@example.com"}}}
        """

    @Test(arguments: [
        #"{"message":{"data":"\#(Base64.encode(Array(entry.utf8)))","messageId":"1"},"subscription":"s"}"#,
        #"{"receivedMessages":[{"ackId":"1","message":{"data":"\#(Base64.encode(Array(entry.utf8)))"}}]}"#,
        #"{"result":{"_raw":\#(quoted(entry))}}"#, #"{"_source":\#(entry)}"#, "[\(entry)]",
    ])
    func aLogEntryOfGoogleIsTheSameInEveryEnvelope(text: String) throws {
        let (decoder, decoding) = try Self.decode(text)
        #expect(decoder.name == "google-audit" && decoding.records.count == 1)
        let act = Correlation.correlate(records: decoding.records, index: TableIndex()).activities.first
        #expect(act?.action == "kubernetes:create pods/exec" && act?.object == "shop/pods/web-1")
    }

    // MARK: - Hostile input

    @Test func envelopesInsideEnvelopesEnd() {
        var text = Self.event
        for _ in 0..<40 { text = #"{"detail-type":"x","detail":\#(text)}"# }
        let decoding = CloudTrailDecoder().decode(SourceFile(path: "f", bytes: Array("[\(Self.event),\(text)]".utf8)))
        #expect(decoding.records.count == 1)
        #expect(decoding.passedOver.map(\.reason) == ["record inside more than 8 envelopes"])

        // A text inside a text inside a text doubles its marks of quoting.
        var nested = Self.event
        for _ in 0..<12 { nested = #"{"message":\#(Self.quoted(nested))}"# }
        let deep = CloudTrailDecoder().decode(SourceFile(path: "f", bytes: Array("[\(Self.event),\(nested)]".utf8)))
        #expect(deep.records.count == 1 && deep.received + deep.passedOver.count == 2)
    }

    @Test func aPackedTextThatUnpacksToItselfIsReadOnce() {
        var data = Self.packed(Self.group([Self.event]))
        for _ in 0..<5 { data = Self.packed(#"{"awslogs":{"data":"\#(data)"}}"#) }
        let text = #"[\#(Self.event),{"awslogs":{"data":"\#(data)"}}]"#
        let decoding = CloudTrailDecoder().decode(SourceFile(path: "f", bytes: Array(text.utf8)))
        #expect(decoding.records.count == 1)
        #expect(decoding.passedOver.map(\.reason) == ["text that is no packed log"])
    }

    @Test func aPackedTextOfAnySizeIsBounded() {
        let bomb = Base64.encode(Deflate.gzip([UInt8](repeating: 0x20, count: 80 << 20)))
        let text = #"[\#(Self.event),{"awslogs":{"data":"\#(bomb)"}}]"#
        let decoding = CloudTrailDecoder().decode(SourceFile(path: "f", bytes: Array(text.utf8)))
        #expect(decoding.rejections.map(\.reason) == [#"damaged or too large gzip in its "data""#])
    }

    @Test func aPackedTextOfAnyNumberOfLinesIsBounded() {
        let bomb = Base64.encode(Deflate.gzip(Array(String(repeating: "{}\n", count: 60_000).utf8)))
        let text = #"[\#(Self.event),{"awslogs":{"data":"\#(bomb)"}}]"#
        let decoding = CloudTrailDecoder().decode(SourceFile(path: "f", bytes: Array(text.utf8)))
        #expect(decoding.records.count == 1)
        #expect(decoding.rejections.map(\.reason) == [#"more than 50000 lines in its "data""#])
    }

    @Test func cutAndFlippedEnvelopesAreReportedAndNeverTrapped() {
        var generator = SeededGenerator(seed: 11)
        for carrier in Self.carriers {
            for text in carrier.files([Self.event, Self.audit]) {
                for _ in 0..<20 {
                    var bytes = Array(Array(text.utf8).prefix(Int.random(in: 1...text.utf8.count, using: &generator)))
                    bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                    let file = SourceFile(path: "x", bytes: bytes)
                    for decoder in Decoders.all where decoder.recognise(file) != nil {
                        let decoding = decoder.decode(file)
                        #expect(decoding.records.count + decoding.rejections.count == decoding.received)
                    }
                }
            }
        }
    }
}
