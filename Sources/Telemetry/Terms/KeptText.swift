import OverreachModel

/// Bounds the texts of runtime input that are kept.
enum KeptText {
    /// The most bytes of one value: a name or an ARN is far below, a list of table names may come near.
    static let limit = 2_048
    /// What stands at the end of a text that was cut.
    static let mark = "…"

    /// The text, or its beginning with the mark where it is longer than the limit; never half a character's bytes.
    static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }

        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text.unicodeScalars[..<end]) + mark
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
