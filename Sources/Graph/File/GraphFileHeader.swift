/// The beginning of a `GraphFile`: what it holds, and where.
struct GraphFileHeader {
    /// Where a column is.
    struct Place {
        let offset: Int  // in bytes; a multiple of a page
        let count: Int
        let firstBlock: Int  // its sums are from here on in sums
    }

    static let magic = UInt64(littleEndian: 0x3148_5041_5247_564F)  // "OVGRAPH1"
    static let version: UInt64 = 1
    static let page = 4096
    static let blockSize = 1 << 20
    private static let mostWords = 1 << 24  // a header of more words is none

    let stamp: [UInt8]
    let maxCost: UInt8
    let places: [Place]  // by section
    let sums: [UInt64]  // by block
    let length: Int  // of the file

    /// The header of columns of these counts.
    init(stamp: [UInt8], maxCost: UInt8, counts: [Int], sums: [UInt64]) {
        self.stamp = stamp
        self.maxCost = maxCost
        self.sums = sums
        let sections = GraphSection.allCases
        let words = 6 + (stamp.count + 7) / 8 + sections.count + 1 + sums.count + 1
        var offset = GraphFileHeader.rounded(words * 8)
        var block = 0
        var places: [Place] = []
        for (section, count) in zip(sections, counts) {
            places.append(Place(offset: offset, count: count, firstBlock: block))
            block += GraphFileHeader.blocks(count * section.stride)
            offset += GraphFileHeader.rounded(count * section.stride)
        }
        self.places = places
        length = offset
    }

    /// The header of a file.
    init(reading mapping: Mapping) throws(GraphFileError) {
        let cut = GraphFileError.damaged("it ends in its header")
        guard let start = mapping.column(UInt64.self, at: 0, count: 4) else { throw cut }
        guard start[0] == GraphFileHeader.magic else { throw .damaged("it does not begin as a saved graph") }
        guard start[1] == GraphFileHeader.version else { throw .outdated("it is of version \(start[1])") }
        guard start[2] >= 8, start[2] < UInt64(GraphFileHeader.mostWords),
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
        let maxCost = UInt8(clamping: take())
        let stampCount = min(Int(clamping: take()), last * 8)
        var stamp: [UInt8] = []
        while stamp.count < stampCount {
            let word = take()
            for byte in 0..<min(8, stampCount - stamp.count) {
                stamp.append(UInt8(truncatingIfNeeded: word >> UInt64(byte * 8)))
            }
        }
        let counts = GraphSection.allCases.map { _ in min(Int(clamping: take()), mapping.count) }
        let sums = (0..<min(Int(clamping: take()), last)).map { _ in take() }
        self.init(stamp: stamp, maxCost: maxCost, counts: counts, sums: sums)
        guard length == mapping.count, sums.count == blockCount else { throw .damaged("its header contradicts itself") }
    }

    /// The header as it is written.
    var words: [UInt64] {
        var stampWords = [UInt64](repeating: 0, count: (stamp.count + 7) / 8)
        for (place, byte) in stamp.enumerated() { stampWords[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8) }
        let rest = [UInt64(maxCost), UInt64(stamp.count)] + stampWords + places.map { UInt64($0.count) }
        let body = rest + [UInt64(sums.count)] + sums
        var words = [GraphFileHeader.magic, GraphFileHeader.version, UInt64(4 + body.count + 1), UInt64(length)] + body
        words.append(words.withUnsafeBytes { Checksum.of($0) })
        return words
    }

    /// How many blocks the columns have.
    private var blockCount: Int {
        zip(GraphSection.allCases, places).reduce(0) { $0 + GraphFileHeader.blocks($1.1.count * $1.0.stride) }
    }

    static func rounded(_ bytes: Int) -> Int { (bytes + page - 1) / page * page }
    static func blocks(_ bytes: Int) -> Int { (bytes + blockSize - 1) / blockSize }
}
