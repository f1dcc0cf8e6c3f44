internal import Foundation
internal import OverreachModel
internal import OverreachStore

/// A file as the system shows it now: which one it is, how large, and when it was last written.
struct GrowingFile {
    /// Where it is.
    let path: String
    let identity: StoredTail.Identity
    let size: Int64
    /// Nanoseconds since 1970.
    let modifiedAt: Int64

    /// Nil where there is no regular file, or it may not be looked at.
    init?(_ path: String) {
        var info = stat()
        guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        self.path = path
        identity = StoredTail.Identity(
            device: Int64(truncatingIfNeeded: info.st_dev), inode: Int64(truncatingIfNeeded: info.st_ino))
        size = Int64(info.st_size)
        let (seconds, overflow) = Int64(info.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        modifiedAt = overflow ? 0 : seconds &+ Int64(info.st_mtim.tv_nsec)
    }

    /// The bytes of a range, fewer where the file ends before; nil where it is another file by now or cannot be read.
    func bytes(from offset: Int64, count: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, Int64(truncatingIfNeeded: info.st_ino) == identity.inode else {
            return nil
        }

        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let length = bytes.withUnsafeMutableBytes { buffer in
                // Safe: no more is read than there is room behind what is filled.
                pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset) + off_t(filled))
            }
            if length < 0 { return nil }
            if length == 0 { break }
            filled += length
        }
        bytes.removeLast(count - filled)
        return bytes
    }
}
