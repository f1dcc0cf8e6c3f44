/// The fewest arcs, or those that cost least, whose removal separates some nodes from others.
///
/// The cut is what a largest flow fills. Two trees of arcs with room left are kept, one from the sources, one to the
/// targets, as searches by levels; where they touch, flow is pushed along, the arcs that it fills are cut out of the
/// trees, and what hung on them is hung on elsewhere at the lowest level, or falls out. So a search never begins anew.
/// Only nodes that sources reach and that reach targets are looked at.
///
/// ```
///   sources ─▶ ● ─▶ ● ─▶ ┊ ─▶ ● ─▶ targets     ┊: the trees touch; when they cannot grow any more, the cut lies
///                                               between what the first tree holds and the rest
/// ```
///
/// Of several smallest cuts it is the one nearest to the sources. Gates are passed as if one predecessor were enough,
/// so that with gates the cut suffices and may not be the smallest.
///
/// Complexity: O(nodes² · arcs) at worst, in practice a few times the arcs between the two.
///
/// Reference: A. V. Goldberg, S. Hed, H. Kaplan, R. E. Tarjan, R. F. Werneck, "Maximum flows by incremental
/// breadth-first search", 2011, DOI 10.1007/978-3-642-23719-5_39; trees kept between augmentations: Y. Boykov,
/// V. Kolmogorov, 2004, DOI 10.1109/TPAMI.2004.60.
package struct MinCut: Sendable {
    /// What the arcs of the cut can carry: their count where each carries one.
    package let flow: Int
    /// The arcs of the cut, ascending.
    package let arcs: [UInt32]
    /// How many nodes the sources still reach when the arcs are gone.
    package let sourceSideCount: Int

    /// The cut; nil where a node is a source and a target, and nothing separates it from itself.
    ///
    /// An arc carries one, or what `capacities` says of it; 0 is an arc that is cut for nothing.
    package init?(
        _ graph: CompactGraph, from sources: [UInt32], to targets: [UInt32], avoiding filter: ArcFilter = .none,
        capacities: Column<UInt32>? = nil
    ) {
        guard Set(sources).isDisjoint(with: targets) else { return nil }

        var search = FlowSearch(graph, from: sources, to: targets, avoiding: filter, capacities: capacities)
        flow = search.run()
        let side = search.room.sourceSide(from: sources)
        sourceSideCount = side.count
        var arcs: [UInt32] = []
        for node in side.nodes {
            for arc in graph.outgoing.window(node) where !filter.closes(arc: arc) {
                if !side.bits.contains(graph.outgoing.ends[arc]) { arcs.append(UInt32(arc)) }
            }
        }
        self.arcs = arcs.sorted()
    }
}
