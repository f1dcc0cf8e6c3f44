internal import OverreachModel

/// The words of a text, in lower case, with marks where a sentence ends; characters that nobody sees are left out, so
/// that they split no word.
enum PhraseWords {
    /// Stands where a sentence ends.
    static let end: Text = "."

    static func of(_ text: String) -> [Text] {
        var words: [Text] = []
        var word = String.UnicodeScalarView()
        func isInvisible(_ value: UInt32) -> Bool {
            (0x200B...0x200F).contains(value) || (0x2060...0x2064).contains(value) || value == 0xFEFF || value == 0xAD
        }
        func finish() {
            guard !word.isEmpty else { return }
            words.append(Text(String(word).lowercased()))
            word = String.UnicodeScalarView()
        }
        let scalars = text.unicodeScalars
        for place in scalars.indices {
            let scalar = scalars[place]
            switch scalar {
            case "'", "\u{2019}":
                if !word.isEmpty { word.append("'") }
            case ".", "!", "?", ";":
                finish()
                // Within a name of a host or a file none ends.
                let next = scalars.index(after: place)
                let isEnd = next == scalars.endIndex || !scalars[next].properties.isAlphabetic
                if isEnd, words.last != end { words.append(end) }
            case "@":
                finish()
                words.append("@")
            case _ where isInvisible(scalar.value):
                continue
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
                word.append(scalar)
            default:
                finish()
            }
        }
        finish()
        return words
    }
}
