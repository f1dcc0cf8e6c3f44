/// What programs write behind a name that speaks of a credential, and is none: a call, a member, a type.
enum CodeValue {
    /// Words of languages that begin what holds other values.
    private static let holders: Set<String> = [
        "self", "this", "config", "cfg", "conf", "process", "os", "env", "request", "req", "response", "resp", "res",
        "props", "args", "params", "options", "opts", "settings", "ctx", "context", "state", "data", "event", "user",
        "secrets", "vars", "local", "var", "module", "values",
    ]
    private static let types: Set<String> = [
        "str", "string", "int", "integer", "bytes", "bool", "boolean", "any", "number", "object", "char", "secretstr",
        "securestring", "optional", "self",
    ]

    /// Whether the value, which stands in no quotes, is an expression: an operator, a call, an element, a member of what holds
    /// values, a type.
    static func isExpression(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first else { return false }
        if "=!<>|".utf8.contains(first) { return value.allSatisfy { "=!<>|&".utf8.contains($0) } }
        guard ASCII.isLetter(first) || first == UInt8(ascii: "_") else { return false }

        let chain = value.prefix { ASCII.isWord($0) || $0 == UInt8(ascii: ".") }
        let names = chain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard names.allSatisfy({ !$0.isEmpty }), let head = names.first else { return false }
        let holder = ASCII.lowered(String(decoding: head, as: UTF8.self))
        let hasDigits = chain.contains(where: ASCII.isDigit)
        switch value[chain.endIndex...].first {
        case UInt8(ascii: "("), UInt8(ascii: "["): return !hasDigits
        case nil: return types.contains(holder) && names.count == 1 || names.count > 1 && holders.contains(holder)
        case UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "!"):
            return types.contains(holder) && names.count == 1 || names.count > 1 && holders.contains(holder)
        default: return false
        }
    }
}
