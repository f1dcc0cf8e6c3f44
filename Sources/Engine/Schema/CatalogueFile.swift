internal import OverreachModel
internal import OverreachWire

/// `schema/catalogue.json`: every type of node and every kind of edge, for programs.
enum CatalogueFile {
    static var file: GeneratedFile {
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.member("$comment", GeneratedFile.mark)
        writer.key("nodes")
        writer.beginArray()
        for type in Catalogue.nodeTypes { write(type, to: &writer) }
        writer.endArray()
        writer.key("edges")
        writer.beginArray()
        for kind in Catalogue.edgeKinds { write(kind, to: &writer) }
        writer.endArray()
        writer.endObject()

        return GeneratedFile(path: "schema/catalogue.json", text: writer.text + "\n")
    }

    private static func write(_ type: NodeType, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", type.name)
        writer.member("kind", type.spec.kind.rawValue)
        writer.member("title", type.spec.title)
        writer.member("summary", type.spec.summary)
        writer.member("id", type.spec.idForm)
        writer.endObject()
    }

    private static func write(_ kind: EdgeKind, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", kind.name)
        writer.member("verb", kind.spec.verb)
        writer.member("summary", kind.spec.summary)
        writer.member("from", kind.spec.from.map(\.rawValue))
        writer.member("to", kind.spec.to.map(\.rawValue))
        writer.member("traversal", kind.spec.traversal.name)
        writer.key("effect")
        if let effect = kind.spec.traversal.effect { writer.value(effect.rawValue) } else { writer.null() }
        writer.member("assumes", kind.spec.assumes.names)
        writer.member("cost", Int(kind.spec.cost))
        writer.endObject()
    }
}

extension Traversal {
    /// The word of the design.
    var name: String {
        switch self {
        case .control: "control"
        case .access: "access"
        case .structural: "structural"
        }
    }

    /// What an access does, nil for anything else.
    var effect: Effect? {
        guard case .access(let effect) = self else { return nil }
        return effect
    }
}
