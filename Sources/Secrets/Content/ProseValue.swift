/// A value behind a name that speaks of a credential, in text that people write: whether it is a word of the sentence.
///
/// In a configuration what stands behind `password:` is one. In prose it is as often the rest of a sentence: "password:
/// must have 12 characters".
struct ProseValue {
    /// What follows the name, as far as a value is looked at.
    let rest: ArraySlice<UInt8>
    let type: SecretType
    let name: String
    /// Whether the value stands in quotes, so that it is no expression of a program.
    let isQuoted: Bool

    /// Whether the value is no credential though its name says so.
    func isProse(_ value: ArraySlice<UInt8>) -> Bool {
        // `{"key": "order-17"}`: the name says nothing, only a value that can be nothing else is one.
        let name = CredentialName.words(of: name)
        if ProseValue.isPublished(value) { return true }
        if name == ["key"] { return !TokenForms.isOpaque(value) }
        if name.last == "key", name.dropLast().last.map(ProseValue.openNothing.contains) == true { return true }
        if ProseValue.isPath(value) || value.count(where: ASCII.isAlphanumeric) < 3 { return true }
        if !isQuoted, CodeValue.isExpression(value) { return true }
        // `<your password>`
        if value.first == UInt8(ascii: "<"), rest.contains(UInt8(ascii: ">")) { return true }
        let words = words
        guard let first = words.first, ProseValue.isPlain(first) else { return false }
        if words.contains(where: { ProseValue.common.contains($0.lowercased()) }) { return true }
        // A token, a key or a header of letters alone, with at most the first a capital, is a word.
        return type != .password && value.allSatisfy(ASCII.isLetter) && value.count < ProseValue.wordLength
    }

    /// What stands before `key` where the key is a name: of an entry, of a request that may be sent twice.
    private static let openNothing: Set<String> = [
        "idempotency", "cache", "routing", "object", "row", "shard", "lookup", "index", "dictionary", "map", "group",
        "translation", "registry", "shortcut",
    ]

    /// Whether a value is one that documentation prints: AWS ends its examples so.
    static func isPublished(_ value: ArraySlice<UInt8>) -> Bool {
        String(decoding: value.suffix(wordLength), as: UTF8.self).contains("EXAMPLE")
    }

    /// Whether a password of a URL is what documentation writes there: the word itself, or the user's name again.
    static func isPlaceholder(_ password: ArraySlice<UInt8>, user: ArraySlice<UInt8>) -> Bool {
        let text = ASCII.lowered(String(decoding: password, as: UTF8.self))
        return ["password", "passwd", "pass", "pwd", "secret", "changeme"].contains(text)
            || (!user.isEmpty && password.elementsEqual(user))
    }

    /// Whether the value names where something is: parts of letters, none of them random.
    private static func isPath(_ value: ArraySlice<UInt8>) -> Bool {
        let parts = value.split(separator: UInt8(ascii: "/"))
        guard value.contains(UInt8(ascii: "/")), parts.count > 1 else { return false }
        return parts.allSatisfy { part in
            part.count < 24 && part.allSatisfy { ASCII.isLower($0) || ASCII.isDigit($0) || "-_.".utf8.contains($0) }
                && part.count(where: ASCII.isDigit) * 3 <= part.count
        }
    }

    /// Longer words are rare, and passphrases of letters alone are not.
    private static let wordLength = 16
    /// How far a sentence is looked at.
    private static let wordCount = 4

    /// The first words of the sentence that begins with the value, without marks around them.
    private var words: [String] {
        var words: [String] = []
        var start = rest.startIndex
        while words.count < ProseValue.wordCount {
            while start < rest.endIndex, rest[start] == 0x20 { start += 1 }
            var end = start
            while end < rest.endIndex, rest[end] != 0x20, !ProseValue.endsLine(rest[end]) { end += 1 }
            guard start < end else { break }
            words.append(String(decoding: rest[start..<end].filter { !ProseValue.isMark($0) }, as: UTF8.self))
            start = end
        }
        return words
    }

    private static func endsLine(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "="):
            true
        default: false
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
            UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }

    /// Letters alone, of which only the first may be a capital.
    private static func isPlain(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { ASCII.isLetter($0) || $0 >= 0x80 }
            && word.utf8.dropFirst().allSatisfy { !ASCII.isUpper($0) }
    }

    /// Words that sentences about credentials are made of, and no credential is.
    private static let common: Set<String> = [
        "a", "again", "an", "and", "any", "are", "as", "ask", "asks", "at", "be", "been", "between", "but", "by", "can",
        "cannot", "change", "changed", "characters", "choose", "contact", "contains", "days", "denied",
        "digits", "do", "does", "encrypted", "enter", "entered", "expired", "expires", "failed", "for", "forgotten",
        "forgot", "from", "get", "given", "has", "hashed", "have", "he", "hidden", "how", "if", "in", "incorrect",
        "invalid", "is", "it", "its", "least", "length", "letters", "long", "masked", "may", "minimum", "must", "my",
        "need", "needed", "needs", "never", "new", "not", "of", "ok", "omitted", "only", "or", "our", "per", "please",
        "protected", "redacted", "rejected", "reset", "resets", "rotated", "same", "see", "sent", "set", "shall", "she",
        "should", "some", "stored", "strong", "that", "the", "their", "them", "then", "these", "they", "this", "to",
        "too", "type", "unknown", "use", "used", "uses", "valid", "via", "was", "we", "weak", "were", "what", "when",
        "where", "which", "who", "why", "will", "with", "without", "would", "wrong", "you", "your",
        // German, French, Spanish, Portuguese, Italian.
        "das", "der", "die", "ein", "eine", "ist", "muss", "darf", "wird", "mindestens", "und", "est", "doit", "le",
        "la", "les", "el", "los", "debe", "es", "al", "un", "une", "una", "deve", "o", "il", "deve", "et", "y", "e",
    ]
}
