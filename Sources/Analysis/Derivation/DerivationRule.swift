public import OverreachModel

/// What a rule concluded.
public struct Conclusions: Sendable {
    /// Nodes that only the rule knows, such as grants.
    public var nodes: [NodeFact] = []
    /// Edges, each with evidence and premises.
    public var edges: [EdgeFact] = []

    /// Nothing.
    public init() {}
}

/// Turns documents and facts into grants and edges, when a run closes and again in a what-if.
public protocol DerivationRule: Sendable {
    /// The rule's name in evidence.
    var name: String { get }

    /// Whether it looks at acts, and not at facts alone.
    var readsActs: Bool { get }

    /// What follows from the facts and from what earlier rules concluded.
    func conclude(from base: FactBase) -> Conclusions
}

extension DerivationRule {
    /// Most look at facts alone.
    public var readsActs: Bool { false }
}

/// Runs the rules in their order, each over what the earlier ones concluded.
public enum Derivation {
    /// Stored with what was derived: another number derives anew, and a comparison knows why paths opened.
    public static let version = 4

    /// All that the rules conclude, and the facts with it.
    public static func run(over base: FactBase) -> (conclusions: Conclusions, base: FactBase) {
        run(over: base) { _, _ in }
    }

    /// The same; `done` hears of each rule and what it concluded, for the benchmark.
    package static func run(
        over base: FactBase, done: (_ rule: String, _ part: Conclusions) -> Void
    ) -> (conclusions: Conclusions, base: FactBase) {
        run(over: base, after: Revision(), done: done)
    }

    /// The same without what the revision takes away, on which no later rule may build.
    static func run(
        over base: FactBase, after revision: Revision, done: (_ rule: String, _ part: Conclusions) -> Void = { _, _ in }
    ) -> (conclusions: Conclusions, base: FactBase) {
        var (all, grown) = (Conclusions(), base)
        for rule in RuleList.all {
            grown.readAccounts()
            var part = rule.conclude(from: grown)
            part.nodes = revision.without(part.nodes)
            part.edges = revision.without(part.edges)
            done(rule.name, part)
            grown.add(part)
            all.nodes += part.nodes
            all.edges += part.edges
        }
        return (all, grown)
    }
}
