internal import OverreachModel
internal import Yams

/// Reads YAML against a shape and gathers every problem with its line.
///
/// Nothing in the file is followed, run or replaced: no include, no variable, no tag has a meaning. A misspelt key is a
/// problem, never silence.
struct ConfigReader {
    /// A problem, with the line that it is on.
    struct Problem: Sendable, Equatable {
        let line: Int
        let text: String
    }

    /// Larger files are refused: a house of a thousand agents takes a tenth.
    static let largestFile = 1 << 20
    /// Values that are read at most, those that aliases repeat as well.
    private static let mostValues = 100_000
    /// Aliases that a file may hold: with 30 of them at most 3^10 values come of one.
    private static let mostAliases = 30

    private(set) var problems: [Problem] = []
    private var values = 0

    /// The value, or what is left of it beside the problems.
    ///
    /// A member of the file, and an element of its list, is left out that has one. An empty file is an object without members,
    /// and nil is a file that is no YAML.
    mutating func read(_ text: String, as object: ConfigObject) -> ConfigValue? {
        guard ConfigReader.aliases(in: text) <= ConfigReader.mostAliases else {
            complain(1, "more than \(ConfigReader.mostAliases) aliases, expected the values themselves")
            return nil
        }
        do {
            guard let root = try Parser(yaml: text).singleRoot() else { return .object([]) }
            if case .scalar(let scalar) = root, ConfigReader.isNull(scalar) { return .object([]) }
            return read(root, as: .object(object), at: ConfigReader.file)
        } catch let error as YamlError {
            complain(error)
        } catch {
            complain(1, "cannot be read as YAML")
        }
        return nil
    }

    // MARK: - Values

    private mutating func read(_ node: Node, as shape: ConfigShape, at place: String) -> ConfigValue? {
        values += 1
        guard values <= ConfigReader.mostValues else {
            if values == ConfigReader.mostValues + 1 {
                complain(line(node), "more than \(ConfigReader.mostValues) values, expected fewer")
            }
            return nil
        }
        switch (shape, node) {
        case (.list(let element), .sequence(let sequence)), (.oneOrMore(let element), .sequence(let sequence)):
            var all: [ConfigValue.Element] = []
            if case .oneOrMore = shape, sequence.isEmpty {
                complain(line(node), "\(place) is an empty list, expected at least one value, or no such member")
            }
            for (index, node) in sequence.enumerated() {
                if let value = read(node, as: element, at: "\(place)[\(index)]") {
                    all.append(.init(value: value, line: line(node)))
                }
            }
            return all.count == sequence.count || isTop(place) ? .list(all) : nil
        case (.oneOrMore(let element), _):
            return read(node, as: element, at: place)
        case (.map(let value), .mapping(let mapping)):
            return read(mapping, at: place) { _ in .known(value) }
        case (.object(let object), .mapping(let mapping)), (.short(let object), .mapping(let mapping)):
            return read(mapping, as: object, line: line(node), at: place)
        case (.short, .scalar(let scalar)):
            return read(scalar, as: .text, line: line(node), at: place)
        case (_, .scalar(let scalar)):
            return read(scalar, as: shape, line: line(node), at: place)
        default:
            complain(line(node), "\(place) is \(ConfigReader.words(of: node)), expected \(shape.words)")
            return nil
        }
    }

    private static let file = "the file"

    /// Whether a place is the file or one of its members: of these the rest is read though a part has a problem.
    private func isTop(_ place: String) -> Bool { !place.utf8.contains { ".[".utf8.contains($0) } }

    private mutating func read(
        _ mapping: Node.Mapping, as object: ConfigObject, line: Int, at place: String
    ) -> ConfigValue? {
        let value = read(mapping, at: place) { name in
            if let member = object.member(name) { return .known(member.shape) }
            let hint = ConfigReader.hint(name, among: object.members.map(\.name))
            let expected = ", expected \(object.members.map(\.name).joined(separator: ", "))"
            return .unknown("unknown key \"\(name)\" in \(place)\(hint ?? expected)")
        }
        let known = problems.count
        let given = Set(mapping.keys.compactMap { $0.scalar.map { Text($0.string) } })
        for name in object.required where !given.contains(Text(name)) {
            complain(line, "\(place) lacks \"\(name)\"")
        }
        let chosen = object.exactlyOne.filter { given.contains(Text($0)) }
        if !object.exactlyOne.isEmpty, chosen.count != 1 {
            let found = chosen.isEmpty ? "none" : chosen.joined(separator: " and ")
            complain(line, "\(place) has \(found), expected one of \(object.exactlyOne.joined(separator: ", "))")
        }
        if !object.atLeastOne.isEmpty, !object.atLeastOne.contains(where: { given.contains(Text($0)) }) {
            complain(line, "\(place) has none of \(object.atLeastOne.joined(separator: ", ")), expected at least one")
        }
        return problems.count == known || isTop(place) ? value : nil
    }

    /// What a key may hold, or what is wrong with it.
    private enum KeyShape {
        case known(ConfigShape)
        case unknown(String)
    }

    private mutating func read(
        _ mapping: Node.Mapping, at place: String, shape: (String) -> KeyShape
    ) -> ConfigValue? {
        var members: [ConfigValue.Member] = []
        var isWhole = true
        for (key, value) in mapping {
            guard let name = key.scalar?.string, !name.isEmpty else {
                complain(line(key), "\(place) has a key that is no text")
                isWhole = false
                continue
            }
            switch shape(name) {
            case .unknown(let problem):
                complain(line(key), problem)
                isWhole = false
            case .known(let shape):
                let below = place == ConfigReader.file ? name : "\(place).\(name)"
                let read = read(value, as: shape, at: below)
                if let read { members.append(.init(name: name, value: read, line: line(value))) }
                isWhole = isWhole && read != nil
            }
        }
        return isWhole || isTop(place) ? .object(members) : nil
    }

    private mutating func read(
        _ scalar: Node.Scalar, as shape: ConfigShape, line: Int, at place: String
    ) -> ConfigValue? {
        let (text, kind) = (scalar.string, ConfigReader.kind(of: scalar))
        let value: ConfigValue? =
            switch shape {
            case .text: kind == .text && !text.isEmpty ? .text(text) : nil
            case .word(let words): words.contains { UTF8Order.equal($0, text) } ? .text(text) : nil
            case .number(let range):
                kind == .number ? Int(text).flatMap { range.contains($0) ? .number($0) : nil } : nil
            case .truth: kind == .truth ? ConfigReader.truth(text).map { .truth($0) } : nil
            case .onlyTrue: kind == .truth && ConfigReader.truth(text) == true ? .truth(true) : nil
            case .duration: ConfigTime.duration(text) == nil ? nil : .text(text)
            case .date: ConfigTime.end(ofDay: text) == nil ? nil : .text(text)
            case .list, .oneOrMore, .map, .object, .short: nil
            }
        if value == nil {
            let quote = kind != .text && kind != .nothing && shape.isText ? "; put it in quotes" : ""
            let hint = ConfigReader.hint(text, among: shape.choices) ?? ""
            complain(line, "\(place) is \(ConfigReader.words(kind, text)), expected \(shape.words)\(quote)\(hint)")
        }
        return value
    }

    // MARK: - Problems

    private mutating func complain(_ line: Int, _ text: String) { problems.append(Problem(line: line, text: text)) }

    private mutating func complain(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            complain(mark.line, "no YAML: \(problem)")
        case .duplicatedKeysInMapping(let names, let context):
            complain(context.mark.line, "the key \"\(names.first ?? "")\" stands there twice")
        case .reader(let problem, _, _, _):
            complain(1, "no YAML: \(problem)")
        default:
            complain(1, "no YAML")
        }
    }

    private func line(_ node: Node) -> Int { node.mark?.line ?? 1 }

    /// What was meant, as the end of a sentence; nil where nothing is near.
    static func hint(_ text: String, among names: [String]) -> String? {
        Spelling.nearest(text, among: names).map { ", did you mean \"\($0)\"" }
    }
}

extension ConfigShape {
    /// Whether any text fits.
    fileprivate var isText: Bool { if case .text = self { true } else { false } }

    /// The words of which it is one; none where there is no such choice.
    fileprivate var choices: [String] {
        switch self {
        case .word(let words): words
        case .oneOrMore(let shape): shape.choices
        default: []
        }
    }
}
