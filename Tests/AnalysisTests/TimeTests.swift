import OverreachAnalysis
import OverreachModel
import Testing

/// Time is as late as the newest posture: what a policy allowed until before is over.
struct TimeTests {
    private func reads(asOf: Int64?) -> [Verdict] {
        var account = Account()
        account.addBucket("b")
        account.add(
            .user, "temp",
            [
                statement(
                    "Allow", "s3:GetObject", on: "arn:aws:s3:::b/*",
                    condition: ("DateLessThan", "aws:CurrentTime", "2026-01-01T00:00:00Z"))
            ])
        let base = FactBase(
            nodes: account.nodes, edges: account.edges, documents: account.documents, activities: [], asOf: asOf)
        return Derivation.run(over: base).conclusions.edges
            .filter { $0.kind == EdgeKind(AccessEdge.reads) }.map(\.verdict)
    }

    @Test func anEdgeThatRanOutIsGone() {
        #expect(reads(asOf: nil) == [.conditional])
        #expect(reads(asOf: 1_700_000_000_000_000_000) == [.conditional])
        #expect(reads(asOf: 1_780_000_000_000_000_000) == [])
    }
}
