/// The keys that were read last, so that a key that every record repeats is allocated once.
struct JSONKeyCache {
    private static let size = 256  // a power of two; real schemas have fewer keys
    private static let longest = 64  // bytes; longer keys seldom repeat

    private var fingerprints: [UInt64] = []  // empty before the first key, then one per slot
    private var keys: [String] = []  // one per fingerprint; an unused slot holds the empty key

    /// The string of the bytes, where the same bytes were remembered under the fingerprint.
    func key(
        _ fingerprint: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> String? {
        let place = Self.place(fingerprint)
        guard !keys.isEmpty, fingerprints[place] == fingerprint, keys[place].utf8.count == end - start else {
            return nil
        }

        // Safe: callers hold start ≤ end ≤ count; both buffers are read inside the closure, at places below the count
        // that they share.
        let isSame = keys[place].utf8.withContiguousStorageIfAvailable { characters in
            for index in 0..<characters.count where characters[index] != bytes[start + index] { return false }
            return true
        }
        return isSame == true ? keys[place] : nil
    }

    /// Remembers the key; one with the same place is forgotten.
    mutating func remember(_ key: String, _ fingerprint: UInt64) {
        guard key.utf8.count <= Self.longest else { return }

        if keys.isEmpty {
            fingerprints = Array(repeating: 0, count: Self.size)
            keys = Array(repeating: "", count: Self.size)
        }
        fingerprints[Self.place(fingerprint)] = fingerprint
        keys[Self.place(fingerprint)] = key
    }

    private static func place(_ fingerprint: UInt64) -> Int {
        Int(truncatingIfNeeded: fingerprint) & (size - 1)
    }
}
