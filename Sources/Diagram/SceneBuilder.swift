import OverreachModel

/// Puts a layout on a page: heading above, layers as frames, legend and notes below.
struct SceneBuilder {
    static let margin = 28.0
    static let laneMargin = 10.0
    static let laneHeader = 30.0
    static let minimumWidth = 640.0
    static let headingFont = FontMetrics(size: 20, weight: .bold)
    static let subFont = FontMetrics(size: 13)
    static let layerFont = FontMetrics(size: 11, weight: .bold)
    static let noteFont = FontMetrics(size: 11)

    private let picture: Picture
    private let sketch: Sketch
    private var nodes: [Scene.NodeBox] = []
    private var arrows: [Scene.Arrow] = []

    init(_ picture: Picture, _ sketch: Sketch, _ layout: LayoutResponse) {
        self.picture = picture
        self.sketch = sketch
        nodes = picture.nodes.indices.map { index in
            let size = sketch.nodes[index]
            let box = Box(centre: layout.nodes[index], width: size.width, height: size.height)
            return Scene.NodeBox(box: box, front: box, node: picture.nodes[index], lines: [])
        }
        arrows = picture.edges.indices.map { index in
            let (route, label) = (layout.edges[index], sketch.labels[index])
            return Scene.Arrow(
                edge: picture.edges[index], points: route.points, tip: route.tip,
                labelBox: route.label.map { Box(centre: $0, width: label.width, height: label.height) }, lines: [])
        }
    }

    /// The finished scene.
    func build() -> Scene {
        var copy = self
        copy.arrows = Attachment.spread(copy.arrows, nodes, columns: sketch.columns)
        copy.arrows = Routing.settle(copy.arrows, nodes)
        return copy.scene()
    }

    private mutating func scene() -> Scene {
        let content = bounds()
        let width = max(content.width + 2 * (SceneBuilder.margin + SceneBuilder.laneMargin), SceneBuilder.minimumWidth)
        let textWidth = width - 2 * SceneBuilder.margin
        let heading = headingLines(textWidth)
        let top = (heading.last?.baseline ?? SceneBuilder.margin) + 22

        move(
            dx: SceneBuilder.margin + SceneBuilder.laneMargin - content.left,
            dy: top + SceneBuilder.laneHeader + 6 - content.top)
        finishLines()

        let bottom = top + SceneBuilder.laneHeader + 6 + content.height + SceneBuilder.laneMargin
        var below = Footer(left: SceneBuilder.margin, top: bottom + 18, width: textWidth)
        let legend = below.legend(of: picture)
        let notes = below.notes(picture.notes)
        return Scene(
            width: width.rounded(.up), height: (below.bottom + 20).rounded(.up), heading: heading,
            lanes: lanes(top: top, bottom: bottom), nodes: nodes, arrows: arrows, legend: legend, notes: notes)
    }

    /// What boxes, arrows and labels cover.
    private func bounds() -> Box {
        var boxes = nodes.map(\.box) + arrows.compactMap(\.labelBox)
        for arrow in arrows {
            for point in arrow.points + [arrow.tip] { boxes.append(Box(centre: point, width: 2, height: 2)) }
        }
        guard let first = boxes.first else { return Box(left: 0, top: 0, width: 0, height: 0) }
        return boxes.reduce(first) { $0.union($1) }
    }

    private mutating func move(dx: Double, dy: Double) {
        for index in nodes.indices { nodes[index].box = nodes[index].box.moved(dx: dx, dy: dy) }
        for index in arrows.indices {
            arrows[index].points = arrows[index].points.map { $0.moved(dx: dx, dy: dy) }
            arrows[index].tip = arrows[index].tip.moved(dx: dx, dy: dy)
            arrows[index].labelBox = arrows[index].labelBox?.moved(dx: dx, dy: dy)
        }
    }

    private mutating func finishLines() {
        for index in nodes.indices { finishNode(index) }
        for index in arrows.indices {
            guard let box = arrows[index].labelBox else { continue }
            arrows[index].lines = sketch.labels[index].lines.enumerated().map { number, text in
                Scene.Line(
                    text: text, x: box.midX, baseline: box.top + 2 + Sketch.labelLine * Double(number) + 9.2,
                    font: Sketch.labelFont, anchor: .middle, role: "label")
            }
        }
    }

    private mutating func finishNode(_ index: Int) {
        let (node, text, box) = (nodes[index].node, sketch.nodes[index], nodes[index].box)
        let pile = node.count > 1 ? Sketch.pileOffset : 0
        let front = Box(
            left: box.left, top: box.top + pile, width: box.width - pile, height: box.height - pile)
        let padding = NodeShape(node.kind).padding
        let x = (front.left + padding.left + front.right - padding.right) / 2
        var y = front.top + padding.top

        var lines: [Scene.Line] = []
        for title in text.titleLines {
            lines.append(
                Scene.Line(
                    text: title, x: x, baseline: y + 11.5, font: Sketch.nameFont(of: node), anchor: .middle,
                    role: "name"))
            y += Sketch.nameLine
        }
        if !text.detail.isEmpty {
            lines.append(
                Scene.Line(
                    text: text.detail, x: x, baseline: y + 9.5, font: Sketch.detailFont, anchor: .middle, role: "detail"
                ))
        }
        nodes[index].front = front
        nodes[index].lines = lines
    }

    private func headingLines(_ width: Double) -> [Scene.Line] {
        var lines: [Scene.Line] = []
        var baseline = SceneBuilder.margin + 16
        let title = DisplayText.cut(DisplayText.visible(picture.title), to: width, in: SceneBuilder.headingFont)
        lines.append(
            Scene.Line(
                text: title, x: SceneBuilder.margin, baseline: baseline, font: SceneBuilder.headingFont, anchor: .start,
                role: "heading"))
        let subtitle = DisplayText.wrap(
            DisplayText.visible(picture.subtitle), to: min(width, 1_000), lines: 3, in: SceneBuilder.subFont)
        for text in subtitle {
            baseline += lines.count == 1 ? 22 : 17
            lines.append(
                Scene.Line(
                    text: text, x: SceneBuilder.margin, baseline: baseline, font: SceneBuilder.subFont, anchor: .start,
                    role: "sub"))
        }
        return lines
    }

    private func lanes(top: Double, bottom: Double) -> [Scene.Lane] {
        picture.layers.enumerated().compactMap { layer, description in
            let boxes = nodes.filter { $0.node.layer == layer }.map(\.box)
            guard let first = boxes.first else { return nil }
            let extent = boxes.reduce(first) { $0.union($1) }
            let box = Box(
                left: extent.left - SceneBuilder.laneMargin, top: top,
                width: extent.width + 2 * SceneBuilder.laneMargin, height: bottom - top)
            let title = DisplayText.cut(
                DisplayText.visible(description.title), to: box.width - 20, in: SceneBuilder.layerFont)
            return Scene.Lane(
                box: box,
                title: Scene.Line(
                    text: title, x: box.left + 10, baseline: top + 19, font: SceneBuilder.layerFont, anchor: .start,
                    role: "layer"))
        }
    }
}
