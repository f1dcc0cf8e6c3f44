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
        let script = edits(lines(old), lines(new))
        var out = ""
        var (oldLine, newLine) = (1, 1)
        var place = 0
        var pending: [(line: Line, old: Int, new: Int)] = []
        for line in script {
            pending.append((line, oldLine, newLine))
            switch line {
            case .same:
                oldLine += 1
                newLine += 1
            case .removed: oldLine += 1
            case .added: newLine += 1
            }
        }
        while place < pending.count {
            guard let first = pending[place...].firstIndex(where: { isChange($0.line) }) else { break }
            var last = first
            while let next = pending[(last + 1)...].firstIndex(where: { isChange($0.line) }),
                next - last <= 2 * context + 1
            {
                last = next
            }
            let window = max(first - context, place)...min(last + context, pending.count - 1)
            out += hunk(pending[window].map { $0 })
            place = window.upperBound + 1
        }
        return out.isEmpty ? "" : "--- \(names.old)\n+++ \(names.new)\n\(out)"
    }

    private static func isChange(_ line: Line) -> Bool {
        if case .same = line { return false }
        return true
    }

    private static func hunk(_ lines: [(line: Line, old: Int, new: Int)]) -> String {
        guard let first = lines.first else { return "" }
        var (oldCount, newCount, body) = (0, 0, "")
        for (line, _, _) in lines {
            switch line {
            case .same(let text):
                oldCount += 1
                newCount += 1
                body += " \(text)\n"
            case .removed(let text):
                oldCount += 1
                body += "-\(text)\n"
            case .added(let text):
                newCount += 1
                body += "+\(text)\n"
            }
        }
        let (old, new) = (oldCount == 0 ? first.old - 1 : first.old, newCount == 0 ? first.new - 1 : first.new)
        return "@@ -\(old),\(oldCount) +\(new),\(newCount) @@\n\(body)"
    }

    private static func lines(_ text: String) -> [Substring] {
        text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false)
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
