/// Which columns a kind of file has, and how it is told from others.
struct ColumnLayout: Sendable {
    let magic: UInt64  // read in the machine's order of bytes, so that a file of the other order is another kind
    let version: UInt64
    let strides: [Int]  // by section: the bytes of a number
    let blockSize: Int  // bytes that one sum is of; a multiple of a page

    func blocks(_ bytes: Int) -> Int { (bytes + blockSize - 1) / blockSize }
}

/// The beginning of a file of columns: what it holds, and where.
///
/// ```
///   header: magic, version, length, stamp, sections, a sum a block, its own sum │ columns, each from a page on
/// ```
struct ColumnFileHeader {
    /// Where a column is.
    struct Place {
        let offset: Int  // in bytes; a multiple of a page
        let count: Int
        let firstBlock: Int  // its sums are from here on in sums
    }

    static let page = 4096
    private static let mostWords = 1 << 24  // a header of more words is none

    let stamp: [UInt8]
    let layout: ColumnLayout
    let note: UInt64  // what the kind of file keeps beside its columns
    let places: [Place]  // by section
    let sums: [UInt64]  // by block
    let length: Int  // of the file

    /// The header of columns of these counts.
    init(_ layout: ColumnLayout, stamp: [UInt8], note: UInt64, counts: [Int], sums: [UInt64]) {
        self.layout = layout
        self.stamp = stamp
        self.note = note
        self.sums = sums
        let words = 6 + (stamp.count + 7) / 8 + layout.strides.count + 1 + sums.count + 1
        var offset = ColumnFileHeader.rounded(words * 8)
        var block = 0
        var places: [Place] = []
        for (stride, count) in zip(layout.strides, counts) {
            places.append(Place(offset: offset, count: count, firstBlock: block))
            block += layout.blocks(count * stride)
            offset += ColumnFileHeader.rounded(count * stride)
        }
        self.places = places
        length = offset
    }

    /// The header of a file.
    init(_ layout: ColumnLayout, reading mapping: Mapping) throws(GraphFileError) {
        let cut = GraphFileError.damaged("it ends in its header")
        guard let start = mapping.column(UInt64.self, at: 0, count: 4) else { throw cut }
        guard start[0] == layout.magic else { throw .damaged("it does not begin as a saved graph") }
        guard start[1] == layout.version else { throw .outdated("it is of version \(start[1])") }
        guard start[2] >= 8, start[2] < UInt64(ColumnFileHeader.mostWords),
            let words = mapping.column(UInt64.self, at: 0, count: Int(start[2]))
        else { throw cut }
        let last = words.count - 1
        let sum = words.withBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[..<(last * 8)])) }
        guard sum == words[last] else { throw .damaged("its header has another sum") }
        guard start[3] == UInt64(mapping.count) else {
            throw .damaged("it has \(mapping.count) bytes instead of \(start[3])")
        }

        // The header is as it was written from here on; what follows only keeps a wrong one from trapping.
        var next = 4
        func take() -> UInt64 {
            defer { next += 1 }
            return next < last ? words[next] : 0
        }
        let note = take()
        let stampCount = min(Int(clamping: take()), last * 8)
        var stamp: [UInt8] = []
        while stamp.count < stampCount {
            let word = take()
            for byte in 0..<min(8, stampCount - stamp.count) {
                stamp.append(UInt8(truncatingIfNeeded: word >> UInt64(byte * 8)))
            }
        }
        let counts = layout.strides.map { min(Int(clamping: take()), mapping.count / $0) }
        let sums = (0..<min(Int(clamping: take()), last)).map { _ in take() }
        self.init(layout, stamp: stamp, note: note, counts: counts, sums: sums)
        guard length == mapping.count, sums.count == blockCount else { throw .damaged("its header contradicts itself") }
    }

    /// The header as it is written.
    var words: [UInt64] {
        var stampWords = [UInt64](repeating: 0, count: (stamp.count + 7) / 8)
        for (place, byte) in stamp.enumerated() { stampWords[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8) }
        let rest = [note, UInt64(stamp.count)] + stampWords + places.map { UInt64($0.count) }
        let body = rest + [UInt64(sums.count)] + sums
        var words = [layout.magic, layout.version, UInt64(4 + body.count + 1), UInt64(length)] + body
        words.append(words.withUnsafeBytes { Checksum.of($0) })
        return words
    }

    /// How many blocks the columns have.
    private var blockCount: Int {
        zip(layout.strides, places).reduce(0) { $0 + layout.blocks($1.1.count * $1.0) }
    }

    static func rounded(_ bytes: Int) -> Int { (bytes + page - 1) / page * page }
}
