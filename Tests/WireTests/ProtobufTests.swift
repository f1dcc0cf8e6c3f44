internal import OverreachWire
internal import Testing

@Suite struct ProtobufTests {
    /// The fields as text, so that a table can name them, and the error's code where there is one.
    private func read(_ bytes: [UInt8]) -> String {
        var reader = ProtobufReader(bytes[...])
        var rows: [String] = []
        do {
            while let field = try reader.next() {
                rows.append("\(field.number)@\(field.offset)=\(name(field.payload))")
            }
        } catch {
            rows.append((error as? WireError).map { "\($0.code)@\($0.offset)" } ?? "other")
            if (try? reader.next()) != nil { rows.append("a field behind an error") }
        }
        return rows.joined(separator: " ")
    }

    private func name(_ payload: ProtobufReader.Field.Payload) -> String {
        switch payload {
        case .varint(let value): "v\(value)"
        case .fixed64(let value): "l\(value)"
        case .fixed32(let value): "i\(value)"
        case .bytes(let bytes): "b" + Hex.encode(bytes)
        }
    }

    // From the encoding guide of protobuf.dev: test1 = 150, test2 = "testing", test3.test1 = 150.
    @Test(arguments: [
        ("", ""), ("089601", "1@0=v150"), ("120774657374696e67", "2@0=b74657374696e67"), ("1a03089601", "3@0=b089601"),
        ("090100000000000080", "1@0=l9223372036854775809"), ("0d78563412", "1@0=i305419896"),
        ("08ffffffffffffffffff01", "1@0=v18446744073709551615"), ("1200", "2@0=b"),
        ("f8ffffff0f01", "536870911@0=v1"), ("08011001", "1@0=v1 2@2=v1"),
        ("08ffffffffffffffffff02", "syntax@1"), ("08ffffffffffffffffffff01", "syntax@1"), ("08", "truncated@1"),
        ("0880", "truncated@1"), ("80", "truncated@0"), ("0900", "truncated@1"), ("0d000000", "truncated@1"),
        ("1202ff", "truncated@1"), ("12ffffffffffffffffff01", "truncated@1"), ("12ffffffffffffffff7f", "truncated@1"),
        ("0001", "syntax@0"), ("0b0c", "unsupported@0"), ("0c", "unsupported@0"), ("0e", "syntax@0"),
        ("0f", "syntax@0"), ("f8ffffff7f01", "syntax@0"), ("08010b", "1@0=v1 unsupported@2"),
    ])
    func theWireIsReadAndDamageIsNamed(_ hex: String, _ expected: String) throws {
        #expect(read(try #require(Hex.decode(hex))) == expected)
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        var writer = ProtobufWriter()
        writer.varint(1, .max)
        writer.fixed64(2, 1)
        writer.fixed32(3, 2)
        writer.text(4, "é")
        writer.message(5) { $0.bytes(1, [0xFF]) }
        #expect(read(writer.bytes) == "1@0=v18446744073709551615 2@11=l1 3@20=i2 4@25=bc3a9 5@29=b0a01ff")
    }

    @Test func embeddedOffsetsAreThoseOfTheWholeMessage() throws {
        var reader = ProtobufReader(try #require(Hex.decode("1a051203c3a978"))[...])
        var inner = try #require(try reader.next()).message()
        let field = try #require(try inner.next())
        #expect(field.offset == 2)
        #expect(try field.text() == "éx")
    }

    @Test func textMustBeUTF8AndMessagesMustBeBytes() throws {
        var reader = ProtobufReader([0x0A, 0x01, 0xC3, 0x08, 0x01][...])
        let bytes = try #require(try reader.next())
        #expect(throws: WireError(.encoding, "invalid UTF-8 in field 1", offset: 0)) { try bytes.text() }
        let number = try #require(try reader.next())
        #expect(throws: WireError.self) { try number.text() }
        #expect(throws: WireError.self) { try number.message() }
    }

    @Test func messagesInsideEachOtherAreBounded() throws {
        var bytes: [UInt8] = []
        for _ in 0..<1000 {
            var writer = ProtobufWriter()
            writer.bytes(1, bytes)
            bytes = writer.bytes
        }
        var reader = ProtobufReader(bytes[...])
        var depth = 0
        do {
            while let field = try reader.next() {
                reader = try field.message()
                depth += 1
            }
        } catch {
            #expect((error as? WireError)?.code == .depth)
        }
        #expect(depth == ProtobufReader.depthLimit)
    }
}
