/// SipHash-2-4 with 128 bits of output: tells contents apart that a sender must not be able to make collide.
///
/// Reference: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012; the 128-bit variant is that of
/// the authors' reference implementation.
struct SipHash: Sendable {
    private let key: (UInt64, UInt64)

    /// Takes a key of 16 bytes; missing bytes count as zero.
    init(key bytes: [UInt8]) {
        key = (Self.word(bytes, at: 0, count: min(8, bytes.count)), Self.word(bytes, at: 8, count: bytes.count - 8))
    }

    /// The hash of the bytes as two words.
    ///
    /// Complexity: O(n).
    func hash(_ bytes: [UInt8]) -> (UInt64, UInt64) {
        var state = State(
            v0: 0x736f_6d65_7073_6575 ^ key.0, v1: 0x646f_7261_6e64_6f6d ^ key.1 ^ 0xee,
            v2: 0x6c79_6765_6e65_7261 ^ key.0, v3: 0x7465_6462_7974_6573 ^ key.1)
        let whole = bytes.count & ~7
        bytes.withUnsafeBytes { bytes in
            var at = 0
            while at < whole {
                // Safe: eight bytes from there on are inside.
                state.absorb(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
                at += 8
            }
        }
        let tail = Self.word(bytes, at: whole, count: bytes.count - whole)
        state.absorb(tail | UInt64(truncatingIfNeeded: bytes.count) << 56)

        state.v2 ^= 0xee
        for _ in 0..<4 { state.round() }
        let first = state.v0 ^ state.v1 ^ state.v2 ^ state.v3
        state.v1 ^= 0xdd
        for _ in 0..<4 { state.round() }

        return (first, state.v0 ^ state.v1 ^ state.v2 ^ state.v3)
    }

    /// The bytes of two words, the lowest first.
    static func bytes(_ hash: (UInt64, UInt64)) -> [UInt8] {
        [hash.0, hash.1].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    }

    /// The two words of 16 bytes that begin there.
    static func words(_ bytes: [UInt8], at start: Int) -> (UInt64, UInt64) {
        (word(bytes, at: start, count: 8), word(bytes, at: start + 8, count: 8))
    }

    private static func word(_ bytes: [UInt8], at start: Int, count: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<max(0, min(8, count)) {
            word |= UInt64(bytes[start + index]) << UInt64(8 * index)
        }
        return word
    }

    private struct State {
        var v0: UInt64
        var v1: UInt64
        var v2: UInt64
        var v3: UInt64

        mutating func absorb(_ word: UInt64) {
            v3 ^= word
            round()
            round()
            v0 ^= word
        }

        mutating func round() {
            v0 = v0 &+ v1
            v1 = (v1 << 13 | v1 >> 51) ^ v0
            v0 = v0 << 32 | v0 >> 32
            v2 = v2 &+ v3
            v3 = (v3 << 16 | v3 >> 48) ^ v2
            v0 = v0 &+ v3
            v3 = (v3 << 21 | v3 >> 43) ^ v0
            v2 = v2 &+ v1
            v1 = (v1 << 17 | v1 >> 47) ^ v2
            v2 = v2 << 32 | v2 >> 32
        }
    }
}
