/// The text with A–Z made a–z, and nothing else: how AWS compares actions and keys.
func asciiLowered(_ text: String) -> String {
    if !text.utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) { return text }
    return String(decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }, as: UTF8.self)
}

/// Whether a text begins with another that is in lower case, without regard to the case of A–Z.
func hasPrefix(_ text: String, _ lowered: StaticString) -> Bool {
    let bytes = text.utf8
    guard bytes.count >= lowered.utf8CodeUnitCount else { return false }
    return lowered.withUTF8Buffer { wanted in
        zip(bytes, wanted).allSatisfy { $0 == $1 || ($0 >= 0x41 && $0 <= 0x5A && $0 + 0x20 == $1) }
    }
}

/// Whether some place of a text has these bytes.
func hasPart(_ text: String, _ part: StaticString) -> Bool {
    part.withUTF8Buffer { wanted in
        guard let first = wanted.first else { return true }
        func isIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            guard bytes.count >= wanted.count else { return false }
            for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
                if wanted.indices.allSatisfy({ bytes[start + $0] == wanted[$0] }) { return true }
            }
            return false
        }
        // Safe: neither buffer leaves its closure, and every place is below its count.
        return text.utf8.withContiguousStorageIfAvailable(isIn) ?? Array(text.utf8).withUnsafeBufferPointer(isIn)
    }
}
