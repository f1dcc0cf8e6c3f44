import Foundation
import GRDB
import OverreachModel
import Testing

@testable import OverreachStore

/// What tells that acknowledged batches are missing.
@Suite struct MarkTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    private func open() throws -> Store {
        let store = try folder.open()
        try store.keepMark()
        return store
    }

    private func append(_ ids: ClosedRange<Int>, to store: Store) throws -> [Int64] {
        try ids.map { id in
            let draft = store.draft(
                source: "otlp", file: "v1/traces", sender: "a", digest: [UInt8(id)], records: [span(id)], received: 1,
                rejections: [])
            return try store.write { try $0.append(draft, at: Int64(id)).batch }
        }
    }

    /// The files of a store that nobody has open.
    private func copy(_ names: [String] = ["store.db", "store.db-wal"], to other: String) throws {
        for name in names where FileManager.default.fileExists(atPath: "\(folder.path)/\(name)") {
            try? FileManager.default.removeItem(atPath: "\(folder.path)/\(other)-\(name)")
            try FileManager.default.copyItem(
                atPath: "\(folder.path)/\(name)", toPath: "\(folder.path)/\(other)-\(name)")
        }
    }

    private func restore(from other: String) throws {
        for name in ["store.db", "store.db-wal", "store.db-shm"] {
            try? FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
            let kept = "\(folder.path)/\(other)-\(name)"
            if FileManager.default.fileExists(atPath: kept) {
                try FileManager.default.copyItem(atPath: kept, toPath: "\(folder.path)/\(name)")
            }
        }
    }

    @Test func aStoreThatIsWholeIsWhole() throws {
        #expect(try append(1...3, to: open()) == [1, 2, 3])
        #expect(try folder.open().standing == .whole)
        #expect(try folder.open(.readOnly).standing == .whole)
    }

    @Test func aStoreWithoutAMarkKeepsNone() throws {
        _ = try append(1...2, to: folder.open())
        #expect(!folder.names.contains("store.db.mark"))
        #expect(try folder.open().standing == .whole)
    }

    @Test func anOlderCopyIsNamedAnsweredAndNotWritten() throws {
        _ = try append(1...2, to: open())
        try copy(to: "old")
        _ = try append(3...7, to: open())
        try restore(from: "old")

        let store = try folder.open()
        guard case .behind(missing: 5, let message) = store.standing else {
            Issue.record("\(store.standing)")
            return
        }
        #expect(message.contains("5 acknowledged batches are missing") && message.contains("--accept-loss"))
        let error = #expect(throws: StoreError.self) { try append(8...8, to: store) }
        #expect(error?.code == .behind)
        #expect(try store.records().count == 2, "reads go on")
        #expect(try folder.open(.readOnly).standing != .whole)
    }

    @Test func aLossThatIsAcceptedIsRememberedAndItsNumbersAreNotGivenAgain() throws {
        _ = try append(1...2, to: open())
        try copy(to: "old")
        _ = try append(3...7, to: open())
        try restore(from: "old")

        let store = try folder.open()
        try store.acceptLoss(at: 99)
        #expect(store.standing == .whole)
        #expect(try append(8...9, to: store) == [8, 9])
        #expect(try store.read { try $0.losses() } == [StoredLoss(noticedAt: 99, first: 3, last: 7)])
        #expect(try folder.open(.readOnly).standing == .whole)
    }

    @Test func aCopyThatWentOnByItselfIsToldFromTheOneThatWasAcknowledged() throws {
        _ = try append(1...2, to: open())
        try copy(to: "old")
        _ = try append(3...4, to: open())
        try copy(["store.db.mark"], to: "kept")
        try restore(from: "old")
        try FileManager.default.removeItem(atPath: folder.store + ".mark")
        _ = try append(5...7, to: open())
        try FileManager.default.removeItem(atPath: folder.store + ".mark")
        try FileManager.default.moveItem(
            atPath: folder.path + "/kept-store.db.mark", toPath: folder.store + ".mark")

        guard case .behind(missing: nil, let message) = try folder.open().standing else {
            Issue.record("it was taken for the same")
            return
        }
        #expect(message.contains("another batch 4"))
    }

    @Test func theMarkOfAnotherStoreIsNamed() throws {
        _ = try append(1...3, to: open())
        for name in ["store.db", "store.db-wal", "store.db-shm"] {
            try? FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
        }
        guard case .behind(missing: 3, let message) = try folder.open().standing else {
            Issue.record("an empty store was taken for the one that is gone")
            return
        }
        #expect(message.contains("not the one"))
    }

    @Test(arguments: [0, 1]) func aMarkWhoseLastWriteWasCutSaysWhatTheOneBeforeSaid(odd: Int) throws {
        _ = try append(1...(4 + odd), to: open())
        var bytes = try folder.bytes("store.db.mark")
        let newest = (4 + odd) % 2 * 512
        for place in newest + 20..<newest + 200 { bytes[place] = 0x5A }
        try folder.write(bytes, to: "store.db.mark")
        #expect(try folder.open().standing == .whole)
    }

    @Test func aMarkThatCannotBeReadIsNamed() throws {
        _ = try append(1...3, to: open())
        try folder.write([UInt8](repeating: 7, count: 1024), to: "store.db.mark")
        guard case .behind(missing: nil, let message) = try folder.open().standing else {
            Issue.record("it was taken for whole")
            return
        }
        #expect(message.contains("store.db.mark"))
    }

    /// What a cut log loses: SQLite opens it, and says nothing.
    @Test func aLogThatWasCutIsNoticed() throws {
        let store = try open()
        _ = try append(1...1, to: store)
        try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        _ = try append(2...6, to: store)
        try copy(["store.db", "store.db-wal", "store.db.mark", "store.db.key"], to: "live")
        let other = try Folder()
        for name in ["store.db", "store.db-wal", "store.db.mark", "store.db.key"] {
            try FileManager.default.copyItem(
                atPath: "\(folder.path)/live-\(name)", toPath: "\(other.path)/\(name)")
        }
        let wal = try other.bytes("store.db-wal")
        try other.write(Array(wal.prefix(wal.count / 2)), to: "store.db-wal")

        let cut = try other.open()
        guard case .behind(missing: let missing?, _) = cut.standing else {
            Issue.record("\(cut.standing)")
            return
        }
        #expect(missing == 6 - (try cut.batches().last?.id ?? 0))
    }
}
