internal import OverreachModel

/// Rows of numbers of different lengths, each number in as few bytes as it needs; a row that says what the one before
/// says is kept once.
struct PackedRows: Sendable {
    let starts: Field<UInt64>  // by row: where it begins
    let bytes: Field<UInt8>

    /// Reads the row from its beginning.
    func reader(_ row: Int) -> PackedReader { PackedReader(bytes, at: Int(clamping: starts[row])) }
}

/// Reads the numbers of a row one after the other.
///
/// Past the end there are zeros, so that a row that is not as it was written ends as well.
struct PackedReader {
    private let bytes: Field<UInt8>
    private var place: Int

    init(_ bytes: Field<UInt8>, at place: Int) {
        self.bytes = bytes
        self.place = place
    }

    mutating func number() -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return number
    }

    /// A number of a list, below 2^32.
    mutating func reference() -> Int { Int(UInt32(truncatingIfNeeded: number())) }

    /// How many elements follow, each of which takes a byte or more.
    mutating func count() -> Int { min(Int(clamping: number()), bytes.count - place) }

    mutating func signed() -> Int64 {
        let number = number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func list<Element>(_ element: (inout PackedReader) -> Element) -> [Element] {
        let count = count()
        var list: [Element] = []
        list.reserveCapacity(min(count, 64))
        for _ in 0..<count { list.append(element(&self)) }
        return list
    }

    mutating func texts(_ texts: TextList) -> [String] { list { texts[$0.reference()] } }

    mutating func skipTexts() { for _ in 0..<count() { _ = number() } }

    mutating func evidence() -> PackedEvidence { PackedEvidence(&self) }
}

/// A piece of evidence by the numbers of its texts.
struct PackedEvidence {
    let source: Int
    let file: Int
    let locator: Int
    let line: Int?
    let time: Int64?

    init(_ reader: inout PackedReader) {
        source = reader.reference()
        file = reader.reference()
        locator = reader.reference()
        let marks = reader.number()
        line = marks & 1 != 0 ? Int(truncatingIfNeeded: reader.signed()) : nil
        time = marks & 2 != 0 ? reader.signed() : nil
    }

    func evidence(_ texts: TextList) -> Evidence {
        Evidence(source: texts[source], file: texts[file], line: line, locator: texts[locator], time: time)
    }

    /// Whether both are one place, whenever it was seen, in a row that is sorted.
    func isSamePlace(as other: PackedEvidence) -> Bool {
        guard source == other.source, file == other.file else { return false }
        return line == other.line ? locator == other.locator : (line ?? 0) == (other.line ?? 0)
    }
}

/// Makes packed rows, with the texts that they name.
struct PackedRowsBuilder: ~Copyable {
    var texts = TextListBuilder()
    private var starts = Stack<UInt64>()
    private var bytes = Stack<UInt8>()
    private var begin = 0  // of the row that is being made
    private var before = 0..<0  // the row before
    private var latest: (source: Latest, file: Latest, locator: Latest) = (Latest(), Latest(), Latest())

    /// A text with its number: rows that follow each other mostly name the same.
    private struct Latest {
        private var text: String?
        private var number: UInt32 = 0

        mutating func number(of text: String, _ texts: inout TextListBuilder) -> UInt64 {
            if let known = self.text, UTF8Order.equal(known, text) { return UInt64(number) }
            number = texts.number(of: text)
            self.text = text
            return UInt64(number)
        }
    }

    mutating func add(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.push(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.push(UInt8(truncatingIfNeeded: rest))
    }

    mutating func add(_ number: Int64) { add(UInt64(bitPattern: (number << 1) ^ (number >> 63))) }

    mutating func add(_ text: String) { add(UInt64(texts.number(of: text))) }

    mutating func add(_ texts: some Collection<String>) {
        add(UInt64(texts.count))
        for text in texts { add(text) }
    }

    mutating func add(_ evidence: [Evidence]) {
        add(UInt64(evidence.count))
        for place in evidence {
            add(latest.source.number(of: place.source, &texts))
            add(latest.file.number(of: place.file, &texts))
            add(latest.locator.number(of: place.locator, &texts))
            add(UInt64((place.line == nil ? 0 : 1) + (place.time == nil ? 0 : 2)))
            if let line = place.line { add(Int64(line)) }
            if let time = place.time { add(time) }
        }
    }

    /// Ends the row.
    mutating func endRow() {
        let row = begin..<bytes.count
        if isSame(row, before) {
            starts.push(UInt64(before.lowerBound))
            bytes.removeLast(row.count)
        } else {
            starts.push(UInt64(begin))
            before = row
        }
        begin = bytes.count
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        guard a.count == b.count, !a.isEmpty else { return false }
        for offset in 0..<a.count where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] { return false }
        return true
    }

    consuming func rows() -> (rows: PackedRows, texts: TextList) {
        let rows = PackedRows(starts: Field(starts.copied()), bytes: Field(bytes.copied()))
        return (rows, texts.list())
    }
}
