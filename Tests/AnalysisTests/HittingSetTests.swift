import OverreachTesting
import Testing

@testable import OverreachAnalysis

/// The cheapest set that has one of each condition, against trying all sets.
struct HittingSetTests {
    private struct Case {
        let conditions: [[Int]]
        let costs: [Int]
        let groups: [Int?]

        init(seed: UInt64, elements: ClosedRange<Int> = 1...11) {
            var random = SeededGenerator(seed: seed)
            let count = Int.random(in: elements, using: &random)
            costs = (0..<count).map { _ in Int.random(in: 1...6, using: &random) }
            conditions = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0..<count, using: &random) }
            }
            groups = (0..<count).map { _ in
                Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0..<2, using: &random) : nil
            }
        }

        func isMet(by set: [Int]) -> Bool {
            let taken = set.compactMap { groups[$0] }
            return conditions.allSatisfy { $0.contains(where: set.contains) } && Set(taken).count == taken.count
        }

        func cost(_ set: [Int]) -> Int { set.reduce(0) { $0 + costs[$1] } }

        /// Nil where no set does.
        var least: Int? {
            (0..<(1 << costs.count)).compactMap { bits -> Int? in
                let set = costs.indices.filter { bits >> $0 & 1 == 1 }
                return isMet(by: set) ? cost(set) : nil
            }.min()
        }
    }

    @Test(arguments: 0..<300 as Range<UInt64>) func noOtherSetIsCheaper(_ seed: UInt64) throws {
        let one = Case(seed: seed)
        let found = HittingSet(of: one.conditions, costs: one.costs, groups: one.groups)
        #expect(found.map { one.cost($0.members) } == one.least)
        guard let found else { return }
        #expect(one.isMet(by: found.members) && found.isCheapest)
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func whatIsFoundInAFewStepsHasOneOfEach(_ seed: UInt64) throws {
        let one = Case(seed: seed &+ 1000, elements: 20...40)
        let free = one.costs.map { _ in nil as Int? }
        let found = try #require(HittingSet(of: one.conditions, costs: one.costs, groups: free, steps: 1))
        #expect(one.conditions.allSatisfy { $0.contains(where: found.members.contains) })
        // None is there for nothing.
        for member in found.members {
            let rest = found.members.filter { $0 != member }
            #expect(!one.conditions.allSatisfy { $0.contains(where: rest.contains) })
        }
    }

    @Test func aConditionWithoutElementsIsMetByNoSet() {
        #expect(HittingSet(of: [[0], []], costs: [1], groups: [nil]) == nil)
    }

    @Test func theOrderOfConditionsChangesNothing() {
        for seed in 0..<50 as Range<UInt64> {
            let one = Case(seed: seed &+ 5000)
            let found = [one.conditions, one.conditions.reversed()].map {
                HittingSet(of: $0, costs: one.costs, groups: one.groups)?.members
            }
            #expect(found[0] == found[1])
        }
    }
}
