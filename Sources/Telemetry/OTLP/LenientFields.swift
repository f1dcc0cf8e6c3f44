import OverreachWire

/// The fields of a protobuf message as far as they can be read, and of what the end cut off, the beginning.
///
/// A body that was cut in transit breaks at its outermost length, though all but its last span is there: so a message
/// whose length points beyond the end is opened with what there is of it.
struct LenientFields {
    /// One step through a message.
    enum Step {
        /// A whole field.
        case field(ProtobufReader.Field)
        /// An embedded message without its end.
        case cut(number: UInt32, ArraySlice<UInt8>, WireError)
        /// Bytes that are no field; nothing behind them can be read.
        case damage(WireError)
    }

    private let bytes: ArraySlice<UInt8>
    private var reader: ProtobufReader
    private var hasEnded = false

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        reader = ProtobufReader(bytes)
    }

    /// The next step, nil at the end; `cut` and `damage` are the last.
    mutating func next() -> Step? {
        guard !hasEnded else { return nil }

        do {
            guard let field = try reader.next() else { return nil }
            return .field(field)
        } catch {
            hasEnded = true
            guard let error = error as? WireError else { return nil }
            return beginning(after: error) ?? .damage(error)
        }
    }

    /// The embedded message whose length the error complains of.
    ///
    /// Its tag stands before the length, and what there is of it behind. Only tags of one byte are looked at, and that is
    /// what all the messages around spans have.
    private func beginning(after error: WireError) -> Step? {
        guard error.code == .truncated, error.offset > bytes.startIndex, error.offset < bytes.endIndex else {
            return nil
        }
        let tag = bytes[error.offset - 1]
        guard tag & 7 == 2, tag < 0x80, tag >> 3 > 0 else { return nil }
        guard let last = bytes[error.offset...].firstIndex(where: { $0 < 0x80 }) else { return nil }

        return .cut(number: UInt32(tag >> 3), bytes[(last + 1)...], error)
    }
}
