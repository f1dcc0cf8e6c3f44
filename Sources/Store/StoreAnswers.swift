public import OverreachModel

/// All facts that are valid now, merged by key across scopes, in the order of UTF-8 bytes.
public struct StoredFacts: Sendable {
    /// Nodes by key.
    public var nodes: [NodeFact] = []
    /// Edges by source, kind, target, origin.
    public var edges: [EdgeFact] = []
    /// Documents by kind, subject, name.
    public var documents: [Document] = []
    /// Kinds of edges in the store that this catalogue lacks, with the count of edges left out for it.
    public var unknownKinds: [(name: String, edges: Int)] = []
    /// The store's version when they were read.
    public var version: Int64 = 0

    /// No facts.
    public init() {}
}

/// What closing a run did: counts of nodes, edges and documents together.
public struct RunChange: Sendable, Equatable {
    /// New in the scope.
    public var added = 0
    /// Said differently than before.
    public var changed = 0
    /// No longer stated.
    public var ended = 0
    /// Stated as before.
    public var unchanged = 0

    /// No change.
    public init(added: Int = 0, changed: Int = 0, ended: Int = 0, unchanged: Int = 0) {
        self.added = added
        self.changed = changed
        self.ended = ended
        self.unchanged = unchanged
    }

    /// Whether anything was written but the run itself.
    public var isEmpty: Bool { added == 0 && changed == 0 && ended == 0 }
}

/// What became of the records of one batch: `received = accepted + duplicate + rejected`.
public struct BatchCounts: Sendable, Equatable {
    /// Records in the batch.
    public var received = 0
    /// Records that are new.
    public var accepted = 0
    /// Records that were there, in this batch or an earlier one.
    public var duplicate = 0
    /// Records that could not be read.
    public var rejected = 0

    /// Makes counts.
    public init(received: Int = 0, accepted: Int = 0, duplicate: Int = 0, rejected: Int = 0) {
        self.received = received
        self.accepted = accepted
        self.duplicate = duplicate
        self.rejected = rejected
    }
}

/// A run as `status` shows it.
public struct StoredRun: Sendable {
    /// Its number, in the order of closing.
    public var id: Int64
    /// What it stated.
    public var scope: RunScope
    /// When the source said so, nanoseconds since 1970.
    public var statedAt: Int64
    /// When the source last said the very same.
    public var confirmedAt: Int64
    /// When it was opened here.
    public var openedAt: Int64
    /// Whether it stated its scope whole.
    public var isWhole: Bool
    /// The version of the rules, for what is derived.
    public var rules: Int?
    /// Nodes that it stated.
    public var nodes: Int
    /// Edges that it stated.
    public var edges: Int
    /// Documents that it stated.
    public var documents: Int
    /// What it did.
    public var change: RunChange
}

/// The files that stated what is known of a scope.
public struct StatingFiles: Sendable {
    /// Those of its nodes.
    public var nodes: Set<Text> = []
    /// Those of its documents.
    public var documents: Set<Text> = []
}

/// A batch of runtime records as `status` shows it.
public struct StoredBatch: Sendable {
    /// Why some records were not taken.
    public struct Reason: Sendable, Equatable {
        /// What was wrong.
        public var reason: String
        /// Records for which it was.
        public var count: Int
        /// The line of the first of them.
        public var line: Int?
        /// The byte offset of the first of them.
        public var offset: Int?
    }

    /// Its number, in the order of arrival.
    public var id: Int64
    /// The source.
    public var source: String
    /// The file it was read from.
    public var file: String
    /// When it arrived, nanoseconds since 1970.
    public var receivedAt: Int64
    /// When its first event happened; nil where none could be read.
    public var firstAt: Int64?
    /// When its last event happened.
    public var lastAt: Int64?
    /// What became of its records.
    public var counts: BatchCounts
    /// Why some were not taken, in the order of the file.
    public var reasons: [Reason]
    /// Sound records that tell of nothing that is understood, by what they are; its counts do not hold them.
    public var passedOver: [Reason] = []
    /// Whether it came over the network, so that it was acknowledged to somebody.
    public var isReceived = false
    /// Who sent it, of what came over the network.
    public var sender = ""
}
