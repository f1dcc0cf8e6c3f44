internal import OverreachGraph
public import OverreachModel

/// What opened and what closed between two moments: nodes, edges, and who reaches which data.
public enum Diff {
    /// The name of the command.
    public static let name = "diff"
    /// What it answers, for help and catalogue.
    public static let summary = "what opened and what closed between two moments, and by which change"

    /// What a row is about; what matters most comes first.
    public enum What: String, Sendable, Codable, CaseIterable, Comparable {
        /// An entry point that reaches data.
        case path
        /// An edge of the graph.
        case edge
        /// A node of the graph.
        case node

        /// Paths, then edges, then nodes.
        public static func < (a: What, b: What) -> Bool { a.rank < b.rank }

        private var rank: Int { What.allCases.firstIndex(of: self) ?? 0 }
    }

    /// How something was at one of the two moments.
    public struct State: Encodable, Sendable, Hashable {
        /// What may be done, of a path or an access.
        public let effects: [Effect]
        /// How sure it is; null of a node.
        public let verdict: Verdict?
        /// What would have to hold.
        public let conditions: [String]
        /// What part of the data is covered; null of what leads to none.
        public let scope: ScopeRow?
        /// Of a node: what is said of it that is not said alike at the other moment, as `name=value`.
        public let properties: [String]
    }

    /// One edge that made the difference to a path.
    public struct Cause: Encodable, Sendable, Hashable {
        /// Whether the edge opened, closed or changed.
        public let change: Change
        /// The edge, with where it is said.
        public let step: StepRow
    }

    /// What became of an edge.
    public enum Change: String, Sendable, Codable, CaseIterable {
        case opened, closed, changed
    }

    /// One difference.
    public struct Row: Encodable, Sendable {
        /// What it is about.
        public let what: What
        /// The node, of a node; null of paths and edges.
        public let node: NodeRow?
        /// Where the path or edge begins, or null.
        public let from: NodeRow?
        /// Where it ends, or null.
        public let to: NodeRow?
        /// The kind of the edge, or null.
        public let edge: String?
        /// Who says the edge, or null.
        public let origin: Origin?
        /// What may be done that could not before, or no longer; of what is neither path nor access, nothing.
        public let effects: [Effect]
        /// Of a path: the shortest way at the moment when there is one, the later one if there is at both.
        public let path: [StepRow]
        /// How it was at the first moment, or null.
        public let before: State?
        /// How it is at the second, or null.
        public let after: State?
        /// Of a path: the edges that made the difference.
        public let because: [Cause]
        /// Where it is said: at the second moment, else at the first.
        public let evidence: [EvidenceRow]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The first moment: `run:7`, a time, or `now`.
        public let from: String
        /// The second moment.
        public let to: String
        /// What is there at the second moment and was not at the first.
        public let opened: [Row]
        /// What was there at the first moment and is not at the second.
        public let closed: [Row]
        /// What is there at both, and differs.
        public let changed: [Row]
    }

    /// The differences.
    ///
    /// Complexity: linear in both graphs, and three walks for each entry point in each.
    public static func answer(
        from first: World, to second: World, moments: (from: String, to: String), noted: [Caveat] = []
    ) -> Answer<Result> {
        var (first, second) = (first, second)
        // Where only one of them has agents, both are asked from there.
        let level = min(first.entryLevel, second.entryLevel)
        (first.entryLevel, second.entryLevel) = (level, level)

        let named = (first, StatementNames(first.documents))
        let other = (second, StatementNames(second.documents))
        let edges = EdgeComparison(named, other)
        let rows = PathComparison(first, second, edges).rows + edges.rows + NodeComparison.rows(named, other)
        let sorted = rows.sorted(by: Row.order)
        let cut = first.caveats.filter { $0.reason == Caveat.notRead }
        return Answer(
            name, of: second, cut: cut, noted: noted + first.caveats.filter { $0.reason == Caveat.notKnown },
            result: Result(
                from: moments.from, to: moments.to,
                opened: sorted.filter { $0.before == nil }, closed: sorted.filter { $0.after == nil },
                changed: sorted.filter { $0.before != nil && $0.after != nil }))
    }
}

extension Diff.Row {
    fileprivate static func order(_ a: Diff.Row, _ b: Diff.Row) -> Bool {
        if a.what != b.what { return a.what < b.what }
        for (x, y) in [
            (a.node?.key, b.node?.key), (a.from?.key, b.from?.key), (a.to?.key, b.to?.key), (a.edge, b.edge),
            (a.origin?.rawValue, b.origin?.rawValue),
        ] {
            let (x, y) = (x ?? "", y ?? "")
            if !UTF8Order.equal(x, y) { return UTF8Order.less(x, y) }
        }
        return false
    }
}
