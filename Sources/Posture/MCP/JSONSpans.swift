internal import OverreachWire

/// Where the members of objects stand in a JSON text, comments and all.
///
/// Of a text that `JSONValue.parse` took with the dialect `jsonc`; of any other the answers mean nothing, and nothing traps.
struct JSONSpans {
    /// A member with the bytes that are its own.
    struct Member {
        let key: String
        /// From the quote of the key to the end of the value.
        let range: Range<Int>
        /// Where the value begins.
        let value: Int
        /// The comma behind it; nil where there is none.
        let comma: Int?
    }

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Where the text's one value begins.
    var root: Int {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return space(from: bytes.starts(with: mark) ? mark.count : 0)
    }

    /// The members of the object that begins here; none where no object does.
    func members(ofObjectAt start: Int) -> [Member] {
        guard byte(start) == UInt8(ascii: "{") else { return [] }
        var members: [Member] = []
        var at = space(from: start + 1)
        while byte(at) == UInt8(ascii: "\"") {
            let end = string(from: at)
            let key = try? JSONValue.parse(Array(bytes[at..<end])).string
            let colon = space(from: end)
            guard byte(colon) == UInt8(ascii: ":") else { break }
            let value = space(from: colon + 1)
            let last = self.end(ofValueAt: value)
            let next = space(from: last)
            let hasComma = byte(next) == UInt8(ascii: ",")
            members.append(Member(key: key ?? "", range: at..<last, value: value, comma: hasComma ? next : nil))
            guard hasComma else { break }
            at = space(from: next + 1)
        }
        return members
    }

    // MARK: - Reading

    private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Behind white space and comments.
    private func space(from start: Int) -> Int {
        var at = start
        while let one = byte(at) {
            switch one {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            case UInt8(ascii: "/") where byte(at + 1) == UInt8(ascii: "/"):
                while let other = byte(at), other != 0x0A { at += 1 }
            case UInt8(ascii: "/") where byte(at + 1) == UInt8(ascii: "*"):
                at += 2
                while at < bytes.count, !(bytes[at] == UInt8(ascii: "*") && byte(at + 1) == UInt8(ascii: "/")) {
                    at += 1
                }
                at = min(at + 2, bytes.count)
            default: return at
            }
        }
        return at
    }

    /// Behind the string that begins here.
    private func string(from start: Int) -> Int {
        var at = start + 1
        while let one = byte(at), one != UInt8(ascii: "\"") { at += one == UInt8(ascii: "\\") ? 2 : 1 }
        return min(at + 1, bytes.count)
    }

    private func end(ofValueAt start: Int) -> Int {
        var (at, depth) = (start, 0)
        while let one = byte(at) {
            switch one {
            case UInt8(ascii: "\""): at = string(from: at)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                at += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return at }
                depth -= 1
                at += 1
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/"):
                if depth == 0 { return at }
                let next = space(from: at)
                at = next > at ? next : at + 1
            default: at += 1
            }
            if depth == 0, at > start, let last = byte(at - 1), "\"}]".utf8.contains(last) { return at }
        }
        return bytes.count
    }
}
