public import OverreachModel

/// How many nodes one node reaches, by their kinds.
public struct ReachTally: Sendable, Hashable {
    /// The node that was asked about, which is not counted.
    public let start: NodeID
    /// How many nodes of each kind it reaches, in the order of the kinds' names; kinds of which it reaches none are absent.
    public let counts: [Count]

    /// How many nodes there are of one kind.
    public struct Count: Sendable, Hashable {
        /// What they are.
        public let kind: NodeKind
        /// How many.
        public let count: Int
    }

    /// How many nodes it reaches.
    public var total: Int { counts.reduce(0) { $0 + $1.count } }
}

extension CondensedSnapshot {
    /// How many nodes each of the nodes reaches, in the order in which they were asked.
    ///
    /// It counts what `Snapshot.reach(from:following:)` holds. Each worker beyond the first needs 64 bytes a component.
    ///
    /// Complexity: that of `ReachCounts`.
    public func reachTallies(from starts: [NodeID], workers: Int = 1) async -> [ReachTally] {
        let (groups, kinds) = kindGroups()
        let counts = await graph.reachCounts(
            from: starts.map(departure), in: groups, groupCount: kinds.count + 1, workers: max(workers, 1))
        var search = ComponentReach(graph)
        return starts.enumerated().map { position, start in
            let isCounted = reachesItself(start, &search)
            let own = snapshot.kind(start)
            let tallies = kinds.enumerated().compactMap { group, kind in
                let count = counts.count(source: position, group: group) - (isCounted && kind == own ? 1 : 0)
                return count > 0 ? ReachTally.Count(kind: kind, count: count) : nil
            }
            return ReachTally(start: start, counts: tallies)
        }
    }

    /// Whether the place where walks end at the start is in what is reached from where they go on.
    private func reachesItself(_ start: NodeID, _ search: inout ComponentReach) -> Bool {
        let (arrival, departure) = (arrival(start), departure(start))
        guard arrival != departure else { return true }

        _ = search.search(from: [departure])
        return search.contains(arrival)
    }

    /// The kind of every place by its number in the list; contents have a group of their own after the kinds.
    private func kindGroups() -> (groups: Column<UInt8>, kinds: [NodeKind]) {
        let kinds = NodeKind.allCases.sorted { UTF8Order.less($0.rawValue, $1.rawValue) }
        let numbers = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, UInt8($0)) })
        let groups = (0..<UInt32(graph.nodeCount)).map { place in
            arrivingNode(place).flatMap { numbers[snapshot.kind($0)] } ?? UInt8(kinds.count)
        }
        return (Column(groups), kinds)
    }
}
