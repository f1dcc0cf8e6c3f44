internal import OverreachModel

/// What added nodes and edges mean for walks: more places and more arcs beside those of a `WalkGraph`.
///
/// After the places of the graph come those of the added nodes, and then the contents of nodes that are split now and
/// were not: added nodes, and nodes of the graph that a new edge reaches without having what is in them, or makes lead
/// on. From a node of the graph that is split now the arcs begin at its content, and what enters its content enters it by
/// an arc more.
///
/// ```
///   built:  grant ──write──▶ key              added: key ──▶ server
///           grant ──read───▶ key       ⇒      grant ──write──▶ key    grant ──read──▶ key content ──▶ server
/// ```
struct WalkChange: Sendable {
    let placeCount: Int
    private let graph: WalkGraph
    private let builtNodes: Int
    private let addedNodes: Int
    private let contents: [UInt32]  // nodes, ascending: that at `i` has its content at firstContent + i
    private var ahead: [UInt32: [Arc]] = [:]  // added arcs by the place at which they begin
    private var behind: [UInt32: [Arc]] = [:]  // and by that at which they end

    private struct Arc: Sendable {
        let end: UInt32
        let edge: UInt32
    }

    /// The change of a built snapshot by edges whose rows follow its own, and by so many nodes.
    init(_ base: Snapshot, _ added: EdgeColumns, addedNodes: Int) {
        graph = base.walkGraph
        builtNodes = base.nodeSpace
        self.addedNodes = addedNodes
        let traversals = added.kindTable.map(\.spec.traversal)
        let rows = (0..<added.count).filter { traversals[Int(added.kinds[$0])] != .structural }
        let entering = Set(rows.filter { traversals[Int(added.kinds[$0])].entersContent })
        contents = WalkChange.splitNodes(base, added, rows, entering)
        placeCount = graph.placeCount + addedNodes + contents.count

        var arcs: [(tail: UInt32, head: UInt32, edge: UInt32)] = []
        func add(from: UInt32, to: UInt32, edge: UInt32, enters: Bool, arrives: Bool) {
            let (from, to) = (NodeID(from), NodeID(to))
            if arrives { arcs.append((departure(from), arrival(to), edge)) }
            if enters, departure(to) != arrival(to) { arcs.append((departure(from), departure(to), edge)) }
        }
        for node in contents where node < builtNodes {
            for edge in base.incoming(NodeID(node)) where base.kind(edge).spec.traversal.entersContent {
                add(from: base.from(edge).index, to: node, edge: edge.index, enters: true, arrives: false)
            }
        }
        for row in rows {
            add(
                from: added.from[row], to: added.to[row], edge: UInt32(base.edgeSpace + row),
                enters: entering.contains(row), arrives: true)
        }

        for arc in arcs {
            ahead[arc.tail, default: []].append(Arc(end: arc.head, edge: arc.edge))
            behind[arc.head, default: []].append(Arc(end: arc.tail, edge: arc.edge))
        }
    }

    /// The nodes that the added edges split, ascending.
    private static func splitNodes(
        _ base: Snapshot, _ added: EdgeColumns, _ rows: [Int], _ entering: Set<Int>
    ) -> [UInt32] {
        let tails = Set(rows.map { added.from[$0] })
        let merelyReached = Set(rows.filter { !entering.contains($0) }.map { added.to[$0] })
        let graph = base.walkGraph
        return tails.union(merelyReached).sorted().filter { node in
            guard node < base.nodeSpace else { return tails.contains(node) && merelyReached.contains(node) }
            guard graph.departure(NodeID(node)) == node else { return false }
            // A node that leads on already is reached by what enters its content alone, or it would be split.
            if !graph.outgoing.touchedWindow(node).isEmpty { return merelyReached.contains(node) }
            return tails.contains(node)
                && (merelyReached.contains(node)
                    || base.incoming(NodeID(node)).contains { !base.kind($0).spec.traversal.entersContent })
        }
    }

    /// The added arcs, by the place at which they begin, with the edge that each is of.
    var arcs: [(tail: UInt32, head: UInt32, edge: UInt32)] {
        ahead.sorted { $0.key < $1.key }.flatMap { tail, arcs in arcs.map { (tail, $0.end, $0.edge) } }
    }

    /// The nodes of the graph whose arcs begin at a new content now, ascending.
    var movedNodes: [NodeID] { contents.filter { $0 < builtNodes }.map { NodeID($0) } }

    private var firstAdded: UInt32 { UInt32(graph.placeCount) }
    private var firstContent: UInt32 { UInt32(graph.placeCount + addedNodes) }

    func arrival(_ node: NodeID) -> UInt32 {
        node.position < builtNodes ? node.index : firstAdded + node.index - UInt32(builtNodes)
    }

    func departure(_ node: NodeID) -> UInt32 {
        if let rank = contents.sortedPosition(of: node.index) { return firstContent + UInt32(rank) }
        return node.position < builtNodes ? graph.departure(node) : arrival(node)
    }

    func node(_ place: UInt32) -> NodeID {
        if place < firstAdded { return graph.node(place) }
        if place < firstContent { return NodeID(place - firstAdded + UInt32(builtNodes)) }
        return NodeID(contents[Int(place - firstContent)])
    }

    /// Calls the body with the end and the edge of every arc at the place, whether a filter lets it through or not.
    func forEachArc(
        at place: UInt32, _ direction: Direction, _ arcs: WalkGraph.Arcs, _ body: (UInt32, UInt32) -> Void
    ) {
        let added: [Arc]?
        switch direction {
        case .forward:
            if let built = builtDeparture(place) {
                for arc in arcs.touchedWindow(built) { body(arcs.ends.column[arc], arcs.edges.column[arc]) }
            }
            added = ahead[place]
        case .backward:
            if place < firstAdded {
                for arc in arcs.touchedWindow(place) { body(moved(arcs.ends.column[arc]), arcs.edges.column[arc]) }
            }
            added = behind[place]
        }
        for arc in added ?? [] { body(arc.end, arc.edge) }
    }

    /// The place of the graph whose arcs begin at this place now; nil where none do.
    private func builtDeparture(_ place: UInt32) -> UInt32? {
        if place < firstAdded { return moved(place) == place ? place : nil }
        guard place >= firstContent else { return nil }
        let node = contents[Int(place - firstContent)]
        return node < builtNodes ? node : nil
    }

    /// The place at which the arcs that began at this place of the graph begin now.
    private func moved(_ place: UInt32) -> UInt32 {
        guard !contents.isEmpty, place < builtNodes, let rank = contents.sortedPosition(of: place) else { return place }
        return firstContent + UInt32(rank)
    }
}
