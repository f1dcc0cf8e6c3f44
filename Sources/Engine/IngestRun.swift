internal import Foundation
internal import OverreachStore

/// An ingest with the store it opens or makes.
public struct IngestRun {
    private let storePath: String
    private let options: IngestOptions

    /// Prepares an ingest.
    public init(storePath: String, options: IngestOptions) {
        self.storePath = storePath
        self.options = options
    }

    /// Opens the store, reads everything below the paths, and closes it.
    ///
    /// Errors: `StoreError`.
    public func run(_ paths: [String], progress: Ingest.Progress = { _, _, _ in }) throws -> IngestReport {
        let store = try Store.open(storePath, mode: .readWrite(create: true))
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000_000)
        return try Ingest(into: store, options: options, now: now).run(paths, progress: progress)
    }
}
