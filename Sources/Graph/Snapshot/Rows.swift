/// Lists of different lengths in one array: row `i` is `values[offsets[i] ..< offsets[i + 1]]`.
struct Rows<Element: Sendable>: Sendable {
    private var offsets: [UInt32] = [0]  // count = rows + 1, non-decreasing
    private var values: [Element] = []

    mutating func append(_ row: some Collection<Element>) {
        values.append(contentsOf: row)
        offsets.append(UInt32(values.count))
    }

    subscript(row: Int) -> ArraySlice<Element> { values[Int(offsets[row])..<Int(offsets[row + 1])] }
}

/// Positions `0 ..< n` grouped by a number that each has, ascending inside a group: one counting sort.
struct Grouping: Sendable {
    let offsets: [UInt32]  // count = groups + 1, non-decreasing
    let positions: [UInt32]  // group g is positions[offsets[g] ..< offsets[g + 1]]

    init(_ numbers: [UInt32], groups: Int) {
        var offsets = [UInt32](repeating: 0, count: groups + 1)
        for number in numbers { offsets[Int(number) + 1] += 1 }
        for group in 0..<groups { offsets[group + 1] += offsets[group] }

        var next = offsets
        var positions = [UInt32](repeating: 0, count: numbers.count)
        for (position, number) in numbers.enumerated() {
            positions[Int(next[Int(number)])] = UInt32(position)
            next[Int(number)] += 1
        }

        self.offsets = offsets
        self.positions = positions
    }

    func window(_ group: Int) -> Range<Int> { Int(offsets[group])..<Int(offsets[group + 1]) }
}
