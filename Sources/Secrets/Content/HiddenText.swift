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
        return sight.found.sorted()
    }

    private struct Sight {
        var found: Set<String> = []
        private var isFirst = true
        private var last: UInt32 = 0x20
        private var isInFlag = false
        private var selectors = 0
        private var invisible = 0
        private var pendingJoiner = false

        mutating func see(_ value: UInt32) {
            defer {
                last = value
                isFirst = false
            }
            tags(value)
            selectors(value)
            switch value {
            case 0x202A...0x202E, 0x2066...0x2069:
                // Embeddings and overrides; the marks U+200E and U+200F are what ordinary bidirectional text uses.
                if value == 0x202D || value == 0x202E { found.insert("bidi-override") }
            case 0x200B, 0x2060...0x2064, 0x180E:
                count()
            case 0xFEFF:
                if !isFirst { count() }
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

        private mutating func tags(_ value: UInt32) {
            if value == 0x1F3F4 {
                isInFlag = true
            } else if (0xE0000...0xE007F).contains(value) {
                if !isInFlag { found.insert("tag-characters") }
            } else {
                isInFlag = false
            }
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

    private static func isASCIILetter(_ value: UInt32) -> Bool {
        (0x61...0x7A).contains(value | 0x20) && value < 0x80
    }
}
