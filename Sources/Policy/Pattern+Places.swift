/// A pattern as a machine that reads literal beginnings: after two texts that leave it at the same places, it takes
/// the same rests.
public struct PatternMachine: Sendable {
    private let tokens: [Pattern.Token]
    private var current: [Int32] = []
    private var next: [Int32] = []

    /// Makes the machine of a pattern.
    public init(_ pattern: Pattern) { tokens = pattern.tokens }

    /// The places at which it may stand after the text, in scalars, ascending; empty where nothing can follow.
    ///
    /// Complexity: the text's length times the places that are alive at once, mostly one to three.
    public mutating func places(after text: [UInt32]) -> [Int32] {
        current.removeAll(keepingCapacity: true)
        enter(0, &current)
        for letter in text {
            next.removeAll(keepingCapacity: true)
            for place in current where Int(place) < tokens.count {
                let token = tokens[Int(place)]
                if token == Pattern.star {
                    enter(place, &next)
                } else if token == letter || token == Pattern.anyOne {
                    enter(place + 1, &next)
                }
            }
            if next.isEmpty { return [] }
            swap(&current, &next)
        }
        return current.sorted()
    }

    /// A place, and the one behind it where a star may be empty.
    private func enter(_ place: Int32, _ places: inout [Int32]) {
        if !places.contains(place) { places.append(place) }
        if Int(place) < tokens.count, tokens[Int(place)] == Pattern.star, !places.contains(place + 1) {
            places.append(place + 1)
        }
    }
}

extension Pattern {
    /// What every string of the pattern begins with, in scalars.
    public var beginning: [UInt32] { Array(tokens.prefix { $0 < Pattern.anyOne }) }

    /// The same as text.
    var literalBeginning: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: beginning.lazy.compactMap { Unicode.Scalar($0) })
        return String(text)
    }
}
