internal import OverreachModel
internal import OverreachWire

/// `schema/overreach.schema.json`: what `overreach.yaml` may say, for editors.
///
/// Reference: https://json-schema.org/draft/2020-12/schema. It comes of the very shapes that the file is read by.
struct HouseSchema {
    static let path = "schema/overreach.schema.json"

    static var file: GeneratedFile {
        var schema = HouseSchema()
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.member("$comment", GeneratedFile.mark)
        writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
        writer.member("title", "overreach.yaml")
        writer.member("description", HouseShape.file.summary)
        schema.members(of: HouseShape.file, to: &writer)
        writer.key("$defs")
        writer.beginObject()
        while let (name, object) = schema.open.min(by: { UTF8Order.less($0.key.string, $1.key.string) }) {
            schema.open[name] = nil
            schema.known.insert(name)
            schema.definitions.append((name, object))
            var unused = JSONWriter(indented: true)  // finds what the object refers to
            schema.define(object, to: &unused)
        }
        for (name, object) in schema.definitions.sorted(by: { $0.name < $1.name }) {
            writer.key(name.string)
            schema.define(object, to: &writer)
        }
        writer.endObject()
        writer.endObject()
        return GeneratedFile(path: path, text: writer.text + "\n")
    }

    private var open: [Text: ConfigObject] = [:]
    private var known: Set<Text> = []
    private var definitions: [(name: Text, object: ConfigObject)] = []

    private mutating func define(_ object: ConfigObject, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("description", object.summary)
        members(of: object, to: &writer)
        writer.endObject()
    }

    private mutating func members(of object: ConfigObject, to writer: inout JSONWriter) {
        writer.member("type", "object")
        writer.key("properties")
        writer.beginObject()
        for member in object.members {
            writer.key(member.name)
            write(member.shape, summary: member.summary, to: &writer)
        }
        writer.endObject()
        if !object.required.isEmpty { writer.member("required", object.required) }
        for (word, names) in [("oneOf", object.exactlyOne), ("anyOf", object.atLeastOne)] where !names.isEmpty {
            writer.key(word)
            writer.beginArray()
            for name in names {
                writer.beginObject()
                writer.member("required", [name])
                writer.endObject()
            }
            writer.endArray()
        }
        writer.key("additionalProperties")
        writer.value(false)
    }

    private mutating func write(_ shape: ConfigShape, summary: String? = nil, to writer: inout JSONWriter) {
        writer.beginObject()
        if let summary { writer.member("description", summary) }
        switch shape {
        case .text:
            writer.member("type", "string")
            writer.member("minLength", 1)
        case .word(let words):
            writer.member("enum", words)
        case .number(let range):
            writer.member("type", "integer")
            writer.member("minimum", range.lowerBound)
            writer.member("maximum", range.upperBound)
        case .truth:
            writer.member("type", "boolean")
        case .onlyTrue:
            writer.key("const")
            writer.value(true)
        case .duration:
            writer.member("type", "string")
            writer.member("pattern", "^[0-9]+[hdw]$")
        case .date:
            writer.member("type", "string")
            writer.member("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].+)?$")
        case .list(let element):
            list(of: element, to: &writer)
        case .oneOrMore(let element):
            either(
                { $0.write(element, to: &$1) }, { $0.alone(&$1) { $0.list(of: element, atLeast: 1, to: &$1) } }, &writer
            )
        case .map(let value):
            writer.member("type", "object")
            writer.key("additionalProperties")
            write(value, to: &writer)
        case .object(let object):
            refer(to: object, &writer)
        case .short(let object):
            either({ $0.write(.text, to: &$1) }, { $0.alone(&$1) { $0.refer(to: object, &$1) } }, &writer)
        }
        writer.endObject()
    }

    private typealias Part = (inout HouseSchema, inout JSONWriter) -> Void

    private mutating func either(_ one: Part, _ other: Part, _ writer: inout JSONWriter) {
        writer.key("anyOf")
        writer.beginArray()
        one(&self, &writer)
        other(&self, &writer)
        writer.endArray()
    }

    private mutating func alone(_ writer: inout JSONWriter, _ part: Part) {
        writer.beginObject()
        part(&self, &writer)
        writer.endObject()
    }

    private mutating func list(of element: ConfigShape, atLeast count: Int = 0, to writer: inout JSONWriter) {
        writer.member("type", "array")
        if count > 0 { writer.member("minItems", count) }
        writer.key("items")
        write(element, to: &writer)
    }

    private mutating func refer(to object: ConfigObject, _ writer: inout JSONWriter) {
        writer.member("$ref", "#/$defs/\(object.name)")
        let name = Text(object.name)
        if !known.contains(name) { open[name] = object }
    }
}
