import OverreachModel

/// Keeps of a command line what is started, and no argument that could be a secret.
enum CommandText {
    /// Words between a program and what it starts that mean nothing by themselves.
    private static let launchWords = ["-m", "-u", "-y", "--yes", "run", "exec", "dlx", "x", "tool"]
    /// A run of so many letters and digits with a digit among them may be a token; package and module names have none.
    private static let tokenLength = 16
    private static let wordLimit = 256

    /// The program, its launch words and the one thing that they start: `python -m deploy_mcp`; nil where even the
    /// program looks like something else.
    static func safe(_ words: [String]) -> String? {
        guard let program = words.first, isName(program) else { return nil }

        var kept = [program]
        var rest = words.dropFirst()
        while let word = rest.first, launchWords.contains(where: { UTF8Order.equal($0, word) }) {
            kept.append(word)
            rest = rest.dropFirst()
        }
        if let started = rest.first, !started.utf8.starts(with: "-".utf8), isName(started) { kept.append(started) }
        return kept.joined(separator: " ")
    }

    private static func isName(_ word: String) -> Bool {
        guard !word.isEmpty, word.utf8.count <= wordLimit else { return false }

        var run = 0
        var hasDigit = false
        for byte in word.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                run += 1
                hasDigit = true
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                run += 1
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "@"):
                run = 0
                hasDigit = false
            default:
                return false
            }
            if run >= tokenLength, hasDigit { return false }
        }
        return true
    }
}
