internal import OverreachWire

/// JSON as it is written in a source text, members in their order.
indirect enum SchemaNode: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([SchemaNode])
    case object([(name: String, value: SchemaNode)])

    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .truth(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(arrayLiteral elements: SchemaNode...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, SchemaNode)...) { self = .object(elements.map { ($0, $1) }) }

    /// The members of both, of objects.
    static func + (a: SchemaNode, b: SchemaNode) -> SchemaNode {
        guard case .object(let first) = a, case .object(let second) = b else { return a }
        return .object(first + second)
    }

    /// The text, indented, with a line break at its end.
    var json: String {
        var writer = JSONWriter(indented: true)
        write(to: &writer)
        return writer.text + "\n"
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.value(text)
        case .number(let number): writer.value(number)
        case .truth(let truth): writer.value(truth)
        case .list(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }
}
