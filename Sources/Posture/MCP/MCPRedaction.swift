internal import OverreachModel
internal import OverreachSecrets

/// What of a URL may be kept, and how options of a command line are told.
enum MCPRedaction {
    /// Scheme, host, port and path of the URL; what of the path may be a token is `«secret»`.
    static func url(_ url: String) -> String {
        let bytes = Array(url.utf8)
        var start = 0
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) {
            start = colon + 3
        }
        let rest = bytes[start...].prefix { !"?#;".utf8.contains($0) }
        var parts = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // Up to the last `@`, even behind a `/`, all may be a password that nobody encoded.
        if let user = parts.lastIndex(where: { $0.contains(UInt8(ascii: "@")) }), holdsUser(parts[...user]) {
            let host = parts[user].split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).last ?? []
            parts = [host] + parts[(user + 1)...]
        }
        var kept = parts.prefix(1).map { String(decoding: $0, as: UTF8.self) }
        for (before, part) in zip(parts, parts.dropFirst()) {
            let text = String(decoding: part, as: UTF8.self)
            let isSecret = isSecret(part) || (!part.isEmpty && saysSecret(before)) || SecretDetector.isOpaque(text)
            kept.append(isSecret ? SecretDetector.mark : text)
        }
        return SecretDetector.redact(String(decoding: bytes[..<start], as: UTF8.self) + kept.joined(separator: "/"))
    }

    /// Whether the `@` at the end of these parts closes a user part: it is in the first part, or behind a password with
    /// a `/` in it; `https://host/@scope/name` has none.
    private static func holdsUser(_ parts: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        guard parts.count > 1, let first = parts.first else { return true }
        guard let colon = first.firstIndex(of: UInt8(ascii: ":")) else { return first.contains(UInt8(ascii: "@")) }
        let port = first[(colon + 1)...]
        return first.contains(UInt8(ascii: "@")) || !port.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isSecret(_ segment: ArraySlice<UInt8>) -> Bool {
        StartedWords.isToken(segment) || segment.contains(UInt8(ascii: "="))
            || segment.contains(UInt8(ascii: "@"))
                && !segment.starts(with: "@".utf8)
    }

    /// Whether a path's segment announces a secret in the next one.
    private static func saysSecret(_ segment: ArraySlice<UInt8>) -> Bool {
        let plain = segment.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
            .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ["token", "key", "secret", "password", "auth"].contains { word in
            plain.suffix(word.utf8.count).elementsEqual(word.utf8)
                || (plain.last == UInt8(ascii: "s")
                    && plain.dropLast().suffix(word.utf8.count).elementsEqual(word.utf8))
        }
    }

    /// The parts of the URL's path that can only be tokens; ids in the form of a UUID are none.
    static func pathTokens(of url: String) -> [String] {
        let bytes = Array(url.utf8)
        guard let scheme = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[scheme...].starts(with: "://".utf8) else {
            return []
        }
        let rest = bytes[(scheme + 3)...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        return rest.split(separator: UInt8(ascii: "/")).dropFirst().compactMap { part in
            let text = String(decoding: part, as: UTF8.self)
            return SecretDetector.isOpaque(text) && !isUUID(part) && !SecretDetector.isReference(text) ? text : nil
        }
    }

    /// Whether the word is an option (`-e`, `--token`).
    static func isOption(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "-") && text.utf8.count > 1 && !text.utf8.starts(with: "-----BEGIN".utf8)
    }

    /// Name and value of `NAME=value` and `--name=value`; nil for anything else.
    static func assignment(_ text: String) -> (name: String, value: String)? {
        let bytes = Array(text.utf8)
        guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")), sign > 0 else { return nil }
        let name = bytes[..<sign]
        let isName = name.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        guard isName else { return nil }
        return (String(decoding: name, as: UTF8.self), String(decoding: bytes[(sign + 1)...], as: UTF8.self))
    }

    private static func isUUID(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 36
            && bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(\.count) == [
                8, 4, 4, 4, 12,
            ]
    }
}
