/// The patterns that two patterns have in common, found from their ends backwards.
///
/// Without recursion, since a pattern may be as long as whoever wrote it likes.
struct PatternIntersection {
    private typealias Token = Pattern.Token

    /// Patterns that an intersection may consist of; beyond, it is not listed.
    private static let budget = 64
    /// Pairs of places that are looked at, and tokens that are written, before it is given up; policies stay below a
    /// hundredth of both.
    private static let work = 100_000

    private let a: [Pattern.Token]
    private let b: [Pattern.Token]

    init(_ a: [Pattern.Token], _ b: [Pattern.Token]) {
        self.a = a
        self.b = b
    }

    /// All of them, some of which may cover others; nil where they are too many to list.
    ///
    /// Complexity: the product of the lengths between what both begin and end with alike.
    var patterns: [[Pattern.Token]]? {
        // What stands before the first star and behind the last one of either is settled.
        var head: [Pattern.Token] = []
        var (low, lowB) = (0, 0)
        while low < a.count, lowB < b.count, let token = Pattern.unify(a[low], b[lowB]) {
            head.append(token)
            (low, lowB) = (low + 1, lowB + 1)
        }
        var tail: [Pattern.Token] = []
        var (high, highB) = (a.count, b.count)
        while high > low, highB > lowB, let token = Pattern.unify(a[high - 1], b[highB - 1]) {
            tail.append(token)
            (high, highB) = (high - 1, highB - 1)
        }
        tail.reverse()
        guard let middles = common(Array(a[low..<high]), Array(b[lowB..<highB])) else { return nil }
        return middles.map { head + $0 + tail }
    }

    private func common(_ a: [Token], _ b: [Token]) -> Set<[Token]>? {
        let width = b.count + 1
        var known: [Int: Set<[Token]>] = [:]  // by pair of places: the tails that both have in common from there on
        var open = [0]
        var written = 0
        while let key = open.last {
            if known[key] != nil {
                open.removeLast()
                continue
            }
            let branches = PatternIntersection.branches(a, key / width, b, key % width)
            let missing = branches.map { $0.i * width + $0.j }.filter { known[$0] == nil }
            guard missing.isEmpty else {
                open += missing
                if open.count > PatternIntersection.work { return nil }
                continue
            }
            var found: Set<[Token]> = key == a.count * width + b.count ? [[]] : []
            for branch in branches {
                for tail in known[branch.i * width + branch.j] ?? [] {
                    found.insert(branch.token.map { [$0] + tail } ?? tail)
                    written += tail.count
                }
            }
            if found.count > PatternIntersection.budget || known.count > PatternIntersection.work
                || written > PatternIntersection.work * 40
            {
                return nil
            }
            known[key] = found
            open.removeLast()
        }
        return known[0]
    }

    /// What both can do at these places: a token to write, if any, and where both go on.
    private static func branches(
        _ a: [Token], _ i: Int, _ b: [Token], _ j: Int
    ) -> [(token: Token?, i: Int, j: Int)] {
        let x = i < a.count ? a[i] : nil
        let y = j < b.count ? b[j] : nil
        switch (x, y) {
        case (Pattern.star, Pattern.star): return [(Pattern.star, i + 1, j), (Pattern.star, i, j + 1)]
        case (Pattern.star, _): return [(nil, i + 1, j)] + (y.map { [($0, i, j + 1)] } ?? [])
        case (_, Pattern.star): return [(nil, i, j + 1)] + (x.map { [($0, i + 1, j)] } ?? [])
        case (let x?, let y?): return Pattern.unify(x, y).map { [($0, i + 1, j + 1)] } ?? []
        default: return []
        }
    }
}
