internal import OverreachWire

/// One thing that a question is told, as its command declares it.
public struct QuestionParameter: Sendable {
    /// How it is written on a command line.
    enum Kind: Sendable { case positional, option, flag }

    /// Its name behind the `?` and in a body: that of the option, or of the place.
    public let name: String
    let kind: Kind
    /// Whether it may be given several times.
    let isRepeated: Bool
    /// Whether the question makes no sense without it.
    let isRequired: Bool
    /// What each of its values is, in order: one word for most, `principal action resource` for a grant.
    let words: [String]
    let summary: String
    let defaultValue: String?
    let allowed: [String]

    /// Places among the words that a command line gives as names of files: over HTTP their content is given.
    var files: Set<Int> { Set(words.indices.filter { words[$0] == "file" }) }

    /// The parameters of a command, from its own description as `_dumpHelp` writes it; those that are withheld and
    /// those of help are left out.
    public static func parameters(ofHelp dump: String, withholding withheld: Set<String>) -> [QuestionParameter] {
        let value = try? JSONValue.parse(Array(dump.utf8))
        let arguments = value?["command"]?["arguments"]?.array ?? []
        return arguments.compactMap { QuestionParameter($0) }
            .filter { !withheld.contains($0.name) && $0.name != "help" && $0.name != "version" }
    }

    private init?(_ argument: JSONValue) {
        switch argument["kind"]?.string {
        case "positional": kind = .positional
        case "option": kind = .option
        case "flag": kind = .flag
        default: return nil
        }
        let preferred = argument["preferredName"]?["name"]?.string
        let valueName = argument["valueName"]?.string
        guard let name = kind == .positional ? valueName : preferred else { return nil }
        self.name = name
        isRepeated = argument["isRepeating"]?.bool ?? false
        isRequired = !(argument["isOptional"]?.bool ?? false)
        words = (valueName ?? name).split(separator: " ").map(String.init)
        summary = argument["abstract"]?.string ?? ""
        defaultValue = argument["defaultValue"]?.string
        allowed = argument["allValues"]?.array?.compactMap(\.string) ?? []
    }
}
