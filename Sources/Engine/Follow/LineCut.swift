/// What of the bytes behind a place in a file of lines may be read: whole lines; the last, unfinished one waits.
struct LineCut: Equatable {
    /// Bytes of whole lines from the beginning.
    let whole: Int
    /// Line breaks in them.
    let lines: Int

    /// Cuts behind the last line break.
    init(_ bytes: [UInt8]) {
        var (whole, lines) = (0, 0)
        for (place, byte) in bytes.enumerated() where byte == 0x0A {
            whole = place + 1
            lines += 1
        }
        self.whole = whole
        self.lines = lines
    }

    /// Takes all, though the last line has no end.
    init(all bytes: [UInt8]) {
        whole = bytes.count
        lines = bytes.count { $0 == 0x0A }
    }
}
