/// Turns bytes into a string only where they are UTF-8 (RFC 3629, section 4); the standard library's way to do so is
/// generic over encodings and costs several times as much per short string.
enum UTF8Text {
    /// The text of a slice, nil where it is no UTF-8.
    static func string(_ bytes: ArraySlice<UInt8>) -> String? {
        // Safe: the buffer is read inside the closure, and the initialiser copies.
        bytes.withUnsafeBufferPointer { buffer in
            guard firstInvalid(in: buffer, from: 0, to: buffer.count) == nil else { return nil }

            return String(decoding: buffer, as: UTF8.self)
        }
    }

    /// The offset of the first byte that belongs to no character, nil where all is well.
    ///
    /// Complexity: O(n), eight ASCII bytes at once.
    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
        // Safe: callers hold 0 ≤ start ≤ end ≤ count, and every index is compared with `end` before it is read.
        let raw = UnsafeRawBufferPointer(bytes)
        var at = start
        while at < end {
            if end - at >= 8, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
                at += 8
                continue
            }
            let first = bytes[at]
            if first < 0x80 {
                at += 1
                continue
            }
            guard let (count, range) = sequence(first), end - at >= count, range.contains(bytes[at + 1]) else {
                return at
            }
            for index in at + 2..<max(at + count, at + 2) where bytes[index] & 0xC0 != 0x80 { return at }
            at += count
        }

        return nil
    }

    /// How many bytes a sequence has that begins with this byte, and what may come second: no overlong forms, no
    /// surrogates, nothing above U+10FFFF.
    private static func sequence(_ first: UInt8) -> (count: Int, second: ClosedRange<UInt8>)? {
        switch first {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
