import OverreachModel
import OverreachSecrets
import OverreachWire

/// A log record as either encoding gives it, before it is known what it tells of.
struct LogDraft {
    /// Why a record is not taken.
    enum Refusal: Error {
        /// It is not sound.
        case fault(SpanDraft.Fault)
        /// It is sound, and tells of nothing that Overreach knows.
        case unknown(String)
    }

    var traceID = ""
    var spanID = ""
    var eventName = ""
    var time: UInt64 = 0
    var observed: UInt64 = 0
    var severity: UInt64 = 0
    var body = JSONValue(.null)
    var attributes = KeptAttributes()
    /// A digest of all that the record says: what is the same twice is one record.
    var digest: [UInt8] = []

    /// The record that is kept; what stands outside of traces gets ids made of its service, conversation and content.
    func record(
        resource: [Property], instrumentation: String, file: String, line: Int?
    ) throws(Refusal) -> SpanRecord {
        let name = event
        let form = name.flatMap(LogForm.of)
        guard form != nil || tellsOfAct else { throw .unknown(LogDraft.unknown(name)) }

        var attributes = attributes
        let time: Int64
        do throws(SpanDraft.Fault) {
            time = try SpanDraft.time(self.time == 0 ? observed : self.time, "event")
        } catch {
            throw .fault(error)
        }
        if let form { say(form, resource, in: &attributes) }

        let isTraced = LogDraft.isIdentifier(traceID, digits: 32)
        let trace = isTraced ? traceID.lowercased() : made(trace: attributes, resource, instrumentation)
        let id = Hex.encode(Digest.sha256(digest + Array(trace.utf8)).prefix(8))
        var record = SpanRecord(
            traceID: trace, spanID: id,
            parentID: isTraced && LogDraft.isIdentifier(spanID, digits: 16) ? spanID.lowercased() : "",
            name: SpanDraft.safeName(name ?? instrumentation), role: .internal, start: time, end: time,
            isError: severity >= LogDraft.errorSeverity || isFailure(attributes),
            instrumentation: KeptText.cut(instrumentation), resource: resource, attributes: attributes.marked,
            evidence: Evidence(source: "otlp", file: file, line: line, locator: "\(trace)/\(id)", time: time))
        record.form = isTraced ? .log : .untracedLog
        record.take(attributes.content)
        return record
    }

    /// `SEVERITY_NUMBER_ERROR` of `logs.proto`.
    private static let errorSeverity: UInt64 = 17

    /// The event's name: its own field, an attribute, or a body that is a name and nothing else.
    private var event: String? {
        if !eventName.isEmpty { return qualified(eventName) }
        if let name = attributes.properties.value(ofFirst: SpanTerm.eventName.names) { return qualified(name) }
        guard let text = body.string, text.utf8.count <= 128, text.utf8.contains(UInt8(ascii: ".")),
            text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "._-".utf8.contains($0) }
            )
        else { return nil }
        return text
    }

    /// Some emitters write the short name into the attribute and the whole one into the body.
    private func qualified(_ name: String) -> String {
        guard LogForm.of(name) == nil, let text = body.string, text.utf8.count > name.utf8.count,
            text.utf8.reversed().starts(with: ".\(name)".utf8.reversed()), LogForm.of(text) != nil
        else { return name }
        return text
    }

    /// Whether attributes say what the name does not.
    private var tellsOfAct: Bool {
        let properties = attributes.properties
        return properties.value(ofFirst: SpanTerm.operation.names) != nil
            || properties.value(ofFirst: SpanTerm.mcpMethod.names) != nil
    }

    private func say(_ form: LogForm, _ resource: [Property], in attributes: inout KeptAttributes) {
        if let operation = form.operation { attributes.add(SpanTerm.operation.names[0], operation) }
        if let agent = form.agentName, attributes.properties.value(ofFirst: SpanTerm.agentName.names) == nil {
            let service = resource.value(ofFirst: ResourceTerm.serviceName.names)
            attributes.add(SpanTerm.agentName.names[0], service ?? agent)
        }
        // The user id of such a program is one of an installation; the address is the person's.
        if form.agentName != nil, let email = attributes.properties.value(ofFirst: SpanTerm.userEmail.names) {
            attributes.add(SpanTerm.endUserID.names[0], email)
        }
        guard case .message(let place) = form.meaning else { return }
        attributes.look(at: body, as: place, isOfHistory: form.isOfHistory)
    }

    private func isFailure(_ attributes: KeptAttributes) -> Bool {
        attributes.properties.value(ofFirst: SpanTerm.success.names).isSame(as: "false")
    }

    /// A trace id for what was logged outside of traces: of one conversation of one service, else of the record alone.
    private func made(trace attributes: KeptAttributes, _ resource: [Property], _ instrumentation: String) -> String {
        let names = ResourceTerm.serviceNamespace.names + ResourceTerm.serviceName.names
        let service = resource.filter { names.contains($0.name) }.map(\.value)
        let conversation = attributes.properties.value(ofFirst: SpanTerm.conversation.names)
        let parts = ["log", instrumentation] + service + [conversation ?? Hex.encode(digest[...])]
        return Hex.encode(Digest.sha256(Array(parts.joined(separator: "\u{0}").utf8)).prefix(16))
    }

    private static func isIdentifier(_ text: String, digits: Int) -> Bool {
        (try? SpanDraft.identifier(text, digits: digits, "")) != nil
    }

    /// What an unknown record is counted under: the event's name where it is one, without what could be secret.
    private static func unknown(_ name: String?) -> String {
        guard let name else { return "log record without an event name" }
        let shown = SecretDetector.redact(String(name.prefix(64)))
        return "log record of an event that tells of no act: \"\(shown)\""
    }
}
