internal import OverreachModel

/// A source of random numbers that gives the same ones for the same seed, on every machine.
///
/// Reference: SplitMix64, Steele, Lea, Flood, 2014, DOI 10.1145/2660193.2660195.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins at the seed.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Sketch {
    /// A random graph over the nodes `n0`, `n1`, …, the same for the same seed.
    ///
    /// It has self loops, cycles, parallel edges, nodes that nothing reaches, edges of every traversal, cost, verdict
    /// and origin, assumptions, and stores whose content leads on. Ends are not those that the catalogue names.
    public static func random(seed: UInt64, nodes: Int, edges: Int) -> Sketch {
        var random = SeededGenerator(seed: seed)
        let kinds =
            ["control", "control", "cost-2", "read", "write", "delete", "administer", "structural"].compactMap { word in
                SketchWords.edges.first { $0.word == word }?.kind
            } + [EdgeKind(AgentEdge.runsIn), EdgeKind(AgentEdge.steers), EdgeKind(AgentEdge.actsAs)]
        let facts = (0..<edges).map { number in
            EdgeFact(
                random.node(of: nodes), random.pick(kinds), random.node(of: nodes),
                origin: random.pick(Origin.allCases), verdict: random.pick(Verdict.allCases),
                assumes: random.pick([[], [], [], .processTakeover]),
                evidence: [
                    Evidence(
                        source: "random", file: "random", line: number + 1, time: number % 5 == 0 ? nil : Int64(number))
                ])
        }
        return Sketch(nodes: [], edges: facts)
    }
}

extension SeededGenerator {
    /// One of the elements, which are not empty.
    fileprivate mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    fileprivate mutating func node(of count: Int) -> Key {
        Key(NodeType(AWSNode.role), scope: "", id: "n\(next() % UInt64(max(count, 1)))")
    }
}
