import OverreachModel
import OverreachPosture
import OverreachSecrets
import OverreachTelemetry
import OverreachWire

/// A reader of bytes that cannot be trusted, as a fuzzer drives it.
///
/// Each stops the process where something that must hold of every input does not, so that the fuzzer keeps the input.
enum FuzzTarget: String, CaseIterable {
    case json
    case inflate
    case protobuf
    case otlpProtobuf = "otlp-protobuf"
    case otlpJSON = "otlp-json"
    case mcp
    case aws
    case cloudtrail
    case kubernetesAudit = "kubernetes-audit"

    /// Reads the bytes.
    func run(_ bytes: [UInt8]) {
        switch self {
        case .json: Self.readJSON(bytes)
        case .inflate: Self.inflate(bytes)
        case .protobuf: Self.walk(ProtobufReader(bytes[...]), depth: 0)
        case .otlpProtobuf: Self.decode(bytes, path: "otlp/1.pb", by: OTLPDecoder())
        case .otlpJSON: Self.decode(bytes, path: "otlp/1.json", by: OTLPDecoder())
        case .mcp:
            Self.read(bytes, path: "bot/.mcp.json", by: MCPSource(fingerprinter: Self.fingerprinter))
            Self.read(bytes, path: "bot/crm.tools.json", by: ToolListSource())
        case .aws: Self.read(bytes, path: "aws/iam/list.json", by: AWSSource())
        case .cloudtrail: Self.decode(bytes, path: "cloudtrail/1.json", by: CloudTrailDecoder())
        case .kubernetesAudit: Self.decode(bytes, path: "audit.log", by: KubernetesAuditDecoder())
        }
    }

    private static let fingerprinter = Fingerprinter(key: [UInt8](repeating: 7, count: 32))

    /// What is read, written and read again is the same text.
    private static func readJSON(_ bytes: [UInt8]) {
        for dialect in [JSONDialect.strict, .jsonc] {
            guard let value = try? JSONValue.parse(bytes, dialect: dialect) else { continue }
            let text = written(value)
            guard let again = try? JSONValue.parse(text) else { fatalError("what was written cannot be read") }
            precondition(written(again) == text, "what was written is read as something else")
        }
        for shape in [JSONRecords.Shape.lines, .topLevelArray, .member("Records")] {
            var records = 0
            JSONRecords.forEach(in: bytes, shape: shape) { _, index in
                precondition(index == records, "records are not counted in order")
                records += 1
            }
            precondition(records <= bytes.count + 1, "more records than bytes, and a failure")
        }
    }

    private static func written(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.raw(value)
        return writer.bytes
    }

    /// The output is bounded, and what was packed comes back.
    private static func inflate(_ bytes: [UInt8]) {
        let limit = 1 << 18
        for open in [Inflate.gunzip, Inflate.zlib] {
            if let output = try? open(bytes, limit) { precondition(output.count <= limit, "more than the limit") }
        }
        if bytes.count <= limit {
            precondition((try? Inflate.gunzip(Deflate.gzip(bytes), limit: limit)) == bytes, "gzip loses bytes")
            precondition((try? Inflate.zlib(Deflate.zlib(bytes), limit: limit)) == bytes, "zlib loses bytes")
        }
    }

    /// Every field lies inside its message, however deep.
    private static func walk(_ reader: ProtobufReader, depth: Int) {
        var reader = reader
        var before = -1
        while let field = try? reader.next() {
            precondition(field.offset > before, "a field that does not move on")
            before = field.offset
            _ = try? field.text()
            precondition(depth <= ProtobufReader.depthLimit, "deeper than the limit")
            if let message = try? field.message() { walk(message, depth: depth + 1) }
        }
    }

    /// Nothing is lost uncounted, twice the same bytes give the same, and what came out can be joined.
    private static func decode(_ bytes: [UInt8], path: String, by decoder: some Decoder) {
        let file = SourceFile(path: path, bytes: bytes)
        _ = decoder.recognise(file)
        let decoding = decoder.decode(file)
        precondition(
            decoding.received == decoding.records.count + decoding.rejections.count, "records that nobody counts")
        precondition(decoder.decode(file).records == decoding.records, "the same bytes give other records")
        let acts = Correlation.correlate(records: decoding.records, index: NoPosture()).activities
        precondition(Set(acts.map { Text($0.id) }).count == acts.count, "two acts of one id")
    }

    /// Nothing is lost uncounted, and the same bytes give the same facts.
    private static func read(_ bytes: [UInt8], path: String, by source: some Source) {
        let file = SourceFile(path: path, bytes: bytes)
        let context = SourceContext(account: "123456789012", region: "eu-west-1", cluster: "c", host: "h")
        guard source.recognise(file) != nil else { return }
        let reading = source.read(file, in: context)
        precondition(reading.received >= reading.rejections.count, "more rejected than received")
        precondition(source.read(file, in: context).fragments.map(\.scope) == reading.fragments.map(\.scope))
    }
}

/// Nothing is known of posture.
private struct NoPosture: CorrelationIndex {
    func workload(podUID: String) -> Key? { nil }
    func workload(namespace: String, kind: String, name: String) -> Key? { nil }
    func serviceAccount(ofWorkload workload: Key) -> Key? { nil }
    func serviceAccount(namespace: String, name: String) -> Key? { nil }
    func credential(accessKeyID: String) -> Key? { nil }
    func identity(accessKeyID: String) -> Key? { nil }
    func identity(arn: String) -> Key? { nil }
    func dataStore(service: String, nameOrARN: String, account: String, region: String) -> Key? { nil }
    func effect(ofAction action: String) -> Effect? { nil }
    func action(eventSource: String, eventName: String) -> String { "" }
}
