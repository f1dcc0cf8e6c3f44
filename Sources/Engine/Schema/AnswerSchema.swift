public import OverreachAnalysis
internal import OverreachModel
internal import OverreachWire

/// The JSON Schema of one command's JSON.
///
/// Reference: https://json-schema.org/draft/2020-12/schema. Every object is closed and has all its members; a row of a
/// list is `#/properties/result/items`.
struct AnswerSchema {
    private let shape: AnswerShape

    init(_ shape: AnswerShape) { self.shape = shape }

    var file: GeneratedFile {
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.member("$comment", GeneratedFile.mark)
        writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
        writer.member("title", "overreach \(shape.command)")
        writer.member("description", "What the command says: \(shape.summary).")
        members(of: shape.object, to: &writer)
        writer.key("$defs")
        writer.beginObject()
        for part in Parts(of: shape.object).sorted { define(part, to: &writer) }
        writer.endObject()
        writer.endObject()

        return GeneratedFile(path: shape.schemaPath, text: writer.text + "\n")
    }

    private func define(_ part: Parts.Part, to writer: inout JSONWriter) {
        writer.key(part.name)
        writer.beginObject()
        switch part {
        case .object(let object):
            writer.member("description", object.summary)
            members(of: object, to: &writer)
        case .words(let set):
            writer.member("description", set.summary)
            writer.member("enum", set.words)
        }
        writer.endObject()
    }

    private func members(of object: ObjectShape, to writer: inout JSONWriter) {
        writer.member("type", "object")
        writer.key("properties")
        writer.beginObject()
        for member in object.members {
            writer.key(member.name)
            write(member.shape, summary: member.summary, to: &writer)
        }
        writer.endObject()
        writer.member("required", object.members.map(\.name))
        writer.key("additionalProperties")
        writer.value(false)
    }

    private func write(_ shape: Shape, summary: String? = nil, to writer: inout JSONWriter) {
        writer.beginObject()
        if let summary { writer.member("description", summary) }
        switch shape {
        case .text:
            writer.member("type", "string")
        case .constant(let text):
            writer.member("const", text)
        case .time:
            writer.member("type", "string")
            writer.member("format", "date-time")
        case .number:
            writer.member("type", "integer")
            writer.member("minimum", 0)
        case .truth:
            writer.member("type", "boolean")
        case .word(let set):
            writer.member("$ref", "#/$defs/\(set.name)")
        case .object(let type):
            writer.member("$ref", "#/$defs/\(type.object.name)")
        case .list(let element):
            writer.member("type", "array")
            writer.key("items")
            write(element, to: &writer)
        case .nullable(let value):
            writer.key("anyOf")
            writer.beginArray()
            write(value, to: &writer)
            writer.beginObject()
            writer.member("type", "null")
            writer.endObject()
            writer.endArray()
        case .counts(let set):
            writer.member("type", "object")
            writer.key("propertyNames")
            write(.word(set), to: &writer)
            countMembers(to: &writer)
        case .openCounts:
            writer.member("type", "object")
            countMembers(to: &writer)
        }
        writer.endObject()
    }

    private func countMembers(to writer: inout JSONWriter) {
        writer.key("additionalProperties")
        writer.beginObject()
        writer.member("type", "integer")
        writer.member("minimum", 1)
        writer.endObject()
    }
}

extension AnswerShape {
    /// Where the JSON Schema of the command's JSON is, below the project's folder.
    public var schemaPath: String {
        "schema/answers/\(command.replacing(" ", with: "-")).schema.json"
    }
}

/// The named parts that an object is made of, at any depth, each once.
private struct Parts {
    enum Part {
        case object(ObjectShape)
        case words(WordSet)

        var name: String {
            switch self {
            case .object(let object): object.name
            case .words(let set): set.name
            }
        }
    }

    private var byName: [Text: Part] = [:]

    init(of object: ObjectShape) {
        for member in object.members { add(member.shape) }
    }

    var sorted: [Part] { byName.values.sorted { UTF8Order.less($0.name, $1.name) } }

    private mutating func add(_ shape: Shape) {
        switch shape {
        case .text, .constant, .time, .number, .truth, .openCounts:
            break
        case .nullable(let inner), .list(let inner):
            add(inner)
        case .word(let set), .counts(let set):
            byName[Text(set.name)] = .words(set)
        case .object(let type):
            let object = type.object
            guard byName[Text(object.name)] == nil else { return }  // links hold links
            byName[Text(object.name)] = .object(object)
            for member in object.members { add(member.shape) }
        }
    }
}
