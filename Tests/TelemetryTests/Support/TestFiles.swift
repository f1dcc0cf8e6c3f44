import Foundation
import OverreachModel

/// Files that tests read: the project's own recording, and the shared data where it is there.
enum TestFiles {
    static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let labs: [URL] = {
        let fixtures = folders(in: checkout.appendingPathComponent("Tests/Fixtures/labs"))
        return ([checkout.appendingPathComponent("examples/support-desk")] + fixtures).filter { isThere($0) }
    }()

    static let data: URL = {
        if let path = ProcessInfo.processInfo.environment["OVERREACH_DATA"] { return URL(fileURLWithPath: path) }
        return checkout.appendingPathComponent("../shared/data").standardizedFileURL
    }()

    static let isDataThere = isThere(data.appendingPathComponent("otlp"))

    static func isThere(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    static func file(_ url: URL) throws -> SourceFile {
        SourceFile(path: url.lastPathComponent, bytes: [UInt8](try Data(contentsOf: url)))
    }

    /// The files of a folder by name, without those that are hidden.
    static func files(in folder: URL) throws -> [URL] {
        try FileManager.default
            .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private static func folders(in folder: URL) -> [URL] {
        ((try? files(in: folder)) ?? []).filter { isThere($0.appendingPathComponent("truth.json")) }
    }
}
