extension Pattern {
    /// The patterns without those that another one covers, sorted.
    ///
    /// Complexity: n log n comparisons for texts and for texts with a star behind them, which nearly all are; the others
    /// are held against each other and against these one by one.
    public static func minimal(_ patterns: [Pattern]) -> [Pattern] {
        if patterns.count <= 1 { return patterns }
        var beginnings: [Pattern] = []
        var rest: [Pattern] = []
        for pattern in Set(patterns) {
            if pattern.isBeginning { beginnings.append(pattern) } else { rest.append(pattern) }
        }
        // In this order a text that begins with another follows it, with nothing between that does not as well.
        beginnings.sort { $0.tokens.dropLast().lexicographicallyPrecedes($1.tokens.dropLast()) }
        var wide: [Pattern] = []
        for pattern in beginnings where !(wide.last?.covers(pattern) ?? false) { wide.append(pattern) }

        rest.removeAll { Pattern.isBegun($0, by: wide) }
        var general = rest.filter { !$0.isLiteral }.sorted()
        var kept: [Pattern] = []
        for pattern in general {
            if kept.contains(where: { $0.covers(pattern) }) { continue }
            kept.removeAll { pattern.covers($0) }
            kept.append(pattern)
        }
        general = kept
        let others = wide + rest.filter(\.isLiteral)
        return (general + others.filter { other in !general.contains { $0.covers(other) } }).sorted()
    }

    /// A text without wildcards and a star behind it.
    private var isBeginning: Bool {
        tokens.last == Pattern.star && !tokens.dropLast().contains { $0 >= Pattern.anyOne }
    }

    /// Whether one of these beginnings, none of which begins with another, covers the pattern: it could only be the one
    /// that stands before it.
    private static func isBegun(_ pattern: Pattern, by wide: [Pattern]) -> Bool {
        var (low, high) = (0, wide.count)
        while low < high {
            let middle = (low + high) / 2
            if pattern.tokens.lexicographicallyPrecedes(wide[middle].tokens.dropLast()) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low > 0 && wide[low - 1].covers(pattern)
    }
}
