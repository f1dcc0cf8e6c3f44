internal import OverreachWire
internal import Testing

/// Damaged input must be read or refused, never trap.
///
/// Every index of the readers is checked in debug builds, so a read behind the end would end this run.
@Suite struct WireMutationTests {
    private static let record = """
        {"eventName":"GetObject","list":[1,-2.5e3,true,null,{"a":"b"}],"text":"\\u00e9 \\ud83d\\ude00 \\"q\\" é😀",
        "userIdentity":{"arn":"arn:aws:sts::123456789012:assumed-role/r/s","n":{"n":{"n":[[[]]]}}},"z":0}
        """

    @Test(arguments: [JSONDialect.strict, .jsonc]) func damagedTextIsReadOrRefused(_ dialect: JSONDialect) {
        let text = Array((dialect == .jsonc ? "// c\n/* d */" : "").utf8) + Array(Self.record.utf8)
        forEachMutation(of: text, count: 4000, seed: 1) { bytes in
            do {
                let value = try JSONValue.parse(bytes, dialect: dialect)
                #expect(throws: Never.self) { try JSONValue.parse(Array(compact(value).utf8)) }
            } catch {
                let error = error as? WireError
                #expect((0...bytes.count).contains(error?.offset ?? -1))
                #expect(error.map { $0.line >= 1 } == true)
            }
        }
    }

    @Test func damagedRecordsAreReportedInEveryShape() {
        let line = Self.record.split(separator: "\n").joined()
        let texts: [(String, JSONRecords.Shape)] = [
            ("\(line)\n\(line)\n", .lines), ("[\(line),\(line)]", .topLevelArray),
            ("{\"v\":1,\"Records\":[\(line),\(line)],\"w\":[2]}", .member("Records")), (line, .single),
        ]
        for (text, shape) in texts {
            forEachMutation(of: Array(text.utf8), count: 1000, seed: 2) { bytes in
                _ = JSONRecords.shape(of: bytes, members: ["Records"])
                var failures = 0
                JSONRecords.forEach(in: bytes, shape: shape) { record, _ in
                    if case .failure = record { failures += 1 }
                }
                #expect(shape == .lines || failures <= 1)
            }
        }
    }

    /// Records and tree must agree on what is valid.
    @Test func streamingIsAsStrictAsTheTree() {
        let text = "{\"v\":{\"a\":[1,\"\\u00e9\"]},\"Records\":[{\"b\":2},[3]],\"w\":[{\"c\":0.5}]}"
        forEachMutation(of: Array(text.utf8), count: 6000, seed: 3) { bytes in
            var failed = false
            JSONRecords.forEach(in: bytes, shape: .member("Records")) { record, _ in
                if case .failure = record { failed = true }
            }
            let tree = try? JSONValue.parse(bytes)
            #expect(failed == (tree?["Records"]?.array == nil))
        }
    }

    @Test func repeatedKeysAndDeepNestsAreRefused() {
        for count in [2, 64, 65, 5000] {
            let text = "{" + String(repeating: "\"key\":1,", count: count) + "\"key\":1}"
            #expect(failure(text)?.code == .duplicateKey)
        }
        for count in [65, 1000, 1_000_000] {
            #expect(failure(String(repeating: "[{\"a\":", count: count))?.code == .depth)
        }
    }

    @Test func damagedProtobufIsReadOrRefused() {
        var writer = ProtobufWriter()
        for number: UInt32 in 1...4 {
            writer.message(number) { span in
                span.varint(1, 1 << 60)
                span.fixed64(2, .max)
                span.fixed32(3, 7)
                span.text(4, "GetObject é")
                span.message(5) { $0.message(1) { $0.text(2, "deep") } }
            }
        }
        forEachMutation(of: writer.bytes, count: 8000, seed: 4) { bytes in
            Self.walk(ProtobufReader(bytes[...]))
        }
    }

    private static func walk(_ reader: ProtobufReader) {
        var reader = reader
        while let field = try? reader.next() {
            _ = try? field.text()
            if let message = try? field.message() { walk(message) }
        }
    }

    @Test func damagedGzipIsReadOrRefused() {
        let file = Deflate.gzip(Array(Self.record.utf8)) + Deflate.gzip([UInt8](repeating: 7, count: 3000))
        forEachMutation(of: file, count: 3000, seed: 5) { bytes in
            do {
                #expect(try Inflate.gunzip(bytes, limit: 4000).count <= 4000)
            } catch {
                #expect((0...bytes.count).contains((error as? WireError)?.offset ?? -1))
            }
        }
    }

    @Test func damagedHexAndBase64AreReadOrRefused() {
        let bytes = (0..<60).map { UInt8($0 &* 4) }
        for text in [Hex.encode(bytes), Base64.encode(bytes)] {
            forEachMutation(of: Array(text.utf8), count: 2000, seed: 6) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                if let decoded = Hex.decode(text) { #expect(Hex.encode(decoded) == text.lowercased()) }
                _ = Base64.decode(text)
            }
        }
    }
}
