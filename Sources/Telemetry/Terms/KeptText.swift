/// Bounds the texts of runtime input that are kept.
enum KeptText {
    /// The most bytes of one value: a name or an ARN is far below, a list of table names may come near.
    static let limit = 2_048
    /// What stands at the end of a text that was cut.
    static let mark = "…"

    /// The text, or its beginning with the mark where it is longer than the limit; never half a character's bytes.
    static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }

        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text.unicodeScalars[..<end]) + mark
    }

    /// The ASCII letters that the text begins with, blanks before them left out; nil where there are none.
    static func firstWord(_ text: String) -> String? {
        let letters = text.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
            .prefix { (0x61...0x7A).contains($0 | 0x20) }
        return letters.isEmpty ? nil : cut(String(decoding: letters, as: UTF8.self))
    }
}
