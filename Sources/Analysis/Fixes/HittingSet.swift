/// Of elements with costs a set that has one of each condition, and costs as little as can be.
///
/// ```
///   conditions {a, b} {b, c} {c, d}, each costs 1     ⇒  b, c
/// ```
///
/// Elements of one exclusive group stand for changes of which only one can be made. The search branches on the smallest
/// open condition and leaves out what costs no less than what is known; after so many steps the best so far is taken,
/// which at first is the greedy choice.
///
/// Complexity: exponential in the worst case, bounded by the steps times the size of the conditions.
///
/// Reference: V. Chvátal, "A greedy heuristic for the set-covering problem", 1979, DOI 10.1287/moor.4.3.233; for the
/// search R. Reiter, "A theory of diagnosis from first principles", 1987, DOI 10.1016/0004-3702(87)90062-2.
struct HittingSet {
    /// The elements, ascending.
    let members: [Int]
    /// Whether no other set is cheaper.
    let isCheapest: Bool

    /// How many steps the search takes at most.
    static let usualSteps = 4000

    /// Nil where no set has one of each condition.
    init?(of conditions: [[Int]], costs: [Int], groups: [Int?], steps: Int = HittingSet.usualSteps) {
        var search = Search(conditions, costs: costs, groups: groups, steps: steps)
        search.run()
        guard let found = search.best else { return nil }
        members = found.sorted()
        isCheapest = !search.isStopped
    }

    /// A condition as it stands in the search, and its elements that may still be taken.
    private struct Search {
        private let conditions: [[Int]]
        private let places: [Int: [Int]]  // the conditions of each element
        private let costs: [Int]
        private let groups: [Int?]
        private var hits: [Int]  // of each condition, how many of its elements are chosen
        private var chosen: [Int] = []
        private var excluded: [Int: Int] = [:]  // how often
        private var taken: Set<Int> = []  // groups
        private var cost = 0
        private var left: Int
        private(set) var best: [Int]?
        private var leastCost = Int.max
        private(set) var isStopped = false

        init(_ all: [[Int]], costs: [Int], groups: [Int?], steps: Int) {
            conditions = Search.reduced(all, costs, groups)
            var places: [Int: [Int]] = [:]
            for (number, condition) in conditions.enumerated() {
                for element in condition { places[element, default: []].append(number) }
            }
            self.places = places
            self.costs = costs
            self.groups = groups
            hits = conditions.map { _ in 0 }
            left = steps
        }

        // MARK: - What need not be looked at

        /// Without conditions that others imply, and without elements that another one stands for as cheaply.
        private static func reduced(_ all: [[Int]], _ costs: [Int], _ groups: [Int?]) -> [[Int]] {
            let least = minimal(all.map { Set($0).sorted() })
            var places: [Int: Set<Int>] = [:]
            for (number, condition) in least.enumerated() {
                for element in condition { places[element, default: []].insert(number) }
            }
            var gone: Set<Int> = []
            for (element, own) in places.sorted(by: { $0.key < $1.key }) {
                // Whoever stands for it is in each of its conditions, so in the smallest.
                guard let smallest = own.min(by: { (least[$0].count, $0) < (least[$1].count, $1) }) else { continue }
                let isReplaced = least[smallest].contains { other in
                    guard other != element, !gone.contains(other), costs[other] <= costs[element],
                        groups[other] == nil || groups[other] == groups[element],
                        let wider = places[other], wider.isSuperset(of: own)
                    else { return false }
                    return wider.count > own.count || costs[other] < costs[element] || other < element
                }
                if isReplaced { gone.insert(element) }
            }
            return gone.isEmpty ? least : minimal(least.map { $0.filter { !gone.contains($0) } })
        }

        private static func minimal(_ all: [[Int]]) -> [[Int]] {
            let ordered = Set(all).sorted {
                $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
            }
            var kept: [[Int]] = []
            var byElement: [Int: [Int]] = [:]
            for condition in ordered {
                var seen: [Int: Int] = [:]
                let isImplied =
                    kept.first?.isEmpty == true
                    || condition.contains { element in
                        (byElement[element] ?? []).contains { number in
                            seen[number, default: 0] += 1
                            return seen[number] == kept[number].count
                        }
                    }
                if isImplied { continue }
                for element in condition { byElement[element, default: []].append(kept.count) }
                kept.append(condition)
            }
            return kept
        }

        // MARK: - The search

        mutating func run() {
            guard conditions.first?.isEmpty != true else { return }
            takeGreedy()
            descend()
        }

        private func isFree(_ element: Int) -> Bool {
            excluded[element] == nil && groups[element].map { !taken.contains($0) } ?? true
        }

        private mutating func take(_ element: Int) {
            chosen.append(element)
            cost += costs[element]
            if let group = groups[element] { taken.insert(group) }
            for place in places[element] ?? [] { hits[place] += 1 }
        }

        private mutating func untake(_ element: Int) {
            chosen.removeLast()
            cost -= costs[element]
            if let group = groups[element] { taken.remove(group) }
            for place in places[element] ?? [] { hits[place] -= 1 }
        }

        /// One after the other the element that has most open conditions for its cost, then without those that the others
        /// spare.
        private mutating func takeGreedy() {
            var open = Set(conditions.indices)
            while !open.isEmpty {
                var counts: [Int: Int] = [:]
                for condition in open { for element in conditions[condition] { counts[element, default: 0] += 1 } }
                let next = counts.filter { isFree($0.key) }.min { a, b in
                    let (x, y) = (a.value * costs[b.key], b.value * costs[a.key])
                    return x == y ? a.key < b.key : x > y
                }
                guard let next else { break }
                take(next.key)
                open.subtract(places[next.key] ?? [])
            }
            if open.isEmpty {
                var found = chosen
                for element in chosen.sorted(by: { (costs[$0], $0) > (costs[$1], $1) })
                where (places[element] ?? []).allSatisfy({ hits[$0] > 1 }) {
                    found.removeAll { $0 == element }
                    for place in places[element] ?? [] { hits[place] -= 1 }
                }
                best = found
                leastCost = found.reduce(0) { $0 + costs[$1] }
            }
            (chosen, cost, taken, hits) = ([], 0, [], conditions.map { _ in 0 })
        }

        private mutating func descend() {
            guard !isStopped else { return }
            guard left > 0 else {
                isStopped = true
                return
            }
            left -= 1

            // What must be paid at least: conditions that share no element must all be met.
            var (bound, used, next): (Int, Set<Int>, [Int]?) = (cost, [], nil)
            for place in conditions.indices where hits[place] == 0 {
                let free = conditions[place].filter(isFree)
                guard let least = free.map({ costs[$0] }).min() else { return }
                if next.map({ free.count < $0.count }) ?? true { next = free }
                if used.isDisjoint(with: free) {
                    used.formUnion(free)
                    bound += least
                }
            }
            guard bound < leastCost else { return }
            guard let next else {
                (best, leastCost) = (chosen, cost)
                return
            }

            let ordered = next.sorted { a, b in
                let (x, y) = (gain(a) * costs[b], gain(b) * costs[a])
                return x == y ? a < b : x > y
            }
            for element in ordered {
                take(element)
                descend()
                untake(element)
                excluded[element, default: 0] += 1
            }
            for element in ordered {
                excluded[element] = excluded[element].flatMap { $0 > 1 ? $0 - 1 : nil }
            }
        }

        /// How many open conditions have the element.
        private func gain(_ element: Int) -> Int { (places[element] ?? []).count { hits[$0] == 0 } }
    }
}
