internal import OverreachGraph
internal import OverreachModel

/// Keys as they are in every checkout: without the folder of this machine that stands in them where a file does not say
/// which account, cluster or host it is of.
///
/// What tells several such folders of one store apart stays: the path below the last folder that all of them have in
/// common. Two keys that differ stay different.
struct PortableNames {
    /// What is replaced, by what; the longest folder first.
    private let replacements: [(old: [UInt8], new: [UInt8])]

    /// The most keys within keys: a server in a workload in a cluster has two.
    private static let deepest = 4

    /// Gathers the folders of a graph.
    ///
    /// Complexity: a pass over the keys.
    init(_ snapshot: Snapshot) {
        var folders: Set<Text> = []
        for node in snapshot.nodes {
            let key = snapshot.key(node)
            guard PortableNames.mayHaveFolder(key.text),
                let folder = PortableNames.folder(ofScope: key.scope).map({ Text($0) }),
                !folders.contains(folder)
            else { continue }
            // Telemetry, whose evidence names no file, may call a cluster or host anything, and would change every id.
            if snapshot.evidence(node).contains(where: { !$0.file.isEmpty }) { folders.insert(folder) }
        }
        let common = PortableNames.common(folders.map(\.string))
        var replacements: [(old: [UInt8], new: [UInt8])] = []
        for folder in folders.sorted(by: { $0.string.utf8.count > $1.string.utf8.count || $0 < $1 }) {
            let rest = folder.string.utf8.dropFirst(common.utf8.count).drop { $0 == UInt8(ascii: "/") }
            var (colon, old, new) = (":", folder.string, String(Substring(rest)))
            for _ in 0..<PortableNames.deepest {
                replacements.append((Array((colon + old).utf8), Array((colon + new).utf8)))
                (colon, old, new) = (Key.escaped(colon), Key.escaped(old), Key.escaped(new))
            }
        }
        self.replacements = replacements
    }

    /// A key, or a text with keys in it.
    func text(_ text: String) -> String {
        if replacements.isEmpty { return text }
        var bytes = Array(text.utf8)
        for (old, new) in replacements { bytes = PortableNames.replacing(old, by: new, in: bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func replacing(_ old: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= old.count else { return bytes }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let end = index + old.count
            if end <= bytes.count, bytes[index] == old[0], bytes[index..<end].elementsEqual(old),
                end == bytes.count || isEnd(bytes[end])
            {
                out += new
                index = end
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    /// Whether a folder ends before this byte.
    private static func isEnd(_ byte: UInt8) -> Bool { ":%/# \u{0}".utf8.contains(byte) }

    /// Whether a scope with a folder in it, or a key within a key with one, may stand in the text.
    private static func mayHaveFolder(_ text: String) -> Bool {
        var wanted = Array("%3A/".utf8)[...]
        for byte in text.utf8 {
            if byte == wanted.first {
                wanted = wanted.dropFirst()
                if wanted.isEmpty { return true }
            } else {
                wanted = Array("%3A/".utf8)[...]
                if byte == wanted.first { wanted = wanted.dropFirst() }
            }
        }
        return false
    }

    /// The folder in `unknown:/folder` or `host:/folder`.
    private static func folder(ofScope scope: String) -> String? {
        guard let colon = scope.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let rest = scope[scope.utf8.index(after: colon)...]
        guard rest.utf8.first == UInt8(ascii: "/"), !rest.utf8.dropFirst().starts(with: "/".utf8),
            rest.utf8.count > 1
        else { return nil }
        return String(rest)
    }

    /// The last folder that all of them are or are below; the folder itself where there is one.
    private static func common(_ folders: [String]) -> String {
        let parts = folders.map { $0.split(separator: "/", omittingEmptySubsequences: false) }
        guard var common = parts.first else { return "" }
        for other in parts.dropFirst() {
            let count = zip(common, other).prefix { UTF8Order.equal(String($0), String($1)) }.count
            common = Array(common.prefix(count))
        }
        return common.joined(separator: "/")
    }
}
