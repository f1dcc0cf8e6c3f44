internal import OverreachModel

/// What one code sent outside, so that what went on during a read is found and counted without looking at all of it.
struct SendingsOfCode {
    private let sends: [Activity]  // by time
    private let ends: [Int64]  // sorted
    private let latest: [Int64]  // of a tree over `sends`: the last end in each subtree; leaves from `leaves` on
    private let leaves: Int

    /// Complexity: O(n log n).
    init(_ given: [Activity]) {
        sends = given.sorted { $0.time == $1.time ? UTF8Order.less($0.id, $1.id) : $0.time < $1.time }
        ends = sends.map(Self.end).sorted()
        var leaves = 1
        while leaves < sends.count { leaves *= 2 }
        var latest = Array(repeating: Int64.min, count: 2 * leaves)
        for (place, send) in sends.enumerated() { latest[leaves + place] = Self.end(send) }
        for node in stride(from: leaves - 1, to: 0, by: -1) {
            latest[node] = max(latest[2 * node], latest[2 * node + 1])
        }
        (self.leaves, self.latest) = (leaves, latest)
    }

    private static func end(_ send: Activity) -> Int64 { max(send.time, send.end ?? send.time) }

    /// How many had begun before the one time and had not ended at the other, which is not later.
    ///
    /// Complexity: O(log n).
    func count(begunBefore end: Int64, notEndedAt start: Int64) -> Int {
        // What had ended at the start had begun before the end too.
        first(in: sends.indices) { sends[$0].time >= end } - first(in: ends.indices) { ends[$0] > start }
    }

    /// Hands these on in the order of time, until told to stop.
    ///
    /// Complexity: O(log n) for each.
    func forEach(begunBefore end: Int64, notEndedAt start: Int64, _ body: (Activity) -> Bool) {
        let limit = first(in: sends.indices) { sends[$0].time >= end }
        var open = [1]
        while let node = open.popLast() {
            guard latest[node] > start, firstPlace(below: node) < limit else { continue }
            if node < leaves {
                open += [2 * node + 1, 2 * node]
            } else if !body(sends[node - leaves]) {
                return
            }
        }
    }

    /// How many begin then or later.
    func count(from time: Int64) -> Int { sends.count - first(in: sends.indices) { sends[$0].time >= time } }

    /// Hands those on that begin then or later, in the order of time, until told to stop.
    func forEach(from time: Int64, _ body: (Activity) -> Bool) {
        for place in first(in: sends.indices, where: { sends[$0].time >= time })..<sends.count {
            if !body(sends[place]) { return }
        }
    }

    private func firstPlace(below node: Int) -> Int {
        var node = node
        while node < leaves { node *= 2 }
        return node - leaves
    }

    private func first(in range: Range<Int>, where isThere: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if isThere(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
