internal import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

/// Takes the secrets out of one entry, wherever they hide: variables, headers, arguments, URLs, any other member.
///
/// Nothing that leaves it holds the text of a secret.
struct MCPSecrets {
    /// What was found, in the order of the places in the file.
    private(set) var credentials: [MCPCredential] = []
    /// Ids of AWS access keys.
    private(set) var accessKeys: [MCPAccessKey] = []

    private let fingerprinter: Fingerprinter

    init(_ entry: MCPDocument.Entry, command: MCPCommand, fingerprinter: Fingerprinter) {
        self.fingerprinter = fingerprinter
        for member in entry.value.object ?? [] {
            let here = entry.pointer[member.key]
            switch Text(member.key) {
            case "args" where entry.value["command"] != nil || entry.value["cmd"] != nil: continue
            case "command", "cmd", "args": read(arguments: command)
            default: read(member.value, name: member.key, at: here)
            }
        }
        makePlacesUnique()
    }

    /// How the place of the password in a connection string is called.
    static let connectionString = "password of the connection string"

    // MARK: - Members

    /// Reads a member and everything in it.
    private mutating func read(_ value: JSONValue, name: String, at pointer: JSONPointer) {
        switch value.content {
        case .object(let members):
            for member in members { read(member.value, name: member.key, at: pointer[member.key]) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { read(element, name: name, at: pointer[index]) }
        case .string, .number:
            guard let text = value.plainText else { return }
            take(name: name, value: text, place: name, line: value.line, pointer: pointer)
            if text.utf8.starts(with: "http".utf8) { readPath(of: text, line: value.line, pointer: pointer) }
        case .null, .bool:
            return
        }
    }

    /// A part of a URL's path that can only be a token (`https://host/s/TOKEN/mcp`).
    private mutating func readPath(of url: String, line: Int, pointer: JSONPointer) {
        for part in MCPRedaction.pathTokens(of: url) {
            add(.urlToken, Secret(part), place: "path of the URL", line: line, pointer: pointer)
        }
    }

    // MARK: - Arguments

    private mutating func read(arguments command: MCPCommand) {
        if let program = command.program {
            take(name: "", value: program.text, place: "command", line: program.line, pointer: program.pointer)
        }
        let words = command.arguments
        var index = 0
        while index < words.count {
            let word = words[index]
            if index + 1 < words.count, isValue(words[index + 1].text, of: word.text) {
                let value = words[index + 1]
                take(name: word.text, value: value.text, place: word.text, line: value.line, pointer: value.pointer)
                index += 2
                continue
            }
            read(argument: word, number: index + 1)
            index += 1
        }
    }

    /// Whether the word after an option is a credential given to it, and no assignment that names its own place.
    private func isValue(_ word: String, of option: String) -> Bool {
        guard MCPRedaction.isOption(option), MCPRedaction.assignment(option) == nil, !MCPRedaction.isOption(word) else {
            return false
        }
        let findings = SecretDetector.findings(name: option, value: word)
        if SecretDetector.isAccessKeyID(word) || findings.contains(where: { $0.place == .value }) { return true }
        return !findings.isEmpty && MCPRedaction.assignment(word) == nil
    }

    private mutating func read(argument word: MCPCommand.Word, number: Int) {
        if let (name, value) = MCPRedaction.assignment(word.text) {
            // `--env=NAME=value`: the inner name says what it is.
            let inner = MCPRedaction.isOption(name) ? MCPRedaction.assignment(value) : nil
            let (name, value) = inner ?? (name, value)
            take(name: name, value: value, place: name, line: word.line, pointer: word.pointer)
        } else {
            take(name: "", value: word.text, place: "argument \(number)", line: word.line, pointer: word.pointer)
        }
    }

    // MARK: - Findings

    private mutating func take(name: String, value: String, place: String, line: Int, pointer: JSONPointer) {
        if SecretDetector.isAccessKeyID(value) {
            accessKeys.append(MCPAccessKey(id: value, name: name, line: line, pointer: pointer))
            return
        }
        for finding in SecretDetector.findings(name: name, value: value) {
            let named: String
            switch finding.place {
            case .value: named = place
            case .connectionString: named = MCPSecrets.connectionString
            case .query(let parameter): named = parameter
            // Inside a variable or header the variable or header is the place; inside an argument the inner name is.
            case .assignment(let inner): named = name.isEmpty || MCPRedaction.isOption(name) ? inner : place
            }
            add(finding.type, finding.secret, place: named, line: line, pointer: pointer)
        }
    }

    private mutating func add(_ type: SecretType, _ secret: Secret?, place: String, line: Int, pointer: JSONPointer) {
        credentials.append(
            MCPCredential(
                place: place, held: secret == nil ? .reference : .hardCoded, type: type,
                fingerprint: secret.map { fingerprinter.fingerprint($0, type: Fingerprinter.credential) }, line: line,
                pointer: pointer))
    }

    /// Numbers the places of one name that hold different things, so that each has a key of its own.
    private mutating func makePlacesUnique() {
        var held: [Text: [String?]] = [:]
        var unique: [MCPCredential] = []
        for var credential in credentials {
            let known = held[Text(credential.place)] ?? []
            let index = known.firstIndex { $0 == credential.fingerprint } ?? known.count
            if index == known.count { held[Text(credential.place), default: []].append(credential.fingerprint) }
            if index > 0 { credential.place += " (\(index + 1))" }
            unique.append(credential)
        }
        credentials = unique
    }
}
