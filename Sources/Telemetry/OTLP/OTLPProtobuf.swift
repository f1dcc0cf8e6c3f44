import OverreachModel
import OverreachWire

/// Reads a request of traces or logs from protobuf bytes, keeping what stands before and beside damage.
///
/// Both have resources, scopes and records under the same numbers. Field numbers: opentelemetry-proto,
/// `trace/v1/trace.proto`, `logs/v1/logs.proto`, `common/v1/common.proto`, `resource/v1/resource.proto`.
struct OTLPProtobuf {
    private(set) var decoding = Decoding()
    private let path: String
    private let signal: OTLPSignal

    init(path: String, signal: OTLPSignal) {
        self.path = path
        self.signal = signal
    }

    mutating func read(_ bytes: ArraySlice<UInt8>) {
        var fields = LenientFields(bytes)
        var hasSpans = false
        while let step = fields.next() {
            switch step {
            case .field(let field):
                guard field.number == 1, case .bytes(let content) = field.payload else { continue }
                hasSpans = true
                if let damage = resourceSpans(content, isCut: false) { reject(damage) }
            case .cut(let number, let content, let error):
                let inner = number == 1 ? resourceSpans(content, isCut: true) : nil
                reject(inner ?? error)
                return
            case .damage(let error):
                reject(error)
                return
            }
        }
        if !hasSpans { decoding.reject("no trace export: the message has no resource spans", offset: 0) }
    }

    private mutating func reject(_ damage: WireError) {
        decoding.reject("looks like OTLP, but is damaged: \(damage.message)", offset: damage.offset)
    }

    /// Reads the spans of one resource; the damage that ended it, if any.
    private mutating func resourceSpans(_ bytes: ArraySlice<UInt8>, isCut: Bool) -> WireError? {
        if signal == .metrics {
            decoding.passedOver.append(Rejection(OTLPSignal.metricsReason, offset: bytes.startIndex))
            return nil
        }
        // The order of fields is free: the resource may stand behind its spans.
        var resource = KeptAttributes()
        var first = LenientFields(bytes)
        while case .field(let field)? = first.next() {
            guard field.number == 1, case .bytes(let content) = field.payload else { continue }
            do {
                try OTLPProtobuf.attributes(of: content, number: 1, table: .resource, into: &resource)
            } catch {
                return error  // without its resource a span would be given to nobody, or to the wrong service
            }
        }

        return messages(2, in: bytes, isCut: isCut) { reader, content, isCut in
            reader.scopeSpans(content, resource: resource.properties, isCut: isCut)
        }
    }

    private mutating func scopeSpans(
        _ bytes: ArraySlice<UInt8>, resource: [Property], isCut: Bool
    ) -> WireError? {
        var instrumentation = ""
        var first = LenientFields(bytes)
        while case .field(let field)? = first.next() {
            guard field.number == 1, case .bytes(let content) = field.payload else { continue }
            var scope = LenientFields(content)
            while case .field(let part)? = scope.next() {
                if part.number == 1 { instrumentation = (try? part.text()) ?? "" }
            }
        }

        return messages(2, in: bytes, isCut: isCut) { reader, content, isCut in
            reader.signal == .logs
                ? reader.log(content, resource: resource, instrumentation: instrumentation, isCut: isCut)
                : reader.span(content, resource: resource, instrumentation: instrumentation, isCut: isCut)
        }
    }

    /// Hands every embedded message of this number to the closure, which returns the damage that it came upon.
    ///
    /// Damage inside a whole message is reported here, and the next message goes on; what ended this message is
    /// returned, since only the caller knows whether its own end is there.
    private mutating func messages(
        _ number: UInt32, in bytes: ArraySlice<UInt8>, isCut: Bool,
        _ body: (inout OTLPProtobuf, ArraySlice<UInt8>, _ isCut: Bool) -> WireError?
    ) -> WireError? {
        var fields = LenientFields(bytes)
        while let step = fields.next() {
            switch step {
            case .field(let field):
                guard field.number == number, case .bytes(let content) = field.payload else { continue }
                if let damage = body(&self, content, false) { reject(damage) }
            case .cut(let cutNumber, let content, let error):
                // Where this message is whole, a length inside it is wrong, and what follows is no part of a span.
                let inner = cutNumber == number && isCut ? body(&self, content, true) : nil
                return inner ?? error
            case .damage(let error):
                return error
            }
        }
        return nil
    }

    /// Reads one span; one without its end is damage, one with a fault inside is rejected by itself.
    private mutating func span(
        _ bytes: ArraySlice<UInt8>, resource: [Property], instrumentation: String, isCut: Bool
    ) -> WireError? {
        if isCut { return WireError(.truncated, "a span without its end", offset: bytes.endIndex) }

        do {
            let draft = try OTLPProtobuf.draft(bytes)
            let record = try draft.record(
                resource: resource, instrumentation: instrumentation, file: path, line: nil)
            decoding.accept(record, offset: bytes.startIndex)
        } catch let fault as SpanDraft.Fault {
            decoding.reject("span rejected: \(fault.reason)", offset: bytes.startIndex)
        } catch let damage as WireError {
            decoding.reject("span rejected: \(damage.message)", offset: damage.offset)
        } catch {
            decoding.reject("span rejected", offset: bytes.startIndex)
        }
        return nil
    }

    /// Reads one log record, as `span` reads a span.
    private mutating func log(
        _ bytes: ArraySlice<UInt8>, resource: [Property], instrumentation: String, isCut: Bool
    ) -> WireError? {
        if isCut { return WireError(.truncated, "a log record without its end", offset: bytes.endIndex) }

        do {
            let record = try OTLPProtobuf.logDraft(bytes).record(
                resource: resource, instrumentation: instrumentation, file: path, line: nil)
            decoding.accept(record, offset: bytes.startIndex)
        } catch let refusal as LogDraft.Refusal {
            decoding.refuse(refusal, offset: bytes.startIndex)
        } catch let damage as WireError {
            decoding.reject("log record rejected: \(damage.message)", offset: damage.offset)
        } catch {
            decoding.reject("log record rejected", offset: bytes.startIndex)
        }
        return nil
    }

    private static func logDraft(_ bytes: ArraySlice<UInt8>) throws -> LogDraft {
        var draft = LogDraft()
        var fields = ProtobufReader(bytes)
        while let field = try fields.next() {
            switch (field.number, field.payload) {
            case (1, .fixed64(let time)): draft.time = time
            case (2, .varint(let severity)): draft.severity = severity
            case (5, .bytes(let body)): draft.body = try OTLPValue.value(body)
            case (6, .bytes(let content)): try attribute(content, table: .span, into: &draft.attributes)
            case (7, .varint(let count)): draft.attributes.drop(count)
            case (9, .bytes(let id)): draft.traceID = try hex(id, limit: 16, field)
            case (10, .bytes(let id)): draft.spanID = try hex(id, limit: 8, field)
            case (11, .fixed64(let time)): draft.observed = time
            case (12, .bytes): draft.eventName = try field.text()
            default: continue
            }
        }
        draft.digest = try LogDigest.of(bytes)
        return draft
    }

    private static func draft(_ bytes: ArraySlice<UInt8>) throws -> SpanDraft {
        var draft = SpanDraft()
        var fields = ProtobufReader(bytes)
        while let field = try fields.next() {
            switch (field.number, field.payload) {
            case (1, .bytes(let id)): draft.traceID = try hex(id, limit: 16, field)
            case (2, .bytes(let id)): draft.spanID = try hex(id, limit: 8, field)
            case (4, .bytes(let id)): draft.parentID = try hex(id, limit: 8, field)
            case (5, .bytes): draft.name = try field.text()
            case (6, .varint(let kind)): draft.role = SpanRecord.Role(otlp: kind)
            case (7, .fixed64(let time)): draft.start = time
            case (8, .fixed64(let time)): draft.end = time
            case (9, .bytes(let content)): try attribute(content, table: .span, into: &draft.attributes)
            case (10, .varint(let count)): draft.attributes.drop(count)
            case (11, .bytes(let content)): try event(content, into: &draft.attributes)
            case (15, .bytes(let content)):
                var status = ProtobufReader(content)
                while let part = try status.next() {
                    if part.number == 3, case .varint(let code) = part.payload { draft.isError = code == 2 }
                }
            default: continue
            }
        }
        return draft
    }

    /// The id in hexadecimal; an id far too long is refused before it becomes text.
    private static func hex(_ id: ArraySlice<UInt8>, limit: Int, _ field: ProtobufReader.Field) throws -> String {
        guard id.count <= 2 * limit else {
            throw WireError(.tooLarge, "an id of \(id.count) bytes, expected \(limit)", offset: field.offset)
        }
        return Hex.encode(id)
    }

    private static func attributes(
        of message: ArraySlice<UInt8>, number: UInt32, table: AttributeTable, into kept: inout KeptAttributes
    ) throws(WireError) {
        do {
            var fields = ProtobufReader(message)
            while let field = try fields.next() {
                guard field.number == number, case .bytes(let content) = field.payload else { continue }
                try attribute(content, table: table, into: &kept)
            }
        } catch {
            throw error as? WireError ?? WireError(.syntax, "an unreadable attribute", offset: message.startIndex)
        }
    }

    /// Takes a `KeyValue` where its name is kept; of the others not even the value is read.
    private static func attribute(
        _ bytes: ArraySlice<UInt8>, table: AttributeTable, into kept: inout KeptAttributes
    ) throws {
        let (name, value) = try OTLPValue.keyValue(bytes)
        guard let entry = table.entry(for: name) else { return }
        kept.add(entry, try OTLPValue.value(value))
    }

    /// Looks at what an event of a span carries.
    private static func event(_ bytes: ArraySlice<UInt8>, into kept: inout KeptAttributes) throws {
        var name = ""
        var attributes: [JSONMember] = []
        var fields = ProtobufReader(bytes)
        while let field = try fields.next() {
            if field.number == 4, case .varint(let count) = field.payload { kept.drop(count) }
            guard case .bytes(let content) = field.payload else { continue }
            if field.number == 2 { name = try field.text() }
            if field.number == 3 {
                let (key, value) = try OTLPValue.keyValue(content)
                attributes.append(
                    JSONMember(key: String(decoding: key, as: UTF8.self), value: try OTLPValue.value(value)))
            }
        }
        kept.lookAtEvent(name, attributes)
    }
}
