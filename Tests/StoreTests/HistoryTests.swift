import GRDB
import OverreachModel
import Testing

@testable import OverreachStore

/// What a store held at moments of the past.
@Suite struct HistoryTests {
    /// A statement of one scope.
    private struct Statement {
        var fragment: Fragment
        var isWhole: Bool
        var time: Int64
    }

    private static let scopes = ["iam", "s3", "kms"].map { RunScope(source: "aws", instance: "1", part: $0) }

    /// Statements of random content, ascending in time or in any order.
    private func statements(_ seed: UInt64, count: Int, inOrder: Bool) -> [Statement] {
        var steps = Steps(state: seed)
        return (0..<count).map { index in
            let scope = Self.scopes.randomElement(using: &steps)!
            let names = ["a", "b", "c", "d"].filter { _ in Bool.random(using: &steps) }
            let nodes = names.map { node($0, [Property("p", "\(Int.random(in: 0...1, using: &steps))")]) }
            let edges = names.flatMap { from in
                ["x", "y"].filter { _ in Bool.random(using: &steps) }.map { edge(from, $0, line: index % 2) }
            }
            let documents = names.prefix(2).map { name in
                Document(
                    .awsTrustPolicy, subject: role(name), name: "trust",
                    body: .object([Value.Member("V", .string("\(Int.random(in: 0...2, using: &steps))"))]),
                    evidence: place())
            }
            let time = inOrder ? Int64(10 * (index + 1)) : Int64.random(in: 1...200, using: &steps)
            return Statement(
                fragment: fragment(nodes, edges, Array(documents), scope: scope),
                isWhole: Int.random(in: 0..<3, using: &steps) > 0, time: time)
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func asOfARunIsWhatAStoreHoldsThatHadOnlyTheRunsUpToIt(seed: UInt64)
        throws
    {
        let (folder, other) = (try Folder(), try Folder())
        let (store, growing) = (try folder.open(), try other.open())
        let statements = statements(seed, count: 14, inOrder: seed % 2 == 0)
        for statement in statements {
            try store.state(statement.fragment, whole: statement.isWhole, at: statement.time)
        }

        var closed: Set<Int64> = []
        for statement in statements {
            try growing.state(statement.fragment, whole: statement.isWhole, at: statement.time)
            let runs = Set(try growing.runs().map(\.id))
            // What a run that is not the last one was confirmed by may still follow it.
            guard let newest = runs.max(), closed.insert(newest).inserted else { continue }
            let past = try store.past(at: .run(newest))
            #expect(past.facts.lines == (try growing.currentFacts().lines), "run \(newest)")
            #expect(Set(past.runs.map(\.id)) == runs)
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func asOfATimeIsWhatHadBeenStatedByThen(seed: UInt64) throws {
        let (folder, other) = (try Folder(), try Folder())
        let (store, growing) = (try folder.open(), try other.open())
        let statements = statements(seed, count: 14, inOrder: true)
        for statement in statements {
            try store.state(statement.fragment, whole: statement.isWhole, at: statement.time)
        }

        #expect(try store.past(at: .time(9)).facts.lines.isEmpty)
        for statement in statements {
            try growing.state(statement.fragment, whole: statement.isWhole, at: statement.time)
            for time in [statement.time, statement.time + 9] {
                let past = try store.past(at: .time(time))
                #expect(past.facts.lines == (try growing.currentFacts().lines), "at \(time)")
                #expect(past.runs.map(\.confirmedAt) == (try growing.runs().map(\.confirmedAt)), "at \(time)")
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func everyMomentIsAStateThatWas(seed: UInt64) throws {
        let (folder, other) = (try Folder(), try Folder())
        let (store, growing) = (try folder.open(), try other.open())
        let statements = statements(seed, count: 14, inOrder: false).map { statement in
            var one = statement
            one.fragment.scope = Self.scopes[0]
            return one
        }
        var states: Set<[String]> = [[]]
        for statement in statements {
            for store in [store, growing] {
                try store.state(statement.fragment, whole: statement.isWhole, at: statement.time)
            }
            states.insert(try growing.currentFacts().lines)
        }
        for time in stride(from: Int64(0), through: 210, by: 7) {
            #expect(states.contains(try store.past(at: .time(time)).facts.lines), "at \(time)")
        }
        #expect(try store.past(at: .time(.max)).facts.lines == (try store.currentFacts().lines))
    }

    @Test func aFileThatWasFoundMissingWasThereUntilThen() throws {
        let folder = try Folder()
        let store = try folder.open()
        try store.state(fragment([node("a")]), at: 10)
        try store.state(fragment([]), at: 10)  // opened at 1000, no younger than what it ends

        #expect(try store.past(at: .time(999)).facts.nodes.count == 1)
        #expect(try store.past(at: .time(1000)).facts.nodes.isEmpty)
    }

    @Test func recordsCountFromWhenTheyHappenedOrArrived() throws {
        let folder = try Folder()
        let store = try folder.open()
        for (at, records) in [(Int64(1000), [span(1, time: 5), span(2, time: 900)]), (2000, [span(3, time: 7)])] {
            _ = try store.write {
                try $0.append(
                    source: "otlp", file: "f\(at)", digest: [UInt8(at / 1000)], records: records,
                    received: records.count,
                    rejections: [], at: at)
            }
        }
        try store.state(fragment([node("a")]))  // run 1, opened at 1000

        #expect(try store.past(at: .time(7)).records.map(\.time) == [5, 7])
        #expect(try store.past(at: .time(4)).batches.isEmpty)
        #expect(try store.past(at: .run(1)).records.map(\.time) == [5, 900])
        #expect(try store.past(at: .run(1)).batches.count == 1)
    }

    @Test func aRunThatThereIsNotIsAnError() throws {
        let folder = try Folder()
        let store = try folder.open()
        let error = #expect(throws: StoreError.self) { try store.past(at: .run(3)) }
        #expect(error?.code == .notFound)
    }

    @Test func aStoreOfTheFirstVersionsIsReadAsItWas() throws {
        let folder = try Folder()
        let store = try folder.open()
        try store.state(fragment([node("a")]), at: 10)
        try store.state(fragment([node("a")]), at: 30)
        try store.pool.write { db in
            try db.undoVersion4()
            try db.execute(sql: "DROP TABLE confirmation")
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        let past = try store.past(at: .time(40))
        #expect(past.runs.map(\.confirmedAt) == [30])

        // The next writer brings it to the present version, with what is known of its past.
        try store.pool.write { try Schema.migrate($0) }
        #expect(try store.past(at: .time(20)).runs.map(\.confirmedAt) == [10])
        #expect(try store.past(at: .time(30)).runs.map(\.confirmedAt) == [30])
    }
}
