import OverreachModel

/// Spreads the arrows that meet a side of a box, so that each has its own place there.
enum Attachment {
    /// Arrows stand no further apart than this.
    private static let widestStep = 9.0

    /// An end of an arrow.
    private struct End {
        let arrow: Int
        let isHead: Bool
        /// Where the arrow comes from or goes to: the order along the side.
        let far: Double
    }

    static func spread(_ arrows: [Scene.Arrow], _ nodes: [Scene.NodeBox], columns: [Int]) -> [Scene.Arrow] {
        var left = [[End]](repeating: [], count: nodes.count)
        var right = left
        for (index, arrow) in arrows.enumerated() where arrow.edge.from != arrow.edge.to && arrow.points.count >= 4 {
            let (from, to) = (arrow.edge.from, arrow.edge.to)
            let tail = End(arrow: index, isHead: false, far: arrow.points[3].y.points)
            let head = End(arrow: index, isHead: true, far: arrow.points[arrow.points.count - 4].y.points)
            if columns[from] < columns[to] {
                right[from].append(tail)
                left[to].append(head)
            } else {
                left[from].append(tail)
                right[to].append(head)
            }
        }

        var out = arrows
        for node in nodes.indices {
            place(left[node], at: nodes[node], isLeft: true, in: &out)
            place(right[node], at: nodes[node], isLeft: false, in: &out)
        }
        return out
    }

    private static func place(_ ends: [End], at node: Scene.NodeBox, isLeft: Bool, in arrows: inout [Scene.Arrow]) {
        guard !ends.isEmpty else { return }
        let sorted = ends.sorted { ($0.far, $0.arrow) < ($1.far, $1.arrow) }
        let shape = NodeShape(node.node.kind)
        let pile = node.node.count > 1 ? Sketch.pileOffset : 0
        // A pile's front stands lower and ends earlier on the right than the room that was laid out.
        let middle = pile / 2
        let room = node.box.height - pile - 18
        let step = ends.count > 1 ? min(widestStep, room / Double(ends.count - 1)) : 0

        for (index, end) in sorted.enumerated() {
            let dy = (Double(index) - Double(ends.count - 1) / 2) * step
            let inset = shape.inset(onLeft: isLeft, dy: dy, height: node.box.height - pile)
            let dx = isLeft ? inset : -inset
            let count = arrows[end.arrow].points.count
            for point in end.isHead ? [count - 2, count - 1] : [0, 1] {
                arrows[end.arrow].points[point] = arrows[end.arrow].points[point].moved(dx: dx, dy: dy + middle)
            }
            if end.isHead { arrows[end.arrow].tip = arrows[end.arrow].tip.moved(dx: dx, dy: dy + middle) }
        }
    }
}
