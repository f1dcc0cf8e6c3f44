internal import OverreachWire
internal import Testing

@Suite struct JSONEncodingTests {
    private func json(_ value: some Encodable, indented: Bool = false) throws -> String {
        String(decoding: try JSONEncoding.encode(value, indented: indented), as: UTF8.self)
    }

    private struct Row: Encodable {
        enum Origin: String, Encodable { case declared }
        struct Empty: Encodable {}
        var z = "last \"letter\" first"
        var a: Int?
        var flag: Bool? = true
        var name: String?
        var ratio = 0.5
        var single: Float = 0.1
        var small: UInt8? = 255
        var big = UInt64.max
        var wide = Int128.max
        var origin: Origin? = .declared
        var missing: Origin?
        var empty = Empty()
        var list: [Int?] = [1, nil, 3]
        var infinite = Double.infinity
        var none: [String] = []
    }

    @Test func membersStandAsDeclaredAndNilIsNull() throws {
        #expect(
            try json(Row()) == """
                {"z":"last \\"letter\\" first","a":null,"flag":true,"name":null,"ratio":0.5,"single":0.1,"small":255,\
                "big":18446744073709551615,"wide":170141183460469231731687303715884105727,"origin":"declared",\
                "missing":null,"empty":{},"list":[1,null,3],"infinite":null,"none":[]}
                """)
    }

    @Test func unorderedCollectionsAreSorted() throws {
        let words = (0..<40).map { "k\($0)" }
        let dictionary = Dictionary(uniqueKeysWithValues: words.map { ($0, 0) })
        let keys = try JSONValue.parse(JSONEncoding.encode(dictionary)).object?.map(\.key)
        #expect(keys == words.sorted())
        #expect(try json(Set(words)) == json(words.sorted()))
        #expect(try json([Double: String](uniqueKeysWithValues: [(2.5, "b"), (1.5, "a")])) == "[1.5,\"a\",2.5,\"b\"]")
        #expect(try json([2: "b", 1: "a"]) == "{\"1\":\"a\",\"2\":\"b\"}")
        #expect(try json(Optional(Set(["b", "a"]))) == "[\"a\",\"b\"]")
    }

    @Test func listsInListsAreIndentedAsDeepAsTheyStand() throws {
        let value = ["a": [["b": [[1, 2], []]], ["c": [[3]]]]]
        #expect(
            try json(value, indented: true) == """
                {
                  "a": [
                    {
                      "b": [
                        [
                          1,
                          2
                        ],
                        []
                      ]
                    },
                    {
                      "c": [
                        [
                          3
                        ]
                      ]
                    }
                  ]
                }
                """)
    }

    @Test func elementsOfSetsAreSortedTheSameHoweverTheyAreWritten() throws {
        let value: [Set<[[Int]]>] = [[[[1]], [[10]], [[2], [1]], []]]
        let compact = try json(value)
        #expect(compact == "[[[[10]],[[1]],[[2],[1]],[]]]")
        #expect(try json(value, indented: true).filter { !$0.isWhitespace } == compact)
    }

    @Test func fragmentsStandAlone() throws {
        #expect(try json("x") == "\"x\"")
        #expect(try json(Int?.none) == "null")
        #expect(try json([[1], []]) == "[[1],[]]")
        #expect(try json(["a": [1]], indented: true) == "{\n  \"a\": [\n    1\n  ]\n}")
    }

    private class Base: Encodable {
        let b = 1
    }

    private final class Derived: Base {
        enum Keys: String, CodingKey { case list, nested, again, first }
        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(1, forKey: .first)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            var nested = container.nestedContainer(keyedBy: Keys.self, forKey: .nested)
            try list.encode(1)
            try nested.encodeNil(forKey: .again)
            var inner = list.nestedContainer(keyedBy: Keys.self)
            try container.encode(2, forKey: .first)
            try inner.encode("deep", forKey: .list)
            try list.encodeNil()
            #expect(list.count == 3)
            try super.encode(to: container.superEncoder())
        }
    }

    @Test func containersMayBeFilledInAnyOrder() throws {
        #expect(
            try json(Derived())
                == "{\"first\":2,\"list\":[1,{\"list\":\"deep\"},null],\"nested\":{\"again\":null},\"super\":{\"b\":1}}"
        )
    }

    @Test func keysAreNeverWrittenTwice() throws {
        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
        struct Twice: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                for index in (0..<100).map({ $0 % 50 }) {
                    try container.encode(index, forKey: Key(stringValue: "k\(index)"))
                }
                try container.encode(1, forKey: Key(stringValue: "\u{E9}"))
                try container.encode(2, forKey: Key(stringValue: "e\u{301}"))
            }
        }
        #expect(try JSONValue.parse(JSONEncoding.encode(Twice())).object?.count == 52)
    }
}
