/// What was meant by a misspelt name.
public enum Spelling {
    /// The longest name that is looked at, in bytes.
    private static let longest = 64

    /// The name that is meant by a misspelt one: at most two letters are wrong, and fewer than are right.
    ///
    /// Complexity: linear in the names, times the square of their length.
    public static func nearest(_ name: String, among names: some Sequence<String>) -> String? {
        ranked(name, names, within: 2, ignoringCase: false).first { $0.distance * 2 < $0.name.string.utf8.count }?
            .name.string
    }

    /// Some of the names that so many wrong letters at most stand between, whatever their case, the nearest first.
    ///
    /// Complexity: linear in the names, times the square of their length.
    public static func nearest(
        _ name: String, among names: some Sequence<String>, within limit: Int, most: Int
    ) -> [String] {
        ranked(name, names, within: limit, ignoringCase: true).prefix(most).map(\.name.string)
    }

    /// Up to five names of which the short form has the text in it, or is in the text, whatever the case of letters.
    ///
    /// Complexity: linear in the names, times the product of the lengths.
    public static func related(_ text: String, among names: some Sequence<(short: String, full: String)>) -> [String] {
        let wanted = Array(text.lowercased().utf8)
        guard !wanted.isEmpty else { return [] }
        let near = names.filter { name in
            let short = Array(name.short.lowercased().utf8)
            return short.count > 2 && (holds(short, wanted) || (wanted.count > 2 && holds(wanted, short)))
        }
        return Set(near.map { Text($0.full) }).sorted().prefix(5).map(\.string)
    }

    /// What may have been meant, as the end of a sentence; nothing where nothing is near.
    public static func hint(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: ", "))"
    }

    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        text.count >= part.count && (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// The names that are near, never the name itself: that it is not understood has another reason then.
    private static func ranked(
        _ name: String, _ names: some Sequence<String>, within limit: Int, ignoringCase: Bool
    ) -> [(distance: Int, name: Text)] {
        func bytes(_ text: String) -> [UInt8] {
            text.utf8.map { ignoringCase && (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
        let own = bytes(name)
        guard own.count <= longest + limit else { return [] }
        var found: [(distance: Int, name: Text)] = []
        for other in names where abs(other.utf8.count - own.count) <= limit && other.utf8.count <= longest {
            let distance = distance(own, bytes(other))
            if distance > 0, distance <= limit { found.append((distance, Text(other))) }
        }
        return found.sorted { $0 < $1 }
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
