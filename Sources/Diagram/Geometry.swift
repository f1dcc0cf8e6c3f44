/// A length in hundredths of a point: exact, so that the same picture is the same bytes, and never NaN.
struct Length: Sendable, Hashable, Comparable {
    let hundredths: Int32

    init(hundredths: Int32) { self.hundredths = hundredths }

    /// Rounds to the hundredth; what is beyond ten thousand inches, or no number, is clamped.
    init(_ points: Double) {
        let limit = 72_000_000.0
        let clamped = points.isNaN ? 0 : min(max(points * 100, -limit), limit)
        hundredths = Int32(clamped.rounded())
    }

    var points: Double { Double(hundredths) / 100 }

    static func < (a: Length, b: Length) -> Bool { a.hundredths < b.hundredths }
}

/// A place on the page, y downwards.
struct Point: Sendable, Hashable {
    var x: Length
    var y: Length

    init(_ x: Length, _ y: Length) {
        self.x = x
        self.y = y
    }

    init(x: Double, y: Double) {
        self.x = Length(x)
        self.y = Length(y)
    }

    func moved(dx: Double = 0, dy: Double = 0) -> Point { Point(x: x.points + dx, y: y.points + dy) }
}

/// A rectangle on the page.
struct Box: Sendable, Hashable {
    var left: Double
    var top: Double
    var width: Double
    var height: Double

    init(left: Double, top: Double, width: Double, height: Double) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    init(centre: Point, width: Double, height: Double) {
        self.init(
            left: centre.x.points - width / 2, top: centre.y.points - height / 2, width: width, height: height)
    }

    var right: Double { left + width }
    var bottom: Double { top + height }
    var midX: Double { left + width / 2 }
    var midY: Double { top + height / 2 }

    /// Whether the boxes share more than an edge.
    func overlaps(_ other: Box) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    func contains(x: Double, y: Double) -> Bool { left < x && x < right && top < y && y < bottom }

    func union(_ other: Box) -> Box {
        let (l, t) = (min(left, other.left), min(top, other.top))
        return Box(left: l, top: t, width: max(right, other.right) - l, height: max(bottom, other.bottom) - t)
    }

    func inset(_ by: Double) -> Box {
        Box(left: left + by, top: top + by, width: width - 2 * by, height: height - 2 * by)
    }

    func moved(dx: Double, dy: Double) -> Box {
        Box(left: left + dx, top: top + dy, width: width, height: height)
    }
}
