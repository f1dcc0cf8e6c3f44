/// A pattern made ready for strings as they lie in memory: UTF-8 bytes and wildcards.
///
/// In the normal form of patterns no `?` follows a `*`, so behind a `*` stands a byte that begins a character, and
/// trying every byte as its end is the same as trying every character.
struct GlobProgram: Sendable {
    private static let star: UInt16 = 0x100
    private static let anyOne: UInt16 = 0x101

    private let steps: [UInt16]
    private let beginning: Int  // how many steps stand before the first wildcard

    init(_ tokens: [Pattern.Token]) {
        var steps: [UInt16] = []
        steps.reserveCapacity(tokens.count)
        for token in tokens {
            switch token {
            case Pattern.star: steps.append(GlobProgram.star)
            case Pattern.anyOne: steps.append(GlobProgram.anyOne)
            default:
                if let scalar = Unicode.Scalar(token) { steps += UTF8.encode(scalar).map { $0.map(UInt16.init) } ?? [] }
            }
        }
        self.steps = steps
        beginning = steps.firstIndex { $0 >= GlobProgram.star } ?? steps.count
    }

    var isLiteral: Bool { beginning == steps.count }

    func matches(_ string: String, isFolding: Bool) -> Bool {
        let utf8 = string.utf8
        if isLiteral, utf8.count != steps.count { return false }
        // Safe: the buffer does not leave the closure, and every place in it is checked against its count.
        return utf8.withContiguousStorageIfAvailable { matches($0, isFolding) }
            ?? Array(utf8).withUnsafeBufferPointer { matches($0, isFolding) }
    }

    /// Whether a string that begins so may match, or begin with a match: its beginning and the pattern's do not differ.
    func mayMatch(_ start: Substring.UTF8View, isWhole: Bool, goesOn: Bool) -> Bool {
        var place = 0
        for byte in start {
            if place == beginning { return goesOn || !isLiteral }
            if steps[place] != UInt16(byte) { return false }
            place += 1
        }
        return !isWhole || place >= beginning
    }

    private func matches(_ text: UnsafeBufferPointer<UInt8>, _ isFolding: Bool) -> Bool {
        // Safe: as above.
        steps.withUnsafeBufferPointer { steps in
            let count = text.count
            var (place, at) = (0, 0)
            var (starPlace, starAt) = (-1, 0)
            while at < count {
                var byte = text[at]
                if isFolding, byte >= 0x41, byte <= 0x5A { byte += 0x20 }
                let step = place < steps.count ? steps[place] : .max
                if step == UInt16(byte) {
                    place += 1
                    at += 1
                } else if step == GlobProgram.star {
                    starPlace = place
                    starAt = at
                    place += 1
                    if place == steps.count { return true }
                } else if step == GlobProgram.anyOne {
                    place += 1
                    at += 1
                    while at < count, text[at] & 0xC0 == 0x80 { at += 1 }
                } else if starPlace >= 0 {
                    // Only the last star needs to give way: what an earlier one could take, the later one takes as well.
                    starAt += 1
                    at = starAt
                    place = starPlace + 1
                } else {
                    return false
                }
            }
            while place < steps.count, steps[place] == GlobProgram.star { place += 1 }
            return place == steps.count
        }
    }
}
