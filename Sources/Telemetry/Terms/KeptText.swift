import OverreachModel
import OverreachSecrets

/// Bounds the texts of runtime input that are kept.
enum KeptText {
    /// The most bytes of one value: a name or an ARN is far below, a list of table names may come near.
    static let limit = 2_048
    /// What stands at the end of a text that was cut.
    static let mark = "…"

    /// The text, or its beginning with the mark where it is longer than the limit; never half a character's bytes.
    static func cut(_ text: String) -> String {
        text.utf8.count > limit ? beginning(of: text, limit) + mark : text
    }

    /// The first so many bytes of a longer text, without those of half a character.
    private static func beginning(of text: String, _ count: Int) -> String {
        var end = text.utf8.index(text.startIndex, offsetBy: count)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text.unicodeScalars[..<end])
    }

    /// The text as it is kept, without what looks like a secret: it is taken away before the text is cut, since a part
    /// of one is not known any more.
    static func safe(_ text: String) -> String {
        guard mayHoldSecret(text) else { return cut(text) }
        return cut(SecretDetector.redactSecrets(bounded(text)))
    }

    /// `scheme://host` of an address or a name that is a URL; others as they are kept.
    static func address(_ text: String) -> String {
        let text = safe(text)
        return text.hasBytes("://") ? origin(text) ?? text : text
    }

    /// Short texts hold one only inside a URL, ARNs, and ids of hexadecimal digits, nowhere.
    private static func mayHoldSecret(_ text: String) -> Bool {
        let bytes = text.utf8
        if bytes.count < 16 { return bytes.contains(UInt8(ascii: "/")) && text.hasBytes("://") }
        if bytes.starts(with: "arn:".utf8), bytes.count <= limit { return false }
        return !bytes.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: "-")
        }
    }

    /// What a program calls itself, without what looks like a secret, and no longer than names of programs are.
    static func client(_ text: String) -> String {
        let text = safe(text)
        return text.utf8.count <= clientLimit ? text : beginning(of: text, clientLimit)
    }

    private static let clientLimit = 256

    /// So much more than is kept that a secret which begins in that is known by its form.
    private static func bounded(_ text: String) -> String {
        text.utf8.count <= limit * 4 ? text : String(decoding: text.utf8.prefix(limit * 4), as: UTF8.self)
    }

    /// The ASCII letters that the text begins with, blanks before them left out; nil where there are none.
    static func firstWord(_ text: String) -> String? {
        let letters = text.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
            .prefix { (0x61...0x7A).contains($0 | 0x20) }
        return letters.isEmpty ? nil : cut(String(decoding: letters, as: UTF8.self))
    }
}

extension KeptText {
    /// The bucket of `bucket/key`, or the access point of its ARN, which may be percent-encoded: the key is not kept.
    static func copySource(_ text: String) -> String? {
        let path = text.replacing("%2F", with: "/").replacing("%2f", with: "/").replacing("%3A", with: ":")
            .replacing("%3a", with: ":")
        guard let arn = ARN(path) else { return path.split(separator: "/").first.map { cut(String($0)) } }
        let resource = arn.resource.split(separator: "/").prefix(2).map(String.init)
        guard resource.count == 2, resource[0] == "accesspoint" else { return nil }
        var point = arn
        point.resource = resource.joined(separator: "/")
        return cut(point.text)
    }

    /// `scheme://host:port` of a URL: its path may name what is personal, its user and query may be secret.
    static func origin(_ text: String) -> String? {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard !scheme.isEmpty, scheme.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "+") }) else {
            return nil
        }
        let authority = text[mark.upperBound...].prefix { !"/?#\\".utf8.contains($0.utf8.first ?? 0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return host.isEmpty ? nil : cut("\(scheme)://\(host.lowercased())")
    }

    /// `scheme://authority` of a resource, `file:` where there is no authority.
    static func resource(_ text: String) -> String? {
        if let origin = origin(text) { return origin }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard scheme.utf8.count < text.utf8.count, scheme.utf8.first.map({ (0x61...0x7A).contains($0) }) == true,
            scheme.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
            })
        else { return nil }
        return cut("\(scheme):")
    }
}
