import Foundation

/// A working directory with what examples name: the recording, its policy, and a store once it is ingested.
struct ExampleDesk {
    let scratch: Scratch
    /// Where programs are looked for before the binary's own folder.
    var programs: String { scratch.path + "/programs" }

    init() throws {
        scratch = try Scratch()
        for folder in ["examples", "schema", "docs"] {
            try FileManager.default.createSymbolicLink(
                atPath: scratch.path + "/" + folder, withDestinationPath: Lab.checkout + "/" + folder)
        }
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
    }

    /// What a command ends with and prints.
    func shell(_ command: String) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        let folder = URL(fileURLWithPath: CommandLineTests.binary).deletingLastPathComponent().path
        let environment = ProcessInfo.processInfo.environment
        process.environment = environment.merging(
            ["PATH": "\(programs):\(folder):\(environment["PATH"] ?? "/usr/bin:/bin")"]
        ) { _, new in new }
        let file = scratch.path + "/shell-output"
        FileManager.default.createFile(atPath: file, contents: nil)
        process.standardOutput = FileHandle(forWritingAtPath: file)
        process.standardError = process.standardOutput
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus,
            String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        )
    }
}
