internal import Foundation
internal import OverreachWire
internal import Testing

/// The verdict of python3's reader, made as strict as ours, on the same damaged texts.
@Suite struct JSONDifferentialTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static let script = """
        import json, sys
        def unique(pairs):
            if len({k for k, _ in pairs}) < len(pairs): raise ValueError
            return dict(pairs)
        def refuse(_): raise ValueError
        for line in sys.stdin:
            try:
                text = bytes.fromhex(line).decode("utf-8")
                value = json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
                json.dumps(value, ensure_ascii=False).encode("utf-8")
                print(1)
            except (ValueError, RecursionError): print(0)
        """

    @Test(.enabled(if: python != nil, "python3 is not installed"))
    func pythonAgreesOnWhatIsValid() throws {
        let seeds = [
            "{\"a\":[1,-2.5e3,true,null,{\"b\":\"\\u00e9\\ud83d\\ude00 é\"}],\"c\":\"\\\\\\/\\n\"}",
            "[0.5,1E+2,\"\\udbff\\udfff\",{\"\":{}},[],false]",
        ]
        var texts: [[UInt8]] = []
        for (index, seed) in seeds.enumerated() {
            forEachMutation(of: Array(seed.utf8), count: 3000, seed: UInt64(index)) { texts.append($0) }
        }
        let verdicts = try verdicts(of: texts)

        #expect(verdicts.count == texts.count)
        for (text, isValid) in zip(texts, verdicts) where (failure(text) == nil) != isValid {
            Issue.record("python3 says \(isValid) of \(Hex.encode(text))")
        }
        #expect(verdicts.contains(true) && verdicts.contains(false))
    }

    private func verdicts(of texts: [[UInt8]]) throws -> [Bool] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("texts")
        try Data(texts.map { Hex.encode($0) + "\n" }.joined().utf8).write(to: file)

        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-c", Self.script]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()

        return String(decoding: answer, as: UTF8.self).split(separator: "\n").map { $0 == "1" }
    }
}
