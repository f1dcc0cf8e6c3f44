import Foundation
import GRDB
import OverreachModel
import OverreachWire
import Testing

@testable import OverreachStore

/// Stores that an earlier Overreach wrote, made from the frozen migrations and the first form of records.
@Suite struct OldStoreTests {
    private static let old = span(1, file: "")

    @Test(arguments: [1, 2])
    func recordsOfAnEarlierVersionAreReadAndCountOnceWithTheirCopies(version: Int) throws {
        let folder = try Folder()
        try write(version, to: folder)

        let store = try folder.open()

        #expect(try store.records() == [Sample.call, Self.old])
        #expect(try store.batches().map(\.file) == ["old.json"])
        let counts = try store.write {
            try $0.append(
                source: "otlp", file: "new.json", digest: [9], records: [Self.old, span(2), Sample.call],
                received: 3, rejections: [], at: 99)
        }
        #expect(counts == BatchCounts(received: 3, accepted: 1, duplicate: 2, rejected: 0))
        // What the records of then said is not in their keys: of each one copy is kept beside them, once.
        #expect(try store.records().count == 5)
        #expect(Set(try store.records()) == [Sample.call, Self.old, span(2)])
        let again = try store.write {
            try $0.append(
                source: "otlp", file: "again.json", digest: [10], records: [Sample.call, Self.old], received: 2,
                rejections: [], at: 100)
        }
        #expect(again == BatchCounts(received: 2, accepted: 0, duplicate: 2, rejected: 0))
        #expect(try store.records().count == 5)
    }

    /// A store of that version with a span and a call, in the form of records from before labels.
    private func write(_ version: Int, to folder: Folder) throws {
        let key = try emptied(folder)
        let queue = try DatabaseQueue(path: folder.store)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA page_size = 8192")
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            try db.execute(sql: "PRAGMA application_id = \(StoreFile.applicationID)")
        }
        try queue.write { db in
            for migration in Schema.migrations.prefix(version) { try db.execute(sql: migration) }
            try db.execute(sql: "PRAGMA user_version = \(version)")
            try db.run(.insertStore, [Blob(key)])
            try db.execute(
                sql: """
                    INSERT INTO batch VALUES (1, ?, ?, ?, 77, 1, 2, 2, 2, 0, 0)
                    """, arguments: [Data("otlp".utf8), Data("old.json".utf8), Data([1])])
            // The form of a span had neither its own form nor labels, that of a call not whose log it is.
            for (part, (record, added)) in [(Self.old, 2), (Sample.call, 1)].enumerated() {
                let body = [1] + RecordBody.bytes([record]).dropFirst().dropLast(added)
                try db.run(.insertRecords, [1, part, 1, body.count, Blob(Deflate.zlib(body))])
                let hash = SipHash(key: key).hash(Array(record.naturalKey.utf8))
                try db.execute(
                    sql: "INSERT INTO seen (key, batch) VALUES (?, 1)", arguments: [Data(SipHash.bytes(hash))])
            }
        }
        try queue.close()
    }

    /// The key of a store that was there, and is gone but for its key.
    private func emptied(_ folder: Folder) throws -> [UInt8] {
        let key = try folder.open().pool.read { try Data.fetchOne($0, sql: "SELECT hash_key FROM store") }
        for name in folder.names where name.hasPrefix("store.db") && !name.hasSuffix("key") {
            try FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
        return [UInt8](try #require(key))
    }
}
