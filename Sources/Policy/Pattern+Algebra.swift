extension Pattern {
    /// States of an inclusion test after which it gives up and answers no.
    private static let inclusionBudget = 4_000
    /// Patterns that an intersection may consist of; beyond, it is not listed.
    private static let intersectionBudget = 64

    /// Whether every string of the other pattern is also one of this.
    ///
    /// Exact, by the subset construction over the strings that decide it; only beyond 4,000 states, which patterns of
    /// policies do not reach, it answers no without knowing.
    public func covers(_ other: Pattern) -> Bool { other.isCovered(by: [self]) }

    /// Whether every string of this pattern is one of at least one of the others; exact as `covers`.
    public func isCovered(by others: [Pattern]) -> Bool {
        if others.isEmpty { return false }
        if others.contains(where: { $0.isEverything || $0.tokens == tokens }) { return true }
        if isLiteral { return others.contains { $0.accepts(tokens) } }
        let others = others.filter(overlaps)
        if others.isEmpty { return false }
        if others.count > 1, others.contains(where: { isCovered(by: [$0]) }) { return true }

        // A letter that no pattern names stands for whatever a wildcard of this one takes: another pattern that takes
        // it must do so by a wildcard, and would take any other letter there as well.
        let start = InclusionState(place: 0, covering: others.map { $0.closure([0]) })
        var seen: Set<InclusionState> = [start]
        var open = [start]
        while let state = open.popLast() {
            guard state.place < tokens.count else {
                let isAccepted = zip(others, state.covering).contains { $1.contains($0.tokens.count) }
                if isAccepted { continue }
                return false
            }
            let token = tokens[state.place]
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
            if seen.count > Pattern.inclusionBudget { return false }
        }
        return true
    }

    /// Whether some string is in both.
    public func overlaps(_ other: Pattern) -> Bool {
        if isEverything || other.isEverything || tokens == other.tokens { return true }
        if clashes(with: other) { return false }
        // reachable[j]: this pattern's tokens so far and the other's first j can make up the same string.
        let (a, b) = (tokens, other.tokens)
        var previous = [Bool](repeating: false, count: b.count + 1)
        for i in 0...a.count {
            var row = [Bool](repeating: false, count: b.count + 1)
            for j in 0...b.count {
                if i == 0, j == 0 {
                    row[j] = true
                } else {
                    let fromStarA = i > 0 && a[i - 1] == Pattern.star && (previous[j] || (j > 0 && row[j - 1]))
                    let fromStarB = j > 0 && b[j - 1] == Pattern.star && (row[j - 1] || (i > 0 && previous[j]))
                    let both = i > 0 && j > 0 && previous[j - 1] && Pattern.unify(a[i - 1], b[j - 1]) != nil
                    row[j] = fromStarA || fromStarB || both
                }
            }
            previous = row
        }
        return previous[b.count]
    }

    /// The strings that are in both, as patterns, minimal and sorted; nil where they are too many to list (over 64).
    public func intersection(_ other: Pattern) -> [Pattern]? {
        if isEverything || tokens == other.tokens { return [other] }
        if other.isEverything { return [self] }
        if !overlaps(other) { return [] }
        if covers(other) { return [other] }
        if other.covers(self) { return [self] }
        var memory: [Int: Set<[Token]>?] = [:]
        guard let found = common(0, other, 0, &memory) else { return nil }
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

    /// The patterns without those that another one covers, sorted.
    public static func minimal(_ patterns: [Pattern]) -> [Pattern] {
        if patterns.count <= 1 { return patterns }
        var kept: [Pattern] = []
        for pattern in Set(patterns).sorted() {
            if kept.contains(where: { $0.covers(pattern) }) { continue }
            kept.removeAll { pattern.covers($0) }
            kept.append(pattern)
        }
        return kept.sorted()
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

    /// Whether the literal beginnings or ends already differ: the common case, and cheap.
    private func clashes(with other: Pattern) -> Bool {
        let differ = { (a: Token, b: Token) in a < Pattern.anyOne && b < Pattern.anyOne && a != b }
        for (a, b) in zip(tokens, other.tokens) {
            if differ(a, b) { return true }
            if a == Pattern.star || b == Pattern.star { break }
        }
        for (a, b) in zip(tokens.reversed(), other.tokens.reversed()) {
            if differ(a, b) { return true }
            if a == Pattern.star || b == Pattern.star { break }
        }
        return false
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

    private static func unify(_ a: Token, _ b: Token) -> Token? {
        if a == star || b == star { return nil }
        if a == anyOne { return b }
        return b == anyOne || a == b ? a : nil
    }

    /// The tails that both have in common from these places on; nil beyond the budget.
    private func common(_ i: Int, _ other: Pattern, _ j: Int, _ memory: inout [Int: Set<[Token]>?]) -> Set<[Token]>? {
        let key = i * (other.tokens.count + 1) + j
        if let known = memory[key] { return known }
        let a = i < tokens.count ? tokens[i] : nil
        let b = j < other.tokens.count ? other.tokens[j] : nil

        // Each branch: a token to write, if any, and where both go on.
        var branches: [(Token?, Int, Int)] = []
        switch (a, b) {
        case (nil, nil): break
        case (Pattern.star, Pattern.star): branches = [(Pattern.star, i + 1, j), (Pattern.star, i, j + 1)]
        case (Pattern.star, _):
            branches = [(nil, i + 1, j)]
            if let b { branches.append((b, i, j + 1)) }
        case (_, Pattern.star):
            branches = [(nil, i, j + 1)]
            if let a { branches.append((a, i + 1, j)) }
        case (let a?, let b?): if let token = Pattern.unify(a, b) { branches = [(token, i + 1, j + 1)] }
        default: break
        }

        var found: Set<[Token]> = a == nil && b == nil ? [[]] : []
        for (token, nextI, nextJ) in branches {
            guard let tails = common(nextI, other, nextJ, &memory) else {
                memory[key] = .some(nil)
                return nil
            }
            for tail in tails { found.insert(token.map { [$0] + tail } ?? tail) }
        }
        let result = found.count > Pattern.intersectionBudget ? nil : found
        memory[key] = .some(result)
        return result
    }
}
