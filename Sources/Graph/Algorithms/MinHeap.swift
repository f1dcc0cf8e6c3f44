/// A binary heap that gives the smallest element first.
///
/// ```
///   parent of i: (i - 1) / 2        children: 2i + 1, 2i + 2
/// ```
///
/// Complexity: O(log n) for each insertion and removal.
///
/// Reference: J. W. J. Williams, "Algorithm 232: Heapsort", 1964, DOI 10.1145/512274.512284.
struct MinHeap<Element: Comparable> {
    private var elements: [Element] = []  // no child is smaller than its parent

    mutating func insert(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0, elements[child] < elements[(child - 1) / 2] {
            elements.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeMin() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let smallest = elements.first else { return last }

        elements[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < elements.count {
                if elements[child] < elements[least] { least = child }
            }
            if least == parent { return smallest }
            elements.swapAt(parent, least)
            parent = least
        }
    }
}
