internal import OverreachWire
internal import Testing

func parse(
    _ text: String, _ dialect: JSONDialect = .strict, limits: JSONLimits = JSONLimits()
) throws -> JSONValue {
    try JSONValue.parse(Array(text.utf8), dialect: dialect, limits: limits)
}

/// The error of reading the bytes, nil where they are read.
func failure(
    _ bytes: [UInt8], _ dialect: JSONDialect = .strict, limits: JSONLimits = JSONLimits()
) -> WireError? {
    do {
        _ = try JSONValue.parse(bytes, dialect: dialect, limits: limits)
        return nil
    } catch {
        return error as? WireError
    }
}

func failure(_ text: String, _ dialect: JSONDialect = .strict, limits: JSONLimits = JSONLimits()) -> WireError? {
    failure(Array(text.utf8), dialect, limits: limits)
}

/// The compact text of a value.
func compact(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.raw(value)
    return writer.text
}

@Suite struct JSONParserTests {
    @Test(arguments: [
        "null", "true", " false ", "0", "-0", "10", "-1.5", "1e5", "1E+5", "2.25e-7", "1e400", "\"\"", "\"a\"", "[]",
        "{}", "[ ]", "{ }", "[1,2]", "{\"a\":1,\"b\":[{}]}", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\u{7F}\"",
        "\"é\u{2028}😀\"", "\t\r\n1\n", "{\"\":{\"\":0}}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"12345678\\n12345678\"",
    ])
    func validTextIsRead(_ text: String) {
        #expect(failure(text) == nil)
    }

    @Test(
        arguments: [
            ("", .truncated, 0), (" ", .truncated, 1), ("nul", .truncated, 3), ("nulL", .syntax, 3),
            ("True", .syntax, 0),
            ("01", .syntax, 1), ("-", .truncated, 1), ("-a", .syntax, 1), ("+1", .syntax, 0), (".5", .syntax, 0),
            ("1.", .truncated, 2), ("1.e1", .syntax, 2), ("1e", .truncated, 2), ("1e+", .truncated, 3),
            ("0x1", .syntax, 1), ("NaN", .syntax, 0), ("Infinity", .syntax, 0), ("-Infinity", .syntax, 1),
            ("1 2", .syntax, 2), ("[1,]", .syntax, 3), ("[,1]", .syntax, 1), ("[1 2]", .syntax, 3),
            ("[1", .truncated, 2), ("[", .truncated, 1), ("]", .syntax, 0), ("[1}", .syntax, 2), ("{", .truncated, 1),
            ("{\"a\"", .truncated, 4), ("{\"a\" 1}", .syntax, 5), ("{\"a\":}", .syntax, 5), ("{\"a\":1,}", .syntax, 7),
            ("{a:1}", .syntax, 1), ("{'a':1}", .syntax, 1), ("{1:1}", .syntax, 1), ("{,}", .syntax, 1),
            ("\"", .truncated, 1), ("\"a", .truncated, 2), ("\"\\", .truncated, 2), ("\"\\x\"", .syntax, 2),
            ("\"\\u12\"", .syntax, 5), ("\"\\u12g4\"", .syntax, 5), ("\"a\nb\"", .syntax, 2), ("\"\t\"", .syntax, 1),
            ("\"\\ud800\"", .encoding, 1), ("\"\\udc00\"", .encoding, 1), ("\"\\ud800\\u0041\"", .encoding, 1),
            ("\"\\ud800x\"", .encoding, 1), ("// c\n1", .syntax, 0), ("/**/1", .syntax, 0), ("\u{FEFF}1", .syntax, 0),
            ("1\u{0}", .syntax, 1), ("\u{A0}1", .syntax, 0), ("\u{C}1", .syntax, 0), ("[1]]", .syntax, 3),
        ] as [(String, WireError.Code, Int)])
    func invalidTextIsRefusedWithItsPlace(_ text: String, _ code: WireError.Code, _ offset: Int) {
        let error = failure(text)
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func invalidUTF8IsRefused(_ sequence: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        for prefix in ["", "abcdefgh", "\\n", "é"] {
            let error = failure([quote] + Array(prefix.utf8) + sequence + [quote])
            #expect(error?.code == .encoding)
            #expect(error?.offset == 1 + prefix.utf8.count)
            #expect(failure([0x7B, quote] + sequence + Array("\":1}".utf8))?.code == .encoding)
        }
    }

    @Test func everyScalarIsReadRawAndEscaped() throws {
        for code in stride(from: UInt32(0x20), through: 0x10FFFF, by: 97) {
            guard let scalar = Unicode.Scalar(code), scalar != "\"", scalar != "\\" else { continue }
            let text = String(Character(scalar))
            let escaped = text.utf16.map { "\\u" + String(repeating: "0", count: 4 - hex($0).count) + hex($0) }
            #expect(try parse("\"\(text)\"").string?.utf8.elementsEqual(text.utf8) == true)
            #expect(try parse("\"\(escaped.joined())\"").string?.utf8.elementsEqual(text.utf8) == true)
        }
    }

    private func hex(_ unit: UInt16) -> String {
        String(unit, radix: 16, uppercase: true)
    }

    @Test func quotesAreFoundAtEveryAlignment() throws {
        for length in 0..<40 {
            let plain = String(repeating: "x", count: length)
            #expect(try parse("[\"\(plain)\",\"\(plain)\\n\(plain)\"]")[0]?.string == plain)
            #expect(try parse("[\"\(plain)\",\"\(plain)\\n\(plain)\"]")[1]?.string == plain + "\n" + plain)
            #expect(failure("\"\(plain)\u{1}\"")?.offset == 1 + length)
            #expect(failure("\"\(plain)")?.code == .truncated)
        }
    }

    @Test func everyValueKnowsItsLineAndOffset() throws {
        let value = try parse("{\n  \"a\": [\n    1,\r\n    2\n  ],\n\n  \"b\"\n:\nnull}")
        #expect(value.line == 1)
        #expect(value["a"]?.line == 2)
        #expect(value["a"]?[1]?.line == 4)
        #expect(value["a"]?[1]?.offset == 23)
        #expect(value.object?[1].keyLine == 7)
        #expect(value["b"]?.line == 9)
    }

    @Test func errorsCarryLineAndPointerButNoText() {
        let error = failure("{\n\"a/b~c\": [1, {\"password\": \"hunter2\" hunter3}]}")
        #expect(error?.line == 2)
        #expect(error?.pointer == "/a~1b~0c/1")
        #expect(error?.description == "syntax: expected ',' or '}', found 'h' at line 2, byte 38")
        #expect(failure("[tru\u{7}]")?.message == "expected 'true', found byte 0x07")
        let long = failure("{\"\(String(repeating: "k", count: 500))\": x}")
        #expect(long?.pointer == "/" + String(repeating: "k", count: 128) + "…")
    }

    @Test(arguments: [
        "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"\\u0061\":1,\"a\":2}", "[{\"\":1,\"b\":2,\"\":3}]",
    ])
    func duplicateKeysAreRefused(_ text: String) {
        #expect(failure(text)?.code == .duplicateKey)
    }

    @Test func duplicateKeysAreRefusedInLargeObjects() {
        for count in [2, 63, 64, 65, 66, 1000] {
            let members = (0..<count).map { "\"key\($0)\":{\"key1\":1}" }
            #expect(failure("{\(members.joined(separator: ","))}") == nil)
            for place in [0, count / 2, count - 1] {
                let error = failure("{\(members.joined(separator: ",")),\"key\(place)\":0}")
                #expect(error?.code == .duplicateKey)
                #expect(error?.pointer == "/key\(place)")
            }
        }
    }

    @Test func duplicatesAreFoundBehindAndInsideNestedObjects() {
        let nested = "{\"a\":{\"a\":{\"a\":1,\"b\":{\"a\":2}},\"b\":3},\"b\":{\"b\":4}}"
        #expect(failure(nested) == nil)
        for (text, pointer) in [
            ("{\"a\":{\"b\":{\"c\":1,\"d\":2,\"c\":3}}}", "/a/b/c"),
            ("{\"a\":{\"b\":{\"c\":1},\"b\":2}}", "/a/b"), ("{\"a\":{\"b\":{\"c\":1}},\"a\":2}", "/a"),
        ] {
            #expect(failure(text)?.code == .duplicateKey)
            #expect(failure(text)?.pointer == pointer)
        }
    }

    @Test func keysThatSwiftCallsEqualStayDistinct() throws {
        let value = try parse("{\"caf\u{E9}\":1,\"cafe\u{301}\":2,\"K\":3,\"\u{212A}\":4}")
        #expect(value["caf\u{E9}"]?.int == 1)
        #expect(value["cafe\u{301}"]?.int == 2)
        #expect(value["K"]?.int == 3)
        #expect(value["\u{212A}"]?.int == 4)
    }

    @Test(arguments: [
        ("\u{FEFF}{}", "{}"), ("// head\n[1, /* two */ 2, // end\n]", "[1,2]"), ("{\"a\":1,}", "{\"a\":1}"),
        ("[/**/]", "[]"), ("{/* * / ** */}", "{}"), ("1 // end", "1"),
        ("\"// no /* comment */\"", "\"// no /* comment */\""),
    ])
    func commentsTrailingCommasAndMarksAreReadInJSONC(_ text: String, _ expected: String) throws {
        #expect(compact(try parse(text, .jsonc)) == expected)
        if text.first != "\"" { #expect(failure(text) != nil) }
    }

    @Test(arguments: [
        "[,]", "{,}", "[1,,]", "/* open", "/", "1 /", "/x\n1", "[1 /*/ ]", "\u{FEFF}\u{FEFF}1", "// only",
    ])
    func brokenJSONCIsRefused(_ text: String) {
        #expect(failure(text, .jsonc) != nil)
    }

    @Test func linesAreCountedInsideComments() throws {
        #expect(try parse("/*\n\n*/ // x\n[\n1]", .jsonc)[0]?.line == 5)
    }

    @Test func depthIsBoundedBeforeItCosts() {
        for bracket in ["[", "{\"a\":"] {
            let at64 = String(repeating: bracket, count: 64) + (bracket == "[" ? "" : "0")
            #expect(failure(at64)?.code == .truncated)
            #expect(failure(String(repeating: bracket, count: 65))?.code == .depth)
        }
        let started = ContinuousClock.now
        #expect(failure([UInt8](repeating: UInt8(ascii: "["), count: 64 << 20))?.offset == 64)
        #expect(ContinuousClock.now - started < .seconds(5))
    }

    @Test func depthNeverExceedsTheStack() {
        var limits = JSONLimits()
        limits.depth = .max
        #expect(failure([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20), limits: limits)?.code == .depth)
        limits.depth = -1
        #expect(failure("[]", limits: limits)?.code == .depth)
        #expect(failure("1", limits: limits) == nil)
    }

    @Test func valuesAndStringsAreBounded() {
        var limits = JSONLimits()
        limits.values = 3
        limits.stringBytes = 4
        #expect(failure("[1,2]", limits: limits) == nil)
        #expect(failure("[1,2,3]", limits: limits)?.code == .tooMany)
        #expect(failure("\"abcd\"", limits: limits) == nil)
        #expect(failure("\"abcde\"", limits: limits)?.code == .tooLarge)
        #expect(failure("\"ab\\nc\"", limits: limits)?.code == .tooLarge)
        #expect(failure("{\"abcde\":1}", limits: limits)?.code == .tooLarge)
        #expect(failure("12345", limits: limits)?.code == .tooLarge)
    }

    @Test(
        arguments: [
            ("1", 1, 1, 1), ("\"1\"", nil, nil, 1), ("-5", -5, -5, -5), ("1.0", nil, 1, 1), ("1e3", nil, 1e3, 1000),
            ("1.5", nil, 1.5, nil), ("9223372036854775807", .max, 9_223_372_036_854_775_807, .max),
            ("\"-9223372036854775808\"", nil, nil, .min), ("9223372036854775808", nil, 9_223_372_036_854_775_808, nil),
            ("1e400", nil, nil, nil), ("\"+1\"", nil, nil, nil), ("\" 1\"", nil, nil, nil), ("\"\"", nil, nil, nil),
            ("\"nan\"", nil, nil, nil), ("true", nil, nil, nil), ("1e30", nil, 1e30, nil), ("-0", 0, 0, 0),
        ] as [(String, Int64?, Double?, Int64?)])
    func numbersAreReadOnlyWhereExact(_ text: String, _ int: Int64?, _ number: Double?, _ lenient: Int64?) throws {
        let value = try parse(text)
        #expect(value.int == int)
        #expect(value.number == number)
        #expect(value.lenientInt == lenient)
    }

    @Test func unsignedIntegersReachTheirMaximum() throws {
        #expect(try parse("\"18446744073709551615\"").lenientUInt == .max)
        #expect(try parse("18446744073709551616").lenientUInt == nil)
        #expect(try parse("-1").lenientUInt == nil)
        #expect(try parse("2.0").lenientUInt == 2)
    }

    @Test func accessToWhatIsNotThereIsNil() throws {
        let value = try parse("[{\"a\":null}]")
        #expect(value["a"] == nil)
        #expect(value[-1] == nil)
        #expect(value[1] == nil)
        #expect(value[0]?["a"]?.isNull == true)
        #expect(value[0]?["b"] == nil)
        #expect(value[0]?.string == nil)
        #expect(value.bool == nil)
        #expect(value.object == nil)
    }
}
