internal import OverreachGraph
public import OverreachModel

/// What a reader of an answer must know besides its result.
public struct Caveat: Sendable, Hashable, Codable, Comparable {
    /// Why it is there: `not read`, `not collected`, `cut`, `ambiguous`, `estimated`, `policy`, `stale`, `not known`.
    public var reason: String
    /// What it is about: a file, a source, a part of posture.
    public var source: String
    /// The sentence.
    public var detail: String

    /// Makes a caveat.
    public init(reason: String, source: String, detail: String) {
        self.reason = reason
        self.source = source
        self.detail = detail
    }

    /// By reason, source, detail.
    public static func < (a: Caveat, b: Caveat) -> Bool {
        if !UTF8Order.equal(a.reason, b.reason) { return UTF8Order.less(a.reason, b.reason) }
        if !UTF8Order.equal(a.source, b.source) { return UTF8Order.less(a.source, b.source) }
        return UTF8Order.less(a.detail, b.detail)
    }
}

/// What every question answers: the result with the snapshot it was computed on, and how far it can be trusted.
public struct Answer<Result: Encodable & Sendable>: Encodable, Sendable {
    /// The graph the answer was computed on.
    public struct SnapshotReference: Encodable, Sendable {
        /// The same for the same graph, whatever the order of arrival.
        public let id: String
        /// Nodes in it.
        public let nodes: Int
        /// Edges in it.
        public let edges: Int
    }

    /// The question's name.
    public let command: String
    /// The graph.
    public let snapshot: SnapshotReference
    /// False only when something could not be read or a budget was hit; the caveats say which.
    public let complete: Bool
    /// What failed, what was cut, what was never collected.
    public let caveats: [Caveat]
    /// The result.
    public let result: Result

    /// Wraps a result; `cut` names budgets that were hit, `noted` what a reader should know though nothing is lacking.
    public init(
        _ command: String, of world: World, cut: [Caveat] = [], noted: [Caveat] = [], result: Result
    ) {
        self.command = command
        snapshot = SnapshotReference(
            id: world.snapshot.id, nodes: world.snapshot.nodeCount, edges: world.snapshot.edgeCount)
        complete = cut.isEmpty && !world.caveats.contains { $0.reason == Caveat.notRead }
        caveats = Set(world.caveats + world.contentCaveats + cut + noted).sorted()
        self.result = result
    }
}

extension Caveat {
    /// The reason of what could not be read: it makes every answer incomplete.
    public static let notRead = "not read"
    /// The reason of what nobody gave.
    public static let notCollected = "not collected"
    /// The reason of a budget that was hit.
    public static let cut = "cut"
    /// The reason of a join that several candidates fit.
    public static let ambiguous = "ambiguous"
    /// The reason of an estimate by which it was chosen what is computed exactly.
    public static let estimated = "estimated"
    /// The reason of what the policy of the house says in vain: a name that nobody has, a risk that is accepted no more.
    public static let policy = "policy"
    /// The reason of evidence that is older than the house's window.
    public static let stale = "stale"
    /// The reason of something that was named in a question and is not known to exist.
    public static let notKnown = "not known"
}
