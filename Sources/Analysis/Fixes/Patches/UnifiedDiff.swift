/// The lines that two texts differ in, as `diff -u` writes them.
///
/// Complexity: the product of the lines between what both begin and end with alike.
/// Reference: J. W. Hunt, M. D. McIlroy, "An algorithm for differential file comparison", 1976; the format: POSIX, `diff`.
enum UnifiedDiff {
    private enum Line {
        case same(Substring)
        case removed(Substring)
        case added(Substring)
    }

    /// Lines of context around a change.
    private static let context = 3
    /// Pairs of lines that are compared; beyond, the middle is replaced as a whole.
    private static let limit = 4_000_000

    /// The difference; empty where the texts are equal.
    static func text(from old: String, to new: String, names: (old: String, new: String)) -> String {
        text(from: lines(old), to: lines(new), names: names, context: context, endsWithNewline: true, hidden: []) ?? ""
    }

    /// The difference of lines, with as many lines of context as show none of the hidden ones of the old text; nil where a
    /// line that goes is hidden.
    static func text(
        from old: [String], to new: [String], names: (old: String, new: String), endsWithNewline: Bool, hidden: Set<Int>
    ) -> (text: String, context: Int)? {
        for size in (0...context).reversed() {
            if let text = text(
                from: old.map { $0[...] }, to: new.map { $0[...] }, names: names, context: size,
                endsWithNewline: endsWithNewline, hidden: hidden)
            {
                return (text, size)
            }
        }
        return nil
    }

    private static func text(
        from old: [Substring], to new: [Substring], names: (old: String, new: String), context: Int,
        endsWithNewline: Bool, hidden: Set<Int>
    ) -> String? {
        var pending: [Numbered] = []
        var (oldLine, newLine) = (1, 1)
        for line in edits(old, new) {
            pending.append(Numbered(line: line, old: oldLine, new: newLine))
            switch line {
            case .same:
                oldLine += 1
                newLine += 1
            case .removed: oldLine += 1
            case .added: newLine += 1
            }
        }
        var (out, place) = ("", 0)
        while place < pending.count {
            guard let first = pending[place...].firstIndex(where: { isChange($0.line) }) else { break }
            var last = first
            while let next = pending[(last + 1)...].firstIndex(where: { isChange($0.line) }),
                next - last <= 2 * context + 1
            {
                last = next
            }
            let window = max(first - context, place)...min(last + context, pending.count - 1)
            let shown = Array(pending[window])
            if shown.contains(where: { isOld($0.line) && hidden.contains($0.old - 1) }) { return nil }
            out += hunk(shown, ends: endsWithNewline ? nil : (old.count, new.count))
            place = window.upperBound + 1
        }
        return out.isEmpty ? "" : "--- \(names.old)\n+++ \(names.new)\n\(out)"
    }

    private struct Numbered {
        let line: Line
        let old: Int
        let new: Int
    }

    private static func isChange(_ line: Line) -> Bool {
        if case .same = line { return false }
        return true
    }

    private static func isOld(_ line: Line) -> Bool {
        if case .added = line { return false }
        return true
    }

    /// `ends` are the numbers of the last lines, where these have no end.
    private static func hunk(_ lines: [Numbered], ends: (old: Int, new: Int)?) -> String {
        guard let first = lines.first else { return "" }
        let mark = "\\ No newline at end of file\n"
        var (oldCount, newCount, body) = (0, 0, "")
        for one in lines {
            switch one.line {
            case .same(let text):
                oldCount += 1
                newCount += 1
                body += " \(text)\n" + (ends?.old == one.old ? mark : "")
            case .removed(let text):
                oldCount += 1
                body += "-\(text)\n" + (ends?.old == one.old ? mark : "")
            case .added(let text):
                newCount += 1
                body += "+\(text)\n" + (ends?.new == one.new ? mark : "")
            }
        }
        let (old, new) = (oldCount == 0 ? first.old - 1 : first.old, newCount == 0 ? first.new - 1 : first.new)
        return "@@ -\(old),\(oldCount) +\(new),\(newCount) @@\n\(body)"
    }

    /// The lines of a text, whose last one may have an end or not.
    private static func lines(_ text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func edits(_ old: [Substring], _ new: [Substring]) -> [Line] {
        func isSame(_ a: Substring, _ b: Substring) -> Bool { a.utf8.elementsEqual(b.utf8) }
        var start = 0
        while start < old.count, start < new.count, isSame(old[start], new[start]) { start += 1 }
        var (oldEnd, newEnd) = (old.count, new.count)
        while oldEnd > start, newEnd > start, isSame(old[oldEnd - 1], new[newEnd - 1]) {
            oldEnd -= 1
            newEnd -= 1
        }
        let (a, b) = (Array(old[start..<oldEnd]), Array(new[start..<newEnd]))
        let middle =
            a.count * b.count > limit
            ? a.map { Line.removed($0) } + b.map { Line.added($0) } : between(a, b, isSame: isSame)
        return old[..<start].map { Line.same($0) } + middle + old[oldEnd...].map { Line.same($0) }
    }

    /// The longest common subsequence; removals before additions.
    private static func between(
        _ a: [Substring], _ b: [Substring], isSame: (Substring, Substring) -> Bool
    ) -> [Line] {
        let width = b.count + 1
        var common = [Int](repeating: 0, count: (a.count + 1) * width)
        for x in a.indices.reversed() {
            for y in b.indices.reversed() {
                common[x * width + y] =
                    isSame(a[x], b[y])
                    ? common[(x + 1) * width + y + 1] + 1
                    : max(common[(x + 1) * width + y], common[x * width + y + 1])
            }
        }
        var (x, y) = (0, 0)
        var script: [Line] = []
        while x < a.count, y < b.count {
            if isSame(a[x], b[y]) {
                script.append(.same(a[x]))
                (x, y) = (x + 1, y + 1)
            } else if common[(x + 1) * width + y] >= common[x * width + y + 1] {
                script.append(.removed(a[x]))
                x += 1
            } else {
                script.append(.added(b[y]))
                y += 1
            }
        }
        return script + a[x...].map { .removed($0) } + b[y...].map { .added($0) }
    }
}
