internal import OverreachWire
internal import Testing

@Suite struct TextCodingTests {
    // RFC 4648, section 10.
    @Test(arguments: [
        ("", "", ""), ("f", "66", "Zg=="), ("fo", "666f", "Zm8="), ("foo", "666f6f", "Zm9v"),
        ("foob", "666f6f62", "Zm9vYg=="), ("fooba", "666f6f6261", "Zm9vYmE="), ("foobar", "666f6f626172", "Zm9vYmFy"),
    ])
    func vectorsOfTheStandardHold(_ text: String, _ hex: String, _ base64: String) {
        let bytes = Array(text.utf8)
        #expect(Hex.encode(bytes) == hex)
        #expect(Hex.decode(hex.uppercased()) == bytes)
        #expect(Base64.encode(bytes) == base64)
        #expect(Base64.decode(base64) == bytes)
        #expect(Base64.decode(base64.filter { $0 != "=" }) == bytes)
    }

    @Test(arguments: ["0", "0g", "0x", "é", " 00", "00 "]) func badHexIsNil(_ text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test(arguments: ["Z", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=", "Zm9v=", "Zg==Zg==", "Zm 9v", "Zm9v\n", "Zmé9"])
    func badBase64IsNil(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func bothAlphabetsAreRead() {
        #expect(Base64.decode("+/+/") == Base64.decode("-_-_"))
        #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
    }

    @Test func everyByteComesBack() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for count in 0..<bytes.count {
            #expect(Base64.decode(Base64.encode(bytes[..<count])) == Array(bytes[..<count]))
        }
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
    }
}
