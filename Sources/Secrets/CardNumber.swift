/// Numbers of payment cards.
enum CardNumber {
    /// Where a card number that begins at the index ends; nil where none does.
    ///
    /// 13 to 19 digits that begin as an issuer's do (2 to 6), written together or in groups with one and the same
    /// blank or dash between them, whose check digit is right. Source: ISO/IEC 7812-1, Luhn.
    static func end(_ bytes: ArraySlice<UInt8>, at start: Int) -> Int? {
        guard (UInt8(ascii: "2")...UInt8(ascii: "6")).contains(bytes[start]) else { return nil }
        var digits: [UInt8] = []
        var separator: UInt8?
        var index = start
        var end: Int?
        while index < bytes.endIndex, digits.count <= 19 {
            let byte = bytes[index]
            if ASCII.isDigit(byte) {
                digits.append(byte & 15)
            } else if byte == 0x20 || byte == UInt8(ascii: "-"), separator == nil || separator == byte {
                separator = byte
            } else {
                break
            }
            index += 1
            let goesOn = index < bytes.endIndex && ASCII.isWord(bytes[index])
            if !goesOn, ASCII.isDigit(byte), (13...19).contains(digits.count), passesLuhn(digits) { end = index }
        }
        return end
    }

    /// Whether an issuer gives out cards of this beginning and length, and writes them in these groups.
    ///
    /// Source: ISO/IEC 7812-2 as the networks publish their ranges. Thirteen digits are left out: they are articles.
    static func isIssued(_ text: ArraySlice<UInt8>) -> Bool {
        let digits = text.filter(ASCII.isDigit)
        guard digits.count >= 14, let first = Int(String(decoding: digits.prefix(4), as: UTF8.self)) else {
            return false
        }
        let isKnown = ranges.contains { $0.first.contains(first) && $0.lengths.contains(digits.count) }
        let groups = text.split { !ASCII.isDigit($0) }.map(\.count)
        return isKnown && (groups.count == 1 || grouping.contains(groups))
    }

    private static let ranges: [(first: ClosedRange<Int>, lengths: Set<Int>)] = [
        (3400...3499, [15]), (3700...3799, [15]), (3000...3059, [14]), (3600...3699, [14]), (3800...3999, [14]),
        (3528...3589, [16, 17, 18, 19]), (4000...4999, [16, 19]), (5100...5599, [16]), (2221...2720, [16]),
        (6011...6011, [16, 19]), (6440...6599, [16, 19]), (6200...6299, [16, 17, 18, 19]),
        (5018...5018, [16, 18, 19]), (5020...5020, [16, 18, 19]), (5038...5038, [16, 18, 19]),
        (6304...6304, [16, 18, 19]), (6759...6763, [16, 18, 19]),
    ]
    private static let grouping: Set<[Int]> = [
        [4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3], [4, 4, 4, 4, 2],
    ]

    private static func passesLuhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (position, digit) in digits.reversed().enumerated() {
            let value = position % 2 == 0 ? Int(digit) : Int(digit) * 2
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }
}
