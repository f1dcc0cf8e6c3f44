import OverreachModel
import OverreachWire

/// Tells OTLP traces in protobuf from other bytes, by structure: no reading of values, and no further than one span.
struct OTLPProbe {
    private enum Sight {
        /// Nothing that OTLP has.
        case nothing
        /// A resource with a named attribute, which metrics and logs have too.
        case resource
        /// A span with ids of 16 and 8 bytes.
        case span
    }

    private var sight = Sight.nothing
    private var isDamaged = false

    /// Whether the file is a trace export, or was meant to be one.
    static func recognises(_ file: SourceFile) -> Bool {
        guard !file.bytes.isEmpty else { return false }

        var probe = OTLPProbe()
        if file.bytes.first == 0x0A { probe.request(file.bytes[...]) }
        switch probe.sight {
        case .span: return true
        case .resource: return probe.isDamaged || isNamedProtobuf(file.path)
        case .nothing: return isNamedProtobuf(file.path)
        }
    }

    private static func isNamedProtobuf(_ path: String) -> Bool {
        [".pb", ".pb.gz"].contains { path.utf8.reversed().starts(with: $0.utf8.reversed()) }
    }

    private mutating func request(_ bytes: ArraySlice<UInt8>) {
        descend(bytes, 1) { probe, resourceSpans in
            probe.descend(resourceSpans, 1) { probe, resource in
                probe.descend(resource, 1) { probe, attribute in
                    if probe.sight == .nothing, OTLPProbe.hasName(attribute) { probe.sight = .resource }
                    return true
                }
                return true
            }
            probe.descend(resourceSpans, 2) { probe, scopeSpans in
                probe.descend(scopeSpans, 2) { probe, span in
                    if OTLPProbe.isSpan(span) { probe.sight = .span }
                    return true
                }
                return probe.sight == .span
            }
            return probe.sight == .span
        }
    }

    /// Walks the embedded messages of this number until the closure is content.
    private mutating func descend(
        _ bytes: ArraySlice<UInt8>, _ number: UInt32, _ body: (inout OTLPProbe, ArraySlice<UInt8>) -> Bool
    ) {
        var fields = LenientFields(bytes)
        while let step = fields.next() {
            switch step {
            case .field(let field):
                if field.number == number, case .bytes(let content) = field.payload, body(&self, content) { return }
            case .cut(let cutNumber, let content, _):
                isDamaged = true
                if cutNumber == number { _ = body(&self, content) }
            case .damage:
                isDamaged = true
            }
        }
    }

    private static func hasName(_ attribute: ArraySlice<UInt8>) -> Bool {
        var fields = LenientFields(attribute)
        guard case .field(let field)? = fields.next(), field.number == 1, case .bytes(let name) = field.payload else {
            return false
        }
        return !name.isEmpty && name.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func isSpan(_ bytes: ArraySlice<UInt8>) -> Bool {
        var hasTrace = false
        var fields = LenientFields(bytes)
        while case .field(let field)? = fields.next() {
            guard case .bytes(let content) = field.payload else { continue }
            if field.number == 1 { hasTrace = content.count == 16 }
            if field.number == 2 { return hasTrace && content.count == 8 }
        }
        return false
    }
}
