public import OverreachGraph
internal import OverreachModel

extension Snapshot {
    /// The node that sketches write so, as in `agent:bot`.
    ///
    /// Errors: `SketchError` where the snapshot has no such node.
    public func sketched(_ text: String) throws -> NodeID {
        let key = try SketchWords.key(Substring(text))
        guard let node = node(key) else { throw SketchError(message: "no node \"\(text)\"", line: nil) }
        return node
    }

    /// The node in the notation of sketches.
    public func sketch(of node: NodeID) -> String { SketchWords.text(key(node)) }

    /// The edge in the notation of sketches, without marks.
    public func sketch(of edge: EdgeID) -> String {
        "\(sketch(of: from(edge))) \(SketchWords.text(kind(edge))) \(sketch(of: to(edge)))"
    }

    /// The path in the notation of sketches, without marks: `a -> b -read-> store:s`.
    public func sketch(of path: Path) -> String {
        guard let first = path.edges.first else { return "" }
        return path.edges.reduce(sketch(of: from(first))) { text, edge in
            "\(text) \(SketchWords.text(kind(edge))) \(sketch(of: to(edge)))"
        }
    }

    /// The nodes of a reach with their steps, in the order of keys: `["b 1", "c 2"]`.
    public func sketch(of reach: Reach) -> [String] {
        reach.nodes.map { "\(sketch(of: $0)) \(reach.steps($0) ?? -1)" }
    }

    /// The nodes of a reach with verdict and steps, in the order of keys: `["b allowed 1"]`.
    public func sketch(of reach: BestReach) -> [String] {
        reach.nodes.map { node in
            "\(sketch(of: node)) \(reach.verdict(of: node)?.rawValue ?? "unknown") \(reach.steps(node) ?? -1)"
        }
    }
}
