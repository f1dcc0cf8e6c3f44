/// The grammar of numbers in RFC 8259, section 6.
enum JSONNumber {
    /// What stands in the way of a number.
    struct Failure: Error {
        let expected: String
        let offset: Int
    }

    /// Whether the whole text is one number.
    static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let end = try? end(of: bytes, from: 0) else { return false }

            return end == bytes.count
        }
    }

    /// The offset behind the number that begins at `start`; what follows it is not looked at.
    ///
    /// Complexity: O(length of the number).
    static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(Failure) -> Int {
        // Safe: every index is compared with the count before it is read.
        let count = bytes.count
        var at = start
        if at < count, bytes[at] == UInt8(ascii: "-") { at += 1 }

        guard at < count, bytes[at].isDigit else { throw Failure(expected: "a digit", offset: at) }
        if bytes[at] == UInt8(ascii: "0") {
            at += 1
            if at < count, bytes[at].isDigit { throw Failure(expected: "no digit after a leading zero", offset: at) }
        } else {
            at = digitsEnd(bytes, at)
        }

        if at < count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            guard at < count, bytes[at].isDigit else { throw Failure(expected: "a digit", offset: at) }
            at = digitsEnd(bytes, at)
        }

        if at < count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            guard at < count, bytes[at].isDigit else { throw Failure(expected: "a digit", offset: at) }
            at = digitsEnd(bytes, at)
        }

        return at
    }

    private static func digitsEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        // Safe: the index is compared with the count before it is read.
        var at = start
        while at < bytes.count, bytes[at].isDigit { at += 1 }

        return at
    }
}

extension UInt8 {
    /// Whether the byte is one of 0–9.
    var isDigit: Bool {
        self &- 0x30 < 10
    }
}
