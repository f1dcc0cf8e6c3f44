internal import OverreachModel
internal import OverreachWire

/// A page of an output with its place in the file.
struct AWSPage {
    let root: JSONValue
    let pointer: JSONPointer
}

/// The pages that a file holds: one object, an array of objects, or objects one after the other.
enum AWSPages {
    /// The members of the first page, found without building a tree.
    static func firstMembers(_ bytes: [UInt8]) -> TopLevelMembers? {
        if let members = TopLevelMembers(bytes) { return members }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let index = TopLevelMembers.skipBlank(bytes, from: start)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { return nil }
        return TopLevelMembers(bytes, from: index + 1)
    }

    /// All pages; nil where the file is damaged or holds anything else.
    static func all(_ bytes: [UInt8]) -> [AWSPage]? {
        let whole = try? JSONValue.parse(bytes, dialect: .jsonc)
        guard let root = whole ?? joined(bytes).flatMap({ try? JSONValue.parse($0, dialect: .jsonc) }) else {
            return nil
        }
        if root.object != nil { return [AWSPage(root: root, pointer: .root)] }
        guard let elements = root.array, !elements.isEmpty, elements.allSatisfy({ $0.object != nil }) else {
            return nil
        }
        return elements.enumerated().map { AWSPage(root: $0.element, pointer: .root[$0.offset]) }
    }

    /// Objects one after the other as one array, each on the lines where it stood; nil where it is not several.
    private static func joined(_ bytes: [UInt8]) -> [UInt8]? {
        var out = [UInt8(ascii: "[")]
        var count = 0
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while true {
            let start = TopLevelMembers.skipBlank(bytes, from: index)
            guard start < bytes.count else { break }
            guard bytes[start] == UInt8(ascii: "{") else { return nil }
            let end = TopLevelMembers.valueEnd(bytes, from: start)
            if count > 0 { out.append(UInt8(ascii: ",")) }
            out += bytes[index..<end]
            count += 1
            index = end
        }
        return count > 1 ? out + [UInt8(ascii: "]")] : nil
    }
}
