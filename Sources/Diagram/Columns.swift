import OverreachModel

/// Gives each box a column, so that layers stand left to right in their order whatever the arrows do.
///
/// A layer whose boxes point at each other takes several columns, so that no arrow stays within one: at most
/// `preferredDepth` unless arrows need more.
enum Columns {
    /// A longer chain inside a layer goes back to its first column: four columns a layer fit on a page.
    static let preferredDepth = 3

    /// The column of each node; columns are 0, 1, 2, … without gaps, those of a layer in a row.
    ///
    /// Complexity: O(n log n + m log m).
    static func assign(_ picture: Picture) -> [Int] {
        let offsets = offsetsInLayers(picture)
        let places = picture.nodes.indices
            .map { (layer: picture.nodes[$0].layer, offset: offsets[$0], node: $0) }
            .sorted { $0 < $1 }

        var columns = [Int](repeating: 0, count: places.count)
        var column = 0
        for (index, place) in places.enumerated() {
            if index > 0, (places[index - 1].layer, places[index - 1].offset) != (place.layer, place.offset) {
                column += 1
            }
            columns[place.node] = column
        }
        return columns
    }

    /// The column inside its layer of each node.
    private static func offsetsInLayers(_ picture: Picture) -> [Int] {
        var targets = [[Int]](repeating: [], count: picture.nodes.count)
        var neighbours = targets
        for edge in picture.edges where edge.from != edge.to {
            guard picture.nodes[edge.from].layer == picture.nodes[edge.to].layer else { continue }
            targets[edge.from].append(edge.to)
            neighbours[edge.from].append(edge.to)
            neighbours[edge.to].append(edge.from)
        }

        var offsets = [Int](repeating: -1, count: picture.nodes.count)
        for node in topologicalOrder(targets) {
            let taken = Set(neighbours[node].map { offsets[$0] }.filter { $0 >= 0 })
            let after = (taken.max() ?? -1) + 1
            let free = (0...taken.count).first { !taken.contains($0) } ?? after
            offsets[node] = after <= preferredDepth ? after : free
        }
        return offsets
    }

    /// Every arrow goes forward in it, except those that close a cycle; ties go by index.
    private static func topologicalOrder(_ targets: [[Int]]) -> [Int] {
        enum State { case fresh, open, done }
        var state = [State](repeating: .fresh, count: targets.count)
        var reversed: [Int] = []
        for root in targets.indices where state[root] == .fresh {
            var stack = [(node: root, next: 0)]
            state[root] = .open
            while let (node, next) = stack.popLast() {
                guard next < targets[node].count else {
                    state[node] = .done
                    reversed.append(node)
                    continue
                }
                stack.append((node, next + 1))
                let target = targets[node][next]
                if state[target] == .fresh {
                    state[target] = .open
                    stack.append((target, 0))
                }
            }
        }
        return reversed.reversed()
    }
}
