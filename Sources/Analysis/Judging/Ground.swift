public import OverreachGraph
public import OverreachModel

/// What a what-if starts from: the world as it is, what sources stated of it, and how to judge it again.
///
/// A change of policy is judged: the documents are changed in memory and the rules run on them. The store is not
/// changed.
public struct Ground: Sendable {
    /// The world as it is.
    public let world: World
    /// What sources state, which the rules judged.
    public let stated: StatedFacts
    private let rejudge: @Sendable (Revision, Past) throws -> World
    private let regraph: @Sendable ([Revision], Past) throws -> [Snapshot]

    /// What becomes of what was seen before a change.
    public enum Past: Sendable {
        /// What was seen because a right allowed it goes with the right: what will be possible.
        case forgotten
        /// All of it stays: what ingesting the changed posture beside the same telemetry shows.
        case kept
    }

    /// Reads a client's configuration where it stands and takes members out of it, those of the last list before.
    public typealias Configurations =
        @Sendable (_ client: Key, _ pointers: [String], _ earlier: [String]) -> ConfigurationEdit?

    /// Takes members out of configurations as they stand.
    let configurations: Configurations

    /// Gathers a ground; `rejudge` is asked for the world of each revision, `regraph` for graphs alone, `configurations`
    /// for files as they stand, of which none need be at hand.
    public init(
        world: World, stated: StatedFacts, configurations: @escaping Configurations = { _, _, _ in nil },
        regraph: (@Sendable ([Revision], Past) throws -> [Snapshot])? = nil,
        rejudge: @escaping @Sendable (Revision, Past) throws -> World
    ) {
        self.regraph = regraph ?? { revisions, past in try revisions.map { try rejudge($0, past).snapshot } }
        self.configurations = configurations
        self.world = world
        self.stated = stated
        self.rejudge = rejudge
    }

    /// The world that rules make of what is stated then.
    ///
    /// Complexity: that of judging everything.
    public func judged(_ revision: Revision, past: Past = .forgotten) throws -> World {
        if revision.edits.isEmpty { return world }
        return try rejudge(past == .kept ? revision.ofSourcesAlone : revision, past)
    }

    /// The graphs of those worlds, in the order of the revisions, without the caveats, which take a good part of the time.
    ///
    /// Complexity: that of judging everything for each.
    func graphs(after revisions: [Revision], past: Past = .forgotten) throws -> [Snapshot] {
        let changed = revisions.filter { !$0.edits.isEmpty }
        var judged = try regraph(past == .kept ? changed.map(\.ofSourcesAlone) : changed, past).makeIterator()
        return revisions.map { $0.edits.isEmpty ? world.snapshot : judged.next() ?? world.snapshot }
    }

    /// The graph of one.
    func graph(after revision: Revision, past: Past = .forgotten) throws -> Snapshot {
        try graphs(after: [revision], past: past).first ?? world.snapshot
    }
}

/// A question about what would be: it needs what was stated, and not only the graph.
public protocol GroundQuestion: Sendable {
    /// What the answer holds; its members are written in declared order.
    associatedtype Result: Encodable & Sendable

    /// The name of the command.
    static var name: String { get }
    /// What it answers, in one line.
    static var summary: String { get }

    /// The answer, or an error about what was asked.
    func answer(in ground: Ground) throws -> Answer<Result>
}

extension Derivation {
    /// What follows from what is stated once a revision has changed it: the nodes and edges of the facts, of
    /// correlation, and of the rules.
    ///
    /// What was seen because a right of the world as it is allowed it goes with the right; without a world all stays.
    public static func conclude(
        from stated: StatedFacts, _ correlated: Correlated, asOf: Int64?, after revision: Revision, from world: World?
    ) -> StatedFacts {
        let base = FactBase(
            nodes: stated.nodes + revision.without(correlated.nodes),
            edges: stated.edges + revision.without(correlated.edges), documents: stated.documents,
            activities: correlated.activities, asOf: asOf)
        let derived = run(over: base, after: revision).conclusions
        let edges =
            revision.without(stated.edges + correlated.edges) + derived.edges
            + (world.map { clients(of: $0.snapshot, beside: derived.edges, after: revision) } ?? [])
        return StatedFacts(
            nodes: revision.without(stated.nodes + correlated.nodes) + derived.nodes,
            edges: world.map { Explanation($0.snapshot).kept(of: edges) } ?? edges, documents: stated.documents)
    }

    /// Which configurations agents run with, where only a server that is taken away told it: they run with the same.
    private static func clients(
        of snapshot: Snapshot, beside edges: [EdgeFact], after revision: Revision
    ) -> [EdgeFact] {
        guard revision.removesNodes else { return [] }
        let kind = EdgeKind(AgentEdge.usesClient)
        let known = Set(edges.filter { $0.kind == kind }.map { [$0.from, $0.to] })
        let lost = snapshot.edges.filter { edge in
            snapshot.kind(edge) == kind
                && !known.contains([snapshot.key(snapshot.from(edge)), snapshot.key(snapshot.to(edge))])
        }.map { edge in
            EdgeFact(
                snapshot.key(snapshot.from(edge)), kind, snapshot.key(snapshot.to(edge)), origin: snapshot.origin(edge),
                verdict: snapshot.verdict(edge), conditions: snapshot.conditions(edge),
                evidence: snapshot.evidence(edge))
        }
        return revision.without(lost)
    }
}
