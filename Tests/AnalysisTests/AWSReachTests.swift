import OverreachModel
import Testing

@testable import OverreachAnalysis

/// Judging in classes, with sets, gives exactly what judging every principal on every resource gives.
struct AWSReachTests {
    private func base(seed: UInt64) -> FactBase {
        let made = RandomAccounts(seed: seed)
        return FactBase(nodes: made.nodes, edges: made.edges, documents: made.documents, activities: [])
    }

    @Test(arguments: [1, 2, 50]) func classesAndSetsGiveWhatPairsGive(threshold: Int) {
        var (all, onKeys) = (0, 0)
        for seed in 1...12 as ClosedRange<UInt64> {
            let base = base(seed: seed)
            let found = ExpandedGrants(AWSGrants(threshold: threshold).conclude(from: base)).lines
            let meant = PairwiseGrants(base).lines
            let (missing, invented) = (meant.subtracting(found).sorted(), found.subtracting(meant).sorted())
            #expect(missing.isEmpty, "seed \(seed)")
            #expect(invented.isEmpty, "seed \(seed)")
            all += meant.count
            onKeys += meant.filter { $0.string.contains("on its key") }.count
        }
        #expect(all > 1_000)
        #expect(onKeys > 0)
    }

    @Test func theOrderOfFactsChangesNothing() {
        let made = RandomAccounts(seed: 7)
        let orders = [made.documents, made.documents.reversed()].map { documents in
            AWSGrants(threshold: 2).conclude(
                from: FactBase(nodes: made.nodes, edges: made.edges, documents: documents, activities: []))
        }
        #expect(orders[0].nodes == orders[1].nodes)
        #expect(Set(orders[0].edges) == Set(orders[1].edges))
    }
}
