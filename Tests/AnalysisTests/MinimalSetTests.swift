import OverreachTesting
import Testing

@testable import OverreachAnalysis

/// The minimal set that an order of preference puts first, against leaving out one element after the other.
struct MinimalSetTests {
    /// What is left when elements are left out from the last on, each where the rest does without it.
    private static func naive(_ elements: [Int], _ suffices: ([Int]) -> Bool) -> [Int] {
        var left = elements
        for element in elements.reversed() {
            let rest = left.filter { $0 != element }
            if suffices(rest) { left = rest }
        }
        return left
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func itIsTheOneThatOneByOneFinds(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let elements = Array(0..<Int.random(in: 1...40, using: &random))
        // One of some sets suffices, and whatever holds it.
        let enough = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            Set((0..<Int.random(in: 1...5, using: &random)).compactMap { _ in elements.randomElement(using: &random) })
        }
        func suffices(_ set: [Int]) -> Bool { enough.contains { $0.isSubset(of: set) } }

        var search = MinimalSet<Int>(budget: 1000, suffices: suffices)
        let found = try #require(try search.find(in: elements))

        #expect(found == Self.naive(elements, suffices))
        #expect(suffices(found))
        #expect(found.allSatisfy { left in !suffices(found.filter { $0 != left }) })
    }

    @Test func whatIsNeededFirstIsFoundWithFewQuestions() throws {
        var asked = 0
        var search = MinimalSet<Int>(budget: 40) { set in
            asked += 1
            return [0, 3, 5].allSatisfy(set.contains)
        }
        #expect(try search.find(in: Array(0..<100_000)) == [0, 3, 5])
        #expect(asked <= 16)
    }

    @Test func moreQuestionsThanAllowedFindNothing() throws {
        var search = MinimalSet<Int>(budget: 3) { $0.count == 1000 }
        #expect(try search.find(in: Array(0..<1000)) == nil)
        #expect(search.budget == 0)
    }
}
