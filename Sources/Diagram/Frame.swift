/// One message between client and worker: four bytes of length, one of kind, the body.
///
/// Integers are big-endian.
struct Frame: Sendable, Equatable {
    /// What the body is.
    enum Kind: UInt8, Sendable {
        case layout = 1
        case png = 2
        case pdf = 3
        case answer = 0x80
        case refusal = 0x81
    }

    /// What the body is.
    var kind: Kind
    /// The message.
    var body: [UInt8]

    /// Bytes before the body.
    static let headerSize = 5
    /// Longer bodies are refused on both sides: a PNG of the largest surface stays below it.
    static let maximumBody = 256 << 20

    init(_ kind: Kind, _ body: [UInt8]) {
        self.kind = kind
        self.body = body
    }

    /// The frame as bytes.
    var bytes: [UInt8] {
        var out = ByteWriter()
        out.append(Int32(clamping: body.count))
        out.bytes.append(kind.rawValue)
        return out.bytes + body
    }

    /// Kind and body length of a header, or nil where it is none.
    static func header(_ bytes: [UInt8]) -> (kind: Kind, length: Int)? {
        var reader = ByteReader(bytes)
        guard let length = reader.int32(), (0...Int32(maximumBody)).contains(length), let byte = reader.byte(),
            let kind = Kind(rawValue: byte)
        else { return nil }
        return (kind, Int(length))
    }
}

/// Writes the numbers of a message.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func append(_ number: Int32) {
        let bits = UInt32(bitPattern: number)
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }

    mutating func append(_ length: Length) { append(length.hundredths) }

    mutating func append(_ point: Point) {
        append(point.x)
        append(point.y)
    }
}

/// Reads the numbers of a message; nil where the message is too short.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func int32() -> Int32? {
        guard rest.count >= 4 else { return nil }
        let bits = rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        rest = rest.dropFirst(4)
        return Int32(bitPattern: bits)
    }

    /// A count of things that take at least `size` bytes each, so that a lie cannot reserve memory.
    mutating func count(ofSize size: Int) -> Int? {
        guard let number = int32(), number >= 0, Int(number) <= rest.count / size else { return nil }
        return Int(number)
    }

    mutating func length() -> Length? { int32().map(Length.init(hundredths:)) }

    mutating func point() -> Point? {
        guard let x = length(), let y = length() else { return nil }
        return Point(x, y)
    }
}
