/// A span without its content: ids, parent, name, times, and the attributes that Overreach uses.
///
/// Never prompt text.
public struct SpanRecord: Sendable, Hashable {
    /// What role the span plays in a call.
    public enum Role: UInt8, Sendable { case unspecified, `internal`, server, client, producer, consumer }

    /// 32 hex digits, lower case.
    public var traceID: String
    /// 16 hex digits, lower case.
    public var spanID: String
    /// The parent, empty for a root.
    public var parentID: String
    /// The span's name.
    public var name: String
    /// Its role.
    public var role: Role
    /// Nanoseconds since 1970.
    public var start: Int64
    /// Nanoseconds since 1970.
    public var end: Int64
    /// Whether its status is error.
    public var isError: Bool
    /// The name of the instrumentation scope.
    public var instrumentation: String
    /// Attributes of the resource that Overreach uses, sorted by name.
    public var resource: [Property]
    /// Attributes of the span that Overreach uses, sorted by name.
    public var attributes: [Property]
    /// Where it stood.
    public var evidence: Evidence

    /// Makes a record.
    public init(
        traceID: String, spanID: String, parentID: String, name: String, role: Role, start: Int64, end: Int64,
        isError: Bool, instrumentation: String, resource: [Property], attributes: [Property], evidence: Evidence
    ) {
        self.traceID = traceID
        self.spanID = spanID
        self.parentID = parentID
        self.name = name
        self.role = role
        self.start = start
        self.end = end
        self.isError = isError
        self.instrumentation = instrumentation
        self.resource = resource
        self.attributes = attributes
        self.evidence = evidence
    }
}

/// One call that a cloud's audit log tells of, without payloads.
public struct CloudCallRecord: Sendable, Hashable {
    /// Who called.
    public struct Caller: Sendable, Hashable {
        /// `IAMUser`, `AssumedRole`, `WebIdentityUser`, `AWSService`, …; empty where absent.
        public var type = ""
        /// The ARN of the caller, a session's for an assumed role.
        public var arn = ""
        /// The unique id, with `:session` for a session.
        public var principalID = ""
        /// The caller's account.
        public var account = ""
        /// The access key the call was signed with.
        public var accessKeyID = ""
        /// The user name, or a web identity's subject.
        public var userName = ""
        /// The ARN of the role behind the session, with its path.
        public var issuerARN = ""
        /// The identity provider of a web identity.
        public var identityProvider = ""
        /// The service that called on somebody's behalf.
        public var invokedBy = ""
        /// The source identity that follows a session through role chains.
        public var sourceIdentity = ""

        /// An empty caller.
        public init() {}
    }

    /// Names under which a decoder keeps what stands under many names, or deep, in the request.
    public enum Parameter {
        /// The ARN of a role that is handed to the service.
        public static let passedRole = "passed role"
        /// The ARN of an instance profile whose role is handed to the service.
        public static let passedProfile = "passed instance profile"
        /// The bucket that an object is copied from.
        public static let copySource = "copy source"
        /// One part of a call with several: `get`, `put`, `update`, `delete`, `conditionCheck`, `batch` or the first
        /// word of a statement, then a blank and the table, where it is named.
        public static let part = "part"
        /// Tags that a session is given: `given`.
        public static let sessionTags = "session tags"
    }

    /// The event's own id: the natural key.
    public var eventID: String
    /// Nanoseconds since 1970.
    public var time: Int64
    /// For example `s3.amazonaws.com`.
    public var eventSource: String
    /// For example `GetObject`.
    public var eventName: String
    /// The region.
    public var region: String
    /// The account that received the record.
    public var recipientAccount: String
    /// Who called.
    public var caller: Caller
    /// The request id, which spans of AWS SDKs carry too.
    public var requestID: String
    /// Where the call came from.
    public var sourceAddress: String
    /// The user agent.
    public var userAgent: String
    /// Empty where the call succeeded.
    public var errorCode: String
    /// ARNs of what was touched, as the record states them.
    public var resources: [String]
    /// Parameters that name what was touched (`bucketName`, `secretId`, `roleArn`, `roleSessionName`, …) and what
    /// `Parameter` lists, sorted; a name may occur several times.
    public var parameters: [Property]
    /// The access key id that the call issued, if it did.
    public var issuedAccessKeyID: String
    /// The ARN of the session that the call issued.
    public var issuedARN: String
    /// Whether the log calls it a data event.
    public var isDataEvent: Bool
    /// Where it stood.
    public var evidence: Evidence

    /// Makes a record.
    public init(
        eventID: String, time: Int64, eventSource: String, eventName: String, region: String,
        recipientAccount: String, caller: Caller, requestID: String, sourceAddress: String, userAgent: String,
        errorCode: String, resources: [String], parameters: [Property], issuedAccessKeyID: String, issuedARN: String,
        isDataEvent: Bool, evidence: Evidence
    ) {
        self.eventID = eventID
        self.time = time
        self.eventSource = eventSource
        self.eventName = eventName
        self.region = region
        self.recipientAccount = recipientAccount
        self.caller = caller
        self.requestID = requestID
        self.sourceAddress = sourceAddress
        self.userAgent = userAgent
        self.errorCode = errorCode
        self.resources = resources
        self.parameters = parameters
        self.issuedAccessKeyID = issuedAccessKeyID
        self.issuedARN = issuedARN
        self.isDataEvent = isDataEvent
        self.evidence = evidence
    }
}

/// What a decoder makes of runtime input: the skeleton that is kept.
public enum RuntimeRecord: Sendable, Hashable {
    case span(SpanRecord)
    case cloudCall(CloudCallRecord)

    /// What makes the record the same when it is sent again: trace and span id, or the event id.
    public var naturalKey: String {
        switch self {
        case .span(let span): "span/\(span.traceID)/\(span.spanID)"
        case .cloudCall(let call): "call/\(call.eventID)/\(call.recipientAccount)"
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
