internal import GRDB
public import OverreachModel
internal import OverreachWire

/// Since when telemetry is kept record by record.
public struct StoredHorizon: Sendable, Equatable {
    /// Acts of before are kept as counts; nanoseconds since 1970.
    public var before: Int64
    /// Records of before are not taken any more.
    public var refusedBefore: Int64
    /// How many records are gone.
    public var records: Int
}

/// What batches were whose records are gone, of one source.
public struct StoredPastBatches: Sendable {
    /// The source.
    public var source: String
    /// How many batches.
    public var batches: Int
    /// When their first event happened.
    public var firstAt: Int64?
    /// When their last event happened.
    public var lastAt: Int64?
    /// What became of their records.
    public var counts: BatchCounts
}

/// What takes the place of records that go.
public struct PastTelemetry: Sendable {
    /// The natural keys of the records.
    public var records: Set<Text>
    /// Acts that stand for those which they made.
    public var acts: [Activity]
    /// What they showed, with what records that are gone showed before.
    public var nodes: [NodeFact]
    /// What they showed, with what records that are gone showed before.
    public var edges: [EdgeFact]

    /// What takes the place of records.
    public init(records: Set<Text>, acts: [Activity], nodes: [NodeFact], edges: [EdgeFact]) {
        self.records = records
        self.acts = acts
        self.nodes = nodes
        self.edges = edges
    }
}

/// What stands for telemetry that is no longer kept record by record.
public struct StoredRetired: Sendable {
    /// Since when it is kept; nil where it always was.
    public var horizon: StoredHorizon?
    /// Acts, those of a day that are alike in one.
    public var acts: [Activity] = []
    /// What it showed.
    public var nodes: [NodeFact] = []
    /// What it showed.
    public var edges: [EdgeFact] = []
    /// What its batches were.
    public var batches: [StoredPastBatches] = []

    /// Nothing is gone.
    public init() {}
}

/// Acts as bytes, for digests.
public enum ActivityText {
    /// The same bytes for the same act.
    public static func bytes(of act: Activity) -> [UInt8] { ActivityBody.bytes([act]) }
}

extension StoreReader {
    /// What stands for telemetry that is no longer kept record by record.
    public func retired() throws -> StoredRetired {
        var retired = StoredRetired()
        retired.horizon = try horizon()
        guard retired.horizon != nil else { return retired }
        let facts = try pastFacts()
        retired.acts = try pastActs()
        retired.nodes = facts.nodes
        retired.edges = facts.edges
        retired.batches = try pastBatches()
        return retired
    }

    /// Since when telemetry is kept record by record; nil where it always was.
    public func horizon() throws -> StoredHorizon? {
        guard try has(4), let row = try db.row(.selectHorizon) else { return nil }
        return StoredHorizon(
            before: try row.int(0), refusedBefore: try row.int(1), records: Int(clamping: try row.int(2)))
    }

    /// The acts that stand for those whose records are gone, by day.
    public func pastActs() throws -> [Activity] {
        guard try has(4) else { return [] }
        var acts: [Activity] = []
        try db.forEach(.allPastActs) { row in
            let bytes = try row.bytes(3)
            for var act in try reading("past_act", { try ActivityBody.activities(bytes) }) {
                act.count = Int(clamping: try row.int(0))
                act.firstTime = try row.int(1)
                act.time = try row.int(2)
                acts.append(act)
            }
        }
        return acts
    }

    /// What records that are gone had shown.
    func pastFacts() throws -> StoredFacts {
        var scopes: Set<Int64> = []
        if let id = try db.id(.selectScope, [Blob(StoreWriter.derivedSource), Blob(""), Blob(StoreWriter.pastPart)]) {
            scopes.insert(id)
        }
        return scopes.isEmpty ? StoredFacts() : try facts(Selection(only: scopes))
    }

    /// What batches were whose records are gone, source by source.
    public func pastBatches() throws -> [StoredPastBatches] {
        guard try has(4) else { return [] }
        var all: [StoredPastBatches] = []
        try db.forEach(.allPastBatches) { row in
            all.append(
                StoredPastBatches(
                    source: try row.text(0), batches: Int(clamping: try row.int(1)), firstAt: try row.optionalInt(2),
                    lastAt: try row.optionalInt(3),
                    counts: BatchCounts(
                        received: Int(clamping: try row.int(4)), accepted: Int(clamping: try row.int(5)),
                        duplicate: Int(clamping: try row.int(6)), rejected: Int(clamping: try row.int(7)))))
        }
        return all
    }
}

extension StoreWriter {
    /// The part of what is derived that rests on records which are gone.
    static let pastPart = "past"

    /// Takes records away and keeps what stands for them.
    ///
    /// Their natural keys stay, so that what is sent again counts once, but for those of before `refusedBefore` and all
    /// beyond the newest `keyLimit`; what is older than any key that went is refused from now on. Nothing that sources stated is touched. Of batches that came bit by bit and have no record left, sums remain.
    /// Complexity: linear in the records that are kept.
    public mutating func retire(
        _ past: PastTelemetry, before: Int64, refusedBefore: Int64?, keyLimit: Int, rules: Int, at now: Int64
    ) throws {
        try removeRecords(past.records)
        for act in past.acts { try keep(past: act) }
        let scope = RunScope(source: Self.derivedSource, instance: "", part: Self.pastPart)
        _ = try replaceDerived(
            part: Self.pastPart, fragment: Fragment(scope, isWhole: true, nodes: past.nodes, edges: past.edges),
            rules: rules, at: now)
        let known = try StoreReader(db).horizon()
        let refused = max(
            known?.refusedBefore ?? .min, refusedBefore ?? .min,
            try removeKeys(before: refusedBefore ?? .min, limit: keyLimit))
        let count = (known?.records ?? 0) + past.records.count
        try db.run(.keepHorizon, [max(before, known?.before ?? .min), refused, count])
        try removeBatches(before: refused)
        hasChanged = true
    }

    /// Takes away the keys of batches that are older, or beyond so many keys; the moment before which all are gone.
    private mutating func removeKeys(before: Int64, limit: Int) throws -> Int64 {
        var (count, moment) = (0, Int64.min)
        var gone: [Int64] = []
        try db.forEach(.keyCounts) { row in
            count += Int(clamping: try row.int(1))
            let last = try row.optionalInt(2) ?? .min
            guard last < before || count > limit else { return }
            gone.append(try row.int(0))
            if count > limit { moment = max(moment, last &+ 1) }
        }
        for batch in Set(gone).sorted() { try db.run(.deleteRecordKeys, [batch]) }
        if !gone.isEmpty || before > .min { hasRetired = true }
        return moment
    }

    private func removeRecords(_ gone: Set<Text>) throws {
        guard !gone.isEmpty else { return }
        var places: [(batch: Int64, part: Int64)] = []
        try db.forEach(.recordPlaces) { places.append((try $0.int(0), try $0.int(1))) }
        for (batch, part) in places {
            guard let row = try db.row(.recordsAt, [batch, part]) else { continue }
            let bytes = try StoreReader.inflated(row, "record")
            let records = try reading("record") { try RecordBody.records(bytes) }
            let left = records.filter { !gone.contains(Text($0.naturalKey)) }
            guard left.count < records.count else { continue }

            try db.run(.deleteRecords, [batch, part])
            if left.isEmpty { continue }
            let body = RecordBody.bytes(left)
            try db.run(.insertRecords, [batch, part, left.count, body.count, Blob(Deflate.zlib(body))])
        }
    }

    /// Acts of one day that are alike are one, whenever their records went.
    private func keep(past act: Activity) throws {
        var like = act
        let day = act.time / 86_400_000_000_000
        let key = SipHash.bytes(hash.hash(Array(act.id.utf8)))
        like.count = 1
        like.firstTime = nil
        try db.run(.addPastAct, [day, Blob(key), act.count, act.first, act.time, Blob(ActivityBody.bytes([like]))])
    }

    private func removeBatches(before: Int64) throws {
        // Rows of seen name their batch; a store that has some was made before, and keeps its ledger.
        guard try db.id(.anySeen, []) == nil else { return }
        var gone: [Int64] = []
        try db.forEach(.emptyBatches, [before]) { gone.append(try $0.int(0)) }
        for batch in gone {
            try db.run(.addPastBatch, [batch])
            try db.run(.deleteRejections, [batch])
            try db.run(.deleteBatch, [batch])
        }
    }
}
