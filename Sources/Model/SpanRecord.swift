/// A span without its content: ids, parent, name, times, and the attributes that Overreach uses.
///
/// Never prompt text. Copies share what they hold until one changes: records are sorted and handed on by the hundred
/// thousand.
public struct SpanRecord: Sendable, Hashable {
    /// What role the span plays in a call.
    public enum Role: UInt8, Sendable { case unspecified, `internal`, server, client, producer, consumer }

    /// What told of it.
    public enum Form: UInt8, Sendable {
        /// A span.
        case span
        /// A log record in a trace: without duration, its span id made of what it says.
        case log
        /// A log record outside of traces: its trace id is made of its service and conversation.
        case untracedLog
    }

    private var held: Held<Fields>

    private struct Fields: Sendable, Hashable {
        var traceID: String
        var spanID: String
        var parentID: String
        var name: String
        var role: Role
        var start: Int64
        var end: Int64
        var isError: Bool
        var instrumentation: String
        var resource: [Property]
        var attributes: [Property]
        var evidence: Evidence
        var form = Form.span
        var labels: [ContentLabel] = []
    }

    /// 32 hex digits, lower case.
    public var traceID: String {
        get { held.value.traceID }
        set { held = held.with { $0.traceID = newValue } }
    }
    /// 16 hex digits, lower case.
    public var spanID: String {
        get { held.value.spanID }
        set { held = held.with { $0.spanID = newValue } }
    }
    /// The parent, empty for a root.
    public var parentID: String {
        get { held.value.parentID }
        set { held = held.with { $0.parentID = newValue } }
    }
    /// The span's name.
    public var name: String {
        get { held.value.name }
        set { held = held.with { $0.name = newValue } }
    }
    /// Its role.
    public var role: Role {
        get { held.value.role }
        set { held = held.with { $0.role = newValue } }
    }
    /// Nanoseconds since 1970.
    public var start: Int64 {
        get { held.value.start }
        set { held = held.with { $0.start = newValue } }
    }
    /// Nanoseconds since 1970.
    public var end: Int64 {
        get { held.value.end }
        set { held = held.with { $0.end = newValue } }
    }
    /// Whether its status is error.
    public var isError: Bool {
        get { held.value.isError }
        set { held = held.with { $0.isError = newValue } }
    }
    /// The name of the instrumentation scope.
    public var instrumentation: String {
        get { held.value.instrumentation }
        set { held = held.with { $0.instrumentation = newValue } }
    }
    /// Attributes of the resource that Overreach uses, sorted by name.
    public var resource: [Property] {
        get { held.value.resource }
        set { held = held.with { $0.resource = newValue } }
    }
    /// Attributes of the span that Overreach uses, sorted by name.
    public var attributes: [Property] {
        get { held.value.attributes }
        set { held = held.with { $0.attributes = newValue } }
    }
    /// Where it stood.
    public var evidence: Evidence {
        get { held.value.evidence }
        set { held = held.with { $0.evidence = newValue } }
    }
    /// What told of it.
    public var form: Form {
        get { held.value.form }
        set { held = held.with { $0.form = newValue } }
    }
    /// What detectors found in the content that it carried, sorted.
    public var labels: [ContentLabel] {
        get { held.value.labels }
        set { held = held.with { $0.labels = newValue } }
    }

    /// Makes a record.
    public init(
        traceID: String, spanID: String, parentID: String, name: String, role: Role, start: Int64, end: Int64,
        isError: Bool, instrumentation: String, resource: [Property], attributes: [Property], evidence: Evidence
    ) {
        held = Held(
            Fields(
                traceID: traceID, spanID: spanID, parentID: parentID, name: name, role: role, start: start,
                end: end, isError: isError, instrumentation: instrumentation, resource: resource,
                attributes: attributes,
                evidence: evidence))
    }
}

extension SpanRecord {
    /// The name under which it is kept that a record carried content, whatever was in it.
    public static let contentMark = "content looked at"

    /// Whether the record carried content: prompts, answers, arguments or results.
    public var carriedContent: Bool { attributes.contains { UTF8Order.equal($0.name, SpanRecord.contentMark) } }
}
