import OverreachModel

/// The outline of a kind: kinds are told apart by shape and hue together.
enum NodeShape: Sendable {
    /// Both ends round.
    case pill
    case rounded
    /// With the bar of a window on top.
    case window
    case hexagon
    /// With cut corners.
    case octagon
    /// With a cut corner, as a card of a file.
    case card
    /// With a hole, as the bow of a key.
    case key
    /// With a bar on the left, as a badge.
    case badge
    /// With a bar on both sides, as a process in a flow chart.
    case process
    case cylinder
    /// Pointed on the left.
    case tag
    /// A plain rectangle, dashed.
    case frame

    /// Room between outline and text.
    struct Padding: Sendable {
        let left: Double
        let right: Double
        let top: Double
        let bottom: Double
    }

    init(_ kind: NodeKind) {
        self =
            switch kind {
            case .person: .pill
            case .agent: .rounded
            case .client: .window
            case .model: .hexagon
            case .mcpServer: .octagon
            case .tool: .card
            case .credential: .key
            case .identity: .badge
            case .workload: .process
            case .dataStore: .cylinder
            case .grant: .tag
            case .scope: .frame
            }
    }

    /// Room between outline and text.
    var padding: Padding {
        switch self {
        case .pill, .hexagon, .process: Padding(left: 16, right: 16, top: 8, bottom: 9)
        case .window: Padding(left: 12, right: 12, top: 13, bottom: 8)
        case .key: Padding(left: 25, right: 12, top: 8, bottom: 9)
        case .badge: Padding(left: 16, right: 12, top: 8, bottom: 9)
        case .tag: Padding(left: 20, right: 10, top: 6, bottom: 7)
        case .cylinder: Padding(left: 12, right: 12, top: 15, bottom: 10)
        case .rounded, .octagon, .card, .frame: Padding(left: 12, right: 12, top: 8, bottom: 9)
        }
    }

    /// How far the outline stands back from the box's side, `dy` from its middle.
    func inset(onLeft isLeft: Bool, dy: Double, height: Double) -> Double {
        let half = height / 2
        let away = min(abs(dy), half)
        switch self {
        case .pill: return half - (half * half - away * away).squareRoot()
        case .hexagon: return 9 * away / half
        case .tag: return isLeft ? 10 * away / half : 0
        default: return 0
        }
    }

    /// The outline in the box as path data, and the lines drawn inside it.
    func paths(in box: Box) -> (outline: String, marks: [String]) {
        let (l, t, r, b) = (box.left, box.top, box.right, box.bottom)
        switch self {
        case .pill:
            return (PathData.rounded(box, radius: box.height / 2), [])
        case .rounded:
            return (PathData.rounded(box, radius: 10), [])
        case .window:
            return (PathData.rounded(box, radius: 5), [PathData.line(l, t + 6, r, t + 6)])
        case .hexagon:
            return (
                PathData.polygon([(l + 9, t), (r - 9, t), (r, box.midY), (r - 9, b), (l + 9, b), (l, box.midY)]), []
            )
        case .octagon:
            let c = 7.0
            return (
                PathData.polygon([
                    (l + c, t), (r - c, t), (r, t + c), (r, b - c), (r - c, b), (l + c, b), (l, b - c), (l, t + c),
                ]), []
            )
        case .card:
            return (PathData.polygon([(l, t), (r - 8, t), (r, t + 8), (r, b), (l, b)]), [])
        case .key:
            return (
                PathData.rounded(box, radius: 8),
                [
                    PathData.circle(l + 12, box.midY, 4),
                    PathData.line(l + 16, box.midY, l + 21, box.midY),
                    PathData.line(l + 19.5, box.midY, l + 19.5, box.midY + 3),
                ]
            )
        case .badge:
            return (PathData.rounded(box, radius: 4), [PathData.line(l + 6, t, l + 6, b)])
        case .process:
            return (
                PathData.rounded(box, radius: 2),
                [PathData.line(l + 6, t, l + 6, b), PathData.line(r - 6, t, r - 6, b)]
            )
        case .cylinder:
            return PathData.cylinder(box, cap: 5)
        case .tag:
            return (
                PathData.polygon([(l + 10, t), (r, t), (r, b), (l + 10, b), (l, box.midY)]),
                [PathData.circle(l + 11, box.midY, 1.6)]
            )
        case .frame:
            return (PathData.rounded(box, radius: 3), [])
        }
    }
}

/// Path data from numbers only.
enum PathData {
    static func number(_ points: Double) -> String {
        let hundredths = Int(Length(points).hundredths)
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    static func at(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        "M\(at(x1, y1))L\(at(x2, y2))"
    }

    static func polygon(_ points: [(Double, Double)]) -> String {
        "M" + points.map { at($0.0, $0.1) }.joined(separator: "L") + "Z"
    }

    static func circle(_ x: Double, _ y: Double, _ radius: Double) -> String {
        let r = number(radius)
        return "M\(at(x - radius, y))A\(r) \(r) 0 1 1 \(at(x + radius, y))A\(r) \(r) 0 1 1 \(at(x - radius, y))Z"
    }

    static func rounded(_ box: Box, radius: Double) -> String {
        let (l, t, r, b) = (box.left, box.top, box.right, box.bottom)
        let c = min(radius, box.height / 2, box.width / 2)
        let arc = "A\(number(c)) \(number(c)) 0 0 1 "
        return "M\(at(l + c, t))L\(at(r - c, t))\(arc)\(at(r, t + c))L\(at(r, b - c))\(arc)\(at(r - c, b))"
            + "L\(at(l + c, b))\(arc)\(at(l, b - c))L\(at(l, t + c))\(arc)\(at(l + c, t))Z"
    }

    static func cylinder(_ box: Box, cap: Double) -> (outline: String, marks: [String]) {
        let (l, t, r, b) = (box.left, box.top, box.right, box.bottom)
        let arc = "A\(number(box.width / 2)) \(number(cap)) 0 0 "
        return (
            "M\(at(l, t + cap))\(arc)1 \(at(r, t + cap))L\(at(r, b - cap))\(arc)1 \(at(l, b - cap))Z",
            ["M\(at(l, t + cap))\(arc)0 \(at(r, t + cap))"]
        )
    }

    static func curve(_ points: [Point]) -> String {
        guard let first = points.first else { return "" }
        var out = "M\(at(first.x.points, first.y.points))"
        for point in points.dropFirst().enumerated() {
            out += point.offset % 3 == 0 ? "C" : " "
            out += at(point.element.x.points, point.element.y.points)
        }
        return out
    }
}
