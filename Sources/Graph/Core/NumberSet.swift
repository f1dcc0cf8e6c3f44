/// A set of numbers that is asked in inner loops.
///
/// A large one is one bit a number. A small one is a sorted list, before which a table of bits says at once of nearly all
/// numbers that they are not in it: it costs what it holds and not what could be in it.
struct NumberSet: Sendable {
    private let mask: UInt32  // of a number's bit; .max where every number has its own
    private let words: Column<UInt64>
    /// The numbers of a small set, ascending; none of a large one.
    let numbers: Column<UInt32>

    /// The set with one bit a number.
    init(bits: Column<UInt64>) {
        mask = .max
        words = bits
        numbers = Column([])
    }

    /// The set of these numbers, which ascend.
    init(ascending numbers: [UInt32]) {
        var bits: UInt32 = 1 << 12
        while bits < 1 << 30, UInt64(bits) < UInt64(numbers.count) * 32 { bits <<= 1 }
        let words = Scratch<UInt64>(repeating: 0, count: Int(bits / 64))
        for number in numbers { words[Int((number & (bits - 1)) / 64)] |= 1 << UInt64(number % 64) }
        mask = bits - 1
        self.words = words.frozen()
        self.numbers = Column(numbers)
    }

    /// Whether the number is in the set; of a large set it has a bit.
    @inline(__always) func contains(_ number: UInt32) -> Bool {
        guard words[(number & mask) >> 6] >> UInt64(number & 63) & 1 != 0 else { return false }
        return mask == .max || isListed(number)
    }

    @inline(never) private func isListed(_ number: UInt32) -> Bool {
        let place = numbers.firstPosition(atLeast: number)
        return place < numbers.count && numbers[place] == number
    }
}
