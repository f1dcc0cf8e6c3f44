/// Positions `0 ..< n` grouped by a number that each has, ascending inside a group: one counting sort.
struct Grouping: Sendable {
    let offsets: Field<UInt32>  // count = groups + 1, non-decreasing
    let positions: Field<UInt32>  // group g is positions[offsets[g] ..< offsets[g + 1]]

    init(offsets: Field<UInt32>, positions: Field<UInt32>) {
        self.offsets = offsets
        self.positions = positions
    }

    /// Groups by these numbers, which are below the count of groups.
    init(_ numbers: Column<UInt32>, groups: Int) {
        let offsets = Arcs.offsets(counting: numbers, groups: groups)
        let next = Scratch(copying: offsets)
        let positions = Scratch<UInt32>(count: numbers.count)
        for position in numbers.indices {
            let number = numbers[position]
            positions[next[number]] = UInt32(truncatingIfNeeded: position)
            next[number] = next[number] &+ 1
        }
        self.offsets = Field(offsets)
        self.positions = Field(positions.frozen())
    }

    init(_ numbers: [UInt32], groups: Int) { self.init(Column(numbers), groups: groups) }

    func window(_ group: Int) -> Range<Int> { offsets.window(group, of: positions.count) }
}
