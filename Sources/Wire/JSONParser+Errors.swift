extension JSONParser {
    /// An error at the present place.
    func failure(_ code: WireError.Code, _ message: String) -> WireError {
        WireError(code, message, offset: position, line: line)
    }

    /// The error for whatever is here instead of what was expected.
    func unexpected(_ expected: String) -> WireError {
        guard position < end else { return failure(.truncated, "expected \(expected), found the end of the text") }

        return failure(.syntax, "expected \(expected), found \(Self.name(bytes[position]))")
    }

    func tooDeep() -> WireError {
        failure(.depth, "more than \(depthLimit) arrays and objects inside each other")
    }

    /// A printable ASCII character in quotes, any other byte as its number.
    private static func name(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Character(Unicode.Scalar(byte)))'" }
        let digits = String(byte, radix: 16)

        return "byte 0x" + (digits.count == 1 ? "0" : "") + digits
    }
}
