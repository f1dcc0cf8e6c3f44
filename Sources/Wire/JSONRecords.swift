/// Streams the elements of a file that is a sequence of records, one tree at a time, so that memory is that of one
/// element.
public struct JSONRecords {
    /// Where the records sit in a file.
    public enum Shape: Sendable, Equatable {
        /// One JSON text per line.
        case lines
        /// The elements of the array that is the whole file.
        case topLevelArray
        /// The elements of the array under this key of the object that is the whole file. The other members may stand
        /// before or behind it; they are checked and dropped.
        case member(String)
        /// The file is one record.
        case single
    }

    /// The shape of a file by its content; nil where it does not begin like JSON.
    ///
    /// An object is `.member` where one of `members` is an array in it; otherwise `.single` where it spans lines, else
    /// `.lines`. Where the second line begins an object and the first ends one, the file is `.lines` whatever the
    /// members are, so each record then is a whole object such as `{"resourceSpans":[…]}`. A file whose first line is
    /// damaged, and whose second is an object, is `.lines`. A byte order mark is passed over. Complexity: O(n) at
    /// worst, and up to the member where there is one; nothing is kept.
    public static func shape(of bytes: [UInt8], members: [String]) -> Shape? {
        // Safe: the sniffer does not outlive the closure, and a shape holds no pointer.
        bytes.withUnsafeBufferPointer { JSONShapeSniffer(bytes: $0).shape(members: members) }
    }

    /// Calls the closure with every record in order, or with the reason why it cannot be read, and its index from 0.
    ///
    /// With `.lines` a bad line is one failure and the next line goes on; blank lines are skipped and not counted.
    /// With `.topLevelArray` and `.member` a failure is the last call, since nothing behind it can be trusted; a file
    /// that breaks behind its last record ends with a failure too. The limits hold for each record by itself; a line
    /// in an error and in a value is the line in the file, a pointer begins at the file for arrays and members and at
    /// the line for `.lines`. Throws only what the closure throws. Complexity: O(n).
    public static func forEach(
        in bytes: [UInt8], shape: Shape, limits: JSONLimits = JSONLimits(),
        _ body: (Result<JSONValue, WireError>, _ index: Int) throws -> Void
    ) rethrows {
        var cursor = JSONRecordCursor(shape: shape, limits: limits)
        var index = 0
        while let record = cursor.next(in: bytes) {
            try body(record, index)
            index += 1
        }
    }
}
