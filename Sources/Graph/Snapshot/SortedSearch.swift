extension Array where Element: Comparable {
    /// The position of the element in this array, which is ascending; nil where it is not there.
    func sortedPosition(of element: Element) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }

        return low < count && self[low] == element ? low : nil
    }
}
