#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The bytes of a column of whatever numbers, as they are written.
struct ColumnBytes {
    let stride: Int
    private let read: ((UnsafeRawBufferPointer) -> Void) -> Void

    init<Element>(_ column: Column<Element>) {
        stride = MemoryLayout<Element>.stride
        read = { column.withBytes($0) }
    }

    /// What the body makes of the bytes, which it must not keep.
    func with<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        var result: Result?
        read { result = body($0) }
        return result
    }

    var count: Int { (with { $0.count } ?? 0) / stride }
}

extension ColumnLayout {
    /// The sums of the blocks of a column.
    func sums(of bytes: UnsafeRawBufferPointer) -> [UInt64] {
        (0..<blocks(bytes.count)).map { block in
            let begin = block * blockSize
            let end = min(begin + blockSize, bytes.count)
            return Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[begin..<end]))
        }
    }

    /// Saves the columns under the path, with a stamp that changes when the content does; the same columns, the same bytes.
    ///
    /// They are written aside, brought to the disk, and then renamed, so that whoever has the file that was there keeps it,
    /// and a machine that stops leaves the one or the other. There is a column a section, in their order.
    func write(_ columns: [ColumnBytes], stamp: String, note: UInt64, to path: String) throws(GraphFileError) {
        let aside = "\(path).\(getpid()).aside"
        do throws(GraphFileError) {
            try write(columns, stamp, note, aside)
            guard rename(aside, path) == 0 else { throw failure("rename", path) }
        } catch {
            unlink(aside)
            throw error
        }
        try syncFolder(of: path)
    }

    private func write(
        _ columns: [ColumnBytes], _ stamp: String, _ note: UInt64, _ path: String
    ) throws(GraphFileError) {
        precondition(columns.map(\.stride) == strides, "there is a column a section")
        unlink(path)  // left by a process of the same number that was stopped
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create", path) }
        defer { close(descriptor) }

        let header = ColumnFileHeader(
            self, stamp: Array(stamp.utf8), note: note, counts: columns.map(\.count),
            sums: columns.flatMap { $0.with(sums) ?? [] })
        guard ftruncate(descriptor, off_t(header.length)) == 0 else { throw failure("write", path) }

        var isWritten = header.words.withUnsafeBytes { write($0, at: 0, descriptor) }
        for (column, place) in zip(columns, header.places) where isWritten {
            isWritten = column.with { write($0, at: place.offset, descriptor) } ?? false
        }
        guard isWritten, fsync(descriptor) == 0 else { throw failure("write", path) }
    }

    /// Writes all of the bytes; a write may take a part at a time, and one that was interrupted is tried again.
    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int, _ descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private func syncFolder(of path: String) throws(GraphFileError) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync", folder) }
    }

    private func failure(_ act: String, _ path: String) -> GraphFileError {
        .unwritable("cannot \(act) \"\(path)\": \(String(cString: strerror(errno)))")
    }
}
