/// A sum of 64 bits over bytes, as fast as they can be read, that tells damage.
///
/// Four lanes take every fourth word of eight bytes. A step of a lane, and the step that joins the lanes, gives two
/// different results for two different words and one state, so a change of one word is always noticed; other damage
/// goes unnoticed once in 2^64. It is no defence against somebody who wants two contents to have one sum.
///
/// Reference: multiplicative hashing: D. E. Knuth, "The Art of Computer Programming" 3, 1973, section 6.4 (no DOI).
struct Checksum {
    /// The sum of a block.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        var place = 0
        let whole = bytes.count & ~31
        while place < whole {
            // Safe: 32 bytes from the place on are inside.
            a = step(a, bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            b = step(b, bytes.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self))
            c = step(c, bytes.loadUnaligned(fromByteOffset: place &+ 16, as: UInt64.self))
            d = step(d, bytes.loadUnaligned(fromByteOffset: place &+ 24, as: UInt64.self))
            place &+= 32
        }
        var sum = step(step(step(step(UInt64(bytes.count), a), b), c), d)
        while place < bytes.count {
            sum = step(sum, UInt64(bytes[place]))
            place &+= 1
        }
        return sum
    }

    @inline(__always) private static func step(_ state: UInt64, _ word: UInt64) -> UInt64 {
        // An odd factor (2^64 divided by the golden ratio) and a rotation lose nothing.
        let product = (state ^ UInt64(littleEndian: word)) &* 0x9E37_79B9_7F4A_7C15
        return product << 29 | product >> 35
    }
}
