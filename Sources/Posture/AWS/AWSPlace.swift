internal import OverreachModel

/// What the path of a file says: `[ACCOUNT/][REGION/]SERVICE/OPERATION[/NAME…].json`.
struct AWSPlace {
    private let parts: [String]

    init(_ path: String) {
        var parts = path.split(separator: "/").map(String.init)
        if let last = parts.popLast() {
            let ending = [".json.gz", ".json"].first { last.hasSuffix($0) && last.utf8.count > $0.utf8.count }
            parts.append(String(last.dropLast(ending?.count ?? 0)))
        }
        self.parts = parts
    }

    /// Whether folder and file say that it is the operation of the service.
    func isNamed(_ part: String) -> Bool { start(of: part) != nil }

    /// Whether a folder or the file bears the operation's name, whatever the service.
    func isNamed(operation part: String) -> Bool {
        guard let operation = part.split(separator: "/").last.map(String.init) else { return false }
        return parts.contains { UTF8Order.equal($0, operation) }
    }

    /// What stands behind the operation, the file's name last; where no operation is named, the file's name alone.
    func names(behind part: String) -> [String] {
        let operation = part.split(separator: "/").last.map(String.init) ?? part
        let start = start(of: part) ?? parts.firstIndex { UTF8Order.equal($0, operation) }.map { $0 + 1 }
        let names = start.map { Array(parts[$0...]) } ?? Array(parts.suffix(1))
        return names.filter { AWSPlace.page($0) == nil }
    }

    /// The number of the page that the file is named after; nil where it is named otherwise.
    var page: Int? { parts.last.flatMap(AWSPlace.page) }

    /// The nearest folder that is named like an account.
    var account: String? { parts.dropLast().last(where: AWSPlace.isAccount) }

    /// The nearest folder that is named like a region.
    var region: String? { parts.dropLast().last(where: AWSPlace.isRegion) }

    /// Whether the text is twelve digits.
    static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether the text looks like `eu-west-1`, `us-gov-east-1`, `us-iso-west-1`.
    static func isRegion(_ text: String) -> Bool {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (3...4).contains(words.count), let first = words.first, let last = words.last else { return false }
        let isWord = { (word: Substring) in !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
        return first.utf8.count == 2 && words.dropLast().allSatisfy(isWord)
            && last.utf8.count == 1 && last.utf8.allSatisfy { (0x31...0x39).contains($0) }
    }

    /// The index behind service and operation.
    private func start(of part: String) -> Int? {
        let wanted = part.split(separator: "/").map(String.init)
        guard wanted.count == 2, parts.count >= 2 else { return nil }
        let found = parts.indices.dropLast().last { index in
            UTF8Order.equal(parts[index], wanted[0]) && UTF8Order.equal(parts[index + 1], wanted[1])
        }
        return found.map { $0 + 2 }
    }

    private static func page(_ name: String) -> Int? {
        guard name.utf8.starts(with: "page".utf8) else { return nil }
        let rest = name.dropFirst(4)
        return Int(rest.first.map { "-_".contains($0) } == true ? rest.dropFirst() : rest).flatMap {
            $0 >= 0 ? $0 : nil
        }
    }
}
