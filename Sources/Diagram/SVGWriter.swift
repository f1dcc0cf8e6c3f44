import OverreachModel

/// Writes a scene as SVG: a closed set of elements and attributes, no script, no reference, no text unescaped.
struct SVGWriter {
    private var out = ""

    /// The SVG of a picture whose scene is built.
    static func write(_ scene: Scene, of picture: Picture) -> [UInt8] {
        var writer = SVGWriter()
        writer.open(scene, picture)
        for lane in scene.lanes { writer.lane(lane) }
        for arrow in scene.arrows { writer.arrow(arrow) }
        for arrow in scene.arrows { writer.label(of: arrow) }
        for node in scene.nodes { writer.node(node) }
        for item in scene.legend { writer.legend(item) }
        for line in scene.heading + scene.notes { writer.text(line) }
        writer.out += "</svg>\n"
        return Array(writer.out.utf8)
    }

    private mutating func open(_ scene: Scene, _ picture: Picture) {
        let (width, height) = (PathData.number(scene.width), PathData.number(scene.height))
        out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        out += "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        out += " viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-labelledby=\"diagram-title diagram-summary\">\n"
        out += "<title id=\"diagram-title\">\(XMLText.escaped(picture.title))</title>\n"
        out += "<desc id=\"diagram-summary\">\(XMLText.escaped(picture.summary))</desc>\n"
        out += "<style>\n\(StyleSheet.text)\n</style>\n"
        out += "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>\n"
    }

    private mutating func lane(_ lane: Scene.Lane) {
        rect(lane.box, role: "lane", radius: 12)
        text(lane.title)
    }

    private mutating func arrow(_ arrow: Scene.Arrow) {
        guard let base = arrow.points.last else { return }
        out += "<g class=\"\(arrow.edge.style.rawValue)\">"
        path(PathData.curve(arrow.points), role: "line")
        path(SVGWriter.head(from: base, to: arrow.tip), role: "tip")
        let places = Trace(arrow.points).places
        if arrow.edge.style == .closed, !places.isEmpty {
            let middle = SVGWriter.strikePlace(of: places, besides: arrow.labelBox)
            path(SVGWriter.strike(at: middle.x, middle.y), role: "strike")
        }
        out += "</g>\n"
    }

    /// The middle of the curve, or the place nearest to it that the label does not cover.
    private static func strikePlace(of places: [(x: Double, y: Double)], besides label: Box?) -> (x: Double, y: Double)
    {
        let middle = places.count / 2
        let free = places.indices.filter { index in
            !(label.map { $0.inset(-5).contains(x: places[index].x, y: places[index].y) } ?? false)
        }
        let nearest = free.min { a, b in (abs(a - middle), a) < (abs(b - middle), b) }
        return places[nearest ?? middle]
    }

    /// Two short lines across each other.
    private static func strike(at x: Double, _ y: Double) -> String {
        PathData.line(x - 4.5, y - 4.5, x + 4.5, y + 4.5) + PathData.line(x - 4.5, y + 4.5, x + 4.5, y - 4.5)
    }

    /// The arrow head between the end of the curve and the tip.
    private static func head(from base: Point, to tip: Point) -> String {
        let (dx, dy) = (tip.x.points - base.x.points, tip.y.points - base.y.points)
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 0 else { return PathData.circle(tip.x.points, tip.y.points, 2) }
        let (nx, ny) = (-dy / length * 3.3, dx / length * 3.3)
        return PathData.polygon([
            (base.x.points + nx, base.y.points + ny), (tip.x.points, tip.y.points),
            (base.x.points - nx, base.y.points - ny),
        ])
    }

    private mutating func label(of arrow: Scene.Arrow) {
        guard let box = arrow.labelBox else { return }
        out += "<g class=\"\(arrow.edge.style.rawValue)\"><title>\(XMLText.escaped(arrow.edge.label))</title>"
        let texts = arrow.lines.map(\.bounds)
        let halo = texts.dropFirst().reduce(texts.first ?? box) { $0.union($1) }.inset(-2)
        rect(Box(left: halo.left, top: box.top, width: halo.width, height: box.height), role: "halo", radius: 3)
        for line in arrow.lines { text(line) }
        out += "</g>\n"
    }

    private mutating func node(_ box: Scene.NodeBox) {
        let node = box.node
        var classes = [node.kind.styleClass]
        if node.sensitivity != .none { classes.append(node.sensitivity.rawValue) }
        if node.emphasis != .normal { classes.append(node.emphasis.rawValue) }
        out += "<g class=\"\(classes.joined(separator: " "))\">"
        out += "<title>\(XMLText.escaped(SVGWriter.tooltip(of: node)))</title>"

        let shape = NodeShape(node.kind)
        if node.count > 1 {
            let behind = box.front.moved(dx: Sketch.pileOffset, dy: -Sketch.pileOffset)
            path(shape.paths(in: behind).outline, role: "shape")
        }
        let (outline, marks) = shape.paths(in: box.front)
        path(outline, role: "shape")
        for mark in marks { path(mark, role: "mark") }
        for line in box.lines { text(line) }
        out += "</g>\n"
    }

    private static func tooltip(of node: Picture.Node) -> String {
        [node.title, node.detail, node.tooltip].enumerated()
            .filter { index, text in !text.isEmpty && !(index == 2 && UTF8Order.equal(text, node.title)) }
            .map(\.element).joined(separator: " · ")
    }

    private mutating func legend(_ item: Scene.LegendItem) {
        let box = item.box
        switch item.sample {
        case .style(let style):
            out += "<g class=\"\(style.rawValue)\">"
            path(PathData.line(box.left, box.midY, box.right - 7, box.midY), role: "line")
            path(
                SVGWriter.head(from: Point(x: box.right - 7, y: box.midY), to: Point(x: box.right, y: box.midY)),
                role: "tip")
            if style == .closed { path(SVGWriter.strike(at: box.midX - 3, box.midY), role: "strike") }
        case .kind(let kind):
            out += "<g class=\"\(kind.styleClass)\">"
            sample(NodeShape(kind), in: box)
        case .sensitivity(let sensitivity):
            out += "<g class=\"\(NodeKind.dataStore.styleClass) \(sensitivity.rawValue)\">"
            sample(.cylinder, in: box)
        }
        out += "</g>\n"
        text(item.line)
    }

    private mutating func sample(_ shape: NodeShape, in box: Box) {
        let (outline, marks) = shape.paths(in: box)
        path(outline, role: "shape")
        for mark in marks { path(mark, role: "mark") }
    }

    private mutating func path(_ data: String, role: String) { out += "<path class=\"\(role)\" d=\"\(data)\"/>" }

    private mutating func rect(_ box: Box, role: String, radius: Double) {
        out += "<rect class=\"\(role)\" x=\"\(PathData.number(box.left))\" y=\"\(PathData.number(box.top))\""
        out += " width=\"\(PathData.number(box.width))\" height=\"\(PathData.number(box.height))\""
        out += " rx=\"\(PathData.number(radius))\"/>"
    }

    /// Text takes the width that our table says, whatever font the viewer has.
    private mutating func text(_ line: Scene.Line) {
        guard !line.text.isEmpty else { return }
        out += "<text class=\"\(line.role)\" x=\"\(PathData.number(line.x))\" y=\"\(PathData.number(line.baseline))\""
        if line.anchor == .middle { out += " text-anchor=\"middle\"" }
        out += " textLength=\"\(PathData.number(line.font.natural(line.text)))\" lengthAdjust=\"spacingAndGlyphs\">"
        out += "\(XMLText.escaped(line.text))</text>\n"
    }
}
