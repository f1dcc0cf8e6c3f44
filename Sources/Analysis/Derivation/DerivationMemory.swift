public import OverreachModel

/// What rules concluded, to be used again while nothing that bears on it has changed.
///
/// Rules that read acts, and those behind them, run every time; the others read facts alone. What is used again cites the
/// evidence that it was concluded from, though newer may be there: `forget` before what must be the same whatever came
/// between.
public struct DerivationMemory: Sendable {
    private var signature: Int?
    private var parts: [Conclusions] = []  // of the rules in their order, up to the first that reads acts

    /// Nothing is remembered.
    public init() {}

    /// Runs all rules the next time.
    public mutating func forget() { signature = nil }

    /// All that the rules conclude from facts; `signature` is the same as long as the facts but for evidence are.
    public mutating func conclude(from base: FactBase, signature: Int) -> Conclusions {
        let isKnown = self.signature == signature
        var (all, grown, kept) = (Conclusions(), base, [Conclusions]())
        var isReadingFacts = true
        for (place, rule) in RuleList.all.enumerated() {
            if rule.readsActs { isReadingFacts = false }
            let part: Conclusions
            if isKnown, isReadingFacts {
                part = parts[place]
            } else {
                grown.readAccounts()
                part = rule.conclude(from: grown)
            }
            if isReadingFacts { kept.append(part) }
            grown.add(part)
            all.nodes += part.nodes
            all.edges += part.edges
        }
        self.signature = signature
        parts = kept
        return all
    }

    /// A number that stays while nodes and edges are the same but for their evidence; in this process only.
    public static func signature(nodes: [NodeFact], edges: [EdgeFact], posture: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(posture)
        for node in nodes {
            hasher.combine(node.key)
            UTF8Order.hash(node.name, into: &hasher)
            UTF8Order.hash(node.id, into: &hasher)
            hasher.combine(node.properties)
        }
        for edge in edges {
            hasher.combine(edge.from)
            hasher.combine(edge.kind)
            hasher.combine(edge.to)
            hasher.combine(edge.verdict)
        }
        return hasher.finalize()
    }
}
