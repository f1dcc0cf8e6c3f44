internal import OverreachModel

/// Texts one after the other: text `i` is the bytes `starts[i] ..< starts[i + 1]`.
struct TextList: Sendable {
    let starts: Field<UInt64>  // count = texts + 1, non-decreasing
    let bytes: Field<UInt8>

    var count: Int { max(starts.count - 1, 0) }

    /// The text at the position; empty where there is none, which a file that is as it was written never asks for.
    subscript(position: Int) -> String {
        withBytes(position) { String(decoding: $0, as: UTF8.self) }
    }

    subscript(position: UInt32) -> String { self[Int(position)] }

    /// Calls the body with the bytes of the text, which it must not keep.
    @inline(__always) func withBytes<Result>(_ position: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard position >= 0, position < count else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        let window = starts.window(position, of: bytes.count)
        bytes.touch(window)
        return bytes.column.withBytes { body(UnsafeRawBufferPointer(rebasing: $0[window])) }
    }

    /// The position of the text in this list, which ascends by bytes; nil where it is not there.
    func sortedPosition(of text: String) -> Int? {
        var text = text
        return text.withUTF8 { wanted in
            let wanted = UnsafeRawBufferPointer(wanted)
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if withBytes(middle, { $0.precedes(wanted) }) { low = middle + 1 } else { high = middle }
            }
            return low < count && withBytes(low, { $0.isSame(as: wanted) }) ? low : nil
        }
    }

    /// The positions of the texts with these bytes, ascending.
    ///
    /// Complexity: O(texts), without reading those of other lengths.
    func positions(of text: String) -> [Int] {
        var text = text
        return text.withUTF8 { wanted in
            let wanted = UnsafeRawBufferPointer(wanted)
            let starts = starts.whole
            return (0..<count).filter { position in
                starts[position + 1] &- starts[position] == UInt64(wanted.count)
                    && withBytes(position) { $0.isSame(as: wanted) }
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the bytes come before the others in the order of bytes.
    func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        let common = commonLength(other)
        if common == count || common == other.count { return count < other.count }
        return self[common] < other[common]
    }

    /// Whether both have the same bytes.
    func isSame(as other: UnsafeRawBufferPointer) -> Bool { count == other.count && commonLength(other) == count }

    /// Whether the bytes end in the others.
    func hasSuffix(_ other: UnsafeRawBufferPointer) -> Bool {
        count >= other.count && UnsafeRawBufferPointer(rebasing: self[(count - other.count)...]).isSame(as: other)
    }

    /// How many bytes both begin with, found eight at a time.
    private func commonLength(_ other: UnsafeRawBufferPointer) -> Int {
        let end = Swift.min(count, other.count)
        var at = 0
        // Safe: eight bytes from there on are inside both.
        while at + 8 <= end,
            loadUnaligned(fromByteOffset: at, as: UInt64.self)
                == other.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        {
            at += 8
        }
        while at < end, self[at] == other[at] { at += 1 }
        return at
    }
}

/// Makes a list of texts, each once where it is asked for by `number(of:)`.
struct TextListBuilder: ~Copyable {
    private var starts = Stack<UInt64>()
    private var bytes = Stack<UInt8>()
    private var numbers: [Text: UInt32] = [:]

    init() { starts.push(0) }

    /// The number of the text, which is added where it is not there yet.
    mutating func number(of text: String) -> UInt32 {
        let text = Text(text)
        if let number = numbers[text] { return number }
        let number = UInt32(starts.count - 1)
        numbers[text] = number
        append(text.string)
        return number
    }

    /// Adds the text, whether it is there or not.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.push(contentsOf: $0) }
        starts.push(UInt64(bytes.count))
    }

    consuming func list() -> TextList { TextList(starts: Field(starts.copied()), bytes: Field(bytes.copied())) }
}
