public import OverreachModel
import OverreachWire

/// Decodes CloudTrail: `{"Records": […]}` as delivered to a bucket, a bare array, one event a line, one event, and whatever
/// of `EnvelopeForm` carries its events.
public struct CloudTrailDecoder: Decoder {
    /// The name in evidence.
    public let name = "cloudtrail"

    private static let members = [
        "Records", "Events", "logEvents", "events", "QueryResultRows", "results", "Messages", "records",
    ]

    /// Makes the decoder.
    public init() {}

    /// What the file is: whether one of its first records is a CloudTrail event, or broke while it looked like one.
    public func recognise(_ file: SourceFile) -> Recognition? {
        records(file).map { Recognition(form: $0.form.isEmpty ? "cloudtrail" : "cloudtrail \($0.form)") }
    }

    /// The events of the file; one bad event never sinks it.
    public func decode(_ file: SourceFile) -> Decoding {
        var decoding = Decoding()
        records(file)?.forEach(in: file, into: &decoding, other: nil) { record, decoding in
            let event = CloudTrailEvent(record.value)
            do throws(CloudTrailEvent.Fault) {
                decoding.accept(.cloudCall(try event.record(file: file.path, line: record.line)))
                if let what = event.unknownIdentity { decoding.passedOver.append(Rejection(what, line: record.line)) }
            } catch {
                decoding.reject("event rejected: \(error.reason)", line: record.line, offset: record.offset)
            }
        }
        return decoding
    }

    private func records(_ file: SourceFile) -> AuditRecords? {
        AuditRecords(
            file, members: CloudTrailDecoder.members, isRecord: CloudTrailDecoder.isMeantAsEvent,
            isOne: CloudTrailDecoder.isEvent,
            mentions: [#""eventSource""#, #""userIdentity""#, #""CloudTrailEvent""#])
    }

    /// Members of which a record has two or more, though it be damaged.
    private static let marks = ["eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "eventID"]

    private static func isMeantAsEvent(_ value: JSONValue) -> Bool {
        !isNotification(value) && marks.count { value[$0] != nil && value["eventJson"] == nil } > 1
            && value["userIdentity"]?.string == nil
    }

    private static func isEvent(_ value: JSONValue) -> Bool {
        guard value["eventSource"]?.string != nil, value["eventName"]?.string != nil else { return false }

        return !isNotification(value) && ["userIdentity", "eventID", "eventVersion"].contains { value[$0] != nil }
    }

    /// Notifications of S3 and batches of streams have `Records` with an `eventSource` too (`aws:s3`).
    private static func isNotification(_ value: JSONValue) -> Bool {
        value["eventSource"]?.string?.utf8.starts(with: "aws:".utf8) == true
    }
}
