/// Every statement of the store that reads or writes rows; a test holds each against its query plan.
enum StoreStatement: String, CaseIterable {
    // MARK: The store itself
    case insertStore = "INSERT INTO store (id, version, hash_key) VALUES (1, 0, ?)"
    case selectStore = "SELECT version, hash_key FROM store WHERE id = 1"
    case countVersion = "UPDATE store SET version = version + 1 WHERE id = 1"

    case touchStore = "UPDATE store SET version = version WHERE id = 1"

    case keepGraph =
        "INSERT OR REPLACE INTO graph (id, version, rules, snapshot, nodes, edges) VALUES (1, ?, ?, ?, ?, ?)"
    case selectGraph = "SELECT version, rules, snapshot, nodes, edges FROM graph WHERE id = 1"

    case markOfRuns = "SELECT count(*), max(id), max(opened_at), max(confirmed_at), sum(whole) FROM run"
    case markOfBatches = "SELECT id, received_at FROM batch ORDER BY id DESC LIMIT 1"

    // MARK: Names
    case selectNode = "SELECT id FROM node WHERE key = ?"
    case insertNode = "INSERT INTO node (key) VALUES (?)"
    case allNodes = "SELECT id, key FROM node ORDER BY key"
    case maximumNode = "SELECT max(id) FROM node"
    case nodesBetween = "SELECT id, key FROM node WHERE key >= ? AND key < ?"
    case keyOfNode = "SELECT key FROM node WHERE id = ?"
    case selectText = "SELECT id FROM text WHERE body = ?"
    case insertText = "INSERT INTO text (body) VALUES (?)"
    case allTexts = "SELECT id, body FROM text ORDER BY body"

    case bodyOfText = "SELECT body FROM text WHERE id = ?"

    // MARK: Scopes and runs
    case selectScope = "SELECT id FROM scope WHERE source = ? AND instance = ? AND part = ?"
    case scopesOfSource = "SELECT id FROM scope WHERE source = ?"
    case scopesInOrder = "SELECT id FROM scope WHERE source = ? ORDER BY instance, part"
    case insertScope = "INSERT INTO scope (source, instance, part) VALUES (?, ?, ?)"
    case newestRun = """
        SELECT id, confirmed_at, digest FROM run WHERE scope = ? ORDER BY confirmed_at DESC, id DESC LIMIT 1
        """
    case wholeRunAfter = "SELECT 1 FROM run WHERE scope = ? AND confirmed_at > ? AND whole = 1 LIMIT 1"
    case sameRun = """
        SELECT id FROM run INDEXED BY run_digest
        WHERE scope = ? AND digest = ? AND stated_at <= ? AND confirmed_at >= ? LIMIT 1
        """
    case statedCounts = "SELECT nodes + edges + documents FROM run WHERE id = ?"
    case confirmRun = "UPDATE run SET confirmed_at = ? WHERE id = ?"
    case insertConfirmation = """
        INSERT OR IGNORE INTO confirmation (run, at, latest) VALUES (?, ?, (SELECT max(id) FROM run))
        """
    case allConfirmations = "SELECT run, at, latest FROM confirmation ORDER BY run, at"
    case insertRun = """
        INSERT INTO run (scope, stated_at, confirmed_at, opened_at, whole, rules, digest, nodes, edges, documents,
            added, changed, ended, unchanged)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)
        """
    case finishRun = "UPDATE run SET added = ?, changed = ?, ended = ?, unchanged = ? WHERE id = ?"
    case allRuns = """
        SELECT run.id, source, instance, part, stated_at, confirmed_at, opened_at, whole, rules, nodes, edges,
            documents, added, changed, ended, unchanged
        FROM run JOIN scope ON scope.id = run.scope ORDER BY source, instance, part, confirmed_at, run.id
        """

    // MARK: Facts
    case scopeProperties = "SELECT id, node, body FROM property WHERE scope = ? AND to_run IS NULL"
    case insertProperty = "INSERT INTO property (scope, node, from_run, body) VALUES (?, ?, ?, ?)"
    case endProperty = "UPDATE property SET to_run = ? WHERE id = ?"
    case currentProperties = "SELECT scope, node, body FROM property WHERE to_run IS NULL"
    case scopeFans = "SELECT id, src, part, body FROM fan WHERE scope = ? AND to_run IS NULL ORDER BY src, part"
    case insertFan = "INSERT INTO fan (scope, src, part, from_run, n, body) VALUES (?, ?, ?, ?, ?, ?)"
    case endFan = "UPDATE fan SET to_run = ? WHERE id = ?"
    case currentFans = "SELECT scope, src, body FROM fan WHERE to_run IS NULL"
    case scopeDocuments = """
        SELECT id, kind, subject, name, evidence, lines, body FROM document WHERE scope = ? AND to_run IS NULL
        """
    case datedDocuments = """
        SELECT kind, subject, name, evidence, lines, body, confirmed_at
        FROM document JOIN run ON run.id = from_run WHERE document.scope = ? AND kind = ? AND to_run IS NULL
        """
    case datedDocumentsOfNode = """
        SELECT kind, subject, name, evidence, lines, body, confirmed_at
        FROM document JOIN run ON run.id = from_run
        WHERE document.scope = ? AND kind = ? AND subject = ? AND to_run IS NULL
        """
    case insertDocument = """
        INSERT INTO document (scope, kind, subject, name, from_run, evidence, lines, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    case endDocument = "UPDATE document SET to_run = ? WHERE id = ?"
    case currentDocuments = """
        SELECT document.scope, kind, subject, name, evidence, lines, body
        FROM document JOIN run ON run.id = from_run JOIN scope ON scope.id = document.scope
        WHERE to_run IS NULL
        ORDER BY confirmed_at DESC, source, instance, part
        """

    // MARK: History
    case pastProperties = "SELECT scope, node, body, from_run, to_run FROM property"
    case pastFans = "SELECT scope, src, body, from_run, to_run FROM fan"
    case pastDocuments = """
        SELECT document.scope, kind, subject, name, evidence, lines, body, from_run, to_run
        FROM document JOIN scope ON scope.id = document.scope ORDER BY source, instance, part, document.id
        """

    // MARK: Runtime
    case selectBatch = "SELECT id FROM batch WHERE source = ? AND digest = ?"
    case newestBatch = "SELECT id, chain FROM batch WHERE id = (SELECT max(id) FROM batch)"
    case maximumBatch = "SELECT max(id) FROM batch"
    case countBatchesAfter = "SELECT count(*) FROM batch WHERE id > ?"
    case chainOfBatch = "SELECT chain FROM batch WHERE id = ?"
    case newestLoss = "SELECT newest, marked, chain FROM loss WHERE id = (SELECT max(id) FROM loss)"
    case insertLoss = "INSERT INTO loss (noticed_at, newest, marked, chain) VALUES (?, ?, ?, ?)"
    case allLosses = "SELECT noticed_at, newest, marked FROM loss ORDER BY id"
    case insertBatch = """
        INSERT INTO batch (id, source, file, sender, digest, received_at, first_at, last_at, received, accepted,
            duplicate, rejected, chain)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    case insertRejection = "INSERT INTO rejection (batch, seq, reason, n, line, offset) VALUES (?, ?, ?, ?, ?, ?)"
    case allSeen = "SELECT key FROM seen"
    case allRecordKeys = "SELECT body FROM record_key"
    case insertRecords = "INSERT INTO record (batch, part, n, size, body) VALUES (?, ?, ?, ?, ?)"
    case insertRecordKeys = "INSERT INTO record_key (batch, part, body) VALUES (?, ?, ?)"
    case allBatches = """
        SELECT id, source, file, received_at, first_at, last_at, received, accepted, duplicate, rejected
        FROM batch ORDER BY id
        """
    case batchesAfter = """
        SELECT id, source, file, received_at, first_at, last_at, received, accepted, duplicate, rejected, sender
        FROM batch WHERE id > ? ORDER BY id
        """
    case batchesBefore = """
        SELECT id, source, file, received_at, first_at, last_at, received, accepted, duplicate, rejected, sender
        FROM batch WHERE id < ? ORDER BY id DESC LIMIT ?
        """
    case rejectionsOfBatch =
        "SELECT reason, n, line, offset FROM rejection WHERE batch = ? AND seq < 65536 ORDER BY seq"
    case passedOverAfter =
        "SELECT batch, reason, n, line, offset FROM rejection WHERE batch > ? AND seq >= 65536 ORDER BY batch, seq"
    case recordsBetween = "SELECT n, size, body FROM record WHERE batch > ? AND batch <= ? ORDER BY batch, part"

    // MARK: Retention
    case selectHorizon = "SELECT before, refused_before, records FROM horizon WHERE id = 1"
    case keepHorizon = """
        INSERT OR REPLACE INTO horizon (id, before, refused_before, records) VALUES (1, ?, ?, ?)
        """
    case allPastActs = "SELECT n, first_at, last_at, body FROM past_act ORDER BY day, key"
    case addPastAct = """
        INSERT INTO past_act (day, key, n, first_at, last_at, body) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (day, key) DO UPDATE SET n = n + excluded.n, first_at = min(first_at, excluded.first_at),
            last_at = max(last_at, excluded.last_at)
        """
    case recordPlaces = "SELECT batch, part FROM record ORDER BY batch, part"
    case recordsAt = "SELECT n, size, body FROM record WHERE batch = ? AND part = ?"
    case deleteRecords = "DELETE FROM record WHERE batch = ? AND part = ?"
    case deleteRecordKeys = "DELETE FROM record_key WHERE batch = ?"
    case keyCounts = """
        SELECT record_key.batch, length(record_key.body) / 16, batch.last_at
        FROM record_key JOIN batch ON batch.id = record_key.batch ORDER BY record_key.batch DESC
        """
    case anySeen = "SELECT 1 FROM seen LIMIT 1"
    case emptyBatches = """
        SELECT id FROM batch
        WHERE sender IS NOT NULL AND received_at < ? AND id < (SELECT max(id) FROM batch)
            AND NOT EXISTS (SELECT 1 FROM record WHERE record.batch = batch.id)
            AND NOT EXISTS (SELECT 1 FROM record_key WHERE record_key.batch = batch.id)
        """
    case addPastBatch = """
        INSERT INTO past_batch (source, batches, first_at, last_at, received, accepted, duplicate, rejected)
        SELECT source, 1, first_at, last_at, received, accepted, duplicate, rejected FROM batch WHERE id = ?
        ON CONFLICT (source) DO UPDATE SET batches = batches + 1,
            first_at = min(ifnull(first_at, excluded.first_at), ifnull(excluded.first_at, first_at)),
            last_at = max(ifnull(last_at, excluded.last_at), ifnull(excluded.last_at, last_at)),
            received = received + excluded.received, accepted = accepted + excluded.accepted,
            duplicate = duplicate + excluded.duplicate, rejected = rejected + excluded.rejected
        """
    case deleteRejections = "DELETE FROM rejection WHERE batch = ?"
    case deleteBatch = "DELETE FROM batch WHERE id = ?"
    case allPastBatches = """
        SELECT source, batches, first_at, last_at, received, accepted, duplicate, rejected FROM past_batch
        ORDER BY source
        """

    // MARK: What comes bit by bit
    case allTails = "SELECT device, inode, path, size, lines, head, head_size, modified_at FROM tail"
    case keepTail = """
        INSERT OR REPLACE INTO tail (device, inode, path, size, lines, head, head_size, modified_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    case allExcess = "SELECT sender, term, n FROM excess ORDER BY sender, term"
    case addExcess = """
        INSERT INTO excess (sender, term, n, last_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (sender, term) DO UPDATE SET n = n + excluded.n, last_at = max(last_at, excluded.last_at)
        """
    case selectDelivery = "SELECT digest, report FROM delivery WHERE key = ?"
    case keepDelivery = "INSERT OR REPLACE INTO delivery (key, digest, at, report) VALUES (?, ?, ?, ?)"
    case selectFolded = "SELECT batch FROM folded WHERE id = 1"
    case keepFolded = "INSERT OR REPLACE INTO folded (id, batch) VALUES (1, ?)"
    case allRejections = "SELECT batch, reason, n, line, offset FROM rejection ORDER BY batch, seq"
    case allRecords = "SELECT n, size, body FROM record ORDER BY batch, part"
    case pastRecords = """
        SELECT record.n, size, body, received_at FROM record JOIN batch ON batch.id = record.batch ORDER BY batch, part
        """
    case allSegments = "SELECT n, size, body FROM segment ORDER BY id"
    case insertSegment = "INSERT INTO segment (id, n, first_at, last_at, size, body) VALUES (?, ?, ?, ?, ?, ?)"
    case deleteSegments = "DELETE FROM segment"
}
