public import OverreachModel
internal import OverreachStore

/// What became of one file.
public struct FileReport: Sendable, Codable {
    /// The file, relative to the root that was given.
    public var file: String
    /// What it was, or null where nothing recognised it.
    public var form: String?
    /// Records in it.
    public var received = 0
    /// Records that were taken.
    public var accepted = 0
    /// Records that were known.
    public var duplicate = 0
    /// Records that were not taken.
    public var rejected = 0
    /// Why, each with its place.
    public var reasons: [Reason] = []
    /// What a reader should know though nothing was lost.
    public var notes: [String] = []

    /// Why a record was not taken.
    public struct Reason: Sendable, Codable {
        /// What was wrong.
        public let reason: String
        /// The line, or null.
        public let line: Int?
        /// The byte offset, or null.
        public let offset: Int?

        init(_ rejection: Rejection) {
            reason = rejection.reason
            line = rejection.line
            offset = rejection.offset
        }
    }

    init(file: String, form: String? = nil) {
        self.file = file
        self.form = form
    }

    /// A file or a part of one that was decoded, and what became of its records.
    init(file: String, form: String, counts: BatchCounts, of decoding: Decoding) {
        self.init(file: file, form: form)
        received = counts.received
        accepted = counts.accepted
        duplicate = counts.duplicate
        rejected = counts.rejected
        reasons = decoding.rejections.map(Reason.init)
        notes = PassedOver.notes(decoding.passedOver) + PassedOver.notes(ofContentIn: decoding.records)
    }

    /// A file of which nothing could be read: one record, rejected.
    init(file: String, form: String? = nil, failure: Rejection) {
        self.init(file: file, form: form)
        received = 1
        rejected = 1
        reasons = [Reason(failure)]
    }
}

/// What became of one scope of posture.
public struct ScopeReport: Sendable, Codable {
    /// The source, such as `aws`.
    public var source: String
    /// The account, cluster or host.
    public var instance: String
    /// What was listed.
    public var part: String
    /// Whether the run stated it whole.
    public var whole: Bool
    /// Facts that are new.
    public var added: Int
    /// Facts that are said differently.
    public var changed: Int
    /// Facts that are no longer stated.
    public var ended: Int
    /// Whether something newer was known, so that it changed nothing.
    public var outdated: Bool
}

/// What an ingest did.
public struct IngestReport: Sendable, Codable {
    /// A line a file, in the order of the paths.
    public var files: [FileReport] = []
    /// A line a scope of posture.
    public var scopes: [ScopeReport] = []
    /// What a reader should know of the whole: why something ended nothing.
    public var notes: [String] = []
    /// Nodes and edges of the graph that came of it.
    public var nodes = 0
    /// Edges of it.
    public var edges = 0
    /// Acts that are known.
    public var activities = 0

    /// Whether everything that was recognised could be read.
    public var isComplete: Bool { !files.contains { $0.rejected > 0 } }
}
