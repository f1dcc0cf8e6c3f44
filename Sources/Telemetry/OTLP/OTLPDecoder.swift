public import OverreachModel
import OverreachWire

/// Decodes OTLP: requests of traces and logs as protobuf bytes, or as OTLP/JSON, one request or one a line.
///
/// A log record that tells of an act is kept as a span without duration. Source: opentelemetry-proto,
/// `opentelemetry/proto/collector/trace/v1`, `…/logs/v1` and `docs/specification.md`.
public struct OTLPDecoder: Decoder {
    /// The name in evidence.
    public let name = "otlp"

    /// Makes the decoder.
    public init() {}

    /// What the file is, judged by its content; a damaged protobuf body is recognised by how it begins, or by its name.
    public func recognise(_ file: SourceFile) -> Recognition? {
        if let signal = OTLPJSON.signal(of: file) {
            return Recognition(form: "otlp \(signal.word) json")
        }
        return OTLPProbe.signal(of: file).map { signal in
            Recognition(form: "otlp \(signal.word) protobuf")
        }
    }

    /// The records of the file: a fault inside one rejects that one, damage ends the part that it is in.
    public func decode(_ file: SourceFile) -> Decoding {
        if OTLPJSON.signal(of: file) != nil {
            var reader = OTLPJSON(path: file.path)
            reader.read(file)
            return reader.decoding
        }

        var reader = OTLPProtobuf(path: file.path, signal: OTLPProbe.signal(of: file) ?? .traces)
        reader.read(file.bytes[...])
        return reader.decoding
    }
}

extension Decoding {
    mutating func accept(_ record: RuntimeRecord) {
        received += 1
        records.append(record)
    }

    /// Takes a span, and notes what of it nobody here can tell: a word for what it is, the store that it read, the event.
    mutating func accept(_ span: SpanRecord, line: Int? = nil, offset: Int? = nil) {
        accept(.span(span))
        let unknown = StepForm.unknown(span) ?? StepForm.unnamedStore(span) ?? LogForm.unknown(span)
        if let what = unknown { passedOver.append(Rejection(what, line: line, offset: offset)) }
    }

    mutating func reject(_ reason: String, line: Int? = nil, offset: Int? = nil) {
        received += 1
        rejections.append(Rejection(reason, line: line, offset: offset))
    }

    mutating func refuse(_ refusal: LogDraft.Refusal, line: Int? = nil, offset: Int? = nil) {
        switch refusal {
        case .fault(let fault): reject("log record rejected: \(fault.reason)", line: line, offset: offset)
        case .unknown(let what): passedOver.append(Rejection(what, line: line, offset: offset))
        }
    }
}
