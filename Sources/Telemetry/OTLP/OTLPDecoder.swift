public import OverreachModel
import OverreachWire

/// Decodes OTLP traces: an `ExportTraceServiceRequest` as protobuf bytes, or as OTLP/JSON, one request or one a line.
///
/// Source: opentelemetry-proto, `opentelemetry/proto/collector/trace/v1` and `docs/specification.md`.
public struct OTLPDecoder: Decoder {
    /// The name in evidence.
    public let name = "otlp"

    /// Makes the decoder.
    public init() {}

    /// What the file is, judged by its content; a damaged protobuf body is recognised by how it begins, or by its name.
    public func recognise(_ file: SourceFile) -> Recognition? {
        if OTLPJSON.recognises(file) { return Recognition(form: "otlp traces json") }

        return OTLPProbe.recognises(file) ? Recognition(form: "otlp traces protobuf") : nil
    }

    /// The spans of the file: a fault inside one span rejects that span, damage ends the part that it is in.
    public func decode(_ file: SourceFile) -> Decoding {
        if OTLPJSON.recognises(file) {
            var reader = OTLPJSON(path: file.path)
            reader.read(file)
            return reader.decoding
        }

        var reader = OTLPProtobuf(path: file.path)
        reader.read(file.bytes[...])
        return reader.decoding
    }
}

extension Decoding {
    mutating func accept(_ record: RuntimeRecord) {
        received += 1
        records.append(record)
    }

    mutating func reject(_ reason: String, line: Int? = nil, offset: Int? = nil) {
        received += 1
        rejections.append(Rejection(reason, line: line, offset: offset))
    }
}
