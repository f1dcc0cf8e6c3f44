internal import Foundation

/// The right to write to a store, held until the value goes; the kernel takes it back from a process that dies.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Waits for the lock file beside the store.
    ///
    /// Throws `locked` when another writer holds it for longer than that.
    init(storePath: String, patience: Duration) throws {
        let path = storePath + ".lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreFile.failure(errno, "lock", path) }

        let deadline = ContinuousClock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else {
                close(descriptor)
                throw StoreFile.failure(code, "lock", path)
            }
            guard ContinuousClock.now < deadline else {
                close(descriptor)
                throw StoreError(
                    .locked, "store \"\(storePath)\" is being written by another process, which holds \"\(path)\"")
            }
            usleep(20_000)
        }
    }

    deinit {
        close(descriptor)
    }
}
