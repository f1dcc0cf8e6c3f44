import Foundation
import GRDB
import OverreachModel
import Testing

@testable import OverreachStore

@Suite struct OpeningTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    @Test func aNewStoreAndItsKeyAreForTheOwnerOnly() throws {
        let store = try folder.open()
        try store.state(fragment([node("a")]))

        for name in folder.names {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
        #expect(folder.names == ["store.db", "store.db-shm", "store.db-wal", "store.db.key", "store.db.lock"])
    }

    @Test func aStoreHasTheSettingsThatItsPromisesNeed() throws {
        let store = try folder.open()

        let settings = try store.pool.writeWithoutTransaction { db in
            try ["application_id", "page_size", "auto_vacuum", "synchronous", "foreign_keys", "user_version"].map {
                try Int.fetchOne(db, sql: "PRAGMA \($0)") ?? -1
            }
        }
        let journal = try store.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }

        #expect(settings == [0x4F56_5243, 8192, 2, 2, 1, 4])
        #expect(journal == "wal")
    }

    @Test func whatWasWrittenIsThereWhenTheStoreIsOpenedAgain() throws {
        let key = try folder.open().fingerprintKey()
        try folder.open().state(fragment([node("a")]))

        let store = try folder.open(.readWrite(create: false))

        #expect(try store.nodes() == ["a"])
        #expect(try store.fingerprintKey() == key)
        #expect(key.count == 32 && Set(key).count > 1)
    }

    @Test func twoStoresHaveTwoKeys() throws {
        let other = try Folder()

        #expect(try folder.open().fingerprintKey() != other.open().fingerprintKey())
    }

    @Test func aMissingKeyBesideAStoreIsAnErrorAndIsNotMadeAnew() throws {
        _ = try folder.open()
        try FileManager.default.removeItem(atPath: folder.store + ".key")

        let error = #expect(throws: StoreError.self) { try folder.open().fingerprintKey() }

        #expect(error?.code == .key)
        #expect(error?.message.contains(folder.store + ".key") == true)
        #expect(!folder.names.contains("store.db.key"))
    }

    @Test(arguments: [0, 31, 33])
    func aKeyOfAnotherLengthIsRefused(count: Int) throws {
        _ = try folder.open()
        try folder.write([UInt8](repeating: 7, count: count), to: "store.db.key")

        #expect(throws: StoreError.self) { try folder.open().fingerprintKey() }
    }

    @Test func theKeyOfARemovedStoreServesTheNextOne() throws {
        let key = try folder.open().fingerprintKey()
        try FileManager.default.removeItem(atPath: folder.store)

        #expect(try folder.open().fingerprintKey() == key)
    }

    @Test(arguments: [Store.Mode.readOnly, .readWrite(create: false)])
    func aStoreThatIsNotThereIsNotMadeUnlessAskedFor(mode: Store.Mode) throws {
        let error = #expect(throws: StoreError.self) { try folder.open(mode) }

        #expect(error?.code == .notFound)
        #expect(folder.names.isEmpty)
    }

    @Test func aStoreInAFolderThatIsNotThereIsRefused() throws {
        let error = #expect(throws: StoreError.self) {
            try Store.open(folder.path + "/none/store.db", mode: .readWrite(create: true))
        }

        #expect(error?.code == .notFound)
    }

    @Test func aFolderIsNoStore() throws {
        let error = #expect(throws: StoreError.self) { try Store.open(folder.path, mode: .readWrite(create: true)) }

        #expect(error?.code == .notAFile)
        #expect(error?.message.contains(folder.path) == true)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read and write everything"))
    func aFolderOrFileThatMayNotBeWrittenIsNamed() throws {
        _ = try folder.open()
        try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: folder.store)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.store) }

        let error = #expect(throws: StoreError.self) { try folder.open() }

        #expect(error?.code == .permission)
    }

    @Test func aDraftLeftByACrashIsReplaced() throws {
        try folder.write([1, 2, 3], to: "store.db.creating")

        try folder.open().state(fragment([node("a")]))

        #expect(!folder.names.contains("store.db.creating"))
    }

    @Test func theSQLOfTheSourcesIsThatOfTheSchemaFolder() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let folder = root.appendingPathComponent("schema/store").standardizedFileURL
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }

        let texts = try names.sorted().map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        }

        #expect(texts == Schema.migrations)
    }
}

// MARK: - Refusals

@Suite struct RefusalTests {
    /// A file that is no store that can be opened.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var code: StoreError.Code
        var make: @Sendable (Folder) throws -> Void

        init(_ name: String, _ code: StoreError.Code, _ make: @escaping @Sendable (Folder) throws -> Void) {
            testDescription = name
            self.code = code
            self.make = make
        }
    }

    static let cases = [
        Case("empty file", .damaged) { try $0.write([], to: "store.db") },
        Case("garbage", .foreign) { try $0.write(Array("no database, but some text".utf8), to: "store.db") },
        Case("ten bytes of garbage", .foreign) { try $0.write(Array("0123456789".utf8), to: "store.db") },
        Case("another program's database", .foreign) { try database(at: $0.store, applicationID: 7) },
        Case("a database without a program", .foreign) { try database(at: $0.store, applicationID: 0) },
        Case("another program's database in WAL mode", .foreign) {
            try database(at: $0.store, applicationID: 7, pragma: "journal_mode = WAL")
        },
        Case("our id without tables", .damaged) { try database(at: $0.store, applicationID: StoreFile.applicationID) },
        Case("a newer version", .newer) { try changed($0) { $0[63] = 99 } },
        Case("cut to half", .damaged) { try changed($0) { $0.removeLast($0.count / 2) } },
        Case("cut by one byte", .damaged) { try changed($0) { $0.removeLast() } },
        Case("cut to 50 bytes", .damaged) { try changed($0) { $0.removeLast($0.count - 50) } },
        Case("cut to 5 bytes", .damaged) { try changed($0) { $0.removeLast($0.count - 5) } },
    ]

    @Test(arguments: cases, [Store.Mode.readOnly, .readWrite(create: false), .readWrite(create: true)])
    func whatIsNoStoreIsRefusedAndLeftAsItIs(refusal: Case, mode: Store.Mode) throws {
        let folder = try Folder()
        try refusal.make(folder)
        let before = try folder.content

        let error = #expect(throws: StoreError.self) { try folder.open(mode) }

        #expect(error?.code == refusal.code, "\(error?.message ?? "")")
        #expect(error?.message.contains(folder.store) == true)
        #expect(error?.message.contains("expected") == true)
        #expect(try folder.content == before)
    }

    @Test func aNewerVersionThatLiesInTheLogOnlyIsRefused() throws {
        let folder = try Folder()
        let store = try folder.open()
        try store.pool.write { try $0.execute(sql: "PRAGMA user_version = \(Schema.version + 1)") }
        let crashed = try Folder()
        for (name, bytes) in try folder.content where name != "store.db.lock" { try crashed.write(bytes, to: name) }

        let error = #expect(throws: StoreError.self) { try crashed.open() }

        #expect(error?.code == .newer)
    }

    /// Flips bytes and cuts ends everywhere: SQLite and the readers of packed rows meet bytes that nobody wrote.
    @Test func damageIsAnErrorOrUnnoticedButNeverACrash() throws {
        let folder = try Folder()
        do {
            let store = try folder.open()
            try Sample.fill(store)
        }
        let whole = try folder.bytes("store.db")
        var steps = Steps(state: 11)
        var errors = 0

        for _ in 0..<100 {
            let broken = try Folder()
            var bytes = whole
            for _ in 0..<Int.random(in: 1...40, using: &steps) {
                bytes[Int.random(in: 100..<bytes.count, using: &steps)] = UInt8.random(in: 0...255, using: &steps)
            }
            try broken.write(bytes, to: "store.db")
            do {
                let store = try broken.open()
                _ = try store.currentFacts()
                _ = try (store.records(), store.activities(), store.runs(), store.batches())
                try store.state(fragment([node("a")], [edge("b", "c")]), at: 50)
            } catch is StoreError {
                errors += 1
            }
        }

        #expect(errors > 30)
    }

    private static func database(at path: String, applicationID: Int32, pragma: String? = nil) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            if let pragma { try db.execute(sql: "PRAGMA \(pragma)") }
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "CREATE TABLE other (x)")
        }
        try queue.close()
    }

    /// A real store without its neighbours, changed.
    private static func changed(_ folder: Folder, _ change: (inout [UInt8]) -> Void) throws {
        do {
            let store = try folder.open()
            try store.state(fragment([node("a")], [edge("a", "b")]))
        }
        var bytes = try folder.bytes("store.db")
        for name in folder.names { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
        change(&bytes)
        try folder.write(bytes, to: "store.db")
    }
}
