/// What the worker lays out: numbers only, no text of the picture ever reaches Graphviz.
struct LayoutRequest: Sendable, Equatable {
    /// A box.
    struct Node: Sendable, Equatable {
        /// Its size.
        var width: Length
        var height: Length
        /// The column it stands in, from the left; columns are 0, 1, 2, … without gaps.
        var column: Int
    }

    /// An arrow.
    struct Edge: Sendable, Equatable {
        /// Indices of boxes.
        var from: Int
        var to: Int
        /// The room its label needs; zero for none.
        var labelWidth: Length
        var labelHeight: Length
    }

    /// More boxes than this are never laid out: `dot` has no bound on its time.
    static let maximumNodes = 400
    /// More arrows than this are never laid out.
    static let maximumEdges = 1_200
    /// No box or label is wider or higher.
    static let maximumSize = Length(4_000)

    /// The least room between boxes of a column.
    var nodeSeparation: Length
    /// The least room between columns, labels apart.
    var columnSeparation: Length
    var nodes: [Node]
    var edges: [Edge]

    /// The message as bytes.
    var bytes: [UInt8] {
        var out = ByteWriter()
        out.append(nodeSeparation)
        out.append(columnSeparation)
        out.append(Int32(clamping: nodes.count))
        for node in nodes {
            out.append(node.width)
            out.append(node.height)
            out.append(Int32(clamping: node.column))
        }
        out.append(Int32(clamping: edges.count))
        for edge in edges {
            out.append(Int32(clamping: edge.from))
            out.append(Int32(clamping: edge.to))
            out.append(edge.labelWidth)
            out.append(edge.labelHeight)
        }
        return out.bytes
    }

    init(nodeSeparation: Length, columnSeparation: Length, nodes: [Node], edges: [Edge]) {
        self.nodeSeparation = nodeSeparation
        self.columnSeparation = columnSeparation
        self.nodes = nodes
        self.edges = edges
    }

    /// Reads a message; nil where it is none, or names what it does not hold.
    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let nodeSeparation = reader.length(), let columnSeparation = reader.length(),
            let nodeCount = reader.count(ofSize: 12), nodeCount <= LayoutRequest.maximumNodes
        else { return nil }

        var nodes: [Node] = []
        for _ in 0..<nodeCount {
            guard let width = reader.length(), let height = reader.length(), let column = reader.int32(),
                column >= 0, column < nodeCount, LayoutRequest.isSize(width), LayoutRequest.isSize(height)
            else { return nil }
            nodes.append(Node(width: width, height: height, column: Int(column)))
        }

        let columns = Set(nodes.map(\.column))
        guard columns.count == (columns.max() ?? -1) + 1 else { return nil }

        guard let edgeCount = reader.count(ofSize: 16), edgeCount <= LayoutRequest.maximumEdges else { return nil }
        var edges: [Edge] = []
        for _ in 0..<edgeCount {
            guard let from = reader.int32(), let to = reader.int32(), let width = reader.length(),
                let height = reader.length(), nodes.indices.contains(Int(from)), nodes.indices.contains(Int(to)),
                LayoutRequest.isSize(width), LayoutRequest.isSize(height)
            else { return nil }
            edges.append(Edge(from: Int(from), to: Int(to), labelWidth: width, labelHeight: height))
        }
        guard reader.isAtEnd else { return nil }
        self.init(
            nodeSeparation: nodeSeparation, columnSeparation: columnSeparation, nodes: nodes, edges: edges)
    }

    private static func isSize(_ length: Length) -> Bool { length.hundredths >= 0 && length <= maximumSize }
}

/// Where everything stands: the answer to a `LayoutRequest`, in its order.
struct LayoutResponse: Sendable, Equatable {
    /// The way of an arrow.
    struct Route: Sendable, Equatable {
        /// A start and three control points a Bézier segment, from the box it leaves; ends where the arrow head begins.
        var points: [Point]
        /// The tip of the arrow head.
        var tip: Point
        /// The middle of the label's room; nil where there is no label.
        var label: Point?
    }

    var width: Length
    var height: Length
    /// The middles of the boxes.
    var nodes: [Point]
    var edges: [Route]

    /// The message as bytes.
    var bytes: [UInt8] {
        var out = ByteWriter()
        out.append(width)
        out.append(height)
        out.append(Int32(clamping: nodes.count))
        for node in nodes { out.append(node) }
        out.append(Int32(clamping: edges.count))
        for edge in edges {
            out.append(edge.tip)
            out.bytes.append(edge.label == nil ? 0 : 1)
            out.append(edge.label ?? edge.tip)
            out.append(Int32(clamping: edge.points.count))
            for point in edge.points { out.append(point) }
        }
        return out.bytes
    }

    init(width: Length, height: Length, nodes: [Point], edges: [Route]) {
        self.width = width
        self.height = height
        self.nodes = nodes
        self.edges = edges
    }

    /// Reads the answer to a request; nil where it is none of it.
    init?(bytes: [UInt8], to request: LayoutRequest) {
        var reader = ByteReader(bytes)
        guard let width = reader.length(), let height = reader.length(), width.hundredths >= 0, height.hundredths >= 0,
            reader.count(ofSize: 8) == request.nodes.count
        else { return nil }

        var nodes: [Point] = []
        for _ in request.nodes {
            guard let point = reader.point() else { return nil }
            nodes.append(point)
        }

        guard reader.count(ofSize: 21) == request.edges.count else { return nil }
        var edges: [Route] = []
        for edge in request.edges {
            guard let tip = reader.point(), let mark = reader.byte(), mark <= 1, let label = reader.point(),
                (mark == 1) == (edge.labelWidth.hundredths > 0), let count = reader.count(ofSize: 8), count >= 4,
                count % 3 == 1
            else { return nil }
            var points: [Point] = []
            for _ in 0..<count {
                guard let point = reader.point() else { return nil }
                points.append(point)
            }
            edges.append(Route(points: points, tip: tip, label: mark == 1 ? label : nil))
        }
        guard reader.isAtEnd else { return nil }
        self.init(width: width, height: height, nodes: nodes, edges: edges)
    }
}
