/// Numbers by which offices and banks know a person.
///
/// Only forms with a check digit, or with separators that nothing else has, so that order numbers and dates are none.
enum PersonalNumber {
    /// The detectors that the text sets off, each once.
    static func detectors(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var index = 0
        while index < bytes.count {
            guard ASCII.isAlphanumeric(bytes[index]) else {
                index += 1
                continue
            }
            let isPart = index > 0 && joints.contains(bytes[index - 1])
            for form in forms where !isPart && !found.contains(form.name) && form.matches(bytes[index...]) {
                if form.mayBeOfThing, NumberContext.isOfThing(bytes[...], before: index) { continue }
                found.append(form.name)
            }
            if !isPart, !found.contains(socialSecurity), isNamedSocialSecurity(bytes[index...]) {
                found.append(socialSecurity)
            }
            while index < bytes.count, ASCII.isWord(bytes[index]) { index += 1 }
        }
        return found
    }

    private static let socialSecurity = "us-ssn"
    /// What joins the parts of one longer number.
    private static let joints = Set("-/._".utf8)
    /// `SSN 219 09 9998`, `ssn: 219099998`: nine digits in any form behind the name.
    private static func isNamedSocialSecurity(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard ASCII.starts(bytes, with: "ssn", at: bytes.startIndex) else { return false }
        var rest = bytes.dropFirst(3).drop { " :=#".utf8.contains($0) }
        if ASCII.starts(rest, with: "is ", at: rest.startIndex) { rest = rest.dropFirst(3) }
        var digits: [UInt8] = []
        while let byte = rest.first, digits.count < 9, ASCII.isDigit(byte) || " -".utf8.contains(byte) {
            if ASCII.isDigit(byte) { digits.append(byte) }
            rest = rest.dropFirst()
        }
        guard digits.count == 9, rest.first.map({ !ASCII.isWord($0) && $0 != UInt8(ascii: "-") }) ?? true else {
            return false
        }
        return isGivenOut(area: number(digits[0..<3]), group: number(digits[3..<5]), serial: number(digits[5..<9]))
    }

    private struct Form: Sendable {
        let name: String
        /// Whether things have numbers of this form too: its check is weak, or there is none.
        var mayBeOfThing = false
        /// Whether one begins at the beginning, which is the beginning of a word.
        let matches: @Sendable (ArraySlice<UInt8>) -> Bool
    }

    private static let forms = [
        Form(name: socialSecurity, mayBeOfThing: true, matches: isSocialSecurity), Form(name: "iban", matches: isIBAN),
        Form(name: "uk-nino", mayBeOfThing: true, matches: isNationalInsurance),
        Form(name: "es-dni", mayBeOfThing: true, matches: isSpanish),
        Form(name: "fr-nir", matches: isFrench), Form(name: "it-codice-fiscale", matches: isItalian),
    ]

    /// `123-45-6789` with an area and numbers that are given out.
    ///
    /// Source: Social Security Administration, "Social Security Number Randomization": area 000, 666 and 900 up, group
    /// 00 and serial 0000 are not; 078-05-1120 was printed on wallets, and 123-45-6789 stands on forms.
    private static func isSocialSecurity(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = Array(bytes.prefix(12))
        guard text.count >= 11, text[3] == UInt8(ascii: "-"), text[6] == UInt8(ascii: "-"), endsWord(text, at: 11)
        else {
            return false
        }
        return isGivenOut(area: number(text[0..<3]), group: number(text[4..<6]), serial: number(text[7..<11]))
    }

    private static func isGivenOut(area: Int?, group: Int?, serial: Int?) -> Bool {
        guard let area, let group, let serial else { return false }
        let isExample = (area, group, serial) == (123, 45, 6789) || (area, group, serial) == (78, 5, 1120)
        return area > 0 && area != 666 && area < 900 && group > 0 && serial > 0 && !isExample
    }

    /// Two letters, two check digits, then 11 to 30 letters and digits, in groups of four or together.
    ///
    /// Source: ISO 13616-1; the check is ISO 7064 MOD 97-10.
    private static func isIBAN(_ bytes: ArraySlice<UInt8>) -> Bool {
        let start = bytes.startIndex
        guard bytes.count >= 15, ASCII.isUpper(bytes[start]), ASCII.isUpper(bytes[start + 1]),
            ASCII.isDigit(bytes[start + 2]), ASCII.isDigit(bytes[start + 3])
        else { return false }
        var text: [UInt8] = []
        var index = start
        while index < bytes.endIndex, text.count <= 34 {
            let byte = bytes[index]
            if ASCII.isUpper(byte) || ASCII.isDigit(byte) {
                text.append(byte)
            } else if byte == 0x20, text.count % 4 == 0, index + 1 < bytes.endIndex,
                ASCII.isUpper(bytes[index + 1]) || ASCII.isDigit(bytes[index + 1])
            {
                // A group may follow; a word of prose after the number is told by its check below.
            } else {
                break
            }
            index += 1
        }
        if index < bytes.endIndex, ASCII.isWord(bytes[index]) { return false }
        guard let country = ibanLengths.first(where: { $0.country.utf8.elementsEqual(text.prefix(2)) }),
            text.count >= country.length
        else { return false }
        let own = text.prefix(country.length)
        return remainder97(own.dropFirst(4) + own.prefix(4)) == 1
    }

    private static let ibanLengths: [(country: String, length: Int)] = [
        ("AT", 20), ("BE", 16), ("BG", 22), ("CH", 21), ("CY", 28), ("CZ", 24), ("DE", 22), ("DK", 18), ("EE", 20),
        ("ES", 24), ("FI", 18), ("FR", 27), ("GB", 22), ("GR", 27), ("HR", 21), ("HU", 28), ("IE", 22), ("IL", 23),
        ("IS", 26), ("IT", 27), ("LI", 21), ("LT", 20), ("LU", 20), ("LV", 21), ("MC", 27), ("MT", 31), ("NL", 18),
        ("NO", 15), ("PL", 28), ("PT", 25), ("RO", 24), ("SA", 24), ("SE", 24), ("SI", 19), ("SK", 24), ("SM", 27),
        ("TR", 26), ("AE", 23), ("BR", 29), ("UA", 29),
    ]

    private static func remainder97(_ text: some Sequence<UInt8>) -> Int {
        var rest = 0
        for byte in text {
            let value = ASCII.isDigit(byte) ? Int(byte & 15) : Int(byte) - 55
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        return rest
    }

    /// Two letters, six digits, A to D: `QQ 12 34 56 C`, together or in pairs.
    ///
    /// Source: HMRC, National Insurance Manual NIM39110: letters and prefixes that are not given out.
    private static func isNationalInsurance(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = compact(bytes, count: 9, separator: 0x20)
        guard let text, text[0..<2].allSatisfy(ASCII.isUpper), text[2..<8].allSatisfy(ASCII.isDigit),
            ("A"..."D").contains(Character(UnicodeScalar(text[8])))
        else { return false }
        let (first, second) = (text[0], text[1])
        let prefix = String(decoding: text[0..<2], as: UTF8.self)
        return !"DFIQUV".utf8.contains(first) && !"DFIOQUV".utf8.contains(second)
            && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(prefix)
    }

    /// Eight digits and the letter that they make; of foreigners X, Y or Z stands for the first digit.
    ///
    /// Source: Real Decreto 1553/2005, Spain.
    private static func isSpanish(_ bytes: ArraySlice<UInt8>) -> Bool {
        var text = Array(bytes.prefix(10))
        guard text.count >= 9, endsWord(text, at: 9), ASCII.isUpper(text[8]) else { return false }
        if let place = Array("XYZ".utf8).firstIndex(of: text[0]) { text[0] = 0x30 + UInt8(place) }
        guard let value = number(text[0..<8]) else { return false }
        return Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[value % 23] == text[8]
    }

    /// Sex, year, month, department, commune, order, and a key of two digits, together or in groups.
    ///
    /// Source: INSEE; the key is 97 less the remainder of the other digits.
    private static func isFrench(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == UInt8(ascii: "1") || bytes.first == UInt8(ascii: "2"),
            let text = compact(bytes, count: 15, separator: 0x20), let value = number(text[0..<13]),
            let key = number(text[13..<15]), let month = number(text[3..<5])
        else { return false }
        return (1...12).contains(month) && 97 - value % 97 == key
    }

    /// Six letters, then year, month, day, place and a check letter.
    ///
    /// Source: Decreto Ministeriale 23 dicembre 1976, Italy.
    private static func isItalian(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = Array(bytes.prefix(17))
        guard text.count >= 16, endsWord(text, at: 16) else { return false }
        let letters = [0, 1, 2, 3, 4, 5, 8, 11, 15]
        for place in 0..<16 where !(letters.contains(place) ? ASCII.isUpper : ASCII.isDigit)(text[place]) {
            return false
        }
        guard "ABCDEHLMPRST".utf8.contains(text[8]) else { return false }
        let odd = [
            1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
        ]
        var sum = 0
        for place in 0..<15 {
            let value = ASCII.isDigit(text[place]) ? Int(text[place] & 15) : Int(text[place]) - 65
            sum += place % 2 == 0 ? odd[value] : value
        }
        return sum % 26 == Int(text[15]) - 65
    }

    /// So many letters and digits, with at most one separator between two; nil where a word goes on behind them.
    private static func compact(_ bytes: ArraySlice<UInt8>, count: Int, separator: UInt8) -> [UInt8]? {
        var text: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex, text.count < count {
            if ASCII.isAlphanumeric(bytes[index]) {
                text.append(bytes[index])
            } else if bytes[index] != separator || bytes[index - 1] == separator {
                return nil
            }
            index += 1
        }
        guard text.count == count, index == bytes.endIndex || !ASCII.isWord(bytes[index]) else { return nil }
        return text
    }

    private static func endsWord(_ text: [UInt8], at place: Int) -> Bool {
        text.count <= place || !(ASCII.isWord(text[place]) || text[place] == UInt8(ascii: "-"))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy(ASCII.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 & 15) }
    }
}
