internal import OverreachModel
internal import OverreachSecrets

/// What of a command line and a URL may be kept.
enum MCPRedaction {
    /// The URL without its fragment, and without passwords and tokens in user part, path and query.
    static func url(_ url: String) -> String {
        var out = SecretDetector.redact(url)
        let isWeb = out.utf8.starts(with: "http".utf8)
        if isWeb, let sign = out.utf8.firstIndex(of: UInt8(ascii: "#")) { out = String(out[..<sign]) }
        for token in pathTokens(of: url) { out = replacing(token, in: out) }
        return out
    }

    /// The arguments without secrets, joined by blanks.
    static func arguments(_ words: [MCPCommand.Word]) -> String {
        var kept: [String] = []
        for (index, word) in words.enumerated() {
            let before = index > 0 ? words[index - 1].text : ""
            let name = isOption(before) && !isOption(word.text) && assignment(before) == nil ? before : ""
            kept.append(argument(word.text, after: name))
        }
        return kept.joined(separator: " ")
    }

    private static func argument(_ text: String, after option: String) -> String {
        let named = option.isEmpty ? text : SecretDetector.redact(name: option, value: text)
        if !UTF8Order.equal(named, text) { return named }
        if let (name, value) = assignment(text) { return "\(name)=\(argument(value, after: name))" }
        if text.utf8.starts(with: "http".utf8) { return url(text) }
        let kept = SecretDetector.redact(text)
        return SecretDetector.isOpaque(kept) && !isPackageLike(kept) ? SecretDetector.mark : kept
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

    /// Whether the text is the name of a package with a version, which is long and mixed as tokens are.
    private static func isPackageLike(_ text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "/")) || isUUID(Array(text.utf8)[...])
    }

    private static func isUUID(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 36
            && bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(\.count) == [
                8, 4, 4, 4, 12,
            ]
    }

    private static func replacing(_ part: String, in text: String) -> String {
        let (bytes, needle) = (Array(text.utf8), Array(part.utf8))
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: needle) {
                out += Array(SecretDetector.mark.utf8)
                index += needle.count
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
