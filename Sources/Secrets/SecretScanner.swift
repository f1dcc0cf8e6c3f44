/// Finds secrets in one text, from left to right; spans do not overlap.
struct SecretScanner {
    struct Span {
        let range: Range<Int>
        let type: SecretType
        let place: SecretFinding.Place
        let isReference: Bool

        init(_ range: Range<Int>, _ type: SecretType, _ place: SecretFinding.Place = .value, isReference: Bool = false)
        {
            self.range = range
            self.type = type
            self.place = place
            self.isReference = isReference
        }
    }

    let bytes: ArraySlice<UInt8>
    let findsCards: Bool
    /// Whether people or models wrote the text, so that what stands behind a name may be a word of a sentence, and a long
    /// number anything: for what is told, not for what is taken away.
    let isProse: Bool
    /// Where other parts of connection strings stand; nil until a password asks for them.
    var connectionParts: [Range<Int>]?

    init(_ bytes: ArraySlice<UInt8>, findsCards: Bool = false, isProse: Bool = false) {
        self.bytes = bytes
        self.findsCards = findsCards
        self.isProse = isProse
    }

    /// What the text holds, given what it is called; an empty name says nothing.
    func spans(name: String) -> [Span] {
        var scanner = self
        let inside = scanner.scan()
        if inside.contains(where: { !$0.isReference }) { return inside }
        guard let type = CredentialName.type(of: name) else { return inside }
        let head = bytes.prefix(SecretScanner.lookedAt)
        if isProse, ProseValue(rest: head, type: type, name: name, isQuoted: true).isProse(head) { return inside }
        let named = NamedValue(bytes, type: type).span(place: .value)
        return named.map { [$0] } ?? inside
    }

    private mutating func scan() -> [Span] {
        var spans: [Span] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard let span = span(at: index), span.range.upperBound > index else {
                index += 1
                continue
            }
            spans.append(span)
            index = span.range.upperBound
        }
        return spans
    }

    private mutating func span(at index: Int) -> Span? {
        switch bytes[index] {
        case UInt8(ascii: "-"):
            if let span = privateKey(at: index) { return span }
            return isWordStart(index) ? flag(at: index) : nil
        case UInt8(ascii: ":"):
            return userInfo(at: index) ?? assignment(at: index)
        case UInt8(ascii: "="):
            return assignment(at: index)
        case let byte where ASCII.isWord(byte) && isWordStart(index):
            if let token = TokenForms.match(bytes, at: index) { return Span(index..<token.end, token.type) }
            return scheme(at: index) ?? secretAccessKey(at: index) ?? card(at: index) ?? said(at: index)
        default:
            return nil
        }
    }

    private func isWordStart(_ index: Int) -> Bool {
        guard index > bytes.startIndex else { return true }
        // A percent escape may stand right before: `%3Dghp_…`.
        if index - bytes.startIndex >= 3, bytes[index - 3] == UInt8(ascii: "%") { return true }
        return !ASCII.isWord(bytes[index - 1])
    }

    /// `-----BEGIN … PRIVATE KEY-----` up to its end, or to the end of the text.
    private func privateKey(at index: Int) -> Span? {
        guard ASCII.starts(bytes, with: "-----begin ", at: index) else { return nil }
        let line = bytes[(index + 11)..<min(index + 75, bytes.endIndex)]
        guard let label = ASCII.index(of: "private key", in: line, from: line.startIndex) else { return nil }
        guard let end = ASCII.index(of: "-----end ", in: bytes, from: label) else {
            return Span(index..<bytes.endIndex, .privateKey)
        }
        let close = ASCII.index(of: "key-----", in: bytes, from: end).map { $0 + 8 } ?? bytes.endIndex
        return Span(index..<close, .privateKey)
    }

    /// `Bearer TOKEN`, `Basic TOKEN`: an authentication scheme and what follows it.
    private func scheme(at index: Int) -> Span? {
        let type: SecretType
        let length: Int
        if ASCII.starts(bytes, with: "bearer ", at: index) {
            (type, length) = (.bearerToken, 7)
        } else if ASCII.starts(bytes, with: "basic ", at: index) {
            (type, length) = (.basicCredentials, 6)
        } else {
            return nil
        }
        var start = index + length
        while start < bytes.endIndex, bytes[start] == 0x20 { start += 1 }
        let end = valueEnd(from: start, isQuery: false, limit: bytes.endIndex)
        guard start < end else { return nil }
        if SecretReference.isReference(bytes[start..<end]) {
            return defaulted(start..<end, type: type, place: .value)
        }
        // "Bearer token", "basic auth": prose; a token of either kind is longer or no plain word.
        let isWord = bytes[start..<end].allSatisfy(ASCII.isLower)
        guard end - start >= (isWord ? 16 : 6),
            isWord || end - start > 8 || bytes[start..<end].contains(where: ASCII.isDigit)
        else { return nil }
        return Span(start..<end, type)
    }

    /// A reference, or the secret that is its default.
    func defaulted(_ range: Range<Int>, type: SecretType, place: SecretFinding.Place) -> Span {
        guard let inner = SecretReference.defaultValue(bytes[range]) else {
            return Span(range, type, place, isReference: true)
        }
        let literal = NamedValue(bytes[inner], type: type).span(place: place)
        return literal.map { $0.isReference ? Span(range, type, place, isReference: true) : $0 }
            ?? Span(range, type, place, isReference: true)
    }

    /// Forty characters of random base64 that stand alone.
    private func secretAccessKey(at index: Int) -> Span? {
        var end = index
        while end < bytes.endIndex, end - index <= 41,
            ASCII.isAlphanumeric(bytes[end]) || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "+")
        {
            end += 1
        }
        guard TokenForms.looksLikeSecretAccessKey(bytes[index..<end]) else { return nil }
        if isProse, ProseValue.isPublished(bytes[index..<end]) { return nil }
        if end < bytes.endIndex, ASCII.isWord(bytes[end]) || "-=.".utf8.contains(bytes[end]) { return nil }
        return Span(index..<end, .awsSecretAccessKey)
    }

    /// `--name value`: a flag whose name speaks of a credential, and the next word.
    private func flag(at index: Int) -> Span? {
        if index > bytes.startIndex, bytes[index - 1] == UInt8(ascii: "-") { return nil }
        var end = index
        while end < bytes.endIndex, bytes[end] == UInt8(ascii: "-") { end += 1 }
        while end < bytes.endIndex, ASCII.isWord(bytes[end]) || bytes[end] == UInt8(ascii: "-") { end += 1 }
        let name = String(decoding: bytes[index..<end], as: UTF8.self)
        var start = end
        while start < bytes.endIndex, ASCII.isBlank(bytes[start]) { start += 1 }
        guard start > end, start < bytes.endIndex, bytes[start] != UInt8(ascii: "-"),
            let type = CredentialName.type(of: name)
        else { return nil }
        return value(from: start, name: name, type: type, place: .assignment(name), isQuery: false)
    }

    /// `the password is Tr0ub4dor`, `the API key for the sandbox is 9af31c77d2`, at `is`: a word that no sentence has, behind
    /// the name of a credential.
    private func said(at index: Int) -> Span? {
        guard isProse, ASCII.starts(bytes, with: "is ", at: index), index > bytes.startIndex + 1,
            bytes[index - 1] == 0x20
        else { return nil }
        var end = valueEnd(
            from: index + 3, isQuery: false, limit: min(index + 3 + SecretScanner.lookedAt, bytes.endIndex))
        while end > index + 3, ".!?)".utf8.contains(bytes[end - 1]) { end -= 1 }
        let word = bytes[(index + 3)..<end]
        guard word.count >= 6, word.contains(where: ASCII.isDigit), word.contains(where: ASCII.isLetter),
            let (name, distance) = credentialName(before: index)
        else { return nil }
        // What stands further away may be said of something else, unless it has no other form.
        guard distance == 0 || (word.count >= 12 && word.count(where: ASCII.isDigit) > 2),
            let type = CredentialName.type(of: name)
        else { return nil }
        return NamedValue(word, type: type).span(place: .assignment(name))
    }

    /// How far before `is` what it is said of may stand.
    private static let subjectReach = 64

    /// The last words of a sentence that name a credential, and how many words stand behind them.
    private func credentialName(before index: Int) -> (name: String, distance: Int)? {
        let before = bytes.prefix(upTo: index).suffix(SecretScanner.subjectReach)
        let sentence = before.split(omittingEmptySubsequences: false) { ".!?;\n".utf8.contains($0) }.last ?? before
        let words = sentence.split { !ASCII.isWord($0) }.map { String(decoding: $0, as: UTF8.self) }
        for (place, word) in words.enumerated().reversed() {
            let pair = place > 0 ? "\(words[place - 1])_\(word)" : word
            guard let type = CredentialName.type(of: pair) else { continue }
            let distance = words.count - 1 - place
            // A key alone opens whatever it is the key of.
            if distance > 0, type == .apiKey, CredentialName.words(of: word) == ["key"],
                !["api", "access", "secret", "private"].contains(words[max(0, place - 1)].lowercased())
            {
                return nil
            }
            return (pair, distance)
        }
        return nil
    }

    private func card(at index: Int) -> Span? {
        guard findsCards, ASCII.isDigit(bytes[index]), let end = CardNumber.end(bytes, at: index) else { return nil }
        if isProse,
            !CardNumber.isIssued(bytes[index..<end]) || NumberContext.isOfThing(bytes, before: index)
        {
            return nil
        }
        return Span(index..<end, .cardNumber)
    }

    /// The bytes of a value by which it is told what it is: longer ones that look like a secret so far are one.
    ///
    /// A text in which every value that is none went on to its end would else be read once for each.
    static let lookedAt = 256

    /// The span of the value that begins here, after a name that says what it is.
    func value(
        from start: Int, name: String, type: SecretType, place: SecretFinding.Place, isQuery: Bool
    ) -> Span? {
        let quote = start < bytes.endIndex && ASCII.isQuote(bytes[start]) ? bytes[start] : nil
        let start = quote == nil ? start : start + 1
        func end(limit: Int) -> Int {
            if let quote { return quotedEnd(from: start, quote, limit: limit) }
            let end = valueEnd(from: start, isQuery: isQuery, limit: limit)
            // An authentication scheme, then the secret: `Authorization: Token abc…`.
            let word = bytes[start..<end]
            if type == .authorization, word.allSatisfy({ ASCII.isLetter($0) || $0 == UInt8(ascii: "-") }),
                end < limit, bytes[end] == 0x20
            {
                return valueEnd(from: end + 1, isQuery: isQuery, limit: limit)
            }
            return end
        }
        let limit = min(start + SecretScanner.lookedAt, bytes.endIndex)
        let head = bytes[min(start, limit)..<end(limit: limit)]
        guard !head.isEmpty else { return nil }
        let rest = bytes[start..<limit]
        let prose = ProseValue(rest: rest, type: type, name: name, isQuoted: quote != nil)
        if isProse, !isQuery, prose.isProse(head) { return nil }
        guard let span = NamedValue(head, type: type).span(place: place) else { return nil }
        guard head.endIndex == limit, limit < bytes.endIndex else { return span }
        return Span(
            span.range.lowerBound..<max(span.range.upperBound, end(limit: bytes.endIndex)), span.type, span.place,
            isReference: span.isReference)
    }

    private func quotedEnd(from start: Int, _ quote: UInt8, limit: Int) -> Int {
        var end = start
        while end < limit, bytes[end] != quote { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(end, limit)
    }

    /// Where an unquoted value ends: at a blank, a quote or what parts values; a `${…}` is kept whole.
    func valueEnd(from start: Int, isQuery: Bool, limit: Int) -> Int {
        var index = start
        var lookFrom = start  // braces before are known not to close near
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: "{"), index >= lookFrom {
                if let close = closingBrace(of: index) {
                    index = close + 1
                    continue
                }
                lookFrom = index + SecretScanner.braceReach
            }
            if ASCII.isBlank(byte) || ASCII.isQuote(byte) || ";,&}".utf8.contains(byte) { break }
            if isQuery, byte == UInt8(ascii: "#") { break }
            index += 1
        }
        return min(index, limit)
    }

    /// How far a brace is looked behind for the one that closes it.
    private static let braceReach = 512

    /// Where the brace closes, if it does so near.
    private func closingBrace(of open: Int) -> Int? {
        var depth = 0
        for index in open..<min(open + SecretScanner.braceReach, bytes.endIndex) {
            if bytes[index] == UInt8(ascii: "{") { depth += 1 }
            if bytes[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }
}
