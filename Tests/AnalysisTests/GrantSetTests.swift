import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// Many resources that a right covers alike stand as a set, and are still rows and ends of paths each.
struct GrantSetTests {
    private var account = Account()

    private mutating func addBuckets(_ count: Int) {
        for number in 0..<count { account.addBucket("b\(number)") }
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b*/*", sid: "Read")])
    }

    @Test mutating func everyMemberOfASetIsARowWithTheSetOnItsPath() throws {
        addBuckets(60)
        let made = account.made
        let rows = try Radius(node: "u").answer(in: made).result.reached.filter { $0.node.kind == .dataStore }
        #expect(Set(rows.map(\.node.name)) == Set((0..<60).map { "b\($0)" }))
        for row in rows {
            #expect(row.effects == [.read] && row.verdict == .allowed)
            #expect(row.path.contains { $0.to.key.hasPrefix("AWS_RESOURCE_SET") }, "\(row.node.name)")
            #expect(row.path.last?.to.name == row.node.name)
        }
        #expect(edges(AccessEdge.holds, in: made).count == 1)
        #expect(rows.allSatisfy { !$0.path.flatMap(\.evidence).isEmpty })
    }

    @Test mutating func aPathLeadsThroughTheSet() throws {
        addBuckets(60)
        let paths = try Paths(from: "u", to: "b7").answer(in: account.made).result.paths
        #expect(paths.count == 1)
        #expect(paths.first?.path.first?.from.name == "u")
        #expect(paths.first?.path.last?.to.name == "b7")
        #expect(paths.first?.path.contains { $0.to.key.hasPrefix("AWS_RESOURCE_SET") } == true)
    }

    @Test mutating func whatADenySparesFromASetIsNotReached() throws {
        addBuckets(60)
        account.add(.user, "u", [statement("Deny", "s3:*", on: "arn:aws:s3:::b7/*")])
        let rows = try Radius(node: "u").answer(in: account.made).result.reached.filter { $0.node.kind == .dataStore }
        #expect(rows.count == 59)
        #expect(!rows.contains { $0.node.name == "b7" })
    }

    @Test mutating func fewAreSeenEach() throws {
        addBuckets(3)
        let rows = try Radius(node: "u").answer(in: account.made).result.reached.filter { $0.node.kind == .dataStore }
        #expect(rows.count == 3)
        #expect(!rows.contains { row in row.path.contains { $0.to.key.hasPrefix("AWS_RESOURCE_SET") } })
    }
}
