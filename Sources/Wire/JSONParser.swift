/// Reads JSON values from a buffer, one at a time, from a place that moves forward.
///
/// The one reader behind `JSONValue.parse` and `JSONRecords`. It lives inside one `withUnsafeBufferPointer` only.
struct JSONParser: ~Copyable {
    /// The whole input, so that offsets are offsets of the input.
    let bytes: UnsafeBufferPointer<UInt8>  // Safe: owned by the caller's closure; never stored in a result
    let end: Int  // ≤ bytes.count; nothing at or behind it is read
    let dialect: JSONDialect
    let limits: JSONLimits
    let depthLimit: Int

    var position: Int  // ≤ end
    var line: Int
    var values = 0

    /// The bytes of the last string that had escapes.
    var scratch: [UInt8] = []
    /// One fingerprint per key of every open object, innermost last.
    var fingerprints: [UInt64] = []
    private var elements = JSONStack<JSONValue>()
    private var members = JSONStack<JSONMember>()
    var cache: JSONKeyCache

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, from position: Int = 0, to end: Int? = nil, line: Int = 1,
        dialect: JSONDialect = .strict, limits: JSONLimits, cache: JSONKeyCache = JSONKeyCache()
    ) {
        let end = max(0, min(end ?? bytes.count, bytes.count))
        self.bytes = bytes
        self.end = end
        self.position = max(0, min(position, end))
        self.line = line
        self.dialect = dialect
        self.limits = limits
        self.depthLimit = limits.boundedDepth
        self.cache = cache
    }

    /// The one value of a text, with nothing but white space around it.
    mutating func document() throws(WireError) -> JSONValue {
        if dialect == .jsonc { skipByteOrderMark() }
        try skipSpace()
        let value = try value(depth: 0, keep: true)
        try expectEnd()

        return value
    }

    /// Moves over a byte order mark, where there is one.
    mutating func skipByteOrderMark() {
        if end - position >= 3, bytes[position] == 0xEF, bytes[position + 1] == 0xBB, bytes[position + 2] == 0xBF {
            position += 3
        }
    }

    /// Moves to the end, which only white space may precede.
    mutating func expectEnd() throws(WireError) {
        try skipSpace()
        if position < end { throw unexpected("the end of the text") }
    }

    /// The next byte, nil at the end.
    var next: UInt8? {
        position < end ? bytes[position] : nil
    }

    /// The value that begins here, inside of `depth` open containers.
    ///
    /// Where `keep` is false it is checked as strictly, but containers come back empty.
    mutating func value(depth: Int, keep: Bool) throws(WireError) -> JSONValue {
        guard position < end else { throw unexpected("a value") }
        let (start, startLine) = (position, line)
        values += 1
        if values > limits.values { throw failure(.tooMany, "more than \(limits.values) values") }

        let content: JSONValue.Content
        switch bytes[position] {
        case UInt8(ascii: "\""):
            content = .string(try string())
        case UInt8(ascii: "{"):
            content = .object(try object(depth: depth + 1, keep: keep))
        case UInt8(ascii: "["):
            content = .array(try array(depth: depth + 1, keep: keep))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            content = .number(try number())
        case UInt8(ascii: "t"):
            try literal("true")
            content = .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            content = .bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            content = .null
        default:
            throw unexpected("a value")
        }

        return JSONValue(content, line: startLine, offset: start)
    }

    private mutating func array(depth: Int, keep: Bool) throws(WireError) -> [JSONValue] {
        if depth > depthLimit { throw tooDeep() }
        position += 1
        try skipSpace()
        if next == UInt8(ascii: "]") {
            position += 1
            return []
        }

        let base = elements.count
        var index = 0
        while true {
            do throws(WireError) {
                let element = try value(depth: depth, keep: keep)
                if keep { elements.append(element) }
            } catch {
                throw error.within(index: index)
            }
            index += 1
            if try !separator(or: UInt8(ascii: "]"), "',' or ']'") { return elements.take(from: base) }
        }
    }

    private mutating func object(depth: Int, keep: Bool) throws(WireError) -> [JSONMember] {
        if depth > depthLimit { throw tooDeep() }
        position += 1
        try skipSpace()
        if next == UInt8(ascii: "}") {
            position += 1
            return []
        }

        let base = members.count
        var seen = JSONKeys(members: base, fingerprints: fingerprints.count)
        while true {
            let keyLine = line
            let key = try key(among: &seen)
            do throws(WireError) {
                let value = try value(depth: depth, keep: keep)
                members.append(JSONMember(key: key, keyLine: keyLine, value: keep ? value : JSONValue(.null)))
            } catch {
                throw error.within(key: key)
            }
            if try !separator(or: UInt8(ascii: "}"), "',' or '}'") { break }
        }
        fingerprints.removeLast(fingerprints.count - seen.firstFingerprint)
        let taken = members.take(from: base)

        return keep ? taken : []
    }

    /// A key that the object does not have yet, and the colon behind it.
    private mutating func key(among seen: inout JSONKeys) throws(WireError) -> String {
        guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
        let start = position
        let (key, fingerprint) = try keyAndFingerprint()
        if seen.contains(key, fingerprint, fingerprints, members) {
            throw WireError(.duplicateKey, "duplicate key in an object", offset: start, line: line).within(key: key)
        }
        fingerprints.append(fingerprint)
        try colon()

        return key
    }

    private mutating func keyAndFingerprint() throws(WireError) -> (String, UInt64) {
        let start = position + 1
        let stop = plainEnd(from: start).place
        guard stop < end, bytes[stop] == UInt8(ascii: "\""), stop - start <= limits.stringBytes else {
            let key = try string()
            return (key, JSONKeys.fingerprint(scratch))
        }

        let fingerprint = JSONKeys.fingerprint(bytes, from: start, to: stop)
        if let key = cache.key(fingerprint, bytes, from: start, to: stop) {
            position = stop + 1
            return (key, fingerprint)
        }
        let key = try string()
        cache.remember(key, fingerprint)

        return (key, fingerprint)
    }

    /// The string that begins here, as a key.
    mutating func keyText() throws(WireError) -> String {
        guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }

        return try string()
    }

    /// Moves behind the colon and to the value.
    mutating func colon() throws(WireError) {
        try skipSpace()
        guard next == UInt8(ascii: ":") else { throw unexpected("':'") }
        position += 1
        try skipSpace()
    }

    /// Moves behind a comma and to the next item, or behind the closing bracket; false if it closed.
    mutating func separator(or closing: UInt8, _ expected: String) throws(WireError) -> Bool {
        try skipSpace()
        guard position < end else { throw unexpected(expected) }
        if bytes[position] == closing {
            position += 1
            return false
        }
        guard bytes[position] == UInt8(ascii: ",") else { throw unexpected(expected) }

        position += 1
        try skipSpace()
        if dialect == .jsonc, next == closing {
            position += 1
            return false
        }
        return true
    }

    private mutating func literal(_ text: StaticString) throws(WireError) {
        for index in 0..<text.utf8CodeUnitCount {
            // Safe: the index is below the literal's own count, and the literal is ASCII in static memory.
            guard position < end, bytes[position] == text.utf8Start[index] else { throw unexpected("'\(text)'") }
            position += 1
        }
    }

    private mutating func number() throws(WireError) -> String {
        let start = position
        do throws(JSONNumber.Failure) {
            // Safe: the prefix ends at `end`, which is not above the count.
            position = try JSONNumber.end(of: UnsafeBufferPointer(rebasing: bytes[..<end]), from: start)
        } catch {
            position = error.offset
            throw unexpected(error.expected)
        }
        if position - start > limits.stringBytes {
            position = start
            throw failure(.tooLarge, "a number of more than \(limits.stringBytes) bytes")
        }

        // Safe: start ≤ position ≤ end, and the bytes are digits, signs, 'e' and '.', so no repair takes place.
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }
}
