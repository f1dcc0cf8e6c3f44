public import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

/// A configuration of an MCP client as it stands in its file, and without some of its members: comments, order and
/// indentation of all that stays are kept.
public struct MCPFileEdit: Sendable {
    /// The lines as they are, without their ends.
    public let old: [String]
    /// The lines as they would be.
    public let new: [String]
    /// Places in `old` of lines that may hold a secret and are not to be shown.
    public let hidden: Set<Int>
    /// Whether the last line has an end.
    public let endsWithNewline: Bool
    /// Commands of `sed` that make the new text of the old one; none of them holds a word of it.
    public let script: [String]
    /// The size of the old text, in bytes.
    public let size: Int
    /// SHA-256 of the old lines but the hidden ones, in hexadecimal digits: it tells whether the text is still the same, and
    /// nothing by which a secret could be guessed.
    public let digest: String

    /// Takes the members at these pointers (RFC 6901) out, those of `earlier` before.
    ///
    /// Nil where the text is no configuration, lacks one of the places, or has lines too long for `sed`. Complexity: linear
    /// in the text.
    public init?(_ bytes: [UInt8], removing pointers: [String], after earlier: [String] = []) {
        guard (try? JSONValue.parse(bytes, dialect: .jsonc)) != nil else { return nil }
        var text = bytes
        if !earlier.isEmpty {
            guard let cut = MemberCut(text, pointers: earlier) else { return nil }
            text = cut.result
        }
        let inside = pointers.filter { pointer in
            !earlier.contains { pointer.utf8.elementsEqual($0.utf8) || pointer.utf8.starts(with: "\($0)/".utf8) }
        }
        guard let root = try? JSONValue.parse(text, dialect: .jsonc), !inside.isEmpty,
            let cut = MemberCut(text, pointers: inside), let script = cut.script
        else { return nil }
        old = MCPFileEdit.lines(text)
        new = MCPFileEdit.lines(cut.result)
        endsWithNewline = text.last == 0x0A
        let hidden = HiddenLines(root, old).places
        self.hidden = hidden
        self.script = script
        size = text.count
        var shown: [UInt8] = []
        for (place, line) in old.enumerated() where !hidden.contains(place) {
            shown += line.utf8
            if place < old.count - 1 || endsWithNewline { shown.append(0x0A) }
        }
        digest = Digest.sha256(shown).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        var parts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true { parts.removeLast() }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Which bytes of a text go with some members of its objects.
private struct MemberCut {
    /// The text without them.
    let result: [UInt8]
    /// The same for `sed`; nil where a line is too long.
    let script: [String]?

    init?(_ bytes: [UInt8], pointers: [String]) {
        let spans = JSONSpans(bytes)
        var byParent: [Int: [String]] = [:]
        for pointer in pointers {
            guard let (parent, key) = MemberCut.place(of: pointer, in: spans) else { return nil }
            byParent[parent, default: []].append(key)
        }
        var gone: [Range<Int>] = []
        for parent in byParent.keys.sorted() {
            let keys = Set((byParent[parent] ?? []).map { Text($0) })
            gone += MemberCut.ranges(of: keys, in: spans.members(ofObjectAt: parent), bytes)
        }
        let cuts = LineCuts(MemberCut.merged(gone), in: bytes)
        result = cuts.result
        script = cuts.script
    }

    /// In the order of the text, without overlaps: of two members beside each other both take the blanks between them.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// The object that holds the member, and the member's key; nil where the text has no such member.
    private static func place(of pointer: String, in spans: JSONSpans) -> (parent: Int, key: String)? {
        var parts = pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
        guard let key = parts.popLast() else { return nil }
        var at = spans.root
        for part in parts {
            guard let member = spans.members(ofObjectAt: at).first(where: { UTF8Order.equal($0.key, part) }) else {
                return nil
            }
            at = member.value
        }
        return spans.members(ofObjectAt: at).contains { UTF8Order.equal($0.key, key) } ? (at, key) : nil
    }

    private static func ranges(of keys: Set<Text>, in members: [JSONSpans.Member], _ bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var staying: JSONSpans.Member?
        for member in members {
            if keys.contains(Text(member.key)) {
                ranges.append(whole(member, bytes))
            } else {
                staying = member
            }
        }
        // A comma before nothing is no JSON, unless there was one at the end before.
        if let last = members.last, keys.contains(Text(last.key)), last.comma == nil, let comma = staying?.comma {
            ranges.append(comma..<(comma + 1))
        }
        return ranges
    }

    /// The member with its comma; with its lines, where nothing else stands on them.
    private static func whole(_ member: JSONSpans.Member, _ bytes: [UInt8]) -> Range<Int> {
        let end = member.comma.map { $0 + 1 } ?? member.range.upperBound
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
        let lineStart = bytes[..<member.range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let lineEnd = bytes[end...].firstIndex(of: 0x0A) ?? bytes.count
        let rest = bytes[end..<lineEnd].drop(while: isBlank)
        let ownsLines =
            bytes[lineStart..<member.range.lowerBound].allSatisfy(isBlank)
            && (rest.isEmpty || rest.starts(with: "//".utf8))
        if ownsLines { return lineStart..<min(lineEnd + 1, bytes.count) }
        if member.comma != nil {
            return member.range.lowerBound..<(end + bytes[end..<lineEnd].prefix(while: isBlank).count)
        }
        let before = bytes[lineStart..<member.range.lowerBound].reversed().prefix(while: isBlank).count
        return (member.range.lowerBound - before)..<end
    }
}

/// Bytes that go, line by line: a line goes whole, or loses some of its bytes and stays.
private struct LineCuts {
    let result: [UInt8]
    let script: [String]?

    /// How often POSIX lets a pattern repeat what stands before it (`RE_DUP_MAX` of GNU).
    private static let mostRepeats = 32_767

    init(_ gone: [Range<Int>], in bytes: [UInt8]) {
        var (result, script, isSaid) = ([UInt8](), [String](), true)
        var (start, number) = (0, 1)
        var removed: ClosedRange<Int>?
        func flush() {
            guard let lines = removed else { return }
            script.append(lines.count == 1 ? "\(lines.lowerBound)d" : "\(lines.lowerBound),\(lines.upperBound)d")
            removed = nil
        }
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let next = min(end + 1, bytes.count)
            let parts = gone.compactMap { range -> Range<Int>? in
                let part = max(range.lowerBound, start)..<max(min(range.upperBound, end), max(range.lowerBound, start))
                return part.isEmpty ? nil : part
            }
            let isWhole = gone.contains { $0.lowerBound <= start && $0.upperBound >= next }
            if isWhole {
                removed = (removed?.lowerBound ?? number)...number
            } else {
                flush()
                var at = start
                for part in parts {
                    result += bytes[at..<part.lowerBound]
                    at = part.upperBound
                }
                result += bytes[at..<next]
                for part in parts.reversed() {
                    let (before, count) = (part.lowerBound - start, part.count)
                    isSaid = isSaid && max(before, count) <= LineCuts.mostRepeats
                    script.append("\(number)s/^\\(.\\{\(before)\\}\\).\\{\(count)\\}/\\1/")
                }
            }
            start = next
            number += 1
        }
        flush()
        self.result = result
        self.script = isSaid ? script : nil
    }
}

/// The lines of a configuration that may hold a secret: it errs on the side of hiding.
private struct HiddenLines {
    private(set) var places: Set<Int> = []

    init(_ root: JSONValue, _ lines: [String]) {
        for (place, line) in lines.enumerated() where !UTF8Order.equal(SecretDetector.redact(line), line) {
            places.insert(place)
        }
        read(root, name: "", isPlaceOfSecrets: false)
        // What only the whole command line tells, such as the word behind `--token`.
        for section in MCPDocument(root)?.sections ?? [] {
            for entry in section.entries {
                let command = MCPCommand(entry.value, at: entry.pointer)
                let secrets = MCPSecrets(entry, command: command, fingerprinter: Fingerprinter(key: []))
                for credential in secrets.credentials where credential.held == .hardCoded { hide(credential.line) }
            }
        }
    }

    private mutating func hide(_ line: Int) { places.insert(line - 1) }

    private mutating func read(_ value: JSONValue, name: String, isPlaceOfSecrets: Bool) {
        switch value.content {
        case .object(let members):
            let lowered = name.lowercased()
            let isPlace = isPlaceOfSecrets || lowered == "env" || lowered.hasSuffix("headers")
            for member in members { read(member.value, name: member.key, isPlaceOfSecrets: isPlace) }
        case .array(let elements):
            for element in elements { read(element, name: name, isPlaceOfSecrets: isPlaceOfSecrets) }
        case .string(let text):
            let isURL = text.utf8.starts(with: "http".utf8) && !UTF8Order.equal(MCPRedaction.url(text), text)
            let isSecret =
                SecretDetector.detect(name: name, value: text) != nil || SecretDetector.isOpaque(text) || isURL
            if isSecret || (isPlaceOfSecrets && !text.isEmpty && !SecretDetector.isReference(text)) { hide(value.line) }
        case .number: if isPlaceOfSecrets { hide(value.line) }
        case .null, .bool: break
        }
    }
}
