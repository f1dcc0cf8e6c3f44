internal import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

extension Value {
    /// The body of a document: the JSON with its lines, without anything in a condition that looks like a secret.
    ///
    /// Actions, resources and principals are names and stay as they are, since a verdict hangs on every byte of them.
    /// `line` puts everything on one line, for JSON inside a string.
    init(redacting json: JSONValue, line: Int? = nil) {
        self = Value.converted(json, line: line, isCondition: false)
    }

    /// The same for a body that is all condition: no string in it is only a name.
    init(redactingAll json: JSONValue) {
        self = Value.converted(json, line: nil, isCondition: true)
    }

    private static func converted(_ json: JSONValue, line: Int?, isCondition: Bool) -> Value {
        switch json.content {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .number(let text): return .number(text)
        case .string(let text): return .string(isCondition ? SecretDetector.redact(text) : text)
        case .array(let elements):
            return .array(
                elements.map {
                    Element(converted($0, line: line, isCondition: isCondition), line: line ?? $0.line)
                })
        case .object(let members):
            return .object(
                members.map { member in
                    let inside = isCondition || UTF8Order.equal(member.key, "Condition")
                    return Member(
                        member.key, converted(member.value, line: line, isCondition: inside),
                        line: line ?? member.value.line)
                })
        }
    }
}
