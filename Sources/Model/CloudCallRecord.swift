/// One call that the audit log of a cloud or a cluster tells of, without payloads.
///
/// Copies share what they hold until one changes.
public struct CloudCallRecord: Sendable, Hashable {
    /// Whose audit log it is.
    public enum System: UInt8, Sendable, CaseIterable { case aws, kubernetes, google, azure }

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
        /// What a call copies from: of S3 the bucket, or the ARN of an access point; else a name or an ARN.
        public static let copySource = "copy source"
        /// What a call copies to, by name or ARN; S3 names it as it names every bucket.
        public static let copyDestination = "copy destination"
        /// The account of what a call copies from, where the request names it.
        public static let copySourceAccount = "copy source account"
        /// The account of what a call copies to, where the request names it.
        public static let copyDestinationAccount = "copy destination account"
        /// Whether one version of an object is copied: `given`.
        public static let copiedVersion = "copied version"
        /// Whether parameters of Systems Manager were asked for in clear: `given`.
        public static let decryption = "decryption"
        /// One part of a call with several: `get`, `put`, `update`, `delete`, `conditionCheck`, `batch` or the first
        /// word of a statement, then a blank and the table, where it is named.
        public static let part = "part"
        /// What the call was about that holds no data, by kind and name, or by ARN: `user/ann`, `instance/i-1`.
        public static let object = "object"
        /// Tags that a session is given: `given`.
        public static let sessionTags = "session tags"
        /// The id that the copies of one call in the logs of several accounts share.
        public static let sharedEvent = "shared event id"
        /// The account of a resource whose ARN names none, where it is not the one that received the record: the account,
        /// a blank and the ARN.
        public static let resourceAccount = "resource account"
        /// How a session's credentials came to an instance: the version of its metadata service.
        public static let roleDelivery = "ec2 role delivery"
        /// Whether a console called, with the session of who is signed in there: `given`.
        public static let consoleSession = "console session"
        /// The person on whose behalf an identity of an identity centre called.
        public static let onBehalfOf = "on behalf of"
        /// A part of what a Kubernetes request names: `verb`, `resource`, `subresource`, `namespace`, `name`, `group`.
        public static let verb = "verb"
        /// The resource, such as `secrets`.
        public static let resource = "resource"
        /// The part of the resource, such as `exec`.
        public static let subresource = "subresource"
        /// The namespace of the object.
        public static let namespace = "namespace"
        /// The name of the object.
        public static let name = "name"
        /// How far an audit event had come: `ResponseComplete`, `Panic`, `ResponseStarted`.
        public static let stage = "stage"
        /// The pod whose token was used, `namespace/name` and its uid.
        public static let podName = "pod name"
        /// The uid of the pod whose token was used.
        public static let podUID = "pod uid"
        /// As whom a request was made by somebody who may impersonate.
        public static let impersonated = "impersonated user"
        /// The binding that the reason of a decision names, `Kind namespace/name`.
        public static let binding = "binding"
        /// The role that the reason of a decision names, `Kind name`.
        public static let role = "role"
        /// An identity through which the caller came to be who it is, outermost first.
        public static let delegation = "delegation"
        /// The client of a person that sent a request to a cluster: `kubectl`.
        public static let client = "client"
        /// A group of a user of a cluster by which it may do everything.
        public static let masters = "group of masters"
        /// The class of data access that a log states: `DATA_READ`, `DATA_WRITE`, `ADMIN_READ`, `ADMIN_WRITE`.
        public static let access = "access"
    }

    private var held: Held<Fields>

    private struct Fields: Sendable, Hashable {
        var eventID: String
        var time: Int64
        var eventSource: String
        var eventName: String
        var region: String
        var recipientAccount: String
        var caller: Caller
        var requestID: String
        var sourceAddress: String
        var userAgent: String
        var errorCode: String
        var resources: [String]
        var parameters: [Property]
        var issuedAccessKeyID: String
        var issuedARN: String
        var isDataEvent: Bool
        var evidence: Evidence
        var system = System.aws
    }

    /// The event's own id: the natural key.
    public var eventID: String {
        get { held.value.eventID }
        set { held = held.with { $0.eventID = newValue } }
    }
    /// Nanoseconds since 1970.
    public var time: Int64 {
        get { held.value.time }
        set { held = held.with { $0.time = newValue } }
    }
    /// For example `s3.amazonaws.com`.
    public var eventSource: String {
        get { held.value.eventSource }
        set { held = held.with { $0.eventSource = newValue } }
    }
    /// For example `GetObject`.
    public var eventName: String {
        get { held.value.eventName }
        set { held = held.with { $0.eventName = newValue } }
    }
    /// The region.
    public var region: String {
        get { held.value.region }
        set { held = held.with { $0.region = newValue } }
    }
    /// The account that received the record.
    public var recipientAccount: String {
        get { held.value.recipientAccount }
        set { held = held.with { $0.recipientAccount = newValue } }
    }
    /// Who called.
    public var caller: Caller {
        get { held.value.caller }
        set { held = held.with { $0.caller = newValue } }
    }
    /// The request id, which spans of AWS SDKs carry too.
    public var requestID: String {
        get { held.value.requestID }
        set { held = held.with { $0.requestID = newValue } }
    }
    /// Where the call came from.
    public var sourceAddress: String {
        get { held.value.sourceAddress }
        set { held = held.with { $0.sourceAddress = newValue } }
    }
    /// The user agent.
    public var userAgent: String {
        get { held.value.userAgent }
        set { held = held.with { $0.userAgent = newValue } }
    }
    /// Empty where the call succeeded.
    public var errorCode: String {
        get { held.value.errorCode }
        set { held = held.with { $0.errorCode = newValue } }
    }
    /// ARNs of what was touched, as the record states them.
    public var resources: [String] {
        get { held.value.resources }
        set { held = held.with { $0.resources = newValue } }
    }
    /// Parameters that name what was touched (`bucketName`, `secretId`, `roleArn`, `roleSessionName`, …) and what
    /// `Parameter` lists, sorted; a name may occur several times.
    public var parameters: [Property] {
        get { held.value.parameters }
        set { held = held.with { $0.parameters = newValue } }
    }
    /// The access key id that the call issued, if it did.
    public var issuedAccessKeyID: String {
        get { held.value.issuedAccessKeyID }
        set { held = held.with { $0.issuedAccessKeyID = newValue } }
    }
    /// The ARN of the session that the call issued.
    public var issuedARN: String {
        get { held.value.issuedARN }
        set { held = held.with { $0.issuedARN = newValue } }
    }
    /// Whether the log calls it a data event.
    public var isDataEvent: Bool {
        get { held.value.isDataEvent }
        set { held = held.with { $0.isDataEvent = newValue } }
    }
    /// Where it stood.
    public var evidence: Evidence {
        get { held.value.evidence }
        set { held = held.with { $0.evidence = newValue } }
    }
    /// Whose audit log it is.
    public var system: System {
        get { held.value.system }
        set { held = held.with { $0.system = newValue } }
    }

    /// Makes a record.
    public init(
        eventID: String, time: Int64, eventSource: String, eventName: String, region: String,
        recipientAccount: String, caller: Caller, requestID: String, sourceAddress: String, userAgent: String,
        errorCode: String, resources: [String], parameters: [Property], issuedAccessKeyID: String, issuedARN: String,
        isDataEvent: Bool, evidence: Evidence
    ) {
        held = Held(
            Fields(
                eventID: eventID, time: time, eventSource: eventSource, eventName: eventName, region: region,
                recipientAccount: recipientAccount, caller: caller, requestID: requestID,
                sourceAddress:
                    sourceAddress, userAgent: userAgent, errorCode: errorCode, resources: resources,
                parameters:
                    parameters, issuedAccessKeyID: issuedAccessKeyID, issuedARN: issuedARN, isDataEvent: isDataEvent,
                evidence: evidence))
    }
}

extension CloudCallRecord {
    /// What a part of a batch or a transaction does to a table.
    public struct TablePart: Sendable, Hashable {
        /// The operation that has the part's effect, such as `DeleteItem`; nil where it is the call's own.
        public let operation: String?
        /// The table by name or ARN; nil where the part names none.
        public let table: String?
    }

    /// The operations of parts, by the word that stands for them.
    ///
    /// Source: DynamoDB Developer Guide, "Amazon DynamoDB Transactions: How it works" and "IAM security policies with
    /// PartiQL for DynamoDB".
    private static let partOperations: [Text: String] = [
        "get": "GetItem", "put": "PutItem", "update": "UpdateItem", "delete": "DeleteItem",
        "conditionCheck": "ConditionCheckItem", "SELECT": "PartiQLSelect", "INSERT": "PartiQLInsert",
        "UPDATE": "PartiQLUpdate", "DELETE": "PartiQLDelete", "EXISTS": "PartiQLSelect",
    ]

    /// The parts of a call on tables, in their order.
    public var tableParts: [TablePart] {
        parameters.filter { UTF8Order.equal($0.name, Parameter.part) }.compactMap { part in
            let words = part.value.split(separator: " ", maxSplits: 1).map(String.init)
            return words.first.map {
                TablePart(
                    operation: CloudCallRecord.partOperations[Text($0)], table: words.count < 2 ? nil : words[1])
            }
        }
    }
}
