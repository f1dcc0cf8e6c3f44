import OverreachModel
import Testing

@testable import OverreachStore

@Suite struct PackingTests {
    @Test(arguments: [0, 1, -1, 63, -64, 64, 127, 128, 300, .max, .min, Int64.max - 1])
    func numbersComeBack(number: Int64) throws {
        var packer = Packer()
        packer.signed(number)
        packer.varint(UInt64(bitPattern: number))
        packer.optional(number)
        packer.optional(nil)
        var unpacker = Unpacker(packer.bytes)

        #expect(try unpacker.signed() == number)
        #expect(try unpacker.varint() == UInt64(bitPattern: number))
        #expect(try unpacker.optional() == number)
        #expect(try unpacker.optional() == nil)
        #expect(unpacker.isAtEnd)
    }

    @Test func aPooledTextIsWrittenOnce() throws {
        var packer = Packer()
        for text in ["long text", "e\u{301}", "long text", "\u{e9}", "", "long text"] { packer.pooled(text) }
        var unpacker = Unpacker(packer.bytes)

        for text in ["long text", "e\u{301}", "long text", "\u{e9}", "", "long text"] {
            #expect(UTF8Order.equal(try unpacker.pooled(), text))
        }
        #expect(packer.bytes.count == 24)
    }

    /// SipHash-2-4-128 of the bytes 0, 1, … under the key 0…15: vectors_sip128 of the reference implementation.
    @Test(arguments: [
        (0, "a3817f04ba25a8e66df67214c7550293"), (1, "da87c1d86b99af44347659119b22fc45"),
        (7, "a1f1ebbed8dbc153c0b84aa61ff08239"), (8, "3b62a9ba6258f5610f83e264f31497b4"),
        (15, "5493e99933b0a8117e08ec0f97cfc3d9"),
    ])
    func sipHashIsThatOfTheReference(count: Int, hex: String) {
        let hash = SipHash(key: Array(0..<16)).hash((0..<count).map { UInt8($0) })

        #expect(SipHash.bytes(hash).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == hex)
    }

    @Test func bytesThatNobodyPackedAreAnErrorOrSomethingElseButNeverACrash() throws {
        let bodies = [
            RecordBody.bytes([span(1), Sample.call, span(2)]), ActivityBody.bytes([Sample.act, Sample.act]),
        ]
        var steps = Steps(state: 3)

        for body in bodies {
            for end in body.indices {
                #expect(throws: PackingError.self) { try RecordBody.records(Array(body[..<end])) }
            }
            for _ in 0..<3000 {
                var bytes = body
                for _ in 0..<Int.random(in: 1...4, using: &steps) {
                    bytes[Int.random(in: bytes.indices, using: &steps)] = UInt8.random(in: 0...255, using: &steps)
                }
                _ = try? RecordBody.records(bytes)
                _ = try? ActivityBody.activities(bytes)
                _ = try? NodeBody(bytes: bytes)
                _ = try? FanBody(bytes: bytes)
                _ = try? DocumentBody.value(json: Array("[1,2]".utf8), lines: bytes)
            }
        }
    }
}
