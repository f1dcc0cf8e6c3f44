import Foundation
import GRDB
import OverreachModel
import Testing

@testable import OverreachStore

@Suite struct TransactionTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    struct Stop: Error {}

    /// What a process that was killed now would leave behind: its files without its lock.
    private func image() throws -> Folder {
        let image = try Folder()
        for (name, bytes) in try folder.content where !name.hasSuffix(".lock") && !name.hasSuffix("-shm") {
            try image.write(bytes, to: name)
        }
        return image
    }

    @Test func anErrorInTheMiddleOfAChangeLeavesTheOldState() throws {
        let store = try folder.open()
        try store.state(fragment([node("a")]))
        let dump = try store.dump()

        #expect(throws: Stop.self) {
            try store.write { writer in
                _ = try writer.close(
                    scope: iam, fragments: [fragment([node("b")])], whole: true, statedAt: 2, openedAt: 2)
                _ = try writer.append(
                    source: "otlp", file: "f", digest: [1], records: [span(1)], received: 1, rejections: [], at: 1)
                throw Stop()
            }
        }

        #expect(try store.dump() == dump)
    }

    @Test func aProcessKilledInTheMiddleOfAChangeLeavesTheOldState() throws {
        let store = try folder.open()
        try store.state(fragment([node("a")]))
        let dump = try store.dump()

        let image = try store.write { writer in
            // More than the page cache of a small change, so that pages lie in the log before the commit.
            try writer.db.execute(sql: "PRAGMA cache_size = 10")
            let nodes = (0..<3000).map { node("n\($0)") }
            _ = try writer.close(scope: iam, fragments: [fragment(nodes)], whole: true, statedAt: 2, openedAt: 2)
            return try self.image()
        }

        #expect(try image.bytes("store.db-wal").count > 100_000)
        #expect(try image.open().dump() == dump)
        #expect(try store.nodes().count == 3000)
    }

    @Test func aProcessKilledAfterAChangeHasKeptIt() throws {
        let store = try folder.open()
        try store.state(fragment([node("a")]))
        let dump = try store.dump()

        #expect(try image().open().dump() == dump)
    }

    @Test func aSecondWriterIsRefusedUntilTheFirstIsGone() throws {
        var first: Store? = try folder.open()

        let error = #expect(throws: StoreError.self) { try folder.open() }

        #expect(error?.code == .locked)
        #expect(error?.message.contains(folder.store) == true)
        #expect(first != nil)
        first = nil
        _ = try folder.open()
    }

    @Test func theSameStoreByALinkHasTheSameLock() throws {
        let first = try folder.open()
        let link = folder.path + "/link.db"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.store)

        let error = #expect(throws: StoreError.self) {
            try Store.open(link, mode: .readWrite(create: true), patience: .zero)
        }

        #expect(error?.code == .locked)
        #expect(try first.fingerprintKey() == Store.open(link, mode: .readOnly).fingerprintKey())
    }

    @Test func aReaderSeesWhatAWriterInAnotherStoreCommitted() throws {
        let writer = try folder.open()
        let reader = try folder.open(.readOnly)

        try writer.state(fragment([node("a")]))

        #expect(try reader.nodes() == ["a"])
        let (before, after) = try writer.write { change in
            _ = try change.close(scope: iam, fragments: [], whole: true, statedAt: 2, openedAt: 2)
            return (try reader.nodes(), 0)
        }
        #expect(before == ["a"] && after == 0)
        #expect(try reader.nodes().isEmpty)
    }

    @Test func aReaderCannotWrite() throws {
        _ = try folder.open()
        let store = try folder.open(.readOnly)

        let error = #expect(throws: StoreError.self) { try store.state(fragment([node("a")])) }

        #expect(error?.code == .permission)
    }

    @Test func readingLeavesTheFileAsItIsAndAnEmptyLogThatTheNextWriterRemoves() throws {
        do { try folder.open().state(fragment([node("a")])) }
        let before = try folder.bytes("store.db")
        #expect(folder.names == ["store.db", "store.db.key", "store.db.lock"])

        do {
            let store = try folder.open(.readOnly)
            #expect(try store.nodes() == ["a"])
        }

        #expect(try folder.bytes("store.db") == before)
        let log = folder.names.contains("store.db-wal") ? try folder.bytes("store.db-wal") : []
        #expect(log.isEmpty)
        _ = try folder.open()
        #expect(folder.names == ["store.db", "store.db.key", "store.db.lock"])
    }

    @Test func aReaderFindsWhatAKilledWriterCommitted() throws {
        let store = try folder.open()
        try store.state(fragment([node("a")]))

        #expect(try image().open(.readOnly).nodes() == ["a"])
    }

    @Test func theVersionGrowsExactlyWhenFactsRecordsOrActivitiesChange() throws {
        let store = try folder.open()
        var versions = [try store.version()]
        func then(_ body: (inout StoreWriter) throws -> Void) throws {
            try store.write(body)
            versions.append(try store.version())
        }
        let act = Activity(id: "1", time: 1, action: "s3:GetObject", isCloudCall: true, outcome: .succeeded)

        for _ in 0..<2 {
            let facts = [fragment([node("a")])]
            try then { _ = try $0.close(scope: iam, fragments: facts, whole: true, statedAt: 1, openedAt: 1) }
        }
        for file in ["x", "y"] {
            try then {
                _ = try $0.append(
                    source: "otlp", file: file, digest: Array(file.utf8), records: [span(1)], received: 1,
                    rejections: [], at: 1)
            }
        }
        for rules in [1, 2] {
            try then { _ = try $0.replaceDerived(part: "rules", fragment: fragment([node("d")]), rules: rules, at: 1) }
        }
        for _ in 0..<2 { try then { try $0.replaceActivities([act]) } }

        #expect(versions == [0, 1, 1, 2, 2, 3, 3, 4, 4])
    }
}
