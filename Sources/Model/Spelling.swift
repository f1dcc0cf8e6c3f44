/// What was meant by a misspelt name.
public enum Spelling {
    /// The longest name that is looked at, in bytes.
    private static let longest = 64

    /// The name that is meant by a misspelt one: at most two letters are wrong, and fewer than are right.
    ///
    /// Complexity: linear in the names, times the square of their length.
    public static func nearest(_ name: String, among names: some Sequence<String>) -> String? {
        let own = Array(name.utf8.prefix(longest))
        var best: (name: String, distance: Int)?
        for other in names where abs(other.utf8.count - own.count) <= 2 && other.utf8.count <= longest {
            let distance = distance(own, Array(other.utf8))
            guard distance <= 2, distance * 2 < other.utf8.count else { continue }
            if let best, (best.distance, best.name) <= (distance, other) { continue }
            best = (other, distance)
        }
        return best?.name
    }

    /// How many bytes must be put in, taken out, replaced or, beside each other, exchanged to make one of the other.
    ///
    /// Reference: F. J. Damerau, "A Technique for Computer Detection and Correction of Spelling Errors",
    /// doi:10.1145/363958.363994, without changes inside of what was exchanged.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var rows = [Array(0...b.count)]
        for (i, x) in a.enumerated() {
            var row = [i + 1]
            for (j, y) in b.enumerated() {
                var cost = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (x == y ? 0 : 1))
                if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
