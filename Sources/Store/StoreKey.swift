internal import Foundation

/// The key for fingerprints of secrets, in a file beside the store, so that a stolen store alone cannot be guessed at.
enum StoreKey {
    static let count = 32

    static func path(ofStore path: String) -> String { path + ".key" }

    /// The key beside an existing store.
    static func read(storePath: String) throws -> [UInt8] {
        let path = path(ofStore: storePath)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw StoreFile.failure(errno, "key", path) }
            let expected = "expected the \(count) bytes made with it: fingerprints of another key match nothing"
            throw StoreError(.key, "no key \"\(path)\" beside store \"\(storePath)\", \(expected)")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count + 1)
        let length = Foundation.read(descriptor, &bytes, bytes.count)
        guard length == count else {
            throw StoreError(.key, "\"\(path)\" is no key of a store, expected a file of \(count) bytes")
        }

        return Array(bytes.prefix(count))
    }

    /// Makes the key of a new store; one that is there already, from a store that was removed, stays.
    static func create(storePath: String) throws {
        let path = path(ofStore: storePath)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EEXIST {
            _ = try read(storePath: storePath)
            return
        }
        guard descriptor >= 0 else { throw StoreFile.failure(errno, "key", path) }
        defer { close(descriptor) }
        let key = random(count)
        guard write(descriptor, key, key.count) == key.count, fsync(descriptor) == 0 else {
            let code = errno
            unlink(path)
            throw StoreFile.failure(code, "key", path)
        }
    }

    /// Bytes from the system's secure source.
    static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
