/// Places along a curve, close enough together that none jumps over a label.
struct Trace: Sendable {
    let places: [(x: Double, y: Double)]
    private let bounds: Box

    /// Expects a start and three control points a Bézier segment.
    init(_ points: [Point]) {
        var places: [(x: Double, y: Double)] = []
        for start in stride(from: 0, to: points.count - 3, by: 3) {
            let p = points[start...start + 3].map { (x: $0.x.points, y: $0.y.points) }
            let steps = min(max(Int((abs(p[3].x - p[0].x) + abs(p[3].y - p[0].y)) / 4), 4), 400)
            for step in 0...steps {
                let t = Double(step) / Double(steps)
                let u = 1 - t
                let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
                places.append(
                    (
                        a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                        a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y
                    ))
            }
        }
        self.places = places
        let (xs, ys) = (places.map(\.x), places.map(\.y))
        let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
        bounds = Box(
            left: left - 1, top: top - 1, width: (xs.max() ?? 0) - left + 2, height: (ys.max() ?? 0) - top + 2)
    }

    /// Whether the curve goes through the box.
    func meets(_ box: Box) -> Bool {
        bounds.overlaps(box) && places.contains { box.contains(x: $0.x, y: $0.y) }
    }

    /// Some twenty places on the curve, the ones nearest to the middle of the box first.
    func places(near box: Box) -> [(x: Double, y: Double)] {
        func distance(_ place: (x: Double, y: Double)) -> Double {
            abs(place.x - box.midX) + abs(place.y - box.midY) / 4
        }
        guard let nearest = places.min(by: { distance($0) < distance($1) }) else { return [] }
        let step = max(places.count / 20, 1)
        let others = stride(from: 0, to: places.count, by: step).map { places[$0] }
        return [nearest] + others.sorted { distance($0) < distance($1) }
    }
}
