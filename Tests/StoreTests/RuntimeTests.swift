import OverreachModel
import Testing

@testable import OverreachStore

@Suite struct RuntimeTests {
    let store: Store
    private let folder: Folder

    init() throws {
        folder = try Folder()
        store = try folder.open()
    }

    @discardableResult
    private func append(
        _ records: [RuntimeRecord], digest: UInt8, file: String = "a.json", received: Int? = nil,
        rejections: [Rejection] = []
    ) throws -> BatchCounts {
        try store.write {
            try $0.append(
                source: "otlp", file: file, digest: [digest], records: records,
                received: received ?? records.count + rejections.count, rejections: rejections, at: 77)
        }
    }

    @Test func recordsComeBackAsTheyWere() throws {
        try append([span(2, file: ""), Sample.call, span(1)], digest: 1)

        #expect(try store.records() == [Sample.call, span(1), span(2, file: "")])
    }

    @Test func recordsAreToldApartInsideABatchAndAcrossBatches() throws {
        #expect(
            try append([span(1), span(2), span(1)], digest: 1)
                == BatchCounts(received: 3, accepted: 2, duplicate: 1, rejected: 0))

        #expect(
            try append([span(2, name: "other"), span(3)], digest: 2, file: "b.json")
                == BatchCounts(received: 2, accepted: 1, duplicate: 1, rejected: 0))

        #expect(
            try store.records() == [span(1), span(2), span(2, name: "other"), span(3)],
            "a copy that says something else is kept beside the first")
        #expect(
            try append([span(3), span(2, name: "other"), span(2)], digest: 3, file: "c.json")
                == BatchCounts(received: 3, accepted: 0, duplicate: 3, rejected: 0))
        #expect(try store.records().count == 4, "and each only once")
    }

    @Test func theSameSpanOfAnotherTraceIsAnother() throws {
        #expect(try append([span(1, trace: 1), span(1, trace: 2)], digest: 1).accepted == 2)
    }

    @Test func naturalKeysThatDifferInNormalFormOnlyAreTwo() throws {
        func call(_ id: String) -> RuntimeRecord {
            guard case .cloudCall(var call) = Sample.call else { return Sample.call }
            call.eventID = id
            return .cloudCall(call)
        }

        let counts = try append([call("caf\u{e9}"), call("cafe\u{301}"), call("K"), call("\u{212A}")], digest: 1)

        #expect(counts.accepted == 4)
        #expect(try store.records().count == 4)
    }

    @Test func theSameBatchTwiceIsAllDuplicatesAndWritesNothing() throws {
        let rejections = [Rejection("no id", line: 3)]
        try append([span(1), span(2), span(1)], digest: 1, rejections: rejections)
        let (dump, version) = (try store.dump(), try store.version())

        let counts = try append([span(1), span(2), span(1)], digest: 1, rejections: rejections)

        #expect(counts == BatchCounts(received: 4, accepted: 0, duplicate: 3, rejected: 1))
        #expect(try store.dump() == dump)
        #expect(try store.version() == version)
    }

    @Test func theLedgerKeepsWhatBecameOfEveryRecord() throws {
        try append(
            [span(1, time: 50), span(1, time: 20), span(2, time: 30)], digest: 1,
            rejections: [Rejection("no id", line: 3), Rejection("no time", offset: 9), Rejection("no id", line: 8)])

        let batch = try #require(try store.batches().first)

        #expect(batch.counts == BatchCounts(received: 6, accepted: 2, duplicate: 1, rejected: 3))
        #expect(batch.source == "otlp" && batch.file == "a.json" && batch.receivedAt == 77)
        #expect(batch.firstAt == 20 && batch.lastAt == 50)
        #expect(
            batch.reasons == [
                .init(reason: "no id", count: 2, line: 3, offset: nil),
                .init(reason: "no time", count: 1, line: nil, offset: 9),
            ])
    }

    @Test func theLedgerKeepsWhatWasPassedOverBesideWhatWasRejected() throws {
        for digest in [UInt8(1), 2] {
            _ = try store.write {
                try $0.append(
                    source: "otlp", file: "a.json", digest: [digest], records: [span(1)], received: 2,
                    rejections: [Rejection("no id", line: 3)],
                    passedOver: [Rejection("metrics", line: 4), Rejection("metrics", line: 9)], at: 77)
            }
        }

        for batch in try store.batches() {
            #expect(batch.reasons == [.init(reason: "no id", count: 1, line: 3, offset: nil)])
            #expect(batch.passedOver == [.init(reason: "metrics", count: 2, line: 4, offset: nil)])
            #expect(batch.counts.received == 2 && batch.counts.rejected == 1)
        }
    }

    @Test func recordsThatNobodyAccountsForCountAsRejected() throws {
        let counts = try append([span(1)], digest: 1, received: 5, rejections: [Rejection("no id")])

        #expect(counts == BatchCounts(received: 5, accepted: 1, duplicate: 0, rejected: 4))
        #expect(try store.batches().first?.reasons.map(\.count) == [1, 3])
    }

    @Test func aBatchThatReceivedLessThanItHoldsIsCountedByWhatItHolds() throws {
        #expect(try append([span(1), span(2)], digest: 1, received: 0).received == 2)
    }

    @Test func aFloodOfReasonsIsCountedAndNotKept() throws {
        let rejections = (0..<1000).map { Rejection("reason \($0)", line: $0) }

        try append([], digest: 1, rejections: rejections)

        let batch = try #require(try store.batches().first)
        #expect(batch.reasons.count == 257)
        #expect(batch.reasons.map(\.count).reduce(0, +) == 1000)
        #expect(batch.firstAt == nil)
    }

    @Test func manyRecordsLieInSeveralRows() throws {
        let records = (0..<20_000).map { span($0) }

        try append(records, digest: 1)

        #expect(try store.count("record") == 3)
        #expect(try store.records().count == 20_000)
    }

    @Test func theSameDigestOfAnotherSourceIsAnotherBatch() throws {
        try append([span(1)], digest: 1)

        let counts = try store.write {
            try $0.append(
                source: "cloudtrail", file: "a.json", digest: [1], records: [Sample.call], received: 1, rejections: [],
                at: 1)
        }

        #expect(counts.accepted == 1)
    }

    @Test func activitiesComeBackInTheOrderOfTimeAndTheSameOnesWriteNothing() throws {
        var late = Sample.act
        late.id = "act-0"
        late.time = 9
        let bare = Activity(id: "act-2", time: 7, action: "run", isCloudCall: false, outcome: .succeeded)
        try store.write { try $0.replaceActivities([late, bare, Sample.act]) }
        let dump = try store.dump()

        try store.write { try $0.replaceActivities([bare, Sample.act, late]) }

        #expect(try store.activities() == [Sample.act, bare, late])
        #expect(try store.dump() == dump)
        try store.write { try $0.replaceActivities([bare]) }
        #expect(try store.activities() == [bare])
        try store.write { try $0.replaceActivities([]) }
        #expect(try store.activities().isEmpty)
    }

    @Test func aDerivationReplacesItsPartAndKeepsTheRulesThatConcludedWhatStays() throws {
        func derive(_ part: String, _ edges: [EdgeFact], rules: Int, at: Int64) throws -> RunChange {
            try store.write { try $0.replaceDerived(part: part, fragment: fragment([], edges), rules: rules, at: at) }
        }
        _ = try derive("observed", [edge("o", "p")], rules: 1, at: 10)
        _ = try derive("rules", [edge("a", "b"), edge("c", "d")], rules: 1, at: 10)

        let same = try derive("rules", [edge("c", "d"), edge("a", "b")], rules: 2, at: 20)
        let less = try derive("rules", [edge("a", "b")], rules: 2, at: 5)

        #expect(same == RunChange(unchanged: 2))
        #expect(less == RunChange(ended: 1, unchanged: 1))
        #expect(try store.currentFacts().edges.map(\.from) == [role("a"), role("o")])
        #expect(try store.runs().map(\.rules) == [1, 1, 2])
        #expect(try store.count("fan", where: "from_run = 2 AND to_run IS NULL") == 1)
    }

    @Test func statedFactsAreThoseThatNoDerivationConcluded() throws {
        try store.state(fragment([node("a")], [edge("a", "b")], [document("p")]))
        _ = try store.write {
            try $0.replaceDerived(
                part: "rules", fragment: fragment([node("a", [Property("x", "1")]), node("d")], [edge("d", "a")]),
                rules: 1, at: 1)
        }

        let stated = try store.statedFacts()

        #expect(stated.lines.dropLast() == [describe(node("a")), describe(edge("a", "b"))])
        #expect(stated.documents.count == 1)
        #expect(try store.nodes() == ["a", "d"])
        #expect(throws: StoreError.self) {
            try store.state(fragment(scope: RunScope(source: "derived", instance: "", part: "rules")))
        }
    }
}
