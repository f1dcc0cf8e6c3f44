public import OverreachModel
import OverreachWire

/// Decodes CloudTrail: `{"Records": […]}` as delivered to a bucket, a bare array, one event a line, one event, and the
/// answer of `aws cloudtrail lookup-events`, whose events are JSON inside a string.
public struct CloudTrailDecoder: Decoder {
    /// The name in evidence.
    public let name = "cloudtrail"

    private static let members = ["Records", "Events"]
    private static let embedded = "CloudTrailEvent"
    private static let probedRecords = 16

    private struct Enough: Error {}

    /// Makes the decoder.
    public init() {}

    /// What the file is: whether one of its first records is a CloudTrail event, or broke while it looked like one.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard let shape = JSONRecords.shape(of: file.bytes, members: CloudTrailDecoder.members) else { return nil }

        var isFound = false
        do {
            try JSONRecords.forEach(in: file.bytes, shape: shape) { record, index in
                switch record {
                case .success(let value): isFound = CloudTrailDecoder.isEvent(value)
                case .failure: isFound = CloudTrailDecoder.mentionsEvent(file.bytes)
                }
                if isFound || index >= CloudTrailDecoder.probedRecords { throw Enough() }
            }
        } catch {}
        guard isFound else { return nil }

        return Recognition(form: shape == .member("Events") ? "cloudtrail lookup-events" : "cloudtrail")
    }

    /// The events of the file; one bad event never sinks it.
    public func decode(_ file: SourceFile) -> Decoding {
        var decoding = Decoding()
        guard let shape = JSONRecords.shape(of: file.bytes, members: CloudTrailDecoder.members) else { return decoding }

        JSONRecords.forEach(in: file.bytes, shape: shape) { record, _ in
            switch record {
            case .success(let value): CloudTrailDecoder.take(value, of: file.path, into: &decoding)
            case .failure(let error):
                decoding.reject("unreadable JSON: \(error.message)", line: error.line, offset: error.offset)
            }
        }
        return decoding
    }

    private static func take(_ value: JSONValue, of path: String, into decoding: inout Decoding) {
        do {
            let event = try CloudTrailDecoder.event(in: value)
            let told = CloudTrailEvent(event)
            decoding.accept(.cloudCall(try told.record(file: path, line: value.line)))
            if let what = told.unknownIdentity { decoding.passedOver.append(Rejection(what, line: value.line)) }
        } catch let fault as CloudTrailEvent.Fault {
            decoding.reject("event rejected: \(fault.reason)", line: value.line, offset: value.offset)
        } catch {
            // The embedded text has lines and offsets of its own, which mean nothing in the file.
            decoding.reject(
                "event rejected: unreadable JSON in its \"\(embedded)\"", line: value.line, offset: value.offset)
        }
    }

    /// The event itself: the record, or what a `lookup-events` record embeds as text.
    private static func event(in value: JSONValue) throws -> JSONValue {
        guard let text = value[embedded]?.string else { return value }
        return try JSONValue.parse(Array(text.utf8))
    }

    /// Whether it is a CloudTrail event; notifications of S3 have `Records` with an `eventSource` too (`aws:s3`).
    private static func isEvent(_ value: JSONValue) -> Bool {
        if value[embedded]?.string != nil { return true }
        guard let source = value["eventSource"]?.string, value["eventName"]?.string != nil else { return false }

        return !source.utf8.starts(with: "aws:".utf8)
            && ["userIdentity", "eventID", "eventVersion"].contains { value[$0] != nil }
    }

    /// Whether a broken text has the words of an event near its beginning.
    private static func mentionsEvent(_ bytes: [UInt8]) -> Bool {
        let beginning = bytes.prefix(65_536)
        return [#""eventSource""#, #""userIdentity""#, #""CloudTrailEvent""#].contains { word in
            beginning.contains(word.utf8)
        }
    }
}

extension Collection<UInt8> {
    fileprivate func contains(_ word: some Collection<UInt8>) -> Bool {
        guard let first = word.first else { return true }
        var rest = self[...]
        while let place = rest.firstIndex(of: first) {
            rest = rest[place...]
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
