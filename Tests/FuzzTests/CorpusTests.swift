import Foundation
import Testing

@testable import overreach_fuzz

/// Every input that a fuzzer kept, put to its target again: one that stops the process fails the run.
struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases)
    func everyInputIsReadWithoutACrash(target: FuzzTarget) throws {
        let files = try Corpus.files(of: target)
        try #require(!files.isEmpty, "no corpus for \(target.rawValue)")
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            target.run(bytes)
            // Cut and bent, as a fuzzer would next.
            for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 16)) {
                target.run(Array(bytes.prefix(length)))
                var bent = bytes
                bent[length] ^= UInt8(truncatingIfNeeded: length | 1)
                target.run(bent)
            }
        }
    }
}
