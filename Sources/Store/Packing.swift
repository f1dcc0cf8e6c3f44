internal import OverreachModel

/// Writes numbers and texts one after the other, small ones in few bytes.
struct Packer {
    private(set) var bytes: [UInt8] = []
    private var few: [String] = []  // the first texts: looking through them costs less than hashing
    private var pool: [Text: UInt64] = [:]  // all texts, once they are many

    /// The most texts that are looked through one by one.
    private static let fewLimit = 40

    /// How many texts are known.
    var pooledCount: Int { pool.isEmpty ? few.count : pool.count }

    /// Forgets all and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        few.removeAll(keepingCapacity: true)
        if !pool.isEmpty { pool.removeAll(keepingCapacity: true) }
    }

    mutating func byte(_ value: UInt8) {
        bytes.append(value)
    }

    mutating func append(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// Seven bits a byte, the lowest first.
    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number that may be negative: the sign is the lowest bit.
    mutating func signed(_ value: Int64) {
        varint(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func count(_ value: Int) {
        varint(UInt64(max(0, value)))
    }

    /// A presence mark, then the number if there is one.
    mutating func optional(_ value: Int64?) {
        byte(value == nil ? 0 : 1)
        if let value { signed(value) }
    }

    /// A length, then UTF-8.
    mutating func text(_ value: String) {
        count(value.utf8.count)
        var value = value
        value.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// A text that probably occurs again in these bytes: written once, then by number.
    mutating func pooled(_ value: String) {
        if let number = number(of: value) { return varint(number) }
        let number = UInt64(pooledCount)
        if pool.isEmpty, few.count < Packer.fewLimit {
            few.append(value)
        } else {
            if pool.isEmpty {
                for (number, text) in few.enumerated() { pool[Text(text)] = UInt64(number) }
            }
            pool[Text(value)] = number
        }
        varint(number)
        text(value)
    }

    private func number(of value: String) -> UInt64? {
        if !pool.isEmpty { return pool[Text(value)] }
        let length = value.utf8.count
        for number in few.indices where few[number].utf8.count == length && UTF8Order.equal(few[number], value) {
            return UInt64(number)
        }
        return nil
    }
}

/// Reads what `Packer` wrote; bytes that it did not write are an error, never a trap.
struct Unpacker {
    private let bytes: [UInt8]
    private var position = 0  // 0 ≤ position ≤ bytes.count
    private var pool: [String] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() throws(PackingError) -> UInt8 {
        guard position < bytes.count else { throw PackingError() }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func varint() throws(PackingError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
        throw PackingError()
    }

    mutating func signed() throws(PackingError) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// How many things follow; never more than there are bytes left, so that a bad count reserves nothing.
    mutating func count() throws(PackingError) -> Int {
        let value = try varint()
        guard let count = Int(exactly: value), count <= bytes.count - position else { throw PackingError() }
        return count
    }

    mutating func id() throws(PackingError) -> Int64 {
        guard let id = Int64(exactly: try varint()) else { throw PackingError() }
        return id
    }

    mutating func optional() throws(PackingError) -> Int64? {
        try byte() == 0 ? nil : try signed()
    }

    mutating func text() throws(PackingError) -> String {
        let length = try count()
        defer { position += length }
        return String(decoding: bytes[position..<position + length], as: UTF8.self)
    }

    mutating func pooled() throws(PackingError) -> String {
        let number = try varint()
        if number < UInt64(pool.count) { return pool[Int(number)] }
        guard number == UInt64(pool.count) else { throw PackingError() }
        let text = try text()
        pool.append(text)
        return text
    }
}

/// The bytes are not what `Packer` wrote.
struct PackingError: Error {}
