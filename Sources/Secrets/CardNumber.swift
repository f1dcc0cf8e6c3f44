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

    private static func passesLuhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (position, digit) in digits.reversed().enumerated() {
            let value = position % 2 == 0 ? Int(digit) : Int(digit) * 2
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }
}
