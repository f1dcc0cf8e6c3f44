/// Of elements that together suffice, a set that suffices and from which none can be left out.
///
/// What suffices must go on to with more. Of several such sets the one that an order of preference puts first is found: an
/// element is taken only where those before it do not do without it.
///
/// ```
///   preferred a b c d e f, two of c, d, f suffice      ⇒  c, d
/// ```
///
/// Complexity: at most 2k·log₂(n/k) + 2k questions for k of n elements, fewer where what is needed comes first, since the
/// shortest beginning that suffices is looked for by doubling.
///
/// Reference: U. Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems", AAAI 2004.
struct MinimalSet<Element> {
    /// How many questions may still be asked.
    private(set) var budget: Int
    private let suffices: ([Element]) throws -> Bool

    /// Prepares to ask at most so many questions, each about a set in the order of the elements.
    init(budget: Int, suffices: @escaping ([Element]) throws -> Bool) {
        self.budget = budget
        self.suffices = suffices
    }

    private struct TooMany: Error {}

    /// How many elements are tried first.
    static var beginning: Int { 8 }

    /// The set, in the order of the elements, which suffice all together; nil where so many questions do not find it.
    ///
    /// Errors: what asking throws.
    mutating func find(in elements: [Element]) throws -> [Element]? {
        do {
            var length = MinimalSet.beginning
            while length < elements.count, try !ask(Array(elements.prefix(length))) { length *= 2 }
            let places = try needed(among: 0..<min(length, elements.count), beside: [], isNew: false, of: elements)
            return places.sorted().map { elements[$0] }
        } catch is TooMany {
            return nil
        }
    }

    /// Of the places those that are needed beside others, which `isNew` says were added since it was last asked.
    private mutating func needed(
        among places: Range<Int>, beside taken: [Int], isNew: Bool, of elements: [Element]
    ) throws -> [Int] {
        if isNew, try ask(taken.sorted().map { elements[$0] }) { return [] }
        guard places.count > 1 else { return Array(places) }
        let middle = places.lowerBound + places.count / 2
        let (first, second) = (places.lowerBound..<middle, middle..<places.upperBound)
        let ofSecond = try needed(among: second, beside: taken + first, isNew: true, of: elements)
        return try needed(among: first, beside: taken + ofSecond, isNew: !ofSecond.isEmpty, of: elements) + ofSecond
    }

    private mutating func ask(_ set: [Element]) throws -> Bool {
        guard budget > 0 else { throw TooMany() }
        budget -= 1
        return try suffices(set)
    }
}
