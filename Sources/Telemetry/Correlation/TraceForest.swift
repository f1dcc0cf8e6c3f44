import OverreachModel

/// The trees that parent ids make of spans: a forest whatever the input says.
///
/// A parent that is not there leaves a root that knows it is none; a circle of parents, which only a broken or hostile
/// exporter makes, is opened before its earliest span. Complexity: O(n log n).
struct TraceForest {
    /// The parent of each span, -1 for roots.
    private(set) var parents: [Int]
    /// Whether the span names a parent that is not there.
    private(set) var isOrphan: [Bool]
    /// Spans level by level within each trace, by start: parents before children.
    private(set) var order: [Int] = []
    /// The trace of each span, counted from 0.
    private(set) var traceOf: [Int]
    /// How many traces there are.
    private(set) var traceCount = 0

    /// Builds the forest of spans that are sorted by trace id, then span id.
    init(_ spans: [SpanRecord]) {
        parents = Array(repeating: -1, count: spans.count)
        isOrphan = Array(repeating: false, count: spans.count)
        traceOf = Array(repeating: 0, count: spans.count)
        order.reserveCapacity(spans.count)

        var start = 0
        while start < spans.count {
            var end = start + 1
            while end < spans.count, UTF8Order.equal(spans[end].traceID, spans[start].traceID) { end += 1 }
            link(spans, start..<end)
            start = end
            traceCount += 1
        }
    }

    private mutating func link(_ spans: [SpanRecord], _ trace: Range<Int>) {
        for index in trace {
            traceOf[index] = traceCount
            guard !spans[index].parentID.isEmpty else { continue }
            if let parent = TraceForest.find(spans[index].parentID, in: spans, trace) {
                parents[index] = parent
            } else {
                isOrphan[index] = true
            }
        }

        let byStart = trace.sorted { (spans[$0].start, $0) < (spans[$1].start, $1) }
        openCircles(trace, byStart)
        appendLevels(trace, byStart)
    }

    private static func find(_ id: String, in spans: [SpanRecord], _ range: Range<Int>) -> Int? {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if UTF8Order.less(spans[middle].spanID, id) { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && UTF8Order.equal(spans[low].spanID, id) ? low : nil
    }

    private mutating func openCircles(_ trace: Range<Int>, _ byStart: [Int]) {
        var walk = Array(repeating: -1, count: trace.count)  // the walk that saw the span first
        var rank = Array(repeating: 0, count: trace.count)
        for (place, span) in byStart.enumerated() { rank[span - trace.lowerBound] = place }

        for first in byStart {
            var at = first
            while at >= 0, walk[at - trace.lowerBound] < 0 {
                walk[at - trace.lowerBound] = first
                at = parents[at]
            }
            // A walk that meets itself has gone round a circle, which it may have entered at any of its members.
            guard at >= 0, walk[at - trace.lowerBound] == first else { continue }
            var opening = at
            var member = parents[at]
            while member != at {
                if rank[member - trace.lowerBound] < rank[opening - trace.lowerBound] { opening = member }
                member = parents[member]
            }
            parents[opening] = -1
            isOrphan[opening] = true
        }
    }

    private mutating func appendLevels(_ trace: Range<Int>, _ byStart: [Int]) {
        var children: [[Int]] = Array(repeating: [], count: trace.count)
        let first = order.count
        for span in byStart {
            if parents[span] < 0 { order.append(span) } else { children[parents[span] - trace.lowerBound].append(span) }
        }
        var next = first
        while next < order.count {
            order += children[order[next] - trace.lowerBound]
            next += 1
        }
    }
}
