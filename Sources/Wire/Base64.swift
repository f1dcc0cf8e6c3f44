/// Base 64 (RFC 4648, sections 4 and 5).
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The bytes in the standard alphabet, padded.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                append(group, digits: 4, to: &text)
                (group, count) = (0, 0)
            }
        }
        if count > 0 {
            append(group << UInt32(8 * (3 - count)), digits: count + 1, to: &text)
            for _ in count..<3 { text.append(UInt8(ascii: "=")) }
        }

        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that a text stands for, in the standard or the URL-safe alphabet, with or without padding.
    ///
    /// Nil for white space and other characters, a padding that is not complete, and bits behind the last byte.
    public static func decode(_ text: String) -> [UInt8]? {
        var digits = 0
        var padding = 0
        var group: UInt32 = 0
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3 + 2)
        for character in text.utf8 {
            if character == UInt8(ascii: "=") {
                padding += 1
                if padding > 2 { return nil }
                continue
            }
            guard padding == 0, let digit = digit(character) else { return nil }
            group = group << 6 | UInt32(digit)
            digits += 1
            if digits == 4 {
                for shift: UInt32 in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: group >> shift)) }
                (group, digits) = (0, 0)
            }
        }
        if padding > 0, digits + padding != 4 { return nil }

        switch digits {
        case 0:
            return bytes
        case 2 where group & 0xF == 0:
            bytes.append(UInt8(truncatingIfNeeded: group >> 4))
            return bytes
        case 3 where group & 0x3 == 0:
            bytes.append(UInt8(truncatingIfNeeded: group >> 10))
            bytes.append(UInt8(truncatingIfNeeded: group >> 2))
            return bytes
        default:
            return nil
        }
    }

    private static func append(_ group: UInt32, digits: Int, to text: inout [UInt8]) {
        for index in 0..<digits {
            text.append(alphabet[Int(group >> UInt32(18 - 6 * index)) & 63])
        }
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
