extension Pattern {
    /// Places that an inclusion test may look at, beyond some for each of the pattern's, before it gives up and answers
    /// no: a thousand stars in each of two patterns take less.
    private static let inclusionBudget = 2_000_000
    /// Patterns that an intersection may consist of; beyond, it is not listed.
    private static let intersectionBudget = 64

    /// Whether every string of the other pattern is also one of this.
    ///
    /// Exact, by the subset construction over the strings that decide it; only beyond two million
    /// places, which patterns of a length that AWS takes do not reach, it answers no without knowing.
    public func covers(_ other: Pattern) -> Bool {
        if isEverything || tokens == other.tokens { return true }
        if isLiteral { return false }
        if let beginning = onlyBeginning { return other.tokens.starts(with: beginning) }
        if tokens.first == Pattern.star, !tokens.dropFirst().contains(where: { $0 >= Pattern.anyOne }) {
            return other.tokens.reversed().starts(with: tokens.dropFirst().reversed())
        }
        return other.isCovered(by: [self])
    }

    /// What every string begins with, where that is all that the pattern asks: a text and a star behind it.
    private var onlyBeginning: ArraySlice<Token>? {
        guard tokens.last == Pattern.star else { return nil }
        let rest = tokens.dropLast()
        return rest.contains { $0 >= Pattern.anyOne } ? nil : rest
    }

    /// Whether every string of this pattern is one of at least one of the others; exact as `covers`.
    public func isCovered(by others: [Pattern]) -> Bool {
        if others.isEmpty { return false }
        if others.contains(where: { $0.isEverything || $0.tokens == tokens }) { return true }
        if isLiteral { return others.contains { $0.accepts(tokens) } }
        let others = others.filter(overlaps)
        if others.isEmpty { return false }
        if others.count > 1, others.contains(where: { $0.covers(self) }) { return true }

        // A letter that no pattern names stands for whatever a wildcard of this one takes: another pattern that takes
        // it must do so by a wildcard, and would take any other letter there as well.
        let start = InclusionState(place: 0, covering: others.map { $0.closure([0]) })
        var seen: Set<InclusionState> = [start]
        var open = [start]
        var work = 0
        while let state = open.popLast() {
            guard state.place < tokens.count else {
                let isAccepted = zip(others, state.covering).contains { $1.contains($0.tokens.count) }
                if isAccepted { continue }
                return false
            }
            let token = tokens[state.place]
            if state.covering.allSatisfy(\.isEmpty) { return false }
            let letter = token == Pattern.star ? Pattern.anyOne : token
            let isStar = token == Pattern.star
            let next = InclusionState(
                place: isStar ? state.place : state.place + 1,
                covering: zip(others, state.covering).map { $0.step($1, letter) })
            if seen.insert(next).inserted { open.append(next) }
            if isStar {
                let behind = InclusionState(place: state.place + 1, covering: state.covering)
                if seen.insert(behind).inserted { open.append(behind) }
            }
            work += next.covering.reduce(next.covering.count) { $0 + $1.count }
            if work > Pattern.inclusionBudget + 8 * tokens.count { return false }
        }
        return true
    }

    /// Whether some string is in both.
    ///
    /// Where both have a star only what stands before the first and behind the last can keep them apart: a string that
    /// begins as both want, goes on with the middle of the one, then of the other, and ends as both want is in both.
    ///
    /// Complexity: linear in their lengths where both have a star, or neither; else their product at worst.
    public func overlaps(_ other: Pattern) -> Bool {
        if isEverything || other.isEverything || tokens == other.tokens { return true }
        if !Pattern.agree(tokens, other.tokens) || !Pattern.agree(tokens.reversed(), other.tokens.reversed()) {
            return false
        }
        switch (tokens.contains(Pattern.star), other.tokens.contains(Pattern.star)) {
        case (true, true): return true
        case (false, false): return tokens.count == other.tokens.count
        case (true, false): return fits(other.tokens)
        case (false, true): return other.fits(tokens)
        }
    }

    /// Whether two patterns can begin alike, up to the first star of either.
    private static func agree(_ a: some Sequence<Token>, _ b: some Sequence<Token>) -> Bool {
        for (x, y) in zip(a, b) {
            if x == star || y == star { return true }
            if unify(x, y) == nil { return false }
        }
        return true
    }

    /// Whether some text that is written without stars is one of this pattern's.
    ///
    /// Only the last star needs to give way: what an earlier one could take, the later one takes as well.
    private func fits(_ letters: [Token]) -> Bool {
        var (place, at) = (0, 0)
        var (starPlace, starAt) = (-1, 0)
        while at < letters.count {
            if place < tokens.count, tokens[place] == Pattern.star {
                starPlace = place
                starAt = at
                place += 1
                if place == tokens.count { return true }
            } else if place < tokens.count, Pattern.unify(tokens[place], letters[at]) != nil {
                place += 1
                at += 1
            } else if starPlace >= 0 {
                starAt += 1
                at = starAt
                place = starPlace + 1
            } else {
                return false
            }
        }
        return tokens[place...].allSatisfy { $0 == Pattern.star }
    }

    /// The strings that are in both, as patterns, minimal and sorted; nil where they are too many to list (over 64).
    public func intersection(_ other: Pattern) -> [Pattern]? {
        if isEverything || tokens == other.tokens { return [other] }
        if other.isEverything { return [self] }
        if !overlaps(other) { return [] }
        if covers(other) { return [other] }
        if other.covers(self) { return [self] }
        guard let found = PatternIntersection(tokens, other.tokens).patterns else { return nil }
        return Pattern.minimal(found.map { Pattern(tokens: $0) })
    }

    /// What remains of the pattern below a literal prefix, minimal and sorted; empty where it has nothing there.
    public func residuals(after prefix: String) -> [Pattern] {
        var places = closure([0])
        for scalar in prefix.unicodeScalars {
            places = step(places, scalar.value)
            if places.isEmpty { return [] }
        }
        // A place behind a star is part of what remains from the star on.
        let starts = places.filter { $0 == 0 || tokens[$0 - 1] != Pattern.star || !places.contains($0 - 1) }
        return Pattern.minimal(starts.map { Pattern(tokens: Array(tokens[$0...])) })
    }

    /// How two patterns lie to each other.
    public enum Relation: Sendable, Hashable {
        /// Both match the same strings.
        case equal
        /// The one matches all that the other does, and more.
        case superset
        /// The one matches only what the other does, and less.
        case subset
        /// Some strings are in both, others in either only.
        case overlap
        /// No string is in both.
        case disjoint
    }

    /// How this pattern lies to the other.
    public func relation(to other: Pattern) -> Relation {
        switch (covers(other), other.covers(self)) {
        case (true, true): .equal
        case (true, false): .superset
        case (false, true): .subset
        case (false, false): overlaps(other) ? .overlap : .disjoint
        }
    }

    private struct InclusionState: Hashable {
        var place: Int
        var covering: [[Int]]
    }

    // Over letters, since a literal may hold a character that is no wildcard but looks like one.
    private func accepts(_ letters: [Token]) -> Bool {
        var places = closure([0])
        for letter in letters { places = step(places, letter) }
        return places.contains(tokens.count)
    }

    /// The places with those behind their stars, sorted.
    private func closure(_ places: [Int]) -> [Int] {
        var out = Set(places)
        for place in places where place < tokens.count && tokens[place] == Pattern.star { out.insert(place + 1) }
        return out.sorted()
    }

    private func step(_ places: [Int], _ letter: Token) -> [Int] {
        var out: [Int] = []
        for place in closure(places) where place < tokens.count {
            let token = tokens[place]
            if token == Pattern.star {
                out.append(place)
            } else if token == Pattern.anyOne || token == letter {
                out.append(place + 1)
            }
        }
        return closure(out)
    }

    static func unify(_ a: Token, _ b: Token) -> Token? {
        if a == star || b == star { return nil }
        if a == anyOne { return b }
        return b == anyOne || a == b ? a : nil
    }
}
