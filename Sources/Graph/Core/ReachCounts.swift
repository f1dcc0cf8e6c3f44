internal import Synchronization

/// How many nodes each of many nodes reaches, by group: the blast radius of all agents at once.
///
/// 512 sources are pushed over the graph of the components together, one bit each: a component's word holds the
/// sources that reach it, and as components come in topological order, one sweep is enough. A word is cleared when it
/// has been read, so that the memory is clean for the next 512.
///
/// ```
///   sources a, b:    a 01 ──▶ c 11 ──▶ d 11       c and d count for both
///                    b 10 ──▶ c
/// ```
///
/// Complexity: O(sources / 512 · (components + their arcs)) words of 64 bytes.
///
/// Reference: M. Then and others, "The more the merrier: efficient multi-source graph traversal", 2014,
/// DOI 10.14778/2735496.2735507, without its levels.
package struct ReachCounts: Sendable {
    /// How many groups are told apart.
    package let groupCount: Int
    private var counts: [UInt32]  // by source, then group

    fileprivate init(sources: Int, groupCount: Int) {
        self.groupCount = groupCount
        counts = [UInt32](repeating: 0, count: sources * groupCount)
    }

    /// How many nodes of the group the source at the position reaches, the source among them.
    package func count(source: Int, group: Int) -> Int { Int(counts[source * groupCount + group]) }

    /// How many nodes the source at the position reaches, itself among them.
    package func total(source: Int) -> Int {
        (0..<groupCount).reduce(0) { $0 + count(source: source, group: $1) }
    }

    fileprivate mutating func take(_ batch: LaneBatch) {
        for (lane, source) in batch.sources.enumerated() {
            for group in 0..<groupCount {
                counts[source * groupCount + group] = batch.counts[lane * groupCount + group]
            }
        }
    }
}

extension CompactGraph {
    /// What each source reaches, counted by the groups of the nodes, which are below `groupCount`.
    package func reachCounts(from sources: [UInt32], in groups: Column<UInt8>, groupCount: Int) -> ReachCounts {
        var result = ReachCounts(sources: sources.count, groupCount: groupCount)
        let push = LanePush(self, NodeGroups(self, groups, count: groupCount))
        for positions in batches(of: sources) { result.take(push.run(positions, of: sources)) }
        return result
    }

    /// The same by several workers, each of which needs memory of its own: 64 bytes a component.
    package func reachCounts(
        from sources: [UInt32], in groups: Column<UInt8>, groupCount: Int, workers: Int
    ) async -> ReachCounts {
        let nodeGroups = NodeGroups(self, groups, count: groupCount)
        let batches = batches(of: sources)
        let turns = Turns()
        return await withTaskGroup(of: [LaneBatch].self) { tasks in
            for _ in 0..<workers {
                tasks.addTask {
                    let push = LanePush(self, nodeGroups)
                    var done: [LaneBatch] = []
                    while let batch = turns.next(below: batches.count) {
                        done.append(push.run(batches[batch], of: sources))
                    }
                    return done
                }
            }
            var result = ReachCounts(sources: sources.count, groupCount: groupCount)
            for await done in tasks { for batch in done { result.take(batch) } }
            return result
        }
    }

    /// Positions of sources, 512 at a time, those together that lie together: they reach much the same.
    private func batches(of sources: [UInt32]) -> [[Int]] {
        let order = sources.indices.sorted { (sources[$0], $0) < (sources[$1], $1) }
        return stride(from: 0, to: order.count, by: LanePush.width).map {
            Array(order[$0..<min($0 + LanePush.width, order.count)])
        }
    }
}

/// Hands out numbers from 0 on, each to one worker: who is done sooner takes more.
final class Turns: Sendable {
    private let taken = Atomic<Int>(0)

    func next(below count: Int) -> Int? {
        let turn = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        return turn < count ? turn : nil
    }
}
