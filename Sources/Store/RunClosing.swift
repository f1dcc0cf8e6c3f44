internal import GRDB
internal import OverreachModel

/// The closing of one run: finds what it changes in its scope and writes that.
struct RunClosing {
    let scope: RunScope
    let fragments: [Fragment]
    let isWhole: Bool
    let statedAt: Int64
    let openedAt: Int64
    /// The version of the rules; with it, the run is a derivation and always the newest.
    var rules: Int?

    private var change = RunChange()
    private var scopeID: Int64 = 0
    private var row: [(any DatabaseValueConvertible)?] = []  // the run's, without what it did
    private var id: Int64?

    init(scope: RunScope, fragments: [Fragment], isWhole: Bool, statedAt: Int64, openedAt: Int64) {
        self.scope = scope
        self.fragments = fragments
        self.isWhole = isWhole
        self.statedAt = statedAt
        self.openedAt = openedAt
    }

    mutating func run(_ db: Database, _ hash: SipHash, _ interner: inout Interner) throws -> RunChange {
        var digest = RunDigest(hash, whole: isWhole)
        for fragment in fragments { try digest.add(fragment) }
        let names = [Blob(scope.source), Blob(scope.instance), Blob(scope.part)]
        let known = try db.id(.selectScope, names)
        scopeID = try known ?? db.insert(.insertScope, names)

        var time = statedAt
        var policy: RestatementPolicy = isWhole ? .whole : .partial
        var wasStated = false
        if known != nil, let newest = try db.row(.newestRun, [scopeID]) {
            let newestAt = try newest.int(1)
            if rules != nil { time = max(time, newestAt) }
            if try newest.bytes(2) == digest.bytes {
                if time > newestAt, rules == nil {
                    try db.run(.confirmRun, [time, newest.int(0)])
                    try db.run(.insertConfirmation, [newest.int(0), time])
                }
                return try unchanged(db, newest.int(0))
            }
            let same = try db.id(.sameRun, [scopeID, Blob(digest.bytes), time, time])
            wasStated = same != nil
            if time < newestAt {
                if let same { return try unchanged(db, same) }
                policy = try db.id(.wholeRunAfter, [scopeID, time]) == nil ? .older : .outdated
            }
        }

        let statement = try RunStatement(fragments, &interner)
        row = [
            scopeID, time, time, openedAt, isWhole ? 1 : 0, rules, Blob(digest.bytes), statement.nodes.count,
            statement.edgeCount, statement.documents.count,
        ]
        try closeNodes(db, statement, policy)
        try closeFans(db, statement, policy)
        try closeDocuments(db, statement, policy)
        if !change.isEmpty || !wasStated {
            let id = try runID(db)
            try db.run(.finishRun, [change.added, change.changed, change.ended, change.unchanged, id])
        }

        return change
    }

    /// The run's own id; its row is written when the first change needs it.
    private mutating func runID(_ db: Database) throws -> Int64 {
        if let id { return id }
        let id = try db.insert(.insertRun, row)
        self.id = id
        return id
    }

    private func unchanged(_ db: Database, _ run: Int64) throws -> RunChange {
        guard let row = try db.row(.statedCounts, [run]) else { return RunChange() }
        return try RunChange(unchanged: Int(row.int(0)))
    }

    private mutating func closeNodes(
        _ db: Database, _ statement: RunStatement, _ policy: RestatementPolicy
    ) throws {
        var rows: [Int64: (row: Int64, body: [UInt8])] = [:]
        try db.forEach(.scopeProperties, [scopeID]) { row in
            rows[try row.int(1)] = (try row.int(0), try row.bytes(2))
        }

        for (node, stated) in statement.nodes.sorted(by: { $0.key < $1.key }) {
            guard let old = rows.removeValue(forKey: node) else {
                guard policy != .outdated else { continue }
                _ = try db.insert(.insertProperty, [scopeID, node, runID(db), Blob(stated.bytes)])
                change.added += 1
                continue
            }
            guard let key = statement.keys[node] else { continue }
            let body = try Self.body(old.body, stated, key, policy.bears(onAllOf: node, in: statement))
            guard body != old.body else {
                change.unchanged += 1
                continue
            }
            try db.run(.endProperty, [runID(db), old.row])
            _ = try db.insert(.insertProperty, [scopeID, node, runID(db), Blob(body)])
            change.changed += 1
        }
        if policy == .whole {
            for row in rows.values.map(\.row).sorted() { try db.run(.endProperty, [runID(db), row]) }
            change.ended += rows.count
        }
    }

    private static func body(
        _ old: [UInt8], _ stated: NodeBody, _ key: Key, _ policy: RestatementPolicy
    ) throws -> [UInt8] {
        switch policy {
        case .whole: return stated.bytes
        case .outdated: return old
        case .partial: return try reading("property") { try NodeBody(bytes: old) }.restated(by: stated, key: key).bytes
        case .older: return stated.restated(by: try reading("property") { try NodeBody(bytes: old) }, key: key).bytes
        }
    }

    private mutating func closeFans(
        _ db: Database, _ statement: RunStatement, _ policy: RestatementPolicy
    ) throws {
        var rows: [Int64: [FanRow]] = [:]
        try db.forEach(.scopeFans, [scopeID]) { row in
            rows[try row.int(1), default: []].append(
                FanRow(id: try row.int(0), part: try row.int(2), body: try row.bytes(3)))
        }

        let ending = rows.keys.filter { policy.bears(onAllOf: $0, in: statement) == .whole }
        let sources = Array(ending) + Array(statement.fans.keys)
        for source in sources.sortedSet() {
            let old = rows[source] ?? []
            let stated = statement.fans[source] ?? FanBody([])
            if old.isEmpty {
                guard policy != .outdated else { continue }
                change.added += stated.edgeCount
                try replace([], by: stated.parts, source, db)
                continue
            }
            if old.map(\.body) == stated.parts.map(\.bytes) {
                change.unchanged += stated.edgeCount
                continue
            }
            let edges = try old.flatMap { row in try reading("fan") { try FanBody(bytes: row.body) }.edges }
            let result = FanChange(
                old: FanBody(edges), stated: stated, policy: policy.bears(onAllOf: source, in: statement))
            change.add(result.change)
            try replace(old, by: result.result.parts, source, db)
        }
    }

    /// Rows that stay the same stay; the others end, and new ones begin.
    private mutating func replace(
        _ old: [FanRow], by new: [(n: Int, bytes: [UInt8])], _ source: Int64, _ db: Database
    ) throws {
        var kept: Set<Int64> = []
        for row in old {
            if row.part < new.count, new[Int(row.part)].bytes == row.body {
                kept.insert(row.part)
            } else {
                try db.run(.endFan, [runID(db), row.id])
            }
        }
        for (part, row) in new.enumerated() where !kept.contains(Int64(part)) {
            _ = try db.insert(.insertFan, [scopeID, source, part, runID(db), row.n, Blob(row.bytes)])
        }
    }

    private mutating func closeDocuments(
        _ db: Database, _ statement: RunStatement, _ policy: RestatementPolicy
    ) throws {
        var rows: [RunStatement.DocumentKey: (row: Int64, bytes: [[UInt8]])] = [:]
        try db.forEach(.scopeDocuments, [scopeID]) { row in
            let key = RunStatement.DocumentKey(
                kind: Text(try row.text(1)), subject: try row.int(2), name: Text(try row.text(3)))
            rows[key] = (try row.int(0), [try row.bytes(4), try row.bytes(5), try row.bytes(6)])
        }

        for (key, stated) in statement.documents.sorted(by: { $0.key < $1.key }) {
            let old = rows.removeValue(forKey: key)
            let bytes = [stated.evidenceBytes, stated.body.lines, stated.body.json]
            switch (old, policy) {
            case (nil, .outdated):
                continue
            case (let old?, _) where policy == .older || policy == .outdated || old.bytes == bytes:
                change.unchanged += 1
                continue
            case (let old?, _):
                try db.run(.endDocument, [runID(db), old.row])
                change.changed += 1
            case (nil, _):
                change.added += 1
            }
            _ = try db.insert(
                .insertDocument,
                [scopeID, key.kind.string, key.subject, Blob(key.name.string), runID(db)] + bytes.map { Blob($0) })
        }
        let gone = rows.filter { policy.bears(onAllOf: $0.key.subject, in: statement) == .whole }.map(\.value.row)
        for row in gone.sorted() { try db.run(.endDocument, [runID(db), row]) }
        change.ended += gone.count
    }
}

extension RestatementPolicy {
    /// How the statement bears on one node: of a node that a part states wholly, it is all there is to say.
    fileprivate func bears(onAllOf node: Int64, in statement: RunStatement) -> RestatementPolicy {
        self == .partial && statement.whollyStated.contains(node) ? .whole : self
    }
}

/// A row of table fan.
private struct FanRow {
    var id: Int64
    var part: Int64
    var body: [UInt8]
}

extension RunChange {
    fileprivate mutating func add(_ other: RunChange) {
        added += other.added
        changed += other.changed
        ended += other.ended
        unchanged += other.unchanged
    }
}

/// Turns bytes that cannot be read into an error that names their table.
func reading<T>(_ table: String, _ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch is PackingError {
        throw StoreError(.damaged, "a row of table \(table) cannot be read")
    }
}
