internal import OverreachModel

/// The members of the object that a file is, found without building a tree: cheap enough to ask of every file.
///
/// It tells forms apart and checks nothing: what it finds is parsed afterwards.
struct TopLevelMembers {
    /// What a value begins as.
    enum Kind { case object, array, string, other }

    private var kinds: [Text: Kind] = [:]

    /// Nil where no object begins at `start`, blanks and a byte order mark aside.
    ///
    /// Complexity: O(n), each byte once.
    init?(_ bytes: [UInt8], from start: Int = 0) {
        let isMarked = start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var index = TopLevelMembers.skipBlank(bytes, from: isMarked ? 3 : start)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return nil }
        index += 1
        while true {
            index = TopLevelMembers.skipBlank(bytes, from: index)
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return }
            let end = TopLevelMembers.stringEnd(bytes, from: index)
            let key = Text(String(decoding: bytes[(index + 1)..<max(index + 1, end - 1)], as: UTF8.self))
            index = TopLevelMembers.skipBlank(bytes, from: end)
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return }
            index = TopLevelMembers.skipBlank(bytes, from: index + 1)
            guard index < bytes.count else { return }
            switch bytes[index] {
            case UInt8(ascii: "{"): kinds[key] = .object
            case UInt8(ascii: "["): kinds[key] = .array
            case UInt8(ascii: "\""): kinds[key] = .string
            default: kinds[key] = .other
            }
            index = TopLevelMembers.skipBlank(bytes, from: TopLevelMembers.valueEnd(bytes, from: index))
            guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return }
            index += 1
        }
    }

    /// What the member begins as; nil where there is none.
    subscript(_ key: Text) -> Kind? { kinds[key] }

    /// How many there are.
    var count: Int { kinds.count }

    /// Whether there are no members but these.
    func areAll(in keys: Set<Text>) -> Bool { kinds.keys.allSatisfy(keys.contains) }

    /// Behind the value that begins here.
    static func valueEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = stringEnd(bytes, from: index)
                if depth == 0 { return index }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index + 1 }
                if depth < 0 { return index }
            case UInt8(ascii: ",") where depth == 0: return index
            case UInt8(ascii: "/"):
                let next = skipComment(bytes, from: index)
                if next > index {
                    index = next
                    continue
                }
            default: break
            }
            index += 1
        }
        return index
    }

    /// Behind the closing quote of the string that begins here.
    private static func stringEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    /// Behind blanks and comments.
    static func skipBlank(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case UInt8(ascii: "/"):
                let next = skipComment(bytes, from: index)
                guard next > index else { return index }
                index = next
            default: return index
            }
        }
        return index
    }

    /// Behind the comment that begins here; the same index where none does.
    private static func skipComment(_ bytes: [UInt8], from start: Int) -> Int {
        guard start + 1 < bytes.count else { return start }
        var index = start + 2
        switch bytes[start + 1] {
        case UInt8(ascii: "/"):
            while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            return index
        case UInt8(ascii: "*"):
            while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/") {
                index += 1
            }
            return min(index + 2, bytes.count)
        default:
            return start
        }
    }
}
