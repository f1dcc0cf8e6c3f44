import CGraphvizShim

/// Lays out with `dot` of libgraphviz: the one file that touches its C interface.
///
/// Not Sendable: libgraphviz keeps its state in globals and crashes when two threads use it. A process makes one.
final class GraphvizLayout {
    private let context: OpaquePointer

    /// Nil where libgraphviz cannot start.
    init?() {
        guard let context = overreach_context_open() else { return nil }
        self.context = context
    }

    deinit { overreach_context_close(context) }

    /// Where everything stands, or why it cannot.
    func lay(out request: LayoutRequest) throws(DiagramError) -> LayoutResponse {
        guard !request.nodes.isEmpty else {
            return LayoutResponse(width: Length(0), height: Length(0), nodes: [], edges: [])
        }
        let graph = try Graph(context, request)
        return try graph.layOut()
    }
}

/// A graph and its layout; freed with the object.
private final class Graph {
    private let context: OpaquePointer
    private let request: LayoutRequest
    private let graph: OpaquePointer
    private var nodes: [OpaquePointer] = []
    private var edges: [OpaquePointer] = []

    init(_ context: OpaquePointer, _ request: LayoutRequest) throws(DiagramError) {
        guard let graph = overreach_graph_open() else { throw DiagramError(.badAnswer, "no graph could be made") }
        self.context = context
        self.request = request
        self.graph = graph

        overreach_graph_set(graph, "rankdir", "LR")
        overreach_graph_set(graph, "splines", "true")
        overreach_graph_set(graph, "nodesep", Self.inches(request.nodeSeparation))
        overreach_graph_set(graph, "ranksep", Self.inches(request.columnSeparation))
        try addNodes()
        try addEdges()
    }

    deinit { overreach_graph_close(context, graph) }

    private func addNodes() throws(DiagramError) {
        for (index, node) in request.nodes.enumerated() {
            guard let handle = overreach_graph_node(graph, "n\(index)") else { throw Self.refused }
            overreach_node_set(handle, "shape", "box")
            overreach_node_set(handle, "fixedsize", "true")
            overreach_node_set(handle, "label", "")
            overreach_node_set(handle, "width", Self.inches(node.width))
            overreach_node_set(handle, "height", Self.inches(node.height))
            nodes.append(handle)
        }

        let columns = (request.nodes.map(\.column).max() ?? 0) + 1
        var firsts = [OpaquePointer?](repeating: nil, count: columns)
        for column in 0..<columns {
            guard let group = overreach_subgraph(graph, "c\(column)") else { throw Self.refused }
            overreach_graph_set(group, "rank", "same")
            for (index, node) in request.nodes.enumerated() where node.column == column {
                overreach_subgraph_take(group, nodes[index])
                if firsts[column] == nil { firsts[column] = nodes[index] }
            }
        }

        // A chain through all columns keeps their order; where an arrow does so, it needs no link.
        let linked = Set(request.edges.map { LinkedColumns(request, $0) })
        for (left, right) in zip(firsts, firsts.dropFirst()).enumerated().compactMap({ index, pair in
            linked.contains(LinkedColumns(left: index, right: index + 1)) ? nil : pair
        }) {
            guard let left, let right, let link = overreach_graph_edge(graph, left, right) else { throw Self.refused }
            overreach_edge_set(link, "style", "invis")
            overreach_edge_set(link, "weight", "0")
        }
    }

    private func addEdges() throws(DiagramError) {
        for edge in request.edges {
            // Every edge is given from left to right, so that none can pull a column out of its place.
            let isReversed = Self.isReversed(edge, in: request)
            let (tail, head) = isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
            guard let handle = overreach_graph_edge(graph, nodes[tail], nodes[head]) else { throw Self.refused }
            overreach_edge_set(handle, "dir", isReversed ? "back" : "forward")
            overreach_edge_set(handle, "arrowsize", "0.7")
            if edge.from != edge.to {
                overreach_edge_set(handle, "tailport", "e")
                overreach_edge_set(handle, "headport", "w")
            }
            if edge.labelWidth.hundredths > 0 {
                let (width, height) = (edge.labelWidth.points.rounded(.up), edge.labelHeight.points.rounded(.up))
                overreach_edge_reserve(graph, handle, Int32(width), Int32(height))
            }
            edges.append(handle)
        }
    }

    func layOut() throws(DiagramError) -> LayoutResponse {
        guard overreach_graph_lay_out(context, graph) == 0 else { throw Self.refused }

        let size = overreach_graph_size(graph)
        // From left to right `dot` fills columns from y = 0 on: read downwards, what comes first stands at the top.
        func place(_ point: overreach_point) -> Point { Point(x: point.x, y: point.y) }

        var routes: [LayoutResponse.Route] = []
        for (index, edge) in edges.enumerated() {
            let count = overreach_edge_point_count(edge)
            guard count >= 4, count % 3 == 1 else { throw Self.refused }
            var points = (0..<count).map { place(overreach_edge_point(edge, $0)) }
            var tip = overreach_point()
            let isReversed = Self.isReversed(request.edges[index], in: request)
            let hasTip = isReversed ? overreach_edge_tail_tip(edge, &tip) : overreach_edge_head_tip(edge, &tip)
            if isReversed { points.reverse() }
            var centre = overreach_point()
            let hasLabel = request.edges[index].labelWidth.hundredths > 0
            guard !hasLabel || overreach_edge_label_centre(edge, &centre) == 1 else { throw Self.refused }
            routes.append(
                LayoutResponse.Route(
                    points: points, tip: hasTip == 1 ? place(tip) : points[points.count - 1],
                    label: hasLabel ? place(centre) : nil))
        }
        return LayoutResponse(
            width: Length(size.x), height: Length(size.y), nodes: nodes.map { place(overreach_node_centre($0)) },
            edges: routes)
    }

    private static func isReversed(_ edge: LayoutRequest.Edge, in request: LayoutRequest) -> Bool {
        request.nodes[edge.from].column > request.nodes[edge.to].column
    }

    private static func inches(_ length: Length) -> String { String(length.points / 72) }

    private static var refused: DiagramError {
        DiagramError(.badAnswer, "no layout: \(String(cString: overreach_last_error()))")
    }
}

/// Two columns that an arrow joins.
private struct LinkedColumns: Hashable {
    let left: Int
    let right: Int

    init(left: Int, right: Int) {
        self.left = left
        self.right = right
    }

    init(_ request: LayoutRequest, _ edge: LayoutRequest.Edge) {
        let (a, b) = (request.nodes[edge.from].column, request.nodes[edge.to].column)
        self.init(left: min(a, b), right: max(a, b))
    }
}
