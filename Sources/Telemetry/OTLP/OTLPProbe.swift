import OverreachModel
import OverreachWire

/// Tells OTLP traces and logs in protobuf from other bytes, by structure: no reading of values, and no further than one
/// record.
struct OTLPProbe {
    private enum Sight {
        /// Nothing that OTLP has.
        case nothing
        /// A resource with a named attribute, which metrics and logs have too.
        case resource
        /// A span with ids of 16 and 8 bytes.
        case span
        /// A log record: a time or an observed time, then what only log records have.
        case log
        /// A metric with its name and data points.
        case metric
    }

    private var sight = Sight.nothing
    private var isDamaged = false
    private var isSure: Bool { sight == .span || sight == .log || sight == .metric }

    /// What the file exports, or was meant to; nil where it is nothing of OTLP that concerns us.
    static func signal(of file: SourceFile) -> OTLPSignal? {
        guard !file.bytes.isEmpty else { return nil }

        var probe = OTLPProbe()
        if file.bytes.first == 0x0A { probe.request(file.bytes[...]) }
        switch probe.sight {
        case .span: return .traces
        case .log: return .logs
        case .metric: return .metrics
        case .resource: return probe.isDamaged || isNamedProtobuf(file.path) ? .traces : nil
        case .nothing: return isNamedProtobuf(file.path) ? .traces : nil
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
                    if OTLPProbe.isSpan(span) {
                        probe.sight = .span
                    } else if OTLPProbe.isLog(span) {
                        probe.sight = .log
                    } else if probe.sight == .resource, OTLPProbe.isMetric(span) {
                        probe.sight = .metric
                    }
                    return true
                }
                return probe.isSure
            }
            return probe.isSure
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

    /// Fields 5 and 7 to 11 of a metric hold its data points, as field 1 in each.
    private static func isMetric(_ bytes: ArraySlice<UInt8>) -> Bool {
        var (hasName, hasData) = (false, false)
        var fields = LenientFields(bytes)
        while case .field(let field)? = fields.next() {
            guard case .bytes(let content) = field.payload else { return false }
            if field.number == 1 { hasName = !content.isEmpty && content.allSatisfy { (0x21...0x7E).contains($0) } }
            guard [5, 7, 9, 10, 11].contains(field.number) else { continue }
            var inner = LenientFields(content)
            if case .field(let point)? = inner.next(), point.number == 1, case .bytes = point.payload { hasData = true }
        }
        return hasName && hasData
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

    /// Fields 1 and 11 of a log record are times of eight bytes, where a span has its trace id and a metric its name.
    private static func isLog(_ bytes: ArraySlice<UInt8>) -> Bool {
        var hasTime = false
        var fields = LenientFields(bytes)
        while case .field(let field)? = fields.next() {
            switch (field.number, field.payload) {
            case (1, .fixed64), (11, .fixed64): hasTime = true
            case (1, _), (11, _), (2, .bytes), (3, .varint): return false
            default: continue
            }
        }
        return hasTime
    }
}
