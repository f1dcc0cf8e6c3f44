internal import OverreachModel
internal import OverreachWire

/// What an entry starts: the program and its arguments, each with its place.
struct MCPCommand {
    /// A word of the command line.
    struct Word {
        let text: String
        let line: Int
        let pointer: JSONPointer
    }

    let program: Word?
    let arguments: [Word]

    /// Reads `command` and `args`; a command that holds its arguments is divided, a list is program and arguments.
    init(_ entry: JSONValue, at pointer: JSONPointer) {
        var words: [Word] = []
        if let command = entry["command"] ?? entry["cmd"] {
            let here = pointer[entry["command"] == nil ? "cmd" : "command"]
            if let list = command.array {
                words = MCPCommand.words(of: list, at: here)
            } else if let text = command.string {
                let parts = MCPCommand.isOnePath(text) ? [text] : MCPCommand.divided(text)
                words = parts.map { Word(text: $0, line: command.line, pointer: here) }
            }
        }
        let here = pointer["args"]
        if let list = entry["args"]?.array {
            words += MCPCommand.words(of: list, at: here)
        } else if let args = entry["args"], let text = args.string {
            words += MCPCommand.divided(text).map { Word(text: $0, line: args.line, pointer: here) }
        }
        let hasProgram = entry["command"] != nil || entry["cmd"] != nil
        program = hasProgram ? words.first : nil
        arguments = hasProgram ? Array(words.dropFirst()) : words
    }

    private static func words(of list: [JSONValue], at pointer: JSONPointer) -> [Word] {
        list.enumerated().compactMap { index, element in
            element.plainText.map { Word(text: $0, line: element.line, pointer: pointer[index]) }
        }
    }

    /// Whether the blanks are part of one path (`C:\Program Files\…`, `/Applications/My App.app/…`).
    private static func isOnePath(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[1] == UInt8(ascii: ":"), bytes[2] == UInt8(ascii: "\\") { return true }
        guard bytes.first == UInt8(ascii: "/"), let blank = bytes.firstIndex(of: 0x20) else { return false }
        // A path goes on behind its blank: the word after it holds a `/` before a further blank, and is no option.
        let rest = bytes[(blank + 1)...].prefix { $0 != 0x20 }
        return rest.contains(UInt8(ascii: "/")) && rest.first != UInt8(ascii: "-") && rest.first != UInt8(ascii: "/")
            && !rest.contains(UInt8(ascii: "@")) && !rest.contains(UInt8(ascii: ":"))
    }

    /// The words of a command line, as a shell divides them by blanks and quotes.
    private static func divided(_ text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var isOpen = false
        var quote: UInt8?
        for byte in text.utf8 {
            if let open = quote {
                if byte == open { quote = nil } else { word.append(byte) }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                (quote, isOpen) = (byte, true)
            } else if byte == 0x20 || byte == 0x09 {
                if isOpen || !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                (word, isOpen) = ([], false)
            } else {
                word.append(byte)
            }
        }
        if isOpen || !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}

extension JSONValue {
    /// The text of a string, a number or a truth value.
    var plainText: String? {
        switch content {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
