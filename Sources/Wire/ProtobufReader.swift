/// Reads the fields of one protobuf message in the order of the wire, without copying.
///
/// It knows no schema: the caller switches over `Field.number` and `Field.payload`, and ignores what it does not know.
public struct ProtobufReader: Sendable {
    /// How deep messages may lie inside each other when they are opened with `Field.message()`.
    public static let depthLimit = 64

    private let bytes: ArraySlice<UInt8>
    private var position: Int  // startIndex ≤ position ≤ endIndex
    private let depth: Int

    /// Creates a reader over the bytes of a message, or of one embedded field.
    public init(_ bytes: ArraySlice<UInt8>) {
        self.init(bytes, depth: 0)
    }

    init(_ bytes: ArraySlice<UInt8>, depth: Int) {
        self.bytes = bytes
        self.position = bytes.startIndex
        self.depth = depth
    }

    /// The next field, nil at the end of the message.
    ///
    /// Throws `WireError`: `truncated`, `syntax` for field number 0, a tag above 32 bits, an unknown wire type and a
    /// varint above 64 bits, `unsupported` for groups. After an error the reader is at its end. Offsets are indices of
    /// the array that the slice was cut from. Complexity: O(1).
    public mutating func next() throws -> Field? {
        guard position < bytes.endIndex else { return nil }
        do throws(WireError) {
            return try field()
        } catch {
            position = bytes.endIndex
            throw error
        }
    }

    private mutating func field() throws(WireError) -> Field {
        let start = position
        let tag = try varint()
        guard let small = UInt32(exactly: tag) else { throw WireError(.syntax, "a tag above 32 bits", offset: start) }
        let number = small >> 3
        guard number > 0 else { throw WireError(.syntax, "field number 0", offset: start) }

        let payload: Field.Payload
        switch small & 7 {
        case 0:
            payload = .varint(try varint())
        case 1:
            payload = .fixed64(try littleEndian(count: 8))
        case 2:
            let lengthOffset = position
            let length = try varint()
            guard let count = Int(exactly: length), count <= bytes.endIndex - position else {
                throw WireError(.truncated, "a length beyond the end of the message", offset: lengthOffset)
            }
            payload = .bytes(bytes[position..<position + count])
            position += count
        case 5:
            payload = .fixed32(UInt32(truncatingIfNeeded: try littleEndian(count: 4)))
        case 3, 4:
            throw WireError(.unsupported, "a group", offset: start)
        default:
            throw WireError(.syntax, "wire type \(small & 7), expected 0, 1, 2 or 5", offset: start)
        }

        return Field(number: number, payload: payload, offset: start, depth: depth)
    }

    private mutating func varint() throws(WireError) -> UInt64 {
        let start = position
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            if shift == 63, byte > 1 { throw WireError(.syntax, "a varint above 64 bits", offset: start) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }

        throw WireError(.truncated, "a varint without its end", offset: start)
    }

    private mutating func littleEndian(count: Int) throws(WireError) -> UInt64 {
        guard bytes.endIndex - position >= count else {
            throw WireError(.truncated, "expected \(count) bytes of a fixed number", offset: position)
        }

        var value: UInt64 = 0
        for index in 0..<count {
            value |= UInt64(bytes[position + index]) << UInt64(8 * index)
        }
        position += count

        return value
    }
}

extension ProtobufReader {
    /// One field of a message.
    public struct Field: Sendable {
        /// What a field holds, by wire type.
        public enum Payload: Sendable {
            case varint(UInt64)
            case fixed64(UInt64)
            case fixed32(UInt32)
            /// A string, bytes, an embedded message or packed numbers: a slice of the input.
            case bytes(ArraySlice<UInt8>)
        }

        /// The field number, 1 to 536,870,911.
        public let number: UInt32

        /// What the field holds.
        public let payload: Payload

        /// Where the tag of the field begins.
        public let offset: Int

        let depth: Int

        /// The payload as text.
        ///
        /// Throws `WireError`: `syntax` where it is no bytes, `encoding` where it is no UTF-8.
        public func text() throws -> String {
            let bytes = try content()
            guard let text = UTF8Text.string(bytes) else {
                throw WireError(.encoding, "invalid UTF-8 in field \(number)", offset: offset)
            }

            return text
        }

        /// The payload as an embedded message.
        ///
        /// Throws `WireError`: `syntax` where it is no bytes, `depth` below `ProtobufReader.depthLimit` messages, so
        /// that a caller that recurses stays bounded.
        public func message() throws -> ProtobufReader {
            let bytes = try content()
            guard depth < ProtobufReader.depthLimit else {
                let message = "more than \(ProtobufReader.depthLimit) messages inside each other"
                throw WireError(.depth, message, offset: offset)
            }

            return ProtobufReader(bytes, depth: depth + 1)
        }

        private func content() throws(WireError) -> ArraySlice<UInt8> {
            guard case .bytes(let bytes) = payload else {
                throw WireError(.syntax, "field \(number) is a number, expected bytes", offset: offset)
            }

            return bytes
        }
    }
}
