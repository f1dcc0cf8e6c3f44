internal import Foundation

/// The file of a store as bytes: what may be opened, before SQLite touches it.
struct StoreFile {
    /// "OVRC" as SQLite's application id.
    static let applicationID: Int32 = 0x4F56_5243

    /// The path with its links resolved, so that all names of one store share one lock.
    let path: String

    init(_ path: String) throws {
        if let resolved = Self.resolve(path) {
            self.path = resolved
            return
        }
        let url = URL(fileURLWithPath: path)
        guard let folder = Self.resolve(url.deletingLastPathComponent().path) else {
            throw StoreError(.notFound, "no folder for store \"\(path)\", expected one that exists")
        }
        self.path = (folder == "/" ? "" : folder) + "/" + url.lastPathComponent
    }

    /// Whether there is anything at the path.
    ///
    /// Throws where it is no file.
    func exists() throws -> Bool {
        var info = stat()
        guard stat(path, &info) == 0 else {
            if errno == ENOENT { return false }
            throw Self.failure(errno, "store", path)
        }
        guard info.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(.notAFile, "\"\(path)\" is no file, expected an Overreach store")
        }
        return true
    }

    /// Throws unless the file is a store that this version reads; reads the file's header and changes nothing.
    func check() throws {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(errno, "store", path) }
        defer { Foundation.close(descriptor) }
        var header = [UInt8](repeating: 0, count: 100)  // https://www.sqlite.org/fileformat2.html#the_database_header
        let length = read(descriptor, &header, header.count)
        guard length >= 0 else { throw Self.failure(errno, "store", path) }
        let size = Int64(lseek(descriptor, 0, SEEK_END))

        guard size > 0 else {
            throw StoreError(.damaged, "\"\(path)\" is empty, expected an Overreach store or no file")
        }
        guard header.starts(with: "SQLite format 3\0".utf8.prefix(length)) else {
            throw StoreError(.foreign, "\"\(path)\" is no SQLite file, expected an Overreach store")
        }
        guard length == header.count else {
            throw StoreError(.damaged, "damaged store \"\(path)\": \(size) bytes, expected a header of 100")
        }
        guard Self.word(header, 68) == UInt32(bitPattern: Self.applicationID) else {
            let found = Self.word(header, 68)
            throw StoreError(
                .foreign, "\"\(path)\" is a database of another program (application id \(found)), expected a store")
        }
        try Self.checkVersion(Int(Self.word(header, 60)), path)
        let pageSize = Int64(header[16]) << 8 | Int64(header[17])
        let expected = Int64(Self.word(header, 28)) * (pageSize == 1 ? 65536 : pageSize)
        if size < expected, !hasLog {
            throw StoreError(.damaged, "damaged store \"\(path)\": \(size) bytes, expected \(expected)")
        }
    }

    /// Throws unless this version reads stores of that version.
    static func checkVersion(_ version: Int, _ path: String) throws {
        if version > Schema.version {
            throw StoreError(
                .newer,
                "store \"\(path)\" has version \(version), written by a newer Overreach; expected at most \(Schema.version)"
            )
        }
        if version < 1 {
            throw StoreError(.damaged, "damaged store \"\(path)\": version \(version), expected 1 or more")
        }
    }

    /// Whether pages may lie in the write-ahead log, so that the file's own size proves nothing.
    private var hasLog: Bool {
        var info = stat()
        return stat(path + "-wal", &info) == 0 && info.st_size > 0
    }

    private static func resolve(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The error for a failed call of the system.
    static func failure(_ code: Int32, _ what: String, _ path: String) -> StoreError {
        let text = String(cString: strerror(code))
        switch code {
        case ENOENT, ENOTDIR: return StoreError(.notFound, "no \(what) at \"\(path)\"")
        case EACCES, EPERM, EROFS: return StoreError(.permission, "no permission for \(what) \"\(path)\": \(text)")
        case ENOSPC, EDQUOT: return StoreError(.full, "no space left for \(what) \"\(path)\"")
        case EISDIR: return StoreError(.notAFile, "\(what) \"\(path)\" is a folder, expected a file")
        default: return StoreError(.system, "\(what) \"\(path)\": \(text)")
        }
    }
}
