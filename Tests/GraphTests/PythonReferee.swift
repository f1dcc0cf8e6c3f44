internal import Foundation

/// Runs a Python program that answers the same questions with networkx, which shares nothing with ours.
enum PythonReferee {
    /// Whether there is a Python with networkx; the tests that need it say so when they are skipped.
    static let isAvailable = (try? answers("import networkx", "")) != nil

    struct Failure: Error { let status: Int32 }

    /// The lines that the program prints for the input.
    static func answers(_ program: String, _ input: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "overreach-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let questions = folder.appending(path: "questions")
        try Data(input.utf8).write(to: questions)

        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        process.standardInput = try FileHandle(forReadingFrom: questions)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
