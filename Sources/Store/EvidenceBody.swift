internal import OverreachModel

/// A piece of evidence with its repeated texts as numbers.
struct EvidenceBody {
    var source: Int64
    var file: Int64
    var line: Int64?
    var locator: String
    var time: Int64?

    init(_ evidence: Evidence, _ interner: inout Interner) throws {
        (source, file) = try interner.place(of: evidence)
        line = evidence.line.map { Int64($0) }
        locator = evidence.locator
        time = evidence.time
    }

    init(_ unpacker: inout Unpacker) throws(PackingError) {
        source = try unpacker.id()
        file = try unpacker.id()
        let marks = try unpacker.byte()
        line = marks & 1 == 0 ? nil : try unpacker.signed()
        time = marks & 2 == 0 ? nil : try unpacker.signed()
        locator = try unpacker.text()
    }

    func pack(_ packer: inout Packer) {
        packer.varint(UInt64(bitPattern: source))
        packer.varint(UInt64(bitPattern: file))
        packer.byte((line == nil ? 0 : 1) | (time == nil ? 0 : 2))
        if let line { packer.signed(line) }
        if let time { packer.signed(time) }
        packer.text(locator)
    }

    /// Whether both were read from one file.
    func isFromSameFile(as other: EvidenceBody) -> Bool {
        source == other.source && file == other.file
    }
}

extension EvidenceBody: Comparable {
    static func == (a: EvidenceBody, b: EvidenceBody) -> Bool {
        a.source == b.source && a.file == b.file && a.line == b.line && a.time == b.time
            && UTF8Order.equal(a.locator, b.locator)
    }

    static func < (a: EvidenceBody, b: EvidenceBody) -> Bool {
        if a.source != b.source { return a.source < b.source }
        if a.file != b.file { return a.file < b.file }
        if a.line != b.line { return (a.line ?? .min) < (b.line ?? .min) }
        if a.time != b.time { return (a.time ?? .min) < (b.time ?? .min) }
        return UTF8Order.less(a.locator, b.locator)
    }
}

extension [EvidenceBody] {
    init(_ unpacker: inout Unpacker) throws(PackingError) {
        self = []
        for _ in 0..<(try unpacker.count()) { append(try EvidenceBody(&unpacker)) }
    }

    func pack(_ packer: inout Packer) {
        packer.count(count)
        for element in self { element.pack(&packer) }
    }

    /// Those that do not come from a file that the newer ones come from.
    func withoutFiles(of newer: [EvidenceBody]) -> [EvidenceBody] {
        filter { old in !newer.contains { $0.isFromSameFile(as: old) } }
    }
}

extension [Int64] {
    init(_ unpacker: inout Unpacker) throws(PackingError) {
        self = []
        for _ in 0..<(try unpacker.count()) { append(try unpacker.id()) }
    }

    func pack(_ packer: inout Packer) {
        packer.count(count)
        for element in self { packer.varint(UInt64(bitPattern: element)) }
    }
}
