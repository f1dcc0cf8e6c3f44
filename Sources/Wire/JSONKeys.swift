/// Whether a key was seen before in the same object, exactly, at the cost of a few comparisons of integers.
struct JSONKeys {
    private let firstMember: Int  // where the object's members begin in the parser's stack
    let firstFingerprint: Int  // where their fingerprints begin; further on, since open members have one already
    private var index: Set<KeyBytes>?

    /// Up to here all fingerprints are compared one by one, which for the objects of real files beats a table; a table
    /// is needed above it, so that a hostile object with a million keys stays linear.
    private static let linearLimit = 64

    /// Differs from process to process, so that nobody can write keys that collide.
    ///
    /// No result depends on it.
    private static let seed = UInt64.random(in: .min ... .max)

    init(members: Int, fingerprints: Int) {
        self.firstMember = members
        self.firstFingerprint = fingerprints
    }

    /// Whether the object has the key; remembers it where the table is in use.
    ///
    /// Complexity: O(1) on average for large objects, O(keys) comparisons of integers up to 64 keys.
    mutating func contains(
        _ key: String, _ fingerprint: UInt64, _ fingerprints: [UInt64], _ members: borrowing JSONStack<JSONMember>
    ) -> Bool {
        if index == nil, members.count - firstMember >= Self.linearLimit {
            var keys: Set<KeyBytes> = []
            for place in firstMember..<members.count { keys.insert(KeyBytes(members[place].key)) }
            index = keys
        }
        if index != nil {
            return index?.insert(KeyBytes(key)).inserted == false
        }

        for at in firstFingerprint..<fingerprints.count where fingerprints[at] == fingerprint {
            if members[firstMember + at - firstFingerprint].key.hasSameBytes(as: key) { return true }
        }
        return false
    }

    static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
        // Safe: the buffer is read inside the closure only.
        bytes.withUnsafeBufferPointer { fingerprint($0, from: 0, to: $0.count) }
    }

    /// A number that equal bytes share, and different bytes rarely do.
    static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = seed ^ UInt64(truncatingIfNeeded: end - start)
        var at = start
        // Safe: eight bytes are loaded only where eight are left before `end`; overflow is part of the mixing.
        while end - at >= 8 {
            hash = mix(hash, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var rest: UInt64 = 0
        while at < end {
            rest = rest << 8 | UInt64(bytes[at])
            at += 1
        }

        return mix(hash, rest)
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        // Safe: multiplication modulo 2^64 is what a mixing step wants. The factor is 2^64 divided by the golden ratio.
        let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 29)
    }
}
