internal import OverreachStore

/// An ingest with the store it opens or makes.
public struct IngestRun {
    private let storePath: String
    private let options: IngestOptions
    private let acceptsLoss: Bool

    /// Prepares an ingest; `acceptsLoss` goes on where acknowledged batches are missing.
    public init(storePath: String, options: IngestOptions, acceptsLoss: Bool = false) {
        self.storePath = storePath
        self.options = options
        self.acceptsLoss = acceptsLoss
    }

    /// Opens the store, reads everything below the paths, and closes it.
    ///
    /// Errors: `StoreError`.
    public func run(_ paths: [String], progress: Ingest.Progress = { _, _, _ in }) throws -> IngestReport {
        let store = try Store.open(storePath, mode: .readWrite(create: true))
        let now = WallClock.now
        if acceptsLoss { try store.acceptLoss(at: now) }
        return try Ingest(into: store, options: options, now: now).run(paths, progress: progress)
    }
}
