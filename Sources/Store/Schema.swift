internal import GRDB

/// The tables of the store: an append-only list of migrations, each a file of schema/store.
enum Schema {
    /// The migrations, the first for an empty file.
    static let migrations = [v0001, v0002, v0003, v0004]

    /// The version of the tables that this Overreach reads and writes: `user_version`.
    static var version: Int { migrations.count }

    /// Makes a store in a file that holds nothing yet.
    static func create(at path: String, hashKey: [UInt8]) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            // These hold only when they come before the first table.
            try db.execute(sql: "PRAGMA page_size = 8192")
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            try db.execute(sql: "PRAGMA application_id = \(StoreFile.applicationID)")
        }
        try queue.write { db in
            try migrate(db)
            try db.run(.insertStore, [Blob(hashKey)])
        }
        try queue.close()
    }

    /// Brings the tables to the present version, inside the caller's transaction.
    static func migrate(_ db: Database) throws {
        let version = try version(of: db)
        for (index, migration) in migrations.enumerated() where index >= version {
            try db.execute(sql: migration)
            try db.execute(sql: "PRAGMA user_version = \(index + 1)")
        }
    }

    /// The version that the file has.
    static func version(of db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }
}
