import OverreachModel

/// A picture with everything in its place, ready to be written out.
struct Scene: Sendable {
    /// A line of text.
    struct Line: Sendable {
        enum Anchor: Sendable { case start, middle }

        var text: String
        var x: Double
        var baseline: Double
        var font: FontMetrics
        var anchor: Anchor
        /// The class in the style sheet.
        var role: String

        /// The room that the line takes at most.
        var bounds: Box {
            let width = font.bound(text)
            let left = anchor == .start ? x : x - width / 2
            return Box(left: left, top: baseline - font.size, width: width, height: font.size * 1.25)
        }
    }

    /// The frame of a layer.
    struct Lane: Sendable {
        var box: Box
        var title: Line
    }

    /// A node.
    struct NodeBox: Sendable {
        /// The room that was laid out, the box behind a pile included.
        var box: Box
        /// The outline.
        var front: Box
        var node: Picture.Node
        var lines: [Line]
    }

    /// An arrow with its label.
    struct Arrow: Sendable {
        var edge: Picture.Edge
        var points: [Point]
        var tip: Point
        /// The halo of the label; nil for no label.
        var labelBox: Box?
        var lines: [Line]
    }

    /// A sample with its meaning.
    struct LegendItem: Sendable {
        enum Sample: Sendable, Hashable {
            case style(Picture.Style)
            case kind(NodeKind)
            case sensitivity(Picture.Sensitivity)
        }

        var sample: Sample
        var box: Box
        var line: Line
    }

    var width: Double
    var height: Double
    var heading: [Line]
    var lanes: [Lane]
    var nodes: [NodeBox]
    var arrows: [Arrow]
    var legend: [LegendItem]
    var notes: [Line]
}
