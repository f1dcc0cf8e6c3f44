internal import OverreachModel

/// What an overlay changes, as its view reads it.
final class SnapshotChange: Sendable {
    let overlay: Overlay
    /// Nodes that are gone, ascending.
    let removedNodes: [UInt32]
    let removedEdges: NumberSet
    /// Nodes that are added: number `i` of the view's after those of the base is row `i`.
    let nodes: NodeColumns
    /// Edges that are added, likewise; their ends are numbers of the view.
    let edges: EdgeColumns
    /// Added edges by the node at which they begin, ascending.
    let outgoing: [UInt32: [UInt32]]
    /// Added edges by the node at which they end, ascending.
    let incoming: [UInt32: [UInt32]]
    /// What is added for walks; nil where only something is gone.
    let walk: WalkChange?
    private let cutNodes: Set<UInt32>  // those of which an edge is gone

    init(_ overlay: Overlay) {
        let base = overlay.base
        let removed = overlay.removedEdges.sorted()
        var cut: Set<UInt32> = []
        for edge in removed {
            cut.insert(base.from(EdgeID(edge)).index)
            cut.insert(base.to(EdgeID(edge)).index)
        }

        let mentioned = overlay.addedNodes.map(\.key) + overlay.addedEdges.flatMap { [$0.from, $0.to] }
        var numbers: [Key: UInt32] = [:]
        let keys = Set(mentioned).sorted().filter { key in
            guard let node = base.node(key) else { return true }
            numbers[key] = node.index
            return false
        }
        let rows = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, UInt32($0)) })
        for (key, row) in rows { numbers[key] = UInt32(base.nodeSpace) + row }
        let stated = overlay.addedNodes.filter { rows[$0.key] != nil }
        let nodes = NodeColumns(merging: stated, at: stated.compactMap { rows[$0.key] }, keys: keys)
        let added = overlay.addedEdges
        // Every end was mentioned.
        let edges = EdgeColumns(merging: added) { place in
            (numbers[added[place].from, default: 0], numbers[added[place].to, default: 0])
        }

        var (outgoing, incoming): ([UInt32: [UInt32]], [UInt32: [UInt32]]) = ([:], [:])
        for row in 0..<edges.count {
            let edge = UInt32(base.edgeSpace + row)
            outgoing[edges.from[row], default: []].append(edge)
            incoming[edges.to[row], default: []].append(edge)
        }

        self.overlay = overlay
        removedNodes = overlay.removedNodes.sorted()
        removedEdges = NumberSet(ascending: removed)
        cutNodes = cut
        self.nodes = nodes
        self.edges = edges
        self.outgoing = outgoing
        self.incoming = incoming
        walk = keys.isEmpty && edges.count == 0 ? nil : WalkChange(base, edges, addedNodes: keys.count)
    }

    /// The edges of one node as they are in the view.
    func changed(_ edges: EdgeList, of node: UInt32, adding added: [UInt32]?) -> EdgeList {
        guard cutNodes.contains(node) || added != nil else { return edges }
        return EdgeList(edges.map(\.index).filter { !removedEdges.contains($0) } + (added ?? []))
    }
}
