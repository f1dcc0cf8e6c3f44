internal import OverreachModel
internal import OverreachWire

/// A document's body as JSON, and beside it the line of every element and member in the order of the JSON.
struct DocumentBody {
    /// The deepest body that is kept.
    static let depthLimit = 256

    var json: [UInt8]
    var lines: [UInt8]

    /// Throws `invalid` for what JSON cannot say: two members of one name, a number that is none, too deep a body.
    init(_ value: Value) throws {
        var packer = Packer()
        var previous = 0
        let tree = try Self.tree(value, depth: 0) { line in
            packer.signed(Int64(line &- previous))
            previous = line
        }
        var writer = JSONWriter()
        writer.raw(tree)
        json = writer.bytes
        lines = packer.bytes
    }

    /// The value that was packed.
    static func value(json: [UInt8], lines: [UInt8]) throws -> Value {
        var limits = JSONLimits()
        limits.depth = depthLimit + 1
        var unpacker = Unpacker(lines)
        var line: Int64 = 0
        let value = try value(JSONValue.parse(json, limits: limits)) { () throws(PackingError) -> Int in
            line = line &+ (try unpacker.signed())
            return Int(line)
        }
        guard unpacker.isAtEnd else { throw PackingError() }
        return value
    }

    private static func tree(_ value: Value, depth: Int, _ take: (Int) -> Void) throws -> JSONValue {
        guard depth <= depthLimit else { throw StoreError(.invalid, "document deeper than \(depthLimit)") }
        switch value {
        case .null: return JSONValue(.null)
        case .bool(let value): return JSONValue(.bool(value))
        case .string(let text): return JSONValue(.string(text))
        case .number(let text):
            guard isNumber(text) else { throw StoreError(.invalid, "document with a number that JSON cannot hold") }
            return JSONValue(.number(text))
        case .array(let elements):
            var out: [JSONValue] = []
            for element in elements {
                take(element.line)
                out.append(try tree(element.value, depth: depth + 1, take))
            }
            return JSONValue(.array(out))
        case .object(let members):
            var out: [JSONMember] = []
            var names: Set<Text> = []
            for member in members {
                guard names.insert(Text(member.name)).inserted else {
                    throw StoreError(.invalid, "document with two members of one name")
                }
                take(member.line)
                out.append(JSONMember(key: member.name, value: try tree(member.value, depth: depth + 1, take)))
            }
            return JSONValue(.object(out))
        }
    }

    private static func value(_ tree: JSONValue, _ next: () throws -> Int) throws -> Value {
        switch tree.content {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .string(let text): return .string(text)
        case .number(let text): return .number(text)
        case .array(let elements):
            var out: [Value.Element] = []
            for element in elements {
                let line = try next()
                out.append(Value.Element(try value(element, next), line: line))
            }
            return .array(out)
        case .object(let members):
            var out: [Value.Member] = []
            for member in members {
                let line = try next()
                out.append(Value.Member(member.key, try value(member.value, next), line: line))
            }
            return .object(out)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let parsed = try? JSONValue.parse(Array(text.utf8)), case .number(let read) = parsed.content else {
            return false
        }
        return UTF8Order.equal(read, text)
    }
}
