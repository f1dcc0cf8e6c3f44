/// Characters that people do not see and models read.
enum HiddenText {
    /// The detectors that the text sets off, each once.
    ///
    /// What scripts and emoji need is none: joiners between letters of such scripts, one variation selector behind a
    /// character, the tags of a flag. Source: Unicode Technical Report 36, "Unicode Security Considerations".
    static func detectors(in text: String) -> [String] {
        var sight = Sight()
        for scalar in text.unicodeScalars { sight.see(scalar.value) }
        sight.see(0x20)
        sight.finish()
        return sight.found.sorted()
    }

    private struct Sight {
        var found: Set<String> = []
        private var last: UInt32 = 0x20
        private var flag: Int?  // how many tags followed a flag
        private var run = 0  // of characters without width
        private var hasRightToLeft = false
        private var turnsRight = false
        private var selectors = 0
        private var invisible = 0
        private var pendingJoiner = false
        private var pending = 0  // characters without width behind a letter, until it is known what follows

        mutating func see(_ value: UInt32) {
            defer { last = value }
            if !HiddenText.isWithoutWidth(value) { settle(before: value) }
            tags(value)
            selectors(value)
            runs(value)
            switch value {
            case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
                hasRightToLeft = true
                pendingJoiner = false
            case 0x202A...0x202E, 0x2066...0x2069:
                // Embeddings and overrides; the marks U+200E and U+200F are what ordinary bidirectional text uses.
                if value == 0x202D || value == 0x202E { found.insert("bidi-override") }
                if value == 0x202B || value == 0x2067 { turnsRight = true }
            case 0x200B, 0x2060...0x2064, 0xFEFF:
                // Scripts without blanks between words are broken into lines by it.
                if pending > 0 || (HiddenText.isLetter(last) && !HiddenText.isUnspaced(last)) { pending += 1 }
            case 0x180E, 0x3164, 0xFFA0, 0x115F, 0x1160:
                count()
            case 0x200C, 0x200D:
                pendingJoiner = HiddenText.isASCIILetter(last)
            default:
                if pendingJoiner, HiddenText.isASCIILetter(value) { count() }
                pendingJoiner = false
            }
        }

        /// One may be left over from a web page; several are a message or split words so that filters miss them.
        private mutating func count() {
            invisible += 1
            if invisible == 3 { found.insert("zero-width") }
        }

        /// What stands inside a word was put there; behind a mark or at the end of a line it is where a page may break.
        private mutating func settle(before value: UInt32) {
            if pending > 0, HiddenText.isLetter(value) { for _ in 0..<pending { count() } }
            pending = 0
        }

        /// Of a flag's tags there are three to six, then the one that ends them.
        private mutating func tags(_ value: UInt32) {
            switch value {
            case 0x1F3F4: flag = 0
            case 0xE007F where (3...6).contains(flag ?? 0): flag = nil
            case 0xE0000...0xE007F:
                if let count = flag, count < 6 { flag = count + 1 } else { found.insert("tag-characters") }
            default:
                if flag ?? 0 > 0 { found.insert("tag-characters") }
                flag = nil
            }
        }

        /// Characters without width in a row are digits of a message: text needs one at a time.
        private mutating func runs(_ value: UInt32) {
            run = HiddenText.isWithoutWidth(value) ? run + 1 : 0
            if run == 4 { found.insert("zero-width") }
        }

        /// What turns the direction of a text that has no letters for it makes it read otherwise than it is.
        mutating func finish() {
            if turnsRight, !hasRightToLeft { found.insert("bidi-override") }
        }

        private mutating func selectors(_ value: UInt32) {
            guard (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) else {
                selectors = 0
                return
            }
            selectors += 1
            if selectors == 2 { found.insert("variation-selectors") }
        }
    }

    /// Thai, Lao, Tibetan, Myanmar, Khmer, and what is written with Chinese characters or kana.
    private static func isUnspaced(_ value: UInt32) -> Bool {
        (0x0E00...0x0FFF).contains(value) || (0x1000...0x109F).contains(value) || (0x1780...0x17FF).contains(value)
            || (0x3040...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
    }

    private static func isWithoutWidth(_ value: UInt32) -> Bool {
        (0x200B...0x200D).contains(value) || (0x2060...0x2064).contains(value) || value == 0xFEFF
    }

    private static func isLetter(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isAlphabetic ?? false
    }

    private static func isASCIILetter(_ value: UInt32) -> Bool {
        (0x61...0x7A).contains(value | 0x20) && value < 0x80
    }
}
