internal import OverreachWire
internal import Testing

@Suite struct JSONWriterTests {
    @Test func orderAndCommasAreRight() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("z")
        writer.value(1)
        writer.key("a")
        writer.beginArray()
        writer.value(true)
        writer.null()
        writer.value(1.5)
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.value(UInt64.max)
        writer.value(Int64.min)
        writer.value("x")
        writer.endArray()
        writer.endObject()
        #expect(
            writer.text == "{\"z\":1,\"a\":[true,null,1.5,{},[],18446744073709551615,-9223372036854775808,\"x\"]}")
    }

    @Test func indentationIsTwoSpaces() throws {
        var writer = JSONWriter(indented: true)
        writer.raw(try parse("{\"a\":[1,{}],\"b\":{\"c\":[]}}"))
        #expect(writer.text == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": []\n  }\n}")
    }

    @Test func textIsEscapedAsLittleAsItMust() {
        var writer = JSONWriter()
        writer.value("\"\\/\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}\u{7F}é😀")
        #expect(writer.text == "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u{7F}é😀\"")
    }

    @Test(
        arguments: [
            (0.1, "0.1"), (-0.0, "-0.0"), (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"),
            (.nan, "null"),
            (-.infinity, "null"), (1e16, "1e+16"), (3, "3.0"),
        ] as [(Double, String)])
    func doublesAreFiniteOrNull(_ value: Double, _ text: String) {
        var writer = JSONWriter()
        writer.value(value)
        #expect(writer.text == text)
        #expect(failure(text) == nil)
    }

    @Test func numbersMadeByHandCannotBreakTheText() {
        for text in ["1,2", "", "nan", "01", "1 ", "+1"] {
            #expect(compact(JSONValue(.array([JSONValue(.number(text))]))) == "[null]")
        }
    }

    @Test(arguments: [false, true]) func whatIsWrittenReadsBackTheSame(_ indented: Bool) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let value = Self.tree(&random, depth: 0)
            var writer = JSONWriter(indented: indented)
            writer.raw(value)
            let back = try JSONValue.parse(writer.bytes)
            #expect(compact(back).utf8.elementsEqual(compact(value).utf8))
        }
    }

    private static func tree(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 8 : 5), using: &random) {
        case 0: return JSONValue(.null)
        case 1: return JSONValue(.bool(Bool.random(using: &random)))
        case 2: return JSONValue(.number(Int64.random(in: .min ... .max, using: &random).description))
        case 3: return JSONValue(.number(Double.random(in: -1e9...1e9, using: &random).description))
        case 4: return JSONValue(.string(text(&random)))
        case 5: return JSONValue(.array((0..<3).map { _ in tree(&random, depth: depth + 1) }))
        default:
            let count = Int.random(in: 0..<80, using: &random) / (depth + 1)
            let members = (0..<count).map {
                JSONMember(key: text(&random) + "\($0)", value: tree(&random, depth: depth + 2))
            }
            return JSONValue(.object(members))
        }
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let scalars = (0..<Int.random(in: 0..<20, using: &random)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0..<(Bool.random(using: &random) ? 0x80 : 0x11_0000), using: &random))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
