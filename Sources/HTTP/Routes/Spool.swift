internal import Crypto
internal import Foundation
internal import OverreachWire
internal import Synchronization

/// A folder beside the store for what is sent, until it is read; nobody else may look into it.
struct Spool: Sendable {
    private let folder: String

    /// The spool of a store; what a former server left there is removed.
    ///
    /// Errors: `ServeError` where the folder cannot be made.
    init(storePath: String) throws {
        folder = storePath + ".spool"
        try? FileManager.default.removeItem(atPath: folder)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ServeError(
                "cannot make the folder \"\(folder)\" for uploads, expected a folder that may be written to")
        }
    }

    /// A new, empty file under a name of our own.
    ///
    /// Errors: `Refusal` where the disk takes nothing.
    func file() throws(Refusal) -> SpoolFile { try SpoolFile(path: "\(folder)/\(UUID().uuidString)") }

    /// A new folder with these files in it, for what reads paths; removed with the object.
    ///
    /// Errors: `Refusal` where the disk takes nothing.
    func folder(of files: [(name: String, bytes: [UInt8])]) throws(Refusal) -> SpoolFolder {
        try SpoolFolder(path: "\(folder)/\(UUID().uuidString)", files: files)
    }

    static let full = Refusal(
        .unavailable, "what was sent cannot be put aside: the disk takes nothing", retryAfter: 30)
}

/// One file of the spool, removed with the object.
final class SpoolFile: Sendable {
    private struct State {
        var hash = SHA256()
        var count = 0
    }

    let path: String
    private let descriptor: Int32
    private let state = Mutex(State())

    fileprivate init(path: String) throws(Refusal) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Spool.full }
    }

    /// Adds bytes; blocks, so call it where that is allowed.
    func append(_ bytes: [UInt8]) throws(Refusal) {
        let isWritten = state.withLock { state in
            state.hash.update(data: bytes)
            state.count += bytes.count
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }  // Safe: inside.
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
        if !isWritten { throw Spool.full }
    }

    /// SHA-256 of all bytes, in hexadecimal.
    var digest: String { state.withLock { Hex.encode($0.hash.finalize()) } }

    deinit {
        close(descriptor)
        unlink(path)
    }
}

/// A folder of the spool, removed with the object.
final class SpoolFolder: Sendable {
    let path: String

    fileprivate init(path: String, files: [(name: String, bytes: [UInt8])]) throws(Refusal) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            for file in files { try Data(file.bytes).write(to: URL(fileURLWithPath: "\(path)/\(file.name)")) }
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw Spool.full
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
