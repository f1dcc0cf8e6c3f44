/// What a decoder makes of runtime input: the skeleton that is kept.
public enum RuntimeRecord: Sendable, Hashable {
    case span(SpanRecord)
    case cloudCall(CloudCallRecord)

    /// What makes the record the same when it is sent again: trace and span id, or the event id.
    public var naturalKey: String {
        switch self {
        case .span(let span): "span/\(span.traceID)/\(span.spanID)"
        case .cloudCall(let call) where call.system == .kubernetes:
            // One request has an event a stage; whose cluster it is may be known in one file and not in another.
            "audit/\(call.eventID)/\(call.parameters.first { $0.name == CloudCallRecord.Parameter.stage }?.value ?? "")"
        case .cloudCall(let call): "call/\(call.eventID)/\(call.recipientAccount)"
        }
    }

    /// The record without the file and the line that it stood in: what it says, wherever it was said.
    public var withoutPlace: RuntimeRecord {
        switch self {
        case .span(var span):
            guard span.evidence.hasPlace else { return self }
            span.evidence = span.evidence.withoutPlace
            return .span(span)
        case .cloudCall(var call):
            guard call.evidence.hasPlace else { return self }
            call.evidence = call.evidence.withoutPlace
            return .cloudCall(call)
        }
    }

    /// When it happened, nanoseconds since 1970.
    public var time: Int64 {
        switch self {
        case .span(let span): span.start
        case .cloudCall(let call): call.time
        }
    }
}

/// What came of decoding one file of runtime input.
public struct Decoding: Sendable {
    /// The records that were taken.
    public var records: [RuntimeRecord] = []
    /// Records in the file, taken or not.
    public var received = 0
    /// Records that were not taken, each with its reason.
    public var rejections: [Rejection] = []
    /// Sound records that tell of nothing Overreach knows, each with what it is; `received` does not count them.
    public var passedOver: [Rejection] = []

    /// An empty decoding.
    public init() {}
}

/// Decodes one kind of runtime input: pure, one file at a time.
public protocol Decoder: Sendable {
    /// The name in evidence.
    var name: String { get }

    /// What the file is, judged by its content, or nil where it is none of this decoder's.
    func recognise(_ file: SourceFile) -> Recognition?

    /// The records of the file; one bad record never sinks it.
    func decode(_ file: SourceFile) -> Decoding
}

extension Evidence {
    fileprivate var hasPlace: Bool { !file.isEmpty || line != nil }

    fileprivate var withoutPlace: Evidence {
        var evidence = self
        evidence.file = ""
        evidence.line = nil
        return evidence
    }
}
