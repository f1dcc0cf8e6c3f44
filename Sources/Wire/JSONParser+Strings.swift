extension JSONParser {
    /// The string whose opening quote is here.
    mutating func string() throws(WireError) -> String {
        let start = position + 1
        let (stop, isASCII) = plainEnd(from: start)
        guard stop < end, bytes[stop] == UInt8(ascii: "\"") else { return try stringWithEscapes(from: start, stop) }
        if stop - start > limits.stringBytes { throw tooLongString() }

        if !isASCII, let offset = UTF8Text.firstInvalid(in: bytes, from: start, to: stop) { throw invalidText(offset) }

        // Safe: start ≤ stop < end, the bytes are UTF-8, and the initialiser copies.
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<stop]), as: UTF8.self)
        position = stop + 1

        return text
    }

    /// The first place from `start` on that holds a quote, a backslash or a control character, or else the end.
    ///
    /// `isASCII` holds only where all bytes up to there are ASCII; it may be false where they are too.
    func plainEnd(from start: Int) -> (place: Int, isASCII: Bool) {
        // Eight bytes at once. In `(x - 0x01…) & ~x & 0x80…` the lowest bit that is set marks the lowest byte that is
        // zero (Warren 2012, section 6-1); borrows can only add marks above it, and only the lowest is used.
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let raw = UnsafeRawBufferPointer(bytes)
        var at = start
        var seen: UInt64 = 0
        while end - at >= 8 {
            // Safe: eight bytes are left before `end`; the subtractions are modulo 2^64 by design.
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let quote = word ^ 0x2222_2222_2222_2222
            let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
            let marks =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
                | ((word &- 0x2020_2020_2020_2020) & ~word)
            seen |= word
            if marks & highs != 0 { return (at + (marks & highs).trailingZeroBitCount >> 3, seen & highs == 0) }
            at += 8
        }
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            seen |= UInt64(byte)
            at += 1
        }

        return (at, seen & highs == 0)
    }

    /// The string that began at `start` and is plain up to `stop`.
    private mutating func stringWithEscapes(from start: Int, _ stop: Int) throws(WireError) -> String {
        scratch.removeAll(keepingCapacity: true)
        var plain = start
        var at = stop
        while true {
            if at - start > limits.stringBytes { throw tooLongString() }
            // Safe: plain ≤ at ≤ end.
            scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain..<at]))
            position = at
            guard at < end else { throw unexpected("'\"' at the end of a string") }
            if bytes[at] == UInt8(ascii: "\"") { break }
            guard bytes[at] == UInt8(ascii: "\\") else { throw unexpected("no control character in a string") }

            try escape()
            plain = position
            at = plainEnd(from: plain).place
        }

        if let offset = UTF8Text.firstInvalid(in: bytes, from: start, to: at) { throw invalidText(offset) }
        let text = String(decoding: scratch, as: UTF8.self)
        position = at + 1

        return text
    }

    /// Moves over one escape and appends what it stands for.
    private mutating func escape() throws(WireError) {
        position += 1
        guard let letter = next else { throw unexpected("an escaped character") }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(letter)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "u"):
            try unicodeEscape()
            return
        default: throw unexpected("one of \"\\/bfnrtu after a backslash")
        }
        position += 1
    }

    private mutating func unicodeEscape() throws(WireError) {
        let start = position - 1
        let first = try hexUnit()
        var code = UInt32(first)
        if UTF16.isLeadSurrogate(first) {
            guard end - position >= 2, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
            else { throw loneSurrogate(start) }
            position += 1
            let second = try hexUnit()
            guard UTF16.isTrailSurrogate(second) else { throw loneSurrogate(start) }
            code = 0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF
        }
        guard let scalar = Unicode.Scalar(code) else { throw loneSurrogate(start) }

        scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// The four hexadecimal digits behind the `u` that is here.
    private mutating func hexUnit() throws(WireError) -> UInt16 {
        position += 1
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Hex.digit(byte) else { throw unexpected("four hexadecimal digits") }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }

        return unit
    }

    private func loneSurrogate(_ offset: Int) -> WireError {
        WireError(.encoding, "an escape that is half of a surrogate pair", offset: offset, line: line)
    }

    private func tooLongString() -> WireError {
        failure(.tooLarge, "a string of more than \(limits.stringBytes) bytes")
    }

    private func invalidText(_ offset: Int) -> WireError {
        WireError(.encoding, "invalid UTF-8 in a string", offset: offset, line: line)
    }
}
