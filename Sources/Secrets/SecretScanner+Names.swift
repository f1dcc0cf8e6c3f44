extension SecretScanner {
    /// The password, or lone token, before the `@` of a URL whose `://` begins here.
    func userInfo(at colon: Int) -> Span? {
        guard ASCII.starts(bytes, with: "://", at: colon), colon > bytes.startIndex,
            ASCII.isAlphanumeric(bytes[colon - 1])
        else { return nil }
        let start = colon + 3
        var end = start
        var at: Int?
        while end < bytes.endIndex, !ASCII.isBlank(bytes[end]), !ASCII.isQuote(bytes[end]),
            !"<>".utf8.contains(bytes[end])
        {
            if "/?#".utf8.contains(bytes[end]) { break }
            if bytes[end] == UInt8(ascii: "@") { at = end }
            end += 1
        }
        if at == nil { at = lateAt(from: start, authority: end) }
        guard let at else { return nil }

        guard let divider = bytes[start..<at].firstIndex(of: UInt8(ascii: ":")) else {
            return loneUserInfo(start..<at, scheme: colon)
        }
        let password = (divider + 1)..<at
        guard !password.isEmpty else { return loneUserInfo(start..<divider, scheme: colon) }
        if isProse, ProseValue.isPlaceholder(bytes[password], user: bytes[start..<divider]) { return nil }
        if SecretReference.isReference(bytes[password]) {
            return defaulted(password, type: .password, place: .connectionString)
        }
        return Span(password, .password, .connectionString)
    }

    /// The `@` behind a password that holds a `/`, `?` or `#` which should have been escaped: what stands before it is
    /// no port.
    private func lateAt(from start: Int, authority: Int) -> Int? {
        guard let divider = bytes[start..<authority].firstIndex(of: UInt8(ascii: ":")) else { return nil }
        guard !bytes[(divider + 1)..<authority].allSatisfy(ASCII.isDigit) else { return nil }
        var end = authority
        let limit = min(authority + 1024, bytes.endIndex)
        while end < limit, !ASCII.isBlank(bytes[end]), !ASCII.isQuote(bytes[end]) { end += 1 }
        return bytes[authority..<end].lastIndex(of: UInt8(ascii: "@"))
    }

    /// A name without password is a token where it looks like one (`https://TOKEN@host`).
    private func loneUserInfo(_ range: Range<Int>, scheme colon: Int) -> Span? {
        let text = bytes[range]
        if SecretReference.isReference(text) { return nil }
        let isToken =
            TokenForms.match(text, at: range.lowerBound) != nil
            || (text.count >= 16 && text.contains(where: ASCII.isDigit))
        return isToken ? Span(range, .token, .connectionString) : nil
    }

    /// `name=value`, `name: value`, `"name": "value"`, at the sign between them.
    mutating func assignment(at sign: Int) -> Span? {
        var nameEnd = sign
        while nameEnd > bytes.startIndex, bytes[nameEnd - 1] == 0x20 { nameEnd -= 1 }
        if nameEnd > bytes.startIndex, ASCII.isQuote(bytes[nameEnd - 1]) { nameEnd -= 1 }
        if nameEnd > bytes.startIndex, bytes[nameEnd - 1] == UInt8(ascii: "\\") { nameEnd -= 1 }
        var nameStart = nameEnd
        while nameStart > bytes.startIndex,
            ASCII.isWord(bytes[nameStart - 1]) || "-.".utf8.contains(bytes[nameStart - 1])
        {
            nameStart -= 1
        }
        guard nameStart < nameEnd, !isInARN(nameStart) else { return nil }

        let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
        let before = nameStart > bytes.startIndex ? bytes[nameStart - 1] : 0
        let isQuery = bytes[sign] == UInt8(ascii: "=") && (before == UInt8(ascii: "?") || before == UInt8(ascii: "&"))
        guard let type = CredentialName.type(of: name) ?? (isQuery && isQueryCredential(name) ? .apiKey : nil) else {
            return nil
        }
        var start = sign + 1
        while start < bytes.endIndex, bytes[start] == 0x20 { start += 1 }
        if bytes[sign] == UInt8(ascii: ":"), start == sign + 1, !isTightAssignment(from: nameStart, value: start) {
            return nil
        }
        // `"name\": \"value\"` inside a string of JSON.
        if start + 1 < bytes.endIndex, bytes[start] == UInt8(ascii: "\\"), ASCII.isQuote(bytes[start + 1]) {
            start += 1
        }
        if ASCII.starts(bytes, with: "//", at: start) { return nil }
        let place: SecretFinding.Place =
            isQuery ? .query(name) : isInConnectionString(name, at: nameStart) ? .connectionString : .assignment(name)
        return value(from: start, name: name, type: type, place: place, isQuery: isQuery)
    }

    /// Whether `name:value` without a blank is a header (`X-Api-Key:abc`), and not an image with its tag or a part of
    /// something longer.
    private func isTightAssignment(from nameStart: Int, value start: Int) -> Bool {
        if nameStart > bytes.startIndex {
            let before = bytes[nameStart - 1]
            guard ASCII.isBlank(before) || ASCII.isQuote(before) || ",;{[(".utf8.contains(before) else { return false }
        }
        let limit = min(start + SecretScanner.lookedAt, bytes.endIndex)
        let value = bytes[start..<valueEnd(from: start, isQuery: false, limit: limit)]
        let version = value.first == UInt8(ascii: "v") ? value.dropFirst() : value
        let number = version.prefix { $0 != UInt8(ascii: "-") }
        let isVersion =
            number.first.map(ASCII.isDigit) == true
            && number.allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
        let words = ["latest", "stable", "main", "master", "edge", "nightly", "slim", "alpine"]
        return !isVersion && !words.contains(String(decoding: value, as: UTF8.self))
    }

    /// Short names that only mean a credential in a URL.
    private func isQueryCredential(_ name: String) -> Bool {
        ["code", "k", "api", "access", "t", "sv_token", "functionkey"].contains(ASCII.lowered(name))
    }

    /// Whether the name is that of a password among the parts of a connection string (ADO, ODBC, libpq, Azure).
    private mutating func isInConnectionString(_ name: String, at index: Int) -> Bool {
        let plain = ASCII.lowered(name)
        guard ["password", "pwd", "accountkey", "sharedaccesskey", "sharedaccesssignature"].contains(plain) else {
            return false
        }
        let parts = connectionParts ?? SecretScanner.connectionParts(in: bytes)
        connectionParts = parts
        // They do not overlap, so they are in the order of both ends.
        var (low, high) = (0, parts.count)
        while low < high {
            let middle = (low + high) / 2
            if parts[middle].lowerBound < index - SecretScanner.connectionReach {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < parts.count && parts[low].upperBound <= index + SecretScanner.connectionReach
    }

    /// How far from a password another part of its connection string may stand.
    private static let connectionReach = 512

    /// Names of other parts of connection strings, with the sign behind them, in their order.
    ///
    /// Complexity: O(n), once a text: prose may name passwords in every line.
    private static func connectionParts(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        let names: [StaticString] = [
            "server=", "host=", "hostname=", "endpoint=", "data source=", "datasource=", "accountname=", "user id=",
            "uid=", "hostaddr=", "dbname=", "initial catalog=",
        ]
        var parts: [Range<Int>] = []
        for sign in bytes.indices where bytes[sign] == UInt8(ascii: "=") {
            for name in names where ASCII.starts(bytes, with: name, at: sign + 1 - name.utf8CodeUnitCount) {
                parts.append((sign + 1 - name.utf8CodeUnitCount)..<(sign + 1))
                break
            }
        }
        return parts
    }

    /// Whether the name is a part of an ARN (`arn:aws:secretsmanager:…:secret:prod/db`).
    private func isInARN(_ index: Int) -> Bool {
        guard index > bytes.startIndex, bytes[index - 1] == UInt8(ascii: ":") else { return false }
        var start = index - 1
        while start > bytes.startIndex, index - start < 256,
            ASCII.isWord(bytes[start - 1]) || "-:*/.".utf8.contains(bytes[start - 1])
        {
            start -= 1
        }
        return ASCII.index(of: "arn:", in: bytes[start..<index], from: start) != nil
    }
}
