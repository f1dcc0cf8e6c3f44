/// A column of a snapshot: in memory, or in a mapped file whose blocks are checked when they are first touched.
struct Field<Element: BitwiseCopyable & Sendable>: Sendable {
    /// The numbers themselves; of a file only where they have been touched.
    let column: Column<Element>
    private let checks: BlockChecks?  // nil in memory

    init(_ column: Column<Element>, _ checks: BlockChecks? = nil) {
        self.column = column
        self.checks = checks
    }

    init(_ numbers: some Collection<Element>) { self.init(Column(numbers)) }

    var count: Int { column.count }

    var indices: Range<Int> { column.indices }

    @inline(__always) subscript(position: Int) -> Element {
        touch(position)
        return column[position]
    }

    @inline(__always) subscript(position: UInt32) -> Element { self[Int(position)] }

    @inline(__always) private func touch(_ position: Int) {
        guard let checks else { return }
        let begin = position &* MemoryLayout<Element>.stride
        checks.touch(begin, begin &+ MemoryLayout<Element>.stride)
    }

    /// Sees to it that the numbers of the range can be read out of `column`.
    @inline(__always) func touch(_ range: Range<Int>) {
        guard let checks, !range.isEmpty else { return }
        checks.touch(
            range.lowerBound &* MemoryLayout<Element>.stride, range.upperBound &* MemoryLayout<Element>.stride)
    }

    /// The column with all of its numbers touched, for loops over it.
    var whole: Column<Element> {
        touch(column.indices)
        return column
    }
}

extension Field where Element: FixedWidthInteger {
    /// The group of the row in a column of offsets: `self[row] ..< self[row + 1]`, inside `0 ..< total` whatever they are.
    @inline(__always) func window(_ row: Int, of total: Int) -> Range<Int> {
        let end = min(Int(truncatingIfNeeded: self[row &+ 1]), total)
        let begin = Int(truncatingIfNeeded: self[row])
        return begin < end && begin >= 0 ? Range(uncheckedBounds: (begin, end)) : 0..<0
    }

    /// The position of the number in this column, which ascends; nil where it is not there.
    func sortedPosition(of number: Element) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == number ? low : nil
    }
}
