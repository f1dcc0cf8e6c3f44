import OverreachModel

/// The lines of text of a picture with the sizes of its boxes and labels: what the layout needs to know.
///
/// Three densities; text never shrinks, wide pictures get shorter lines instead.
struct Sketch: Sendable {
    /// How much room lines of text may take.
    enum Density: CaseIterable, Sendable {
        case airy, compact, tight

        /// The widest line of a node's text.
        var nodeWidth: Double {
            switch self {
            case .airy: 190
            case .compact: 140
            case .tight: 108
            }
        }

        /// The widest line of a label.
        var labelWidth: Double {
            switch self {
            case .airy: 170
            case .compact: 104
            case .tight: 86
            }
        }

        /// The room between columns, labels apart: the frames of two layers and an arrow head fit in it.
        var columnSeparation: Double {
            switch self {
            case .airy: 56
            case .compact: 40
            case .tight: 30
            }
        }
    }

    /// The text and the size of a box.
    struct Node: Sendable {
        var titleLines: [String]
        var detail: String
        var width: Double
        var height: Double
    }

    /// The text and the size of a label; no lines for no label.
    struct Label: Sendable {
        var lines: [String]
        var width: Double
        var height: Double
    }

    static let nameFont = FontMetrics(size: 12)
    static let focusFont = FontMetrics(size: 12, weight: .bold)
    static let detailFont = FontMetrics(size: 10)
    static let labelFont = FontMetrics(size: 10)
    static let nameLine = 15.0
    static let detailLine = 13.0
    static let labelLine = 12.0
    /// A pile of folded boxes shows this much of the box behind.
    static let pileOffset = 4.0

    let density: Density
    let columns: [Int]
    private(set) var nodes: [Node]
    let labels: [Label]

    init(_ picture: Picture, density: Density, columns: [Int]) {
        self.density = density
        self.columns = columns
        nodes = picture.nodes.map { Sketch.node($0, density) }
        labels = picture.edges.map { Sketch.label($0.label, density) }
        alignWidths()
    }

    /// Boxes of a column are equally wide: the eye then follows arrows, not borders.
    private mutating func alignWidths() {
        var widest: [Int: Double] = [:]
        for (index, node) in nodes.enumerated() {
            widest[columns[index], default: 0] = max(widest[columns[index]] ?? 0, node.width)
        }
        for index in nodes.indices { nodes[index].width = widest[columns[index]] ?? nodes[index].width }
    }

    private static func node(_ node: Picture.Node, _ density: Density) -> Node {
        let font = nameFont(of: node)
        let title = DisplayText.visible(node.title)
        let lines = DisplayText.wrapName(title.isEmpty ? node.kind.word : title, to: density.nodeWidth, in: font)
        let detail = DisplayText.cut(DisplayText.visible(node.detail), to: density.nodeWidth, in: detailFont)

        let shape = NodeShape(node.kind)
        let text = max(lines.map { font.bound($0) }.max() ?? 0, detailFont.bound(detail))
        let pile = node.count > 1 ? pileOffset : 0
        let padding = shape.padding
        return Node(
            titleLines: lines, detail: detail, width: max(76, text + padding.left + padding.right) + pile,
            height: Double(lines.count) * nameLine + (detail.isEmpty ? 0 : detailLine) + padding.top + padding.bottom
                + pile)
    }

    static func nameFont(of node: Picture.Node) -> FontMetrics { node.emphasis == .focus ? focusFont : nameFont }

    private static func label(_ text: String, _ density: Density) -> Label {
        guard !text.isEmpty else { return Label(lines: [], width: 0, height: 0) }
        let lines = DisplayText.wrapLabel(DisplayText.visible(text), to: density.labelWidth, in: labelFont)
        let width = lines.map { labelFont.bound($0) }.max() ?? 0
        return Label(lines: lines, width: (width + 6).rounded(.up), height: Double(lines.count) * labelLine + 4)
    }

    /// What the worker is asked.
    func request(for picture: Picture) -> LayoutRequest {
        LayoutRequest(
            nodeSeparation: Length(20), columnSeparation: Length(density.columnSeparation),
            nodes: picture.nodes.indices.map {
                LayoutRequest.Node(
                    width: Length(nodes[$0].width), height: Length(nodes[$0].height), column: columns[$0])
            },
            edges: picture.edges.indices.map {
                LayoutRequest.Edge(
                    from: picture.edges[$0].from, to: picture.edges[$0].to, labelWidth: Length(labels[$0].width),
                    labelHeight: Length(labels[$0].height))
            })
    }
}
