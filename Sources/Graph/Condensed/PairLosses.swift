public import OverreachModel

/// What a what-if takes from what many nodes reach, all together.
public struct PairLoss: Sendable, Hashable {
    /// How many pairs of a start and a counted node that it no longer reaches.
    public let pairs: Int
    /// How many starts lose a counted node.
    public let losing: Int
    /// How it was found; it is exact either way.
    public let method: ReachMethod
}

extension CondensedSnapshot {
    /// What each of the overlays by itself takes from what all the starts reach, in their order: a shortlist, exactly.
    ///
    /// A pair counts where `isCounted` takes its node; a node is never in its own set. All starts are pushed over the
    /// components once, 512 at a time, and for each overlay what differs. What overlays add is in it as far as it gives back
    /// what they take; what is reached anew is asked by `whatIf(from:)`.
    ///
    /// The overlays are of the very snapshot that was condensed, which is none of an overlay. Complexity: that of
    /// `ReachCounts`, and what each overlay changes; see `ReachMethod` for where components are no help.
    public func reachLosses(
        from starts: [NodeID], _ overlays: [Overlay], counting isCounted: (NodeID) -> Bool
    ) -> [PairLoss] {
        precondition(snapshot.change == nil, "what-ifs are asked of a snapshot as it was built")
        let weights = Scratch<UInt8>(repeating: 0, count: graph.nodeCount)
        for node in snapshot.nodes where isCounted(node) { weights[arrival(node)] = 1 }

        // A start of two places may come to itself, which is no pair, and one that an overlay makes two still begins where
        // it was: these are asked by themselves.
        let views = overlays.map { Walk($0.view, following: filter) }
        let moved = views.flatMap { $0.change?.movedNodes ?? [] }
        let isSplit = Set(starts.filter { arrival($0) != departure($0) }).union(moved)
        let plain = starts.filter { !isSplit.contains($0) }
        let changes = views.map { change($0, from: nil) }
        var losses = graph.reachLosses(from: plain.map(departure), changes: changes, weights: weights.frozen()).map {
            PairLoss(pairs: $0.lostPairs, losing: $0.losing, method: $0.method)
        }
        for start in starts where isSplit.contains(start) {
            var search = whatIf(from: start)
            for (position, overlay) in overlays.enumerated() {
                let lost = search.delta(overlay).lost.filter(isCounted).count
                let known = losses[position]
                losses[position] = PairLoss(
                    pairs: known.pairs + lost, losing: known.losing + (lost > 0 ? 1 : 0), method: known.method)
            }
        }
        return losses
    }
}
