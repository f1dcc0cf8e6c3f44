internal import OverreachWire
internal import Testing

@Suite struct InflateTests {
    private func code(_ bytes: [UInt8], limit: Int = 1 << 20) -> WireError.Code? {
        do {
            _ = try Inflate.gunzip(bytes, limit: limit)
            return nil
        } catch {
            return (error as? WireError)?.code
        }
    }

    @Test(arguments: [0, 1, 100, 65_535, 65_536, 65_537, 300_000]) func contentComesBack(_ count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        for noisy in [false, true] {
            let bytes = (0..<count).map { noisy ? UInt8(truncatingIfNeeded: random.next()) : UInt8($0 & 7) }
            #expect(try Inflate.gunzip(Deflate.gzip(bytes), limit: count) == bytes)
            #expect(try Inflate.zlib(Deflate.zlib(bytes), limit: count) == bytes)
            #expect(Inflate.isGzip(Deflate.gzip(bytes)))
            #expect(!Inflate.isGzip(Deflate.zlib(bytes)))
        }
    }

    @Test func aFileOfAnotherProgramIsRead() throws {
        // python3: gzip.compress(b"overreach", mtime=1)
        let bytes = try #require(Hex.decode("1f8b08000100000002ffcb2f4b2d2a4a4d4cce0000c3c9ce5b09000000"))
        #expect(try Inflate.gunzip(bytes, limit: 9) == Array("overreach".utf8))
    }

    @Test func membersFollowEachOther() throws {
        let parts = (0..<100).map { [UInt8](repeating: UInt8($0), count: $0 * 1000) }
        let file = parts.flatMap { Deflate.gzip($0) }
        #expect(try Inflate.gunzip(file, limit: 10_000_000) == parts.flatMap { $0 })
        #expect(code(file, limit: 4_949_999) == .tooLarge)
        #expect(code(file, limit: 4_950_000) == nil)
    }

    @Test func bombsStopAtTheLimit() {
        let bomb = Deflate.gzip([UInt8](repeating: 0, count: 64 << 20))
        #expect(bomb.count < 100_000)
        #expect(code(bomb, limit: 1 << 20) == .tooLarge)
        #expect(code(bomb, limit: (64 << 20) - 1) == .tooLarge)
        #expect(code(bomb, limit: 64 << 20) == nil)
        #expect(code(Deflate.gzip([1]), limit: 0) == .tooLarge)
        #expect(code(Deflate.gzip([1]), limit: -5) == .tooLarge)
        #expect(code(Deflate.gzip([]), limit: 0) == nil)
        #expect(code((0..<10_000).flatMap { _ in Deflate.gzip([]) }, limit: 0) == nil)
    }

    @Test func junkBehindTheEndIsAnError() {
        let file = Deflate.gzip([1, 2, 3])
        for junk in [[0], [0x1F], [0x1F, 0x8B], Array("junk".utf8)] as [[UInt8]] {
            #expect(code(file + junk) != nil)
        }
        #expect(throws: WireError.self) { try Inflate.zlib(Deflate.zlib([1]) + [0], limit: 9) }
    }

    @Test func everyTruncationIsFound() {
        let file = Deflate.gzip(Array("overreach, overreach".utf8))
        for length in 0..<file.count {
            #expect(code(Array(file[..<length])) == .truncated)
        }
    }

    @Test func damageNeverChangesTheContent() {
        let bytes = (0..<500).map { UInt8($0 & 63) }
        let file = Deflate.gzip(bytes)
        for place in file.indices {
            var copy = file
            copy[place] ^= 0x10
            // The header's time and flags, and the bits behind the last code, can differ without damage.
            let content = try? Inflate.gunzip(copy, limit: 1000)
            #expect(content == nil || content == bytes)
        }
        var checksum = file
        checksum[file.count - 5] ^= 1
        #expect(code(checksum) == .syntax)
        #expect(code(Array("{\"plain\":1}".utf8)) == .syntax)
    }

    @Test func aPresetDictionaryIsNotSupported() {
        #expect(throws: WireError(.unsupported, "compressed data with a preset dictionary", offset: 6)) {
            try Inflate.zlib([0x78, 0xBB, 0x00, 0x00, 0x00, 0x01, 0x00], limit: 9)
        }
    }
}
