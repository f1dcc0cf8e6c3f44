import Foundation
import OverreachModel
import OverreachWire

/// The folder with the tables.
struct Folder: Sendable {
    let path: String

    func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }

    /// The JSON of a file.
    func load(_ file: String) throws -> Value {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file)"))
        return Value(try JSONValue.parse(Array(data)))
    }

    /// The elements of a file that is an array.
    func rows(_ file: String) throws -> [Value] { (try load(file).elements ?? []).map(\.value) }
}

extension Value {
    /// The JSON with its lines.
    init(_ json: JSONValue) {
        self =
            switch json.content {
            case .null: .null
            case .bool(let value): .bool(value)
            case .number(let text): .number(text)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { Element(Value($0), line: $0.line) })
            case .object(let members):
                .object(members.map { Member($0.key, Value($0.value), line: $0.value.line) })
            }
    }

    /// The JSON in a text; null where it is none.
    init(json text: String) { self = (try? JSONValue.parse(Array(text.utf8))).map { Value($0) } ?? .null }

    /// The text of a scalar, or those of the elements.
    var texts: [String] {
        if let string { return [string] }
        if case .bool(let flag) = self { return [flag ? "true" : "false"] }
        if case .number(let text) = self { return [text] }
        return (elements ?? []).flatMap(\.value.texts)
    }

    var isTrue: Bool { self == .bool(true) }
    var isNull: Bool { self == .null }

    /// The value unless it is null.
    var unlessNull: Value? { isNull ? nil : self }
}
