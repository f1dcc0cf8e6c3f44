/// A set of hashes in one piece of memory: some 24 bytes each, and a search of a few neighbours.
///
/// 96 bits are the hash; the last 32 are a tag, which says of what has the hash whether it is the same. The hashes are
/// keyed, so nobody outside can make them crowd one place.
struct KeySet: Sendable {
    /// How a hash stands to those that are there.
    enum Standing {
        /// It was not there.
        case new
        /// It was there with the same tag.
        case same
        /// It was there with another tag.
        case other
    }

    private var slots: [UInt64]  // two words a slot, both zero where it is empty; the number of slots is a power of two
    private(set) var count = 0

    /// A set with room for that many.
    init(capacity: Int = 0) {
        var room = 16
        while room * 3 < capacity * 4 { room *= 2 }
        slots = [UInt64](repeating: 0, count: room * 2)
    }

    /// Whether the hash is there, and with which tag.
    func standing(of key: (UInt64, UInt64)) -> Standing {
        let slot = place(of: key)
        guard slots[slot] != 0 || slots[slot + 1] != 0 else { return .new }
        return slots[slot + 1] == KeySet.stored(key).1 ? .same : .other
    }

    /// Adds the hash where it is new; one that was there keeps its tag.
    ///
    /// Complexity: O(1) amortised.
    mutating func insert(_ key: (UInt64, UInt64)) -> Standing {
        if (count + 1) * 8 > slots.count * 3 { grow() }  // three quarters of the slots
        let standing = standing(of: key)
        guard standing == .new else { return standing }
        let slot = place(of: key)
        let key = KeySet.stored(key)
        slots[slot] = key.0
        slots[slot + 1] = key.1
        count += 1
        return .new
    }

    /// Every hash, in no order.
    func forEach(_ body: ((UInt64, UInt64)) -> Void) {
        for slot in stride(from: 0, to: slots.count, by: 2) where slots[slot] != 0 || slots[slot + 1] != 0 {
            body((slots[slot], slots[slot + 1]))
        }
    }

    /// The slot that holds the hash, or the empty one where it would go.
    private func place(of key: (UInt64, UInt64)) -> Int {
        let key = KeySet.stored(key)
        let mask = slots.count / 2 - 1
        var slot = Int(truncatingIfNeeded: key.0) & mask
        while true {
            let (first, second) = (slots[slot * 2], slots[slot * 2 + 1])
            if (first == 0 && second == 0) || (first == key.0 && second >> 32 == key.1 >> 32) { return slot * 2 }
            slot = (slot + 1) & mask
        }
    }

    /// Zeros mark what is empty; the one hash that is all zeros counts as another.
    private static func stored(_ key: (UInt64, UInt64)) -> (UInt64, UInt64) {
        key.0 == 0 && key.1 == 0 ? (1, 0) : key
    }

    private mutating func grow() {
        var larger = KeySet(capacity: count * 2 + 16)
        forEach { _ = larger.insert($0) }
        self = larger
    }
}
