internal import OverreachWire

/// Turns what is behind the `?` and in the body into the arguments that the command's own parser reads.
///
/// Every value is bound to its option by `=`, or stands behind `--`: none can be taken for an option.
struct QuestionArguments {
    /// A value as it was given.
    private enum Value {
        case text(String)
        case content([UInt8])
    }

    let arguments: [String]
    /// Keeps the files that arguments name.
    private let folder: SpoolFolder?

    /// Errors: `Refusal` for what the question does not know, what it lacks, and values of another form.
    init(
        _ items: [QueryItem], body: JSONValue?, for parameters: [QuestionParameter], spool: Spool
    ) throws(Refusal) {
        var given: [String: [Value]] = [:]
        for item in items {
            let parameter = try QuestionArguments.parameter(item.name, among: parameters)
            guard parameter.files.isEmpty else {
                throw Refusal(.badRequest, "\(item.name) holds the content of a file: give it in the body of a POST")
            }
            given[item.name, default: []].append(.text(item.value))
        }
        if let body {
            guard let members = body.object else { throw Refusal(.badRequest, "the body is no JSON object") }
            for member in members {
                let parameter = try QuestionArguments.parameter(member.key, among: parameters)
                guard given[member.key] == nil else {
                    throw Refusal(.badRequest, "\(member.key) is given in the query and in the body")
                }
                if member.value.isNull { continue }
                given[member.key] = try QuestionArguments.values(of: member.value, for: parameter)
            }
        }

        var options: [(text: String, file: String?)] = []
        var positionals: [String] = []
        var files: [(name: String, bytes: [UInt8])] = []
        for parameter in parameters {
            guard let values = given[parameter.name] else {
                if parameter.isRequired {
                    throw Refusal(.badRequest, "\(parameter.name) is missing: \(parameter.summary)")
                }
                continue
            }
            try QuestionArguments.checkCount(values, of: parameter)
            for (place, value) in values.enumerated() {
                let isFile = parameter.files.contains(place % max(1, parameter.words.count))
                switch (parameter.kind, value, isFile) {
                case (.positional, .text(let text), false): positionals.append(text)
                case (.flag, .text(let text), _):
                    guard ["", "true", "false"].contains(text) else {
                        throw Refusal(.badRequest, "\(parameter.name) is neither true nor false")
                    }
                    if text != "false" { options.append(("--\(parameter.name)", nil)) }
                case (.option, .text(let text), false): options.append(("--\(parameter.name)=\(text)", nil))
                case (.option, _, true):
                    let name = "\(parameter.name)-\(files.count + 1).json"
                    files.append((name, QuestionArguments.bytes(value)))
                    options.append(("--\(parameter.name)=", name))
                default:
                    throw Refusal(.badRequest, "\(parameter.name) holds an object, expected text")
                }
            }
        }
        let folder = files.isEmpty ? nil : try spool.folder(of: files)
        self.folder = folder
        arguments =
            options.map { option in option.text + (option.file.map { "\(folder?.path ?? "")/\($0)" } ?? "") }
            + ["--"] + positionals
    }

    /// The refusal without the places of this machine that its text names.
    func withoutPlaces(_ refusal: Refusal, storePath: String) -> Refusal {
        var detail = refusal.detail
        if let folder { detail = detail.replacing(folder.path + "/", with: "") }
        detail = detail.replacing(storePath, with: "the store")
        return Refusal(refusal.kind, detail, retryAfter: refusal.retryAfter)
    }

    private static func checkCount(_ values: [Value], of parameter: QuestionParameter) throws(Refusal) {
        guard parameter.isRepeated || values.count == 1 else {
            throw Refusal(.badRequest, "\(parameter.name) is given \(values.count) times, expected once")
        }
        guard values.count.isMultiple(of: max(1, parameter.words.count)) else { throw tupleError(parameter) }
    }

    private static func tupleError(_ parameter: QuestionParameter) -> Refusal {
        let words = parameter.words.joined(separator: ", ")
        return Refusal(.badRequest, "\(parameter.name) takes \(parameter.words.count) values: \(words)")
    }

    private static func parameter(
        _ name: String, among parameters: [QuestionParameter]
    ) throws(Refusal) -> QuestionParameter {
        guard let parameter = parameters.first(where: { $0.name == name }) else {
            let known = parameters.isEmpty ? "none" : parameters.map(\.name).joined(separator: ", ")
            throw Refusal(.badRequest, "unknown parameter \"\(name)\", expected \(known)")
        }
        return parameter
    }

    private static func bytes(_ value: Value) -> [UInt8] {
        switch value {
        case .text(let text): Array(text.utf8)
        case .content(let bytes): bytes
        }
    }

    /// A list of values, or of lists of them, or one value.
    private static func values(of value: JSONValue, for parameter: QuestionParameter) throws(Refusal) -> [Value] {
        guard let elements = value.array else { return [try self.value(value, of: parameter)] }
        var values: [Value] = []
        for element in elements {
            if let inner = element.array {
                guard inner.count == parameter.words.count else { throw tupleError(parameter) }
                for value in inner { values.append(try self.value(value, of: parameter)) }
            } else {
                values.append(try self.value(element, of: parameter))
            }
        }
        return values
    }

    private static func value(_ value: JSONValue, of parameter: QuestionParameter) throws(Refusal) -> Value {
        switch value.content {
        case .string(let text): return .text(text)
        case .number(let text): return .text(text)
        case .bool(let isTrue): return .text(isTrue ? "true" : "false")
        case .object:
            var writer = JSONWriter()
            writer.raw(value)
            return .content(writer.bytes)
        case .array, .null:
            throw Refusal(.badRequest, "\(parameter.name) holds a list in a list or null, expected text")
        }
    }
}
