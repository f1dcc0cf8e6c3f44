internal import OverreachModel
internal import OverreachWire

/// `schema/interchange.schema.json`: what a line of an inventory may say, for those who write one.
///
/// Reference: https://json-schema.org/draft/2020-12/schema. Its words are those of the catalogue; that it takes what the
/// source takes, and nothing else, is tested.
enum InterchangeSchema {
    static let path = "schema/interchange.schema.json"

    static var file: GeneratedFile {
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.member("$comment", GeneratedFile.mark)
        writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
        writer.member("title", "A line of an inventory")
        writer.member("description", "One line of a file of JSON lines that overreach ingest reads as an inventory.")
        writer.key("oneOf")
        writer.beginArray()
        for form in forms {
            writer.beginObject()
            writer.member("$ref", "#/$defs/\(form)")
            writer.endObject()
        }
        writer.endArray()
        writer.key("$defs")
        write(.object(definitions.map { ($0, $1) }), to: &writer)
        writer.endObject()
        return GeneratedFile(path: path, text: writer.text + "\n")
    }

    private static let forms = ["inventory", "nodeKind", "edgeKind", "node", "edge", "plainEdge"]

    /// A value of a schema, its members in the order in which they are written.
    private indirect enum Schema {
        case text(String)
        case flag(Bool)
        case number(Int)
        case list([Schema])
        case object([(String, Schema)])
    }

    private static func write(_ schema: Schema, to writer: inout JSONWriter) {
        switch schema {
        case .text(let text): writer.value(text)
        case .flag(let flag): writer.value(flag)
        case .number(let number): writer.value(number)
        case .list(let elements):
            writer.beginArray()
            for element in elements { write(element, to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for (name, member) in members {
                writer.key(name)
                write(member, to: &writer)
            }
            writer.endObject()
        }
    }

    // MARK: - Forms

    private static let definitions: [(String, Schema)] = [
        (
            "inventory",
            line(
                "inventory", "What the file is of; without it, the inventory is the file on its host.",
                object(
                    [
                        (
                            "name",
                            nonEmpty("What tells the inventory from others; files of one name are one inventory.")
                        ),
                        ("whole", nullable("boolean", "Whether the file states all of it; true unless it is said.")),
                    ], required: ["name"]))
        ),
        (
            "nodeKind",
            line(
                "node_kind", "A type of nodes of the inventory's own.",
                object(
                    [("name", ownName), ("kind", words("What it means.", NodeKind.allCases.map(\.rawValue)))],
                    required: ["name", "kind"]))
        ),
        (
            "edgeKind",
            line(
                "edge_kind", "A kind of edges of the inventory's own.",
                object(
                    [
                        ("name", ownName),
                        ("traversal", words("How a walk may go over it.", ExternalKind.traversals.map(\.word))),
                    ], required: ["name", "traversal"]))
        ),
        (
            "node",
            line(
                "node", "A node.",
                object(
                    [
                        ("id", nonEmpty("Its id, by which edges name it.")),
                        ("kind", nonEmpty("A kind that is declared, or a type of the catalogue.")),
                        ("scope", nullable("string", "What its id is unique in; the inventory unless it is said.")),
                        ("name", nullable("string", "What people call it.")),
                        ("properties", properties), ("evidence", evidence),
                    ], required: ["id", "kind"]))
        ),
        (
            "edge",
            line(
                "edge", "An edge.",
                object(
                    [
                        ("from", end), ("kind", nonEmpty("A kind that is declared, or one of the catalogue.")),
                        ("to", end),
                        ("origin", words("Who says so.", ["declared", "observed"], orNull: true)),
                        ("verdict", words("How sure it is.", Verdict.allCases.map(\.rawValue), orNull: true)),
                        ("conditions", texts("What would have to hold, where the verdict is conditional.")),
                        ("assumes", texts("What has to give way.", of: Assumptions.named.map(\.name))),
                        ("weight", nullable("number", "Not used: a step costs what its kind costs.")),
                        ("evidence", evidence),
                    ], required: ["from", "kind", "to"]))
        ),
        (
            "plainEdge",
            object(
                [
                    ("src", nonEmpty("The id of the node where it begins.")),
                    ("dst", nonEmpty("The id of the node where it ends.")),
                    ("kind", nonEmpty("As of an edge.")),
                    ("weight", nullable("number", "Not used: a step costs what its kind costs.")),
                ], required: ["src", "dst", "kind"])
        ),
    ]

    private static func line(_ word: String, _ summary: String, _ inner: Schema) -> Schema {
        var members: [(String, Schema)] = [("description", .text(summary))]
        if case .object(let own) = object([(word, inner)], required: [word]) { members += own }
        return .object(members)
    }

    private static func object(_ members: [(String, Schema)], required: [String]) -> Schema {
        .object([
            ("type", .text("object")), ("properties", .object(members)),
            ("required", .list(required.map { .text($0) })), ("additionalProperties", .flag(false)),
        ])
    }

    private static func nonEmpty(_ summary: String) -> Schema {
        .object([("description", .text(summary)), ("type", .text("string")), ("minLength", .number(1))])
    }

    private static let ownName = Schema.object([
        ("description", .text("A name of the inventory's own.")), ("type", .text("string")),
        ("pattern", .text("^[A-Za-z0-9_.-]{1,64}$")),
    ])

    private static func nullable(_ type: String, _ summary: String) -> Schema {
        .object([("description", .text(summary)), ("type", .list([.text(type), .text("null")]))])
    }

    private static func words(_ summary: String, _ words: [String], orNull: Bool = false) -> Schema {
        let one = Schema.object([("description", .text(summary)), ("enum", .list(words.map { .text($0) }))])
        return orNull ? .object([("anyOf", .list([one, null]))]) : one
    }

    private static func texts(_ summary: String, of words: [String]? = nil) -> Schema {
        let items = words.map { Schema.object([("enum", .list($0.map { .text($0) }))]) }
        let list = Schema.object([
            ("description", .text(summary)), ("type", .text("array")),
            ("items", items ?? .object([("type", .text("string"))])),
        ])
        return .object([("anyOf", .list([list, null]))])
    }

    private static let null = Schema.object([("type", .text("null"))])

    private static let end = Schema.object([
        (
            "anyOf",
            .list([
                nonEmpty("The id of a node of the inventory."),
                object(
                    [("key", nonEmpty("The key of any node: TYPE:scope:id, of a type of the catalogue."))],
                    required: ["key"]),
            ])
        )
    ])

    private static let properties: Schema = {
        let scalar = Schema.object([
            ("type", .list(["string", "number", "boolean", "null"].map { .text($0) }))
        ])
        let list = Schema.object([("type", .text("array")), ("items", scalar)])
        let object = Schema.object([
            ("type", .text("object")), ("additionalProperties", .object([("anyOf", .list([scalar, list]))])),
        ])
        return .object([
            ("description", .text("What else is said of it; what looks like a secret is not kept.")),
            ("anyOf", .list([object, null])),
        ])
    }()

    private static let evidence: Schema = {
        let place = object(
            [
                ("file", nonEmpty("The file or system.")),
                ("line", .object([("type", .list([.text("integer"), .text("null")])), ("minimum", .number(1))])),
                ("id", nullable("string", "What is meant in it: a pointer, a statement, an event.")),
                ("time", nullable("string", "When it happened, RFC 3339.")),
            ], required: ["file"])
        let list = Schema.object([("type", .text("array")), ("items", place)])
        return .object([
            ("description", .text("Where the inventory has it from; the line itself is evidence always.")),
            ("anyOf", .list([place, list, null])),
        ])
    }()
}
