import OverreachModel

/// Keeps the part of a picture that tells most, with the ways that lead to it.
struct Selection {
    /// The picture with at most `limit` boxes; its notes are those of the whole.
    private(set) var picture: Picture
    /// The indices in the whole of the boxes that stayed.
    let kept: [Int]
    /// What was left out.
    private(set) var notes: [String] = []

    init(_ whole: Picture, limit: Int) {
        picture = whole
        let isKept =
            whole.nodes.count > limit ? Selection.keptNodes(whole, limit: limit) : whole.nodes.map { _ in true }
        kept = isKept.indices.filter { isKept[$0] }
        if whole.nodes.count > limit {
            picture = Selection.restrict(whole, to: isKept)
            notes.append(Selection.note(whole.nodes.indices.filter { !isKept[$0] }.map { whole.nodes[$0] }))
        }

        let most = max(limit, 1) * Folding.arrowsPerBox
        if picture.edges.count > most {
            let (edges, total) = (picture.edges, picture.edges.count)
            let ranked = edges.indices.sorted { (-Worth.of(edges[$0].style), $0) < (-Worth.of(edges[$1].style), $1) }
            picture.edges = ranked.prefix(most).sorted().map { edges[$0] }
            notes.append("Left out: \(total - most) of \(total) arrows; what was used comes first.")
        }
    }

    /// Boxes in the order of their worth, each with its way from the box that was asked about, while there is room.
    private static func keptNodes(_ picture: Picture, limit: Int) -> [Bool] {
        var worth = picture.nodes.map { Worth.of($0) }
        for edge in picture.edges where Worth.of(edge.style) >= 2 {
            worth[edge.from] = max(worth[edge.from], Worth.of(picture.nodes[edge.from]) + 2)
            worth[edge.to] = max(worth[edge.to], Worth.of(picture.nodes[edge.to]) + 2)
        }
        let order = picture.nodes.indices.sorted { (-worth[$0], $0) < (-worth[$1], $1) }
        let focus = picture.nodes.indices.filter { picture.nodes[$0].emphasis == .focus }
        let (parent, distance) = ways(in: picture, from: focus.isEmpty ? Array(order.prefix(1)) : focus)

        var kept = [Bool](repeating: false, count: picture.nodes.count)
        var room = limit
        for target in order.sorted(by: { (-worth[$0], distance[$0], $0) < (-worth[$1], distance[$1], $1) }) {
            var way: [Int] = []
            var next: Int? = target
            while let node = next, !kept[node] {
                way.append(node)
                next = parent[node]
            }
            guard way.count <= room else { continue }
            for node in way { kept[node] = true }
            room -= way.count
        }
        return kept
    }

    /// The cheapest way to each box over arrows in either direction, where what was used is cheapest.
    ///
    /// Complexity: O(n + m), by buckets of distances.
    private static func ways(in picture: Picture, from roots: [Int]) -> (parent: [Int?], distance: [Int]) {
        var neighbours = [[(node: Int, cost: Int)]](repeating: [], count: picture.nodes.count)
        for edge in picture.edges {
            let cost = 4 - Worth.of(edge.style)
            neighbours[edge.from].append((edge.to, cost))
            neighbours[edge.to].append((edge.from, cost))
        }

        var parent = [Int?](repeating: nil, count: picture.nodes.count)
        var distance = [Int](repeating: .max, count: picture.nodes.count)
        var buckets: [[Int]] = [roots]
        for root in roots { distance[root] = 0 }
        var current = 0
        while current < buckets.count {
            for node in buckets[current] where distance[node] == current {
                for (next, cost) in neighbours[node] where current + cost < distance[next] {
                    distance[next] = current + cost
                    parent[next] = node
                    while buckets.count <= current + cost { buckets.append([]) }
                    buckets[current + cost].append(next)
                }
            }
            current += 1
        }
        return (parent, distance)
    }

    private static func restrict(_ picture: Picture, to kept: [Bool]) -> Picture {
        var out = picture
        var place = [Int](repeating: -1, count: kept.count)
        out.nodes = []
        for index in kept.indices where kept[index] {
            place[index] = out.nodes.count
            out.nodes.append(picture.nodes[index])
        }
        out.edges = picture.edges.filter { kept[$0.from] && kept[$0.to] }
        for index in out.edges.indices {
            out.edges[index].from = place[out.edges[index].from]
            out.edges[index].to = place[out.edges[index].to]
        }
        return out
    }

    private static func note(_ left: [Picture.Node]) -> String {
        let parts = NodeKind.allCases.compactMap { kind -> String? in
            let count = Count.sum(left.filter { $0.kind == kind }.map { max($0.count, 1) })
            return count == 0 ? nil : "\(count) \(count == 1 ? kind.word : Plural.of(kind.word))"
        }
        return "Left out: \(parts.joined(separator: ", ")); what was used and what is most sensitive comes first."
    }
}
