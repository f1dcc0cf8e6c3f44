internal import OverreachGraph
public import OverreachModel

extension Pictures {
    /// How many ways that stay are drawn beside those that change, so that a large answer stays a picture.
    private static let limit = 40

    /// What a change closes, struck through, and what it opens, in red, with what stays of the reach that it touches.
    ///
    /// Errors: `NodeError`, `ChangeError`.
    public static func whatIf(_ question: WhatIf, in ground: Ground) throws -> Picture {
        let outcome = try WhatIf.Outcome(of: question, in: ground)
        let (before, after) = (outcome.before, outcome.after)
        let difference = outcome.difference
        let closed = Set(difference.closed.map(\.pair))
        let opened = Set(difference.opened.map(\.pair))
        let touched = closed.union(opened).union(difference.rerouted)
        let entries = Set(touched.map(\.from))

        var old = PictureBuilder(outcome.worlds.before, acts: outcome.worlds.before.activities)
        for way in ways(of: difference.closed, and: difference.rerouted, in: before) {
            old.add(way.path) { !after.snapshot.holds($0, of: before.snapshot) }
        }
        var new = PictureBuilder(outcome.worlds.after, acts: outcome.worlds.after.activities)
        let staying = after.pairs.filter { entries.contains($0.from) && !touched.contains($0) }
        let coming = ways(of: difference.opened, and: difference.rerouted, in: after)
        for way in coming + staying.prefix(limit).compactMap({ after.rows[$0]?.ways.first }) {
            new.add(way.path) { !before.snapshot.holds($0, of: after.snapshot) }
        }

        func focus(in snapshot: Snapshot) -> Set<NodeID> { Set(entries.compactMap { snapshot.node($0) }) }
        var parts = PictureParts(old, focus: focus(in: before.snapshot)) { $0.isMarked ? .closed : nil }
        // An arrow that is gone on one way and stays on another is one that stays.
        parts.add(PictureParts(new, focus: focus(in: after.snapshot)) { $0.isMarked ? .opened : nil }) { other, own in
            other == .opened || own == .closed
        }

        let title = outcome.meaning
        let figures =
            "closes \(difference.closed.count), opens \(difference.opened.count), "
            + "\(difference.rerouted.count) stay by another way"
        var picture = parts.picture(
            title: title, subtitle: "\(figures) · snapshot \(before.snapshot.id)",
            summary: "What if \(title): \(figures). " + outcome.sentences.joined(separator: " "))
        if staying.count > limit {
            picture.notes.append("\(staying.count - limit) ways that stay as they are were left out")
        }
        if touched.isEmpty { picture.notes.append("the change closes and opens nothing") }
        return picture
    }

    /// The ways by which what changes came or will come, and those of what stays otherwise, in the order of the pairs.
    private static func ways(
        of parts: [ReachDifference.Part], and staying: [ReachTable.Pair], in table: ReachTable
    ) -> [ReachTable.Way] {
        var found: [ReachTable.Pair: [ReachTable.Way]] = [:]
        var walks = ReachTable.Walks()
        for pair in staying { found[pair] = table.rows[pair]?.ways }
        for part in parts {
            let known = Set((found[part.pair] ?? []).map(\.digest))
            found[part.pair, default: []] += table.ways(of: part.pair, giving: part.effects, &walks).map(\.way)
                .filter { !known.contains($0.digest) }
        }
        return found.keys.sorted().flatMap { found[$0] ?? [] }
    }
}

extension Snapshot {
    /// Whether an edge like one of another snapshot is here.
    fileprivate func holds(_ edge: EdgeID, of other: Snapshot) -> Bool {
        guard let from = node(other.key(other.from(edge))), let to = node(other.key(other.to(edge))) else {
            return false
        }
        return outgoing(from).contains { self.to($0) == to && kind($0) == other.kind(edge) }
    }
}
