/// Nanoseconds since 1970 as text, and back: RFC 3339, always UTC.
public enum Timestamp {
    /// For example `2026-11-22T14:19:42Z`, with a fraction only where there is one.
    public static func text(_ nanoseconds: Int64) -> String {
        let (second, fraction) = (floored(nanoseconds, 1_000_000_000), modulo(nanoseconds, 1_000_000_000))
        let (day, time) = (floored(second, 86_400), modulo(second, 86_400))
        let date = civil(fromDays: day)
        var out = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
        out += "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
        if fraction > 0 {
            var digits = padded(fraction, 9)
            while digits.hasSuffix("0") { digits.removeLast() }
            out += "." + digits
        }
        return out + "Z"
    }

    /// The nanoseconds of an RFC 3339 text, or nil where it is none or outside 1677–2262.
    public static func nanoseconds(_ text: String) -> Int64? {
        var rest = Substring(text)
        guard
            let year = digits(4, &rest), skip("-", &rest), let month = digits(2, &rest), skip("-", &rest),
            let day = digits(2, &rest), skip("T", &rest) || skip("t", &rest) || skip(" ", &rest),
            let hour = digits(2, &rest), skip(":", &rest), let minute = digits(2, &rest), skip(":", &rest),
            let second = digits(2, &rest), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }

        var fraction: Int64 = 0
        if skip(".", &rest) {
            var scale: Int64 = 100_000_000
            guard rest.first?.isASCII == true, rest.first?.isNumber == true else { return nil }
            while let digit = rest.first?.wholeNumberValue, rest.first?.isASCII == true {
                fraction += Int64(digit) * scale
                scale /= 10
                rest = rest.dropFirst()
            }
        }
        guard let offset = zone(&rest), rest.isEmpty else { return nil }
        let days = self.days(year: Int64(year), month: Int64(month), day: Int64(day))
        let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = product.addingReportingOverflow(fraction)
        return overflow || overflow2 ? nil : sum
    }

    private static func zone(_ rest: inout Substring) -> Int64? {
        if skip("Z", &rest) || skip("z", &rest) { return 0 }
        let sign: Int64 = skip("+", &rest) ? 1 : skip("-", &rest) ? -1 : 0
        guard sign != 0, let hours = digits(2, &rest) else { return nil }
        _ = skip(":", &rest)
        guard let minutes = digits(2, &rest) else { return nil }
        return sign * Int64(hours * 3600 + minutes * 60)
    }

    private static func digits(_ count: Int, _ rest: inout Substring) -> Int? {
        let part = rest.prefix(count)
        guard part.count == count, part.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return Int(part)
    }

    private static func skip(_ character: Character, _ rest: inout Substring) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private static func floored(_ a: Int64, _ b: Int64) -> Int64 {
        a / b - (a % b < 0 ? 1 : 0)
    }

    private static func modulo(_ a: Int64, _ b: Int64) -> Int64 {
        a % b < 0 ? a % b + b : a % b
    }

    // Days since 1970 of a date of the proleptic Gregorian calendar and back, by years that begin in March.
    // Reference: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = floored(y, 400)
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let z = days + 719_468
        let era = floored(z, 146_097)
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}
