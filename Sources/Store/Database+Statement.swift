internal import Foundation
internal import GRDB
internal import OverreachModel

/// Bytes as an argument of a statement.
///
/// Text from outside goes in this way: as TEXT, it would end at a NUL.
func Blob(_ bytes: [UInt8]) -> Data { Data(bytes) }

/// The UTF-8 bytes of a text as an argument of a statement.
func Blob(_ text: String) -> Data { Data(text.utf8) }

extension Database {
    /// Runs a statement that returns no rows.
    func run(_ sql: StoreStatement, _ arguments: [(any DatabaseValueConvertible)?] = []) throws {
        try cachedStatement(sql: sql.rawValue).execute(arguments: StatementArguments(arguments))
    }

    /// Runs an insert and returns the id of its row.
    func insert(_ sql: StoreStatement, _ arguments: [(any DatabaseValueConvertible)?]) throws -> Int64 {
        try run(sql, arguments)
        return lastInsertedRowID
    }

    /// The first column of the first row.
    func id(_ sql: StoreStatement, _ arguments: [(any DatabaseValueConvertible)?]) throws -> Int64? {
        try Int64.fetchOne(cachedStatement(sql: sql.rawValue), arguments: StatementArguments(arguments))
    }

    /// The first row.
    func row(_ sql: StoreStatement, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql.rawValue), arguments: StatementArguments(arguments))
    }

    /// Every row in turn; a row is valid inside the closure only.
    func forEach(
        _ sql: StoreStatement, _ arguments: [(any DatabaseValueConvertible)?] = [], _ body: (Row) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(cachedStatement(sql: sql.rawValue), arguments: StatementArguments(arguments))
        while let row = try rows.next() { try body(row) }
    }
}

extension Row {
    /// The number in a column; a damaged file may hold anything there, so that GRDB's own subscript could trap.
    func int(_ column: Int) throws -> Int64 {
        guard let value = try optionalInt(column) else { throw StoreError(.damaged, "no number in column \(column)") }
        return value
    }

    func optionalInt(_ column: Int) throws -> Int64? {
        let value: DatabaseValue = self[column]
        if value.isNull { return nil }
        guard let number = Int64.fromDatabaseValue(value) else {
            throw StoreError(.damaged, "no number in column \(column)")
        }
        return number
    }

    func isNull(_ column: Int) throws -> Bool {
        let value: DatabaseValue = self[column]
        return value.isNull
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: column) { $0.map { [UInt8]($0) } ?? [] }
    }

    func text(_ column: Int) throws -> String {
        try withUnsafeData(atIndex: column) { $0.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    }
}
