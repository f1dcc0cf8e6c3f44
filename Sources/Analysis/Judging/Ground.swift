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
    private let rejudge: @Sendable (Revision) throws -> World

    /// Gathers a ground; `rejudge` is asked for the world of each revision.
    public init(
        world: World, stated: StatedFacts, rejudge: @escaping @Sendable (Revision) throws -> World
    ) {
        self.world = world
        self.stated = stated
        self.rejudge = rejudge
    }

    /// The world that rules make of what is stated then.
    ///
    /// Complexity: that of judging everything.
    public func judged(_ revision: Revision) throws -> World {
        revision.edits.isEmpty ? world : try rejudge(revision)
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
        let edges = revision.without(stated.edges + correlated.edges) + derived.edges
        return StatedFacts(
            nodes: revision.without(stated.nodes + correlated.nodes) + derived.nodes,
            edges: world.map { Explanation($0.snapshot).kept(of: edges) } ?? edges, documents: stated.documents)
    }
}
