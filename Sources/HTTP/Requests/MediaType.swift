/// A media type of a header, in lower case and without parameters.
struct MediaType: Sendable, Hashable {
    static let json = MediaType(name: "application/json")
    static let protobuf = MediaType(name: "application/x-protobuf")
    static let problem = MediaType(name: "application/problem+json")
    static let text = MediaType(name: "text/plain; charset=utf-8")
    /// Of Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/.
    static let metrics = MediaType(name: "text/plain; version=0.0.4; charset=utf-8")

    /// Type and subtype.
    let name: String

    private init(name: String) { self.name = name }

    /// Reads a `Content-Type`.
    init(header: String) {
        name = MediaType.trimmed(header.prefix { $0 != ";" }).lowercased()
    }

    /// The offer that an `Accept` likes best, the first among equals; nil where it likes none.
    ///
    /// Reference: RFC 9110 §12.5.1. Without the header everything is welcome.
    static func preferred<Offer>(accept: String?, among offers: [(type: String, offer: Offer)]) -> Offer? {
        guard let accept else { return offers.first?.offer }
        let ranges = accept.split(separator: ",").prefix(64).map { Range(String($0)) }
        var best: (quality: Double, offer: Offer)?
        for candidate in offers {
            let matching = ranges.filter { $0.covers(candidate.type) }
            guard let closest = matching.max(by: { $0.rank < $1.rank }), closest.quality > 0 else { continue }
            if best.map({ closest.quality > $0.quality }) ?? true { best = (closest.quality, candidate.offer) }
        }
        return best?.offer
    }

    /// One range of an `Accept`.
    private struct Range {
        let name: String
        let quality: Double

        init(_ text: String) {
            let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { trimmed($0).lowercased() }
            name = parts.first ?? ""
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            quality = weight >= 0 && weight <= 1 ? weight : 0
        }

        /// The closer a range is, the higher.
        var rank: Int { name == "*/*" ? 0 : name.hasSuffix("/*") ? 1 : 2 }

        func covers(_ type: String) -> Bool {
            name == "*/*" || name == type || (name.hasSuffix("/*") && type.hasPrefix(name.dropLast()))
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text.drop { $0 == " " || $0 == "\t" }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
