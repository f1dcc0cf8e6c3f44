internal import OverreachGraph
public import OverreachModel

/// Asks for the best paths from one node to another.
public struct Paths: Question {
    /// The question's name.
    public static let name = "paths"
    /// What it answers, for help and catalogue.
    public static let summary = "the best paths from one node to another"
    /// What it looks at beside the graph.
    public static let parts: WorldParts = []
    /// How many nodes the searches may settle before the answer says that it was cut: a second or two on one core.
    static let budget = 1_000_000

    /// Where the paths begin, as a user writes it.
    public var from: String
    /// Where they end.
    public var to: String
    /// How many are wanted.
    public var limit: Int
    /// What is assumed to give way.
    public var assumptions: Assumptions

    /// Asks for paths.
    public init(from: String, to: String, limit: Int = 5, assumptions: Assumptions = .byDefault) {
        self.from = from
        self.to = to
        self.limit = limit
        self.assumptions = assumptions
    }

    /// One path.
    public struct Row: Encodable, Sendable {
        /// Edges of it.
        public let steps: Int
        /// The sum of the steps' costs; paths are ranked by it.
        public let cost: Int
        /// The weakest step's.
        public let verdict: Verdict
        /// The union of what its steps assume.
        public let assumes: [String]
        /// What its conditional steps hang on.
        public let conditions: [String]
        /// The steps.
        public let path: [StepRow]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// Where the paths begin.
        public let from: NodeRow
        /// Where they end.
        public let to: NodeRow
        /// The best first.
        public let paths: [Row]
    }

    /// The answer.
    ///
    /// Errors: `NodeError`. Complexity: see `Snapshot.shortestPaths`.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let resolver = NodeResolver(snapshot)
        let (source, target) = (try resolver.resolve(from), try resolver.resolve(to))
        var filter = Filter()
        filter.assumptions = assumptions

        let found = snapshot.shortestPaths(
            from: source, to: target, limit: limit, budget: Paths.budget, following: filter)
        let rows = found.paths.map { path in
            Row(
                steps: path.steps, cost: path.cost, verdict: path.verdict(in: snapshot),
                assumes: path.assumes(in: snapshot).names, conditions: snapshot.conditions(of: path),
                path: path.edges.map { StepRow($0, in: snapshot) })
        }
        let cut =
            found.isComplete
            ? []
            : [
                Caveat(
                    reason: Caveat.cut, source: "paths",
                    detail: "the search stopped after \(Paths.budget) nodes: more paths may exist")
            ]
        return Answer(
            Paths.name, of: world, cut: cut,
            result: Result(from: NodeRow(source, in: snapshot), to: NodeRow(target, in: snapshot), paths: rows))
    }
}
