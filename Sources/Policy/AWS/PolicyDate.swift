/// Dates as conditions write them: ISO 8601 (W3C profile) or seconds since 1970.
enum PolicyDate {
    /// Seconds since 1970, UTC; nil where the text is no date.
    static func seconds(_ text: String) -> Double? {
        if !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), text.utf8.count > 4 {
            return Double(text)
        }
        var reader = Reader(rest: Substring(text).utf8)
        guard let year = reader.digits(4) else { return nil }
        var (month, day) = (1, 1)
        if reader.take("-") {
            guard let value = reader.digits(2), (1...12).contains(value) else { return nil }
            month = value
            if reader.take("-") {
                guard let value = reader.digits(2), (1...31).contains(value) else { return nil }
                day = value
            }
        }
        var seconds = Double(days(year, month, day)) * 86_400
        if reader.take("T") || reader.take("t") || reader.take(" ") {
            guard let time = clock(&reader) else { return nil }
            seconds += time
        }
        return reader.rest.isEmpty ? seconds : nil
    }

    private struct Reader {
        var rest: Substring.UTF8View

        mutating func digits(_ count: Int) -> Int? {
            var value = 0
            for _ in 0..<count {
                guard let byte = rest.first, byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
                rest = rest.dropFirst()
            }
            return value
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard let byte = rest.first, UInt32(byte) == character.value else { return false }
            rest = rest.dropFirst()
            return true
        }
    }

    private static func clock(_ reader: inout Reader) -> Double? {
        guard let hour = reader.digits(2), hour <= 24, reader.take(":"), let minute = reader.digits(2), minute < 60
        else {
            return nil
        }
        var seconds = Double(hour * 3_600 + minute * 60)
        if reader.take(":") {
            guard let second = reader.digits(2), second <= 60 else { return nil }
            seconds += Double(second)
            if reader.take(".") {
                var scale = 0.1
                while let digit = reader.digits(1) {
                    seconds += Double(digit) * scale
                    scale /= 10
                }
            }
        }
        if reader.take("Z") || reader.take("z") { return seconds }
        let isWest = reader.take("-")
        guard isWest || reader.take("+") else { return seconds }
        guard let hours = reader.digits(2) else { return nil }
        _ = reader.take(":")
        let minutes = reader.digits(2) ?? 0
        let offset = Double(hours * 3_600 + minutes * 60)
        return isWest ? seconds + offset : seconds - offset
    }

    /// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms", days_from_civil).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
