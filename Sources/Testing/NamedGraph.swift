/// Small graphs with the shapes that algorithms go wrong on.
public enum NamedGraph: String, CaseIterable, Sendable {
    case chain, diamond, cycle, parallelEdges, selfLoop, unreachable, content, fan

    /// The graph as a sketch; walks begin at `a` and, where there is one way to end, end at `z`.
    public var text: String {
        switch self {
        case .chain: "a -> b -> c -> z"
        case .diamond:
            """
            a -> b -> z
            a -> c -> z
            """
        case .cycle: "a -> b -> c -> a"
        case .parallelEdges:
            """
            a -> z
            a -> z [conditional, if=the source address]
            a -> z [seen]
            a -cost-2-> z
            """
        case .selfLoop:
            """
            a -> a
            a -> z -> z
            """
        case .unreachable:
            """
            a -> b
            y -> z -> a
            """
        case .content:
            """
            a -write-> store:secret -> z
            b -read-> store:secret
            c -administer-> store:secret
            d -delete-> store:secret
            """
        case .fan:
            """
            a -> b1 -> z
            a -> b2 -> z
            a -> b3 -> z
            a -> b4 -> z
            """
        }
    }

    /// The graph.
    ///
    /// Errors: `SketchError`, which no graph of this list gives.
    public func sketch() throws -> Sketch { try Sketch(text) }
}
