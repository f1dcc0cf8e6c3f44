internal import OverreachModel

/// Tells from the bytes of a policy whether a statement of it may speak of an action, so that the others need not be
/// read: of thousands of policies few do.
///
/// It errs on the safe side only: what it cannot tell by a glance may speak.
struct ActionScan {
    private let actions: [[UInt8]]  // lower case

    init(_ actions: [String]) { self.actions = actions.map { $0.utf8.map(ActionScan.lowered) } }

    /// Whether the JSON has an `Action` that means one of the actions, or a `NotAction`.
    func mayMatch(_ json: UnsafeRawBufferPointer) -> Bool {
        var at = 0
        var isAction = false
        while at < json.count {
            guard json[at] == UInt8(ascii: "\"") else {
                at += 1
                continue
            }
            let start = at + 1
            var end = start
            while end < json.count, json[end] != UInt8(ascii: "\"") {
                if json[end] == UInt8(ascii: "\\") { return true }  // what is escaped takes a real reader
                end += 1
            }
            let text = UnsafeRawBufferPointer(rebasing: json[start..<min(end, json.count)])
            at = end + 1
            if isName(at, in: json) {
                if text.elementsEqual("NotAction".utf8) { return true }
                isAction = text.elementsEqual("Action".utf8)
            } else if isAction, actions.contains(where: { matches(text, $0) }) {
                return true
            }
        }
        return false
    }

    /// Whether a colon follows, so that the string before names a member.
    private func isName(_ index: Int, in json: UnsafeRawBufferPointer) -> Bool {
        var at = index
        while at < json.count, [0x20, 0x09, 0x0A, 0x0D].contains(json[at]) { at += 1 }
        return at < json.count && json[at] == UInt8(ascii: ":")
    }

    /// Whether a pattern with `*` and `?` means the action, without regard to case.
    private func matches(_ pattern: UnsafeRawBufferPointer, _ action: [UInt8]) -> Bool {
        var (p, a) = (0, 0)
        var star: (p: Int, a: Int)?
        while a < action.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, a)
                p += 1
            } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") || ActionScan.lowered(pattern[p]) == action[a]
            {
                p += 1
                a += 1
            } else if let last = star {
                star = (last.p, last.a + 1)
                (p, a) = (last.p + 1, last.a + 1)
            } else {
                return false
            }
        }
        while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
        return p == pattern.count
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte }
}
