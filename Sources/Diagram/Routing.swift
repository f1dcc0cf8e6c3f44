import OverreachModel

/// Draws each arrow as one calm curve with its label on it, where that meets no box and no other label.
///
/// `dot` keeps room for every label but leads the curve past it, often with bends. In the order of preference an arrow
/// is: a direct curve with the label moved onto it; a curve through the middle of the label's room; the way that `dot`
/// found, with the label on it or beside it.
struct Routing {
    /// The length of an arrow head.
    static let headLength = 7.0

    private let nodes: [Box]
    private var arrows: [Scene.Arrow]
    private var traces: [Trace]

    /// How each arrow goes now: 0 direct, 1 through its room, 2 as `dot` found.
    private var ranks: [Int]

    /// The arrows on their final ways.
    static func settle(_ arrows: [Scene.Arrow], _ nodes: [Scene.NodeBox]) -> [Scene.Arrow] {
        var routing = Routing(arrows, nodes)
        // A label that moves makes room for its neighbours; three rounds bring a fan to rest.
        for _ in 0..<3 {
            for index in arrows.indices { routing.settle(index) }
        }
        for index in arrows.indices { routing.settleLabel(index) }
        return routing.arrows
    }

    private init(_ arrows: [Scene.Arrow], _ nodes: [Scene.NodeBox]) {
        self.arrows = arrows
        self.nodes = nodes.map(\.box)
        traces = arrows.map { Trace($0.points) }
        ranks = arrows.map { _ in 2 }
    }

    /// Takes the best way that is free, if it is better than the present one.
    private mutating func settle(_ index: Int) {
        let ways = [directCurve(of: arrows[index]), curveThroughRoom(of: arrows[index])]
        for (rank, way) in ways.enumerated() where rank < ranks[index] {
            guard let way else { continue }
            let trace = Trace(way)
            guard isFree(trace, of: index) else { continue }
            var label = arrows[index].labelBox
            if let room = label, rank == 0 {
                label = labelOn(trace, room, of: index)
                if label == nil { continue }
            }
            arrows[index].points = way
            arrows[index].labelBox = label
            traces[index] = trace
            ranks[index] = rank
            return
        }
    }

    private mutating func settleLabel(_ index: Int) {
        guard ranks[index] == 2, let room = arrows[index].labelBox else { return }
        arrows[index].labelBox = labelOn(traces[index], room, of: index) ?? room
    }

    // MARK: Curves

    /// Start and end of a calm curve; nil where the arrow has to turn round.
    private func ends(of arrow: Scene.Arrow) -> (start: Point, end: Point, isForward: Bool)? {
        guard arrow.edge.from != arrow.edge.to, let start = arrow.points.first else { return nil }
        let isForward = arrow.tip.x > start.x
        let end = arrow.tip.moved(dx: isForward ? -Routing.headLength : Routing.headLength)
        guard (end.x > start.x) == isForward, abs(end.x.points - start.x.points) >= 12 else { return nil }
        return (start, end, isForward)
    }

    private func directCurve(of arrow: Scene.Arrow) -> [Point]? {
        guard let (start, end, _) = ends(of: arrow) else { return nil }
        return Routing.hermite(start, 0, end, 0)
    }

    private func curveThroughRoom(of arrow: Scene.Arrow) -> [Point]? {
        guard let (start, end, isForward) = ends(of: arrow), let room = arrow.labelBox else { return nil }
        let middle = Point(x: room.midX, y: room.midY)
        guard (middle.x > start.x) == isForward, (end.x > middle.x) == isForward else { return nil }

        // No steeper than the diagonal of the room: the curve leaves it left and right, not through a neighbour's.
        let steepest = 0.6 * room.height / room.width
        let slope = (end.y.points - start.y.points) / (end.x.points - start.x.points)
        let bounded = min(max(slope, -steepest), steepest)
        return Routing.hermite(start, 0, middle, bounded) + Routing.hermite(middle, bounded, end, 0).dropFirst()
    }

    private static func hermite(_ a: Point, _ slopeA: Double, _ b: Point, _ slopeB: Double) -> [Point] {
        let half = (b.x.points - a.x.points) / 2
        return [a, a.moved(dx: half, dy: half * slopeA), b.moved(dx: -half, dy: -half * slopeB), b]
    }

    private func isFree(_ trace: Trace, of index: Int) -> Bool {
        let edge = arrows[index].edge
        return !nodes.indices.contains { $0 != edge.from && $0 != edge.to && trace.meets(nodes[$0].inset(-5)) }
            && !arrows.indices.contains { $0 != index && arrows[$0].labelBox.map(trace.meets) == true }
    }

    // MARK: Labels

    /// The label's room moved onto the curve, as near as possible; nil where it would cover something everywhere.
    private func labelOn(_ trace: Trace, _ room: Box, of index: Int) -> Box? {
        trace.places(near: room).lazy
            .map { room.moved(dx: $0.x - room.midX, dy: $0.y - room.midY) }
            .first { isFree($0, of: index) }
    }

    private func isFree(_ label: Box, of index: Int) -> Bool {
        !nodes.contains { $0.inset(-6).overlaps(label) }
            && !arrows.indices.contains { $0 != index && arrows[$0].labelBox?.inset(-2).overlaps(label) == true }
            && !traces.indices.contains { $0 != index && traces[$0].meets(label) }
    }
}
