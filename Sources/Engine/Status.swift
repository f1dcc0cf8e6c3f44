public import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// What was collected, how fresh it is.
public struct Status: Encodable, Sendable {
    /// One part of posture.
    public struct PostureRow: Encodable, Sendable {
        /// The source.
        public let source: String
        /// The account, cluster or host.
        public let instance: String
        /// What was listed.
        public let part: String
        /// The number of the run that stated it.
        public let run: Int
        /// When the source stated it, RFC 3339.
        public let stated: String
        /// Whether it was stated whole.
        public let whole: Bool
        /// Nodes, edges and documents that it states.
        public let facts: Int
    }

    /// One kind of runtime input.
    public struct RuntimeRow: Encodable, Sendable {
        /// The source.
        public let source: String
        /// Files or requests.
        public let batches: Int
        /// Records in them.
        public let received: Int
        /// Records that are kept.
        public let accepted: Int
        /// Records that were known.
        public let duplicate: Int
        /// Records that were not taken.
        public let rejected: Int
        /// When the first event happened, RFC 3339, or null.
        public let first: String?
        /// When the last one did, or null.
        public let last: String?
    }

    /// Sound records of one kind that tell of nothing that is understood.
    public struct PassedOverRow: Encodable, Sendable {
        /// The source.
        public let source: String
        /// What they are.
        public let what: String
        /// How many there are; the batches do not count them.
        public let records: Int
        /// The file or place of the first of them.
        public let file: String
        /// Its line, or null.
        public let line: Int?
        /// Its byte offset, or null.
        public let offset: Int?
    }

    /// One reading of posture that changed what was known.
    public struct IngestRow: Encodable, Sendable {
        /// The number of its last run: `run:N` is what was known after it.
        public let run: Int
        /// When it was read, RFC 3339.
        public let at: String
        /// The latest time at which a source had stated what was read, RFC 3339.
        public let stated: String
        /// What was read: sources with their accounts, clusters or hosts.
        public let what: [String]
        /// Facts that were new.
        public let added: Int
        /// Facts that were said differently.
        public let changed: Int
        /// Facts that were no longer stated.
        public let ended: Int
    }

    /// Readings of posture, the first first.
    public let ingests: [IngestRow]
    /// Posture, part by part.
    public let posture: [PostureRow]
    /// Runtime input, source by source.
    public let runtime: [RuntimeRow]
    /// Records of it that are sound and not understood, the most frequent first.
    public let notUnderstood: [PassedOverRow]
    /// Acts that were made of it.
    public let activities: Int
    /// Acts without an agent.
    public let unattributed: Int

    enum CodingKeys: String, CodingKey {
        case ingests, posture, runtime
        case notUnderstood = "not_understood"
        case activities, unattributed
    }

    init(_ ledger: StoredLedger, world: World) {
        let (runs, batches, past) = (ledger.runs, ledger.batches, ledger.past)
        ingests = Status.ingests(runs.filter { !UTF8Order.equal($0.scope.source, "derived") })
        var newest: [RunScope: StoredRun] = [:]
        for run in runs where run.scope.source != "derived" { newest[run.scope] = run }
        posture = newest.keys.sorted().compactMap { newest[$0] }.map { run in
            PostureRow(
                source: run.scope.source, instance: run.scope.instance, part: run.scope.part, run: Int(run.id),
                stated: Timestamp.text(run.confirmedAt), whole: run.isWhole,
                facts: run.nodes + run.edges + run.documents)
        }
        let names = batches.filter { $0.source != Ledger.source }.map { Text($0.source) }
        let sources = Set(names + past.map { Text($0.source) }).sorted()
        runtime = sources.map { source in
            let own = batches.filter { UTF8Order.equal($0.source, source.string) }
            let gone = past.filter { UTF8Order.equal($0.source, source.string) }
            func sum(_ count: (BatchCounts) -> Int) -> Int {
                (own.map(\.counts) + gone.map(\.counts)).reduce(0) { $0 + count($1) }
            }
            return RuntimeRow(
                source: source.string, batches: own.count + gone.reduce(0) { $0 + $1.batches },
                received: sum(\.received), accepted: sum(\.accepted),
                duplicate: sum(\.duplicate), rejected: sum(\.rejected),
                first: (own.compactMap(\.firstAt) + gone.compactMap(\.firstAt)).min().map(Timestamp.text),
                last: (own.compactMap(\.lastAt) + gone.compactMap(\.lastAt)).max().map(Timestamp.text))
        }
        notUnderstood = NotUnderstood(batches).kinds.map { kind in
            PassedOverRow(
                source: kind.source, what: kind.what, records: kind.records, file: kind.file, line: kind.line,
                offset: kind.offset)
        }
        activities = world.activities.total
        unattributed = world.activities.filter(\.isUnattributed).total
    }

    /// Runs that were read together.
    private static func ingests(_ runs: [StoredRun]) -> [IngestRow] {
        Dictionary(grouping: runs, by: \.openedAt).sorted { $0.key < $1.key }.compactMap { at, runs in
            guard let last = runs.map(\.id).max(), let stated = runs.map(\.statedAt).max() else { return nil }
            let what = Set(runs.map { Text(Status.what(of: $0.scope)) })
            return IngestRow(
                run: Int(last), at: Timestamp.text(at), stated: Timestamp.text(stated),
                what: what.sorted().map(\.string), added: runs.reduce(0) { $0 + $1.change.added },
                changed: runs.reduce(0) { $0 + $1.change.changed }, ended: runs.reduce(0) { $0 + $1.change.ended })
        }
    }

    /// The source, with the account without its region, or the cluster; a client's configuration is one of many files.
    private static func what(of scope: RunScope) -> String {
        switch scope.source {
        case "mcp", "mcp-tools": return scope.source
        case "aws" where !scope.instance.hasPrefix("unknown:"):
            return "aws \(scope.instance.split(separator: "/").first ?? "")"
        default: return "\(scope.source) \(scope.instance)"
        }
    }
}

/// Every reading of posture and every batch of telemetry.
struct StoredLedger: Sendable {
    var runs: [StoredRun]
    var batches: [StoredBatch]
    /// What batches were whose records are gone.
    var past: [StoredPastBatches]
}
