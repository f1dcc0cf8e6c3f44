import OverreachAnalysis
import OverreachModel
import Testing

/// A long answer lists its first rows, counts all, and says so.
struct ListLimitTests {
    private var account = Account()

    private mutating func addReaders() {
        for number in 0..<12 { account.addBucket("b\(number)") }
        for number in 0..<7 {
            account.add(.user, "u\(number)", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b*/*")])
        }
        account.add(.user, "w", [statement("Allow", "s3:PutObject", on: "arn:aws:s3:::b1/*")])
    }

    private func said(_ rows: some Sequence<ReachRow>) -> [String] {
        rows.map { "\($0.node.key) \($0.effects) \($0.verdict) \($0.path)" }
    }

    @Test mutating func radiusListsTheFirstAndCountsAll() throws {
        addReaders()
        let world = account.made
        let all = try Radius(node: "u1").answer(in: world)
        let first = try Radius(node: "u1", limit: 5).answer(in: world)
        #expect(said(first.result.reached) == said(all.result.reached.prefix(5)))
        #expect(first.result.counts.total == all.result.reached.count && all.result.reached.count >= 12)
        #expect(first.result.weight == all.result.weight && all.result.weight > 0)
        #expect(all.complete && !first.complete)
        #expect(first.caveats.contains { $0.reason == Caveat.cut && $0.detail.hasPrefix("5 of ") })
        #expect(try Radius(node: "u1", limit: all.result.reached.count).answer(in: world).complete)
    }

    @Test mutating func exposureListsTheFirstAndCountsAll() throws {
        addReaders()
        let world = account.made
        let all = try Exposure(node: "b1").answer(in: world)
        let first = try Exposure(node: "b1", limit: 3).answer(in: world)
        #expect(said(first.result.reachedBy) == said(all.result.reachedBy.prefix(3)))
        #expect(first.result.counts[.identity] == all.result.counts[.identity] && all.result.counts[.identity] >= 8)
        #expect(all.complete && !first.complete)
    }

    @Test mutating func accessesThatAreTheSameAreOneWayAndOthersAreNot() throws {
        addReaders()
        let rows = try Exposure(node: "b1").answer(in: account.made).result.reachedBy
        #expect(rows.filter { $0.effects == [.read] }.map(\.node.name).sorted() == (0..<7).map { "u\($0)" })
        #expect(rows.filter { $0.effects == [.write] }.map(\.node.name) == ["w"])
    }
}
