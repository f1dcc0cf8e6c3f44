internal import Foundation
internal import OverreachModel
internal import OverreachSecrets
internal import OverreachStore
internal import OverreachWire
internal import Synchronization

/// Reads files that were sent, one after the other, on a thread of its own.
final class Uploads: Sendable {
    private let store: Store
    private let queue = DispatchQueue(label: "overreach.uploads")
    private let waiting = Mutex((count: 0, isClosed: false))

    /// More are told to come again.
    private static let limit = 8
    /// What stands for the folder in which files would lie that were sent instead.
    private static let root = "received"
    /// The most characters of a name that evidence cites, and of a key of a delivery.
    private static let nameLimit = 512

    init(_ store: Store) {
        self.store = store
    }

    /// Reads a file when its turn comes.
    func take(_ upload: Upload, retryAfter: Int) async throws(ServiceFailure) -> UploadReceipt {
        let name = try Uploads.name(upload.name)
        if let key = upload.idempotencyKey, key.isEmpty || key.utf8.count > Uploads.nameLimit {
            throw .malformed("the idempotency key has \(key.utf8.count) bytes, expected 1 to \(Uploads.nameLimit)")
        }
        let isIn = waiting.withLock { waiting in
            guard !waiting.isClosed, waiting.count < Uploads.limit else { return false }
            waiting.count += 1
            return true
        }
        guard isIn else { throw .overloaded(retryAfter: retryAfter) }

        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.read(upload, name: name, retryAfter: retryAfter)) }
        }
        waiting.withLock { $0.count -= 1 }
        return try result.get()
    }

    /// Lets nobody in any more, and waits for those that are.
    func stop() async {
        waiting.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    private func read(_ upload: Upload, name: String, retryAfter: Int) -> Result<UploadReceipt, ServiceFailure> {
        do throws(ServiceFailure) {
            return .success(try take(upload, name: name))
        } catch {
            return .failure(error)
        }
    }

    private func take(_ upload: Upload, name: String) throws(ServiceFailure) -> UploadReceipt {
        guard let content = try? Data(contentsOf: URL(fileURLWithPath: upload.path), options: .mappedIfSafe) else {
            throw .unavailable("the file that was sent cannot be read again", retryAfter: 2)
        }
        let now = WallClock.now
        func read() throws -> IngestReport {
            let file = FoundFile(absolute: upload.path, relative: name, writtenAt: now, size: content.count)
            return try Ingest(into: store, options: upload.options, now: now)
                .read(file, from: Uploads.root, mayEnd: upload.mayEnd)
        }
        do {
            guard let key = upload.idempotencyKey else { return UploadReceipt(report: try read(), isRepeated: false) }
            let digest = upload.digest.flatMap { Hex.decode($0) } ?? Digest.sha256([UInt8](content))
            if let known = try store.read({ try $0.delivery(sender: upload.sender, key: key) }) {
                guard known.digest == digest else {
                    throw ServiceFailure.conflict("the idempotency key was used for another content before")
                }
                let report = try JSONDecoder().decode(IngestReport.self, from: Data(known.report))
                return UploadReceipt(report: report, isRepeated: true)
            }

            let report = try read()
            // Killed before this, the same delivery is read again: natural keys and runs see to it that it counts once.
            let text = try JSONText.encode(report, indented: false)
            try store.write {
                try $0.keep(
                    StoredDelivery(digest: digest, report: Array(text.utf8)), sender: upload.sender, key: key, at: now)
            }
            return UploadReceipt(report: report, isRepeated: false)
        } catch let failure as ServiceFailure {
            throw failure
        } catch {
            throw .unavailable("\(error)", retryAfter: 2)
        }
    }

    /// The name as evidence cites it: the parts of a path without those that lead elsewhere.
    private static func name(_ name: String) throws(ServiceFailure) -> String {
        let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
        let path = parts.joined(separator: "/")
        guard !path.isEmpty, path.utf8.count <= nameLimit, !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else {
            throw .malformed("the file name is no name of 1 to \(nameLimit) printable bytes")
        }
        return path
    }
}
