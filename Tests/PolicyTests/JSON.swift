import Foundation
import OverreachModel
import Testing

@testable import OverreachPolicy

/// JSON as a `Value`, read by Foundation; members come in the order of their names, lines are unknown.
struct JSON: Decodable {
    let value: Value

    init(from decoder: any Swift.Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: Name.self) {
            let members = try keyed.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
                Value.Member($0.stringValue, try keyed.decode(JSON.self, forKey: $0).value)
            }
            value = .object(members)
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var elements: [Value.Element] = []
            while !list.isAtEnd { elements.append(Value.Element(try list.decode(JSON.self).value)) }
            value = .array(elements)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            value = .null
        } else if let flag = try? single.decode(Bool.self) {
            value = .bool(flag)
        } else if let text = try? single.decode(String.self) {
            value = .string(text)
        } else if let whole = try? single.decode(Int.self) {
            value = .number(String(whole))
        } else {
            value = .number(String(try single.decode(Double.self)))
        }
    }

    struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    static func value(_ text: String) -> Value {
        guard let json = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)) else {
            fatalError("the test's own JSON does not parse: \(text)")
        }
        return json.value
    }
}

/// The tables that nobody here wrote, where they are at hand.
enum Tables {
    static let folder: String = {
        if let given = ProcessInfo.processInfo.environment["OVERREACH_DATA"] { return given + "/policy" }
        return FileManager.default.currentDirectoryPath + "/../shared/data/policy"
    }()

    static var areHere: Bool { FileManager.default.fileExists(atPath: folder + "/aws-actions.json") }
    static let hint: Comment = "the folder with the tables is not at hand: set OVERREACH_DATA"

    static func load(_ file: String) throws -> Value {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
        return try JSONDecoder().decode(JSON.self, from: data).value
    }
}

extension Value {
    var texts: [String] {
        if let string { return [string] }
        if case .bool(let flag) = self { return [flag ? "true" : "false"] }
        if case .number(let text) = self { return [text] }
        return (elements ?? []).flatMap(\.value.texts)
    }
}
