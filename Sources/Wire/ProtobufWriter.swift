/// Writes the fields of one protobuf message in the order it is told.
public struct ProtobufWriter: Sendable {
    /// The message so far.
    public private(set) var bytes: [UInt8] = []

    /// Creates an empty message.
    public init() {}

    /// Writes a varint field.
    public mutating func varint(_ number: UInt32, _ value: UInt64) {
        tag(number, wireType: 0)
        varint(value)
    }

    /// Writes a field of eight bytes.
    public mutating func fixed64(_ number: UInt32, _ value: UInt64) {
        tag(number, wireType: 1)
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    /// Writes a field of four bytes.
    public mutating func fixed32(_ number: UInt32, _ value: UInt32) {
        tag(number, wireType: 5)
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    /// Writes a field of bytes: a string, an embedded message or packed numbers.
    public mutating func bytes(_ number: UInt32, _ value: some Collection<UInt8>) {
        tag(number, wireType: 2)
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Writes a string field.
    public mutating func text(_ number: UInt32, _ value: String) {
        bytes(number, value.utf8)
    }

    /// Writes an embedded message.
    public mutating func message(_ number: UInt32, _ build: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        build(&inner)
        bytes(number, inner.bytes)
    }

    /// Writes the tag of a field whose payload the caller writes; `number` is 1 to 536,870,911.
    public mutating func tag(_ number: UInt32, wireType: UInt8) {
        varint(UInt64(number) << 3 | UInt64(wireType & 7))
    }

    /// Writes a varint without a tag, as in packed numbers.
    public mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
