internal import OverreachModel

/// A document as JSON text, two blanks a level, members in their own order.
enum DocumentText {
    /// The text, without a line break at its end.
    static func json(_ value: Value) -> String {
        var out = ""
        write(value, indent: 0, to: &out)
        return out
    }

    /// The same on one line.
    static func compact(_ value: Value) -> String {
        switch value {
        case .array(let elements): return "[" + elements.map { compact($0.value) }.joined(separator: ",") + "]"
        case .object(let members):
            return "{" + members.map { "\(quoted($0.name)):\(compact($0.value))" }.joined(separator: ",") + "}"
        case .null, .bool, .number, .string: return scalar(value)
        }
    }

    private static func write(_ value: Value, indent: Int, to out: inout String) {
        let inner = String(repeating: "  ", count: indent + 1)
        let end = "\n" + String(repeating: "  ", count: indent)
        switch value {
        case .array(let elements) where !elements.isEmpty:
            out += "["
            for (place, element) in elements.enumerated() {
                out += (place == 0 ? "\n" : ",\n") + inner
                write(element.value, indent: indent + 1, to: &out)
            }
            out += end + "]"
        case .object(let members) where !members.isEmpty:
            out += "{"
            for (place, member) in members.enumerated() {
                out += (place == 0 ? "\n" : ",\n") + inner + quoted(member.name) + ": "
                write(member.value, indent: indent + 1, to: &out)
            }
            out += end + "}"
        case .array: out += "[]"
        case .object: out += "{}"
        case .null, .bool, .number, .string: out += scalar(value)
        }
    }

    private static func scalar(_ value: Value) -> String {
        switch value {
        case .bool(let flag): flag ? "true" : "false"
        case .number(let text): text
        case .string(let text): quoted(text)
        case .null, .array, .object: "null"
        }
    }

    /// A string of JSON; what a terminal could take for a command is written as an escape.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isInvisible(scalar) {
                    out += String(scalar).utf16.map { "\\u" + padded(String($0, radix: 16)) }.joined()
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }

    /// What turns the direction of writing or ends a line without showing.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        (0x200B...0x200F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
            || (0x2060...0x2069).contains(scalar.value) || scalar.value == 0xFEFF
    }

    private static func padded(_ digits: String) -> String {
        String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

/// Words of a command line of a POSIX shell.
enum ShellText {
    /// The command, each word quoted where a shell would take it apart.
    static func command(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "-_./:=@+,%".utf8.contains(byte)
            }
        return isPlain
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
