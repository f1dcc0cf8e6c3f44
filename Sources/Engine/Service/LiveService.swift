public import OverreachModel

/// What a server talks to: telemetry goes in and is durable before it is acknowledged; the newest graph comes out.
///
/// Every call is safe from any task. A failure names what a sender should do about it.
public protocol LiveService: Sendable {
    /// Takes one request of telemetry. When it returns, the accepted records are committed and synced.
    func receive(_ request: TelemetryRequest) async throws(ServiceFailure) -> Receipt

    /// Takes one file of whatever `ingest` reads. When it returns, what it counts is committed and synced.
    func ingest(_ upload: Upload) async throws(ServiceFailure) -> UploadReceipt

    /// The graph that answers now, and how old it is. Never waits for a writer.
    var current: CurrentGraph { get }

    /// The newest batches of the ledger, newest first, below a number where one is given.
    func ledger(limit: Int, before: Int64?) throws(ServiceFailure) -> [LedgerRow]

    /// What is going on inside, for metrics and readiness.
    var gauges: ServiceGauges { get }
}

/// One request of telemetry, its body decompressed.
public struct TelemetryRequest: Sendable {
    /// What a body holds.
    public enum Signal: String, Sendable, CaseIterable { case traces, logs }
    /// How it is written.
    public enum Encoding: String, Sendable, CaseIterable { case protobuf, json }

    /// What the body holds.
    public var signal: Signal
    /// How it is written.
    public var encoding: Encoding
    /// The body.
    public var body: [UInt8]
    /// Who sent it: the name of a token, or the address.
    public var sender: String

    /// A request.
    public init(signal: Signal, encoding: Encoding, body: [UInt8], sender: String) {
        self.signal = signal
        self.encoding = encoding
        self.body = body
        self.sender = sender
    }
}

/// One file that was sent whole, kept aside until it is read.
public struct Upload: Sendable {
    /// Where its bytes lie meanwhile; the service does not remove it.
    public var path: String
    /// Its name as the sender gave it, which evidence cites and nothing takes for a path.
    public var name: String
    /// What the sender calls this delivery; the same key again is answered as it was and changes nothing.
    public var idempotencyKey: String?
    /// What files do not say of where they are from.
    public var options: IngestOptions
    /// Who sent it.
    public var sender: String
    /// SHA-256 of the bytes in hexadecimal, where it is known: a known key with other bytes is a `conflict`.
    public var digest: String?
    /// Whether what a whole listing in it no longer states has ended; where not, it adds facts and ends none.
    public var mayEnd: Bool

    /// An upload.
    public init(
        path: String, name: String, idempotencyKey: String?, options: IngestOptions, sender: String,
        digest: String? = nil, mayEnd: Bool = false
    ) {
        self.path = path
        self.name = name
        self.idempotencyKey = idempotencyKey
        self.options = options
        self.sender = sender
        self.digest = digest
        self.mayEnd = mayEnd
    }
}

/// What became of one request: `received = accepted + duplicate + rejected`.
public struct Receipt: Sendable, Equatable {
    /// Its number in the ledger, or 0 where nothing was in it.
    public var batch: Int64
    /// Records in it.
    public var received: Int
    /// Records that were new.
    public var accepted: Int
    /// Records that were known.
    public var duplicate: Int
    /// Records that were not taken.
    public var rejected: Int
    /// Why, with how many of each: at most 256, the rest under one.
    public var reasons: [Reason]

    /// A reason, and how many records had it.
    public struct Reason: Sendable, Equatable {
        /// What was wrong.
        public var reason: String
        /// How many records.
        public var count: Int
        /// The class of it: what metrics count by.
        public var discard: DiscardReason

        /// A reason.
        public init(reason: String, count: Int, discard: DiscardReason = .invalid) {
            self.reason = reason
            self.count = count
            self.discard = discard
        }
    }

    /// A receipt.
    public init(batch: Int64, received: Int, accepted: Int, duplicate: Int, rejected: Int, reasons: [Reason]) {
        self.batch = batch
        self.received = received
        self.accepted = accepted
        self.duplicate = duplicate
        self.rejected = rejected
        self.reasons = reasons
    }
}

/// Why records were not taken, as a closed set that metrics count by.
public enum DiscardReason: String, Sendable, CaseIterable {
    /// The record is not what its format demands.
    case invalid
    /// It is older than what is kept.
    case expired
}

/// What became of an upload.
public struct UploadReceipt: Sendable {
    /// As `ingest` reports it.
    public var report: IngestReport
    /// Whether this delivery was known, so that nothing was read again.
    public var isRepeated: Bool

    /// A receipt.
    public init(report: IngestReport, isRepeated: Bool) {
        self.report = report
        self.isRepeated = isRepeated
    }
}

/// Why a request could not be taken, by what its sender should do.
public enum ServiceFailure: Error, Sendable, Equatable {
    /// The body is not what it is said to be; sending it again is of no use.
    case malformed(String)
    /// More than the limit that is named; sending it again is of no use.
    case tooLarge(String)
    /// It contradicts what was sent before, such as a known key with other bytes; sending it again is of no use.
    case conflict(String)
    /// Too much at once: again after so many seconds.
    case overloaded(retryAfter: Int)
    /// The store cannot be written (disk full, read-only): again after so many seconds; what is asked is still answered.
    case unavailable(String, retryAfter: Int)
}

/// The graph that answers, and how old it is.
public struct CurrentGraph: Sendable {
    /// To ask it.
    public var engine: Engine
    /// When its reading of the store began, in nanoseconds since 1970: everything acknowledged before is in it.
    public var readAt: Int64

    /// A graph.
    public init(engine: Engine, readAt: Int64) {
        self.engine = engine
        self.readAt = readAt
    }
}

/// A batch of the ledger.
public struct LedgerRow: Sendable, Encodable {
    /// Its number.
    public var batch: Int64
    /// What it was: `otlp`, `cloudtrail`, ….
    public var source: String
    /// Who sent it, or the file.
    public var from: String
    /// When, RFC 3339.
    public var receivedAt: String
    /// Records in it.
    public var received: Int
    /// Records that were new.
    public var accepted: Int
    /// Records that were known.
    public var duplicate: Int
    /// Records that were not taken.
    public var rejected: Int
    /// Whether the graph knows it yet.
    public var isFolded: Bool

    enum CodingKeys: String, CodingKey {
        case batch, source, from
        case receivedAt = "received_at"
        case received, accepted, duplicate, rejected
        case isFolded = "folded"
    }

    /// A row.
    public init(
        batch: Int64, source: String, from: String, receivedAt: String, received: Int, accepted: Int, duplicate: Int,
        rejected: Int, isFolded: Bool
    ) {
        self.batch = batch
        self.source = source
        self.from = from
        self.receivedAt = receivedAt
        self.received = received
        self.accepted = accepted
        self.duplicate = duplicate
        self.rejected = rejected
        self.isFolded = isFolded
    }
}

/// What is going on inside a service.
public struct ServiceGauges: Sendable, Equatable {
    /// Requests that wait for a commit.
    public var waiting: Int
    /// Bytes of them.
    public var waitingBytes: Int
    /// Batches that are durable and not in the graph yet.
    public var unfolded: Int
    /// Whether the store takes writes.
    public var isWritable: Bool
    /// Commits so far, and the seconds they took together.
    public var commits: Int
    /// Seconds of all commits together.
    public var commitSeconds: Double
    /// Graphs built so far.
    public var builds: Int
    /// Seconds of all of them together.
    public var buildSeconds: Double
    /// Times that a name went under the one of all that are beyond the limit of a sender.
    public var replacedNames: Int

    /// Nothing has happened.
    public init() {
        waiting = 0
        waitingBytes = 0
        unfolded = 0
        isWritable = true
        commits = 0
        commitSeconds = 0
        builds = 0
        buildSeconds = 0
        replacedNames = 0
    }
}
