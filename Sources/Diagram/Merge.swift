import OverreachModel

/// Makes one box of each group of equal ones.
struct Merge {
    private(set) var picture: Picture
    /// What the piles that a merge made are piles of; nil for other boxes.
    private(set) var words: [String?]

    /// Groups must be disjoint, each of at least two boxes.
    init(_ whole: Picture, _ wholeWords: [String?], _ groups: [[Int]]) {
        var target = Array(whole.nodes.indices)
        var folded: [Int: [Int]] = [:]
        for members in groups {
            for member in members { target[member] = members[0] }
            folded[members[0]] = members
        }

        picture = whole
        picture.nodes = []
        words = []
        var place = [Int](repeating: 0, count: whole.nodes.count)
        for (index, node) in whole.nodes.enumerated() where target[index] == index {
            place[index] = picture.nodes.count
            let members = folded[index]
            if let members {
                let (pile, word) = Merge.pile(of: members.map { whole.nodes[$0] })
                picture.nodes.append(pile)
                words.append(word)
            } else {
                picture.nodes.append(node)
                words.append(wholeWords[index])
            }
        }
        let isFolded = target.indices.map { folded[target[$0]] != nil }
        picture.edges = Merge.edges(whole.edges, isFolded: isFolded) { place[target[$0]] }
    }

    private static func pile(of members: [Picture.Node]) -> (Picture.Node, String) {
        var pile = members[0]
        pile.count = Count.sum(members.map { max($0.count, 1) })
        let details = members.map { DisplayText.split($0.detail) }
        let shared = Label.sharedParts(details)
        let type = shared.first.flatMap { part in Catalogue.nodeTypes.first { UTF8Order.equal($0.spec.title, part) } }
        let word = Plural.of(type?.spec.title ?? pile.kind.word)
        pile.title = "\(pile.count) \(word)"
        pile.detail = shared.dropFirst(type == nil ? 0 : 1).joined(separator: " · ")

        let names = members.map(\.title).sorted(by: UTF8Order.less)
        let more = names.count > 5 ? " and \(names.count - 5) more" : ""
        pile.tooltip = names.prefix(5).joined(separator: ", ") + more
        return (pile, word)
    }

    /// Arrows at the new ends; those that now have both ends and style in common are one with the sum of their labels.
    private static func edges(
        _ edges: [Picture.Edge], isFolded: [Bool], place: (Int) -> Int
    ) -> [Picture.Edge] {
        struct Ends: Hashable {
            let from: Int
            let to: Int
            let style: Picture.Style
        }

        var places: [Ends: Int] = [:]
        var bundles: [(edge: Picture.Edge, labels: [String])] = []
        for edge in edges {
            var moved = edge
            (moved.from, moved.to) = (place(edge.from), place(edge.to))
            guard isFolded[edge.from] || isFolded[edge.to] else {
                bundles.append((moved, [edge.label]))
                continue
            }
            let ends = Ends(from: moved.from, to: moved.to, style: edge.style)
            if let place = places[ends] {
                bundles[place].labels.append(edge.label)
            } else {
                places[ends] = bundles.count
                bundles.append((moved, [edge.label]))
            }
        }
        return bundles.map { bundle in
            var edge = bundle.edge
            edge.label = Label.sum(of: bundle.labels)
            return edge
        }
    }
}

/// Labels of arrows as parts between middle dots, the last of which may be a count such as `3×`.
enum Label {
    /// One label for several arrows: the parts that all share, and the sum of the counts.
    static func sum(of labels: [String]) -> String {
        guard labels.count > 1, let first = labels.first else { return labels.first ?? "" }
        var parts = labels.map(DisplayText.split)
        let counts = parts.compactMap { $0.last.flatMap(count) }
        if counts.count == parts.count {
            for index in parts.indices { parts[index].removeLast() }
            var shared = sharedParts(parts)
            shared.append("\(Count.sum(counts))×")
            return shared.joined(separator: " · ")
        }
        if labels.allSatisfy({ UTF8Order.equal($0, first) }) { return first }
        let shared = sharedParts(parts)
        return shared.isEmpty ? "various" : shared.joined(separator: " · ")
    }

    /// The parts of the first list that every list has, in its order.
    static func sharedParts(_ lists: [[String]]) -> [String] {
        let sets = lists.map { Set($0.map { Text($0) }) }
        return (lists.first ?? []).filter { part in !part.isEmpty && sets.allSatisfy { $0.contains(Text(part)) } }
    }

    private static func count(_ part: String) -> Int? {
        guard part.hasSuffix("×") else { return nil }
        return Int(part.dropLast()).flatMap { $0 >= 0 ? $0 : nil }
    }
}
