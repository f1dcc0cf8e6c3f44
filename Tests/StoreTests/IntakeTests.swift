import Foundation
import GRDB
import OverreachModel
import Testing

@testable import OverreachStore

/// Batches that are made ready off the writer, and what makes a record count once.
@Suite struct IntakeTests {
    let folder: Folder
    let store: Store

    init() throws {
        folder = try Folder()
        store = try folder.open()
    }

    private func draft(_ ids: [Int], digest: UInt8, in store: Store? = nil) -> BatchDraft {
        (store ?? self.store).draft(
            source: "otlp", file: "v1/traces", sender: "a", digest: [digest], records: ids.map { span($0) },
            received: ids.count, rejections: [])
    }

    @Test func batchesOfOneChangeShareWhatIsKnown() throws {
        let receipts = try store.write { writer in
            try [draft([1, 2, 2], digest: 1), draft([2, 3], digest: 2), draft([1, 2, 2], digest: 1)].map {
                try writer.append($0, at: 5)
            }
        }
        #expect(receipts.map(\.batch) == [1, 2, 1])
        #expect(receipts.map(\.counts.accepted) == [2, 1, 0])
        #expect(receipts.map(\.counts.duplicate) == [1, 1, 3])
        #expect(receipts.map(\.isRepeated) == [false, false, true])
        #expect(try store.records() == [span(1), span(2), span(3)])
    }

    @Test func whatAnUndoneChangeBroughtIsStillNew() throws {
        struct Fault: Error {}
        #expect(throws: Fault.self) {
            try store.write { writer in
                _ = try writer.append(draft([1, 2], digest: 1), at: 5)
                throw Fault()
            }
        }
        #expect(try store.write { try $0.append(draft([1, 2], digest: 1), at: 5) }.counts.accepted == 2)
        #expect(try store.write { try $0.append(draft([1, 2, 3], digest: 2), at: 5) }.counts.accepted == 1)
    }

    @Test func recordsThatWereSeenAreKnownWhenTheStoreIsOpenedAgain() throws {
        _ = try store.write { try $0.append(draft([1, 2], digest: 1), at: 5) }
        let again = try Folder.reopened(store: store, folder)
        #expect(try again.write { try $0.append(draft([2, 3], digest: 2, in: again), at: 6) }.counts.duplicate == 1)
    }

    @Test func recordsOfAStoreThatWasMadeBeforeAreKnown() throws {
        _ = try store.write { try $0.append(draft([1, 2], digest: 1), at: 5) }
        try store.pool.write { db in
            let keys = try Row.fetchAll(db, sql: "SELECT batch, body FROM record_key")
            for row in keys {
                let bytes: Data = row["body"]
                for start in stride(from: 0, to: bytes.count, by: 16) {
                    let key = Data(bytes[bytes.startIndex + start..<bytes.startIndex + start + 16])
                    try db.execute(sql: "INSERT INTO seen (key, batch) VALUES (?, ?)", arguments: [key, row["batch"]])
                }
            }
            try db.undoVersion4()
        }
        let again = try Folder.reopened(store: store, folder)
        #expect(folder.names.contains("store.db.v3"), "the store is kept as it was")
        #expect(try again.write { try $0.append(draft([2, 3], digest: 2, in: again), at: 6) }.counts.duplicate == 1)
        #expect(try again.batches().map(\.counts.accepted) == [2, 1])
    }

    @Test func manyRecordsInAnyOrderCountOnce() throws {
        var steps = Steps(state: 7)
        var known: Set<Int> = []
        for digest in 0..<60 {
            let ids = (0..<50).map { _ in Int.random(in: 0..<1000, using: &steps) }
            let fresh = Set(ids).subtracting(known)
            let counts = try store.write { try $0.append(draft(ids, digest: UInt8(digest)), at: 1) }.counts
            #expect(counts.accepted == fresh.count && counts.accepted + counts.duplicate == 50)
            known.formUnion(fresh)
        }
        #expect(try store.records().count == known.count)
    }

    @Test func aSetOfKeysHoldsWhatADictionaryHolds() {
        var steps = Steps(state: 3)
        var (keys, naive) = (KeySet(), [[UInt64]: UInt64]())
        for _ in 0..<5000 {
            let key = [UInt64.random(in: 0..<40, using: &steps), UInt64.random(in: 1..<40, using: &steps)]
            let tag = UInt64.random(in: 0..<3, using: &steps)
            let given = (key[0], key[1] << 32 | tag)
            let expected: KeySet.Standing = naive[key].map { $0 == tag ? .same : .other } ?? .new
            #expect(keys.standing(of: given) == expected)
            #expect(keys.insert(given) == expected)
            if expected == .new { naive[key] = tag }
        }
        #expect(keys.count == naive.count)
        #expect(keys.insert((0, 0)) == .new && keys.insert((0, 0)) == .same)
    }

    @Test func aDeliveryIsKnownBySenderAndKey() throws {
        let delivery = StoredDelivery(digest: [1], report: Array("{}".utf8))
        try store.write { try $0.keep(delivery, sender: "a", key: "k", at: 1) }
        #expect(try store.read { try $0.delivery(sender: "a", key: "k") } == delivery)
        #expect(try store.read { try $0.delivery(sender: "b", key: "k") } == nil)
        #expect(try store.read { try $0.delivery(sender: "ak", key: "") } == nil)
    }
}

extension Folder {
    /// The store of the folder opened again, when its writer is closed.
    static func reopened(store: Store, _ folder: Folder) throws -> Store {
        try store.pool.close()
        // The lock is the first store's as long as that lives; another file stands for its end.
        try FileManager.default.removeItem(atPath: folder.store + ".lock")
        return try folder.open(.readWrite(create: false))
    }
}
