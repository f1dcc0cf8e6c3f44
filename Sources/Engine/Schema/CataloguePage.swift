internal import OverreachModel

/// `docs/reference/catalogue.md`: every type of node and every kind of edge, for people.
enum CataloguePage {
    static var file: GeneratedFile {
        GeneratedFile(
            page: "docs/reference/catalogue.md",
            """
            # Catalogue

            The same for programs: [schema/catalogue.json](../../schema/catalogue.json).

            ## Nodes

            A node's key is `TYPE:scope:id`. Its kind is the word that answers use.

            \(nodes)
            ## Edges

            How a walk goes over an edge: by `control`, who has the source can act as or through the target; by `access`, \
            data is reached with the effect named; `structural` edges are never followed. A path holds only if what its \
            steps assume gives way, and paths are ranked by the sum of the steps' costs: 1 is a matter of course, 4 needs \
            work.

            \(edges)
            """)
    }

    private static var nodes: String {
        MarkdownTable.text(
            ["type", "kind", "name", "what it is", "id"],
            Catalogue.nodeTypes.map { type in
                [
                    "`\(type.name)`", "`\(type.spec.kind.rawValue)`", type.spec.title, type.spec.summary,
                    type.spec.idForm,
                ]
            })
    }

    private static var edges: String {
        MarkdownTable.text(
            ["kind", "on an arrow", "from", "to", "traversal", "assumes", "cost", "what it means"],
            Catalogue.edgeKinds.map { kind in
                let spec = kind.spec
                let effect = spec.traversal.effect.map { ": \($0.rawValue)" } ?? ""
                return [
                    "`\(kind.name)`", spec.verb, words(spec.from.map(\.rawValue)), words(spec.to.map(\.rawValue)),
                    spec.traversal.name + effect, words(spec.assumes.names), "\(spec.cost)", spec.summary,
                ]
            })
    }

    private static func words(_ words: [String]) -> String {
        words.map { "`\($0)`" }.joined(separator: ", ")
    }
}
