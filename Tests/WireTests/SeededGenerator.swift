/// Random numbers that are the same in every run (SplitMix64, Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Calls the closure with every prefix of the bytes, and with copies in which bytes were flipped, dropped or doubled.
func forEachMutation(of bytes: [UInt8], count: Int, seed: UInt64, _ body: ([UInt8]) -> Void) {
    for length in 0..<bytes.count { body(Array(bytes[..<length])) }

    var random = SeededGenerator(seed: seed)
    let structural = Array("{}[]\",:\\u0/*\n-eE.".utf8) + [0x00, 0x1F, 0x80, 0xC0, 0xED, 0xFF]
    for _ in 0..<count {
        var copy = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !copy.isEmpty {
            let place = Int.random(in: 0..<copy.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: copy[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: copy[place] = UInt8.random(in: 0...255, using: &random)
            case 2: copy[place] = structural.randomElement(using: &random) ?? 0
            case 3: copy.remove(at: place)
            default: copy.insert(contentsOf: copy[place..<min(copy.count, place + 9)], at: place)
            }
        }
        body(copy)
    }
}
