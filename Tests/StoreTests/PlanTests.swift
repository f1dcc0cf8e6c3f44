import GRDB
import Testing

@testable import OverreachStore

/// How each statement finds its rows.
@Suite struct PlanTests {
    /// Statements that read a table from end to end, since they want all of it, or from its end only.
    static let readsAll: Set<StoreStatement> = [
        .allNodes, .allTexts, .allRuns, .currentProperties, .currentFans, .currentDocuments, .allBatches,
        .allRejections, .allRecords, .allSegments, .deleteSegments, .allConfirmations, .pastProperties, .pastFans,
        .pastDocuments, .pastRecords, .allSeen, .allRecordKeys, .allLosses, .allTails,
        .allPastActs, .allPastBatches, .recordPlaces, .anySeen, .allExcess, .keyCounts,
        .deleteBatch,  // for its foreign keys, and only where `seen` is empty
        .markOfRuns, .markOfBatches,
    ]

    /// Statements that look at the last row of a table, which SQLite's plan shows without a word for how.
    static let readsLast: Set<StoreStatement> = [.newestBatch, .maximumBatch, .maximumNode, .newestLoss, .emptyBatches]

    @Test(arguments: StoreStatement.allCases)
    func everyStatementFindsItsRowsByAnIndex(sql: StoreStatement) throws {
        let folder = try Folder()
        let store = try folder.open()

        let plan = try store.pool.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql.rawValue, arguments: arguments(of: sql))
                .map { $0["detail"] as String }
        }

        let scans = plan.contains { $0.hasPrefix("SCAN") }
        #expect(scans == (Self.readsAll.contains(sql) && sql != .deleteSegments), "\(plan)")
        if !sql.rawValue.hasPrefix("INSERT"), !Self.readsAll.contains(sql), !Self.readsLast.contains(sql) {
            #expect(plan.allSatisfy { $0.contains("INDEX") || $0.contains("PRIMARY KEY") }, "\(plan)")
        }
    }

    @Test(arguments: [
        (StoreStatement.scopeProperties, "property_current"), (.scopeFans, "fan_current"),
        (.scopeDocuments, "document_current"),
        (.newestRun, "run_newest"), (.wholeRunAfter, "run_newest"), (.sameRun, "run_digest"),
    ])
    func theStatementsOfARunUseTheIndexThatIsMadeForThem(sql: StoreStatement, index: String) throws {
        let folder = try Folder()
        let store = try folder.open()

        let plan = try store.pool.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql.rawValue, arguments: arguments(of: sql))
                .map { $0["detail"] as String }
        }

        #expect(plan.contains { $0.contains("USING INDEX \(index) ") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    private func arguments(of sql: StoreStatement) -> StatementArguments {
        StatementArguments(Array(repeating: 1, count: sql.rawValue.count { $0 == "?" }))
    }
}
