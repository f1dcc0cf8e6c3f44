public import OverreachModel

/// Folds pictures that have too many boxes to be read.
public enum Folding {
    /// Boxes that a picture shows at most.
    public static let limit = 60
    /// Arrows that a picture shows at most, a box.
    static let arrowsPerBox = 3

    /// The picture with at most `limit` boxes: equal ones become one, then the least telling are left out.
    ///
    /// Boxes are equal when kind, layer, emphasis, sensitivity and the arrows with their styles are; they become one
    /// with the sum of their counts. What is highly sensitive folds last, and only where it must. The box that was asked
    /// about never folds. The notes say what was done.
    ///
    /// Complexity: O(r · m log m) with r rounds, at most the number of layers in practice.
    public static func fold(_ picture: Picture, limit: Int = limit) -> Picture {
        var picture = picture.repaired()
        var words = picture.nodes.map { _ in nil as String? }

        for stage in stages {
            while picture.nodes.count > limit {
                let groups = EqualNodes(picture, stage).groups
                guard !groups.isEmpty else { break }
                let merge = Merge(picture, words, groups)
                (picture, words) = (merge.picture, merge.words)
            }
        }

        let selection = Selection(picture, limit: limit)
        var out = selection.picture
        let piles = selection.kept.compactMap { index in
            words[index].map { (word: $0, count: picture.nodes[index].count) }
        }
        if !piles.isEmpty { out.notes.append(note(on: piles)) }
        out.notes += selection.notes
        return out
    }

    /// Which equal boxes fold; a stage begins when those before it were not enough.
    fileprivate struct Stage {
        let leastSize: Int
        let withDetail: Bool
        let withHigh: Bool
    }

    private static let stages = [
        Stage(leastSize: 3, withDetail: true, withHigh: false), Stage(leastSize: 2, withDetail: true, withHigh: false),
        Stage(leastSize: 2, withDetail: false, withHigh: false), Stage(leastSize: 3, withDetail: true, withHigh: true),
        Stage(leastSize: 2, withDetail: false, withHigh: true),
    ]

    private static func note(on piles: [(word: String, count: Int)]) -> String {
        var words: [String] = []
        for pile in piles where !words.contains(where: { UTF8Order.equal($0, pile.word) }) { words.append(pile.word) }
        let parts = words.map { word in
            let same = piles.filter { UTF8Order.equal($0.word, word) }
            return "\(Count.sum(same.map(\.count))) \(word) into \(same.count == 1 ? "1 box" : "\(same.count) boxes")"
        }
        return "Folded: \(parts.joined(separator: ", ")) (same arrows, layer and sensitivity)."
    }
}

/// Counts from outside, which must not overflow.
enum Count {
    /// The sum, or the largest number where it does not fit.
    static func sum(_ counts: some Sequence<Int>) -> Int {
        counts.reduce(0) { sum, count in
            let (total, overflow) = sum.addingReportingOverflow(count)
            return overflow ? .max : total
        }
    }
}

/// Boxes that a reader could not tell apart but for their names.
private struct EqualNodes {
    private struct Link: Hashable, Comparable {
        let isOut: Bool
        let other: Int
        let style: Int

        static func < (a: Link, b: Link) -> Bool {
            (a.isOut ? 1 : 0, a.other, a.style) < (b.isOut ? 1 : 0, b.other, b.style)
        }
    }

    private struct Look: Hashable {
        let kind: NodeKind
        let layer: Int
        let emphasis: Picture.Emphasis
        let sensitivity: Picture.Sensitivity
        let detail: Text
        let links: [Link]
    }

    /// Groups of the stage, by their first members.
    let groups: [[Int]]

    init(_ picture: Picture, _ stage: Folding.Stage) {
        var links = [[Link]](repeating: [], count: picture.nodes.count)
        for edge in picture.edges {
            let style = Worth.of(edge.style)
            // -1 stands for the box itself, so that two boxes with arrows to themselves are equal.
            links[edge.from].append(Link(isOut: true, other: edge.to == edge.from ? -1 : edge.to, style: style))
            links[edge.to].append(Link(isOut: false, other: edge.to == edge.from ? -1 : edge.from, style: style))
        }

        var places: [Look: Int] = [:]
        var found: [[Int]] = []
        for (index, node) in picture.nodes.enumerated() where node.emphasis != .focus {
            if node.sensitivity == .high && !stage.withHigh { continue }
            let look = Look(
                kind: node.kind, layer: node.layer, emphasis: node.emphasis, sensitivity: node.sensitivity,
                detail: Text(stage.withDetail ? node.detail : ""), links: EqualNodes.distinct(links[index]))
            if let place = places[look] {
                found[place].append(index)
            } else {
                places[look] = found.count
                found.append([index])
            }
        }
        groups = found.filter { $0.count >= stage.leastSize }
    }

    private static func distinct(_ links: [Link]) -> [Link] {
        links.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
}

/// What a reader would miss most.
enum Worth {
    /// Of an arrow: what happened before what could.
    static func of(_ style: Picture.Style) -> Int {
        switch style {
        case .opened: 5
        case .closed: 4
        case .undeclared: 3
        case .used: 2
        case .could: 1
        case .conditional: 0
        }
    }

    /// Of a box by itself.
    static func of(_ node: Picture.Node) -> Int {
        let emphasis =
            switch node.emphasis {
            case .focus: 100
            case .normal: 0
            case .quiet: -1
            }
        return switch node.sensitivity {
        case .none: emphasis
        case .low: emphasis + 4
        case .high: emphasis + 8
        }
    }
}
