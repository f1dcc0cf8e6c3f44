/// Refuses requests that a web page makes a browser send.
///
/// A page may let its own name point to this server (DNS rebinding): the browser then takes the server for the page's
/// own, but still names the page in `Host`. So a name in `Host` must be one that this server is known by; an address
/// cannot be rebound. A page elsewhere is told by `Origin` and `Sec-Fetch-Site`.
///
/// Reference: https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/.
struct OriginCheck: Sendable {
    private let names: Set<String>

    /// A server that is known by these names besides `localhost` and addresses.
    init(names: [String]) {
        self.names = Set(names.map { $0.lowercased() } + ["localhost"])
    }

    /// Errors: `Refusal` for a host that is not this server and for a page of another origin.
    func check(host: String?, isHostRepeated: Bool, origin: String?, site: String?) throws(Refusal) {
        guard !isHostRepeated, let host, let name = OriginCheck.name(ofHost: host) else {
            throw Refusal(.badRequest, "the Host header is missing, repeated or no host, expected NAME or NAME:PORT")
        }
        guard names.contains(name) || IPAddress(name) != nil else {
            throw Refusal(.misdirected, "this server does not go by the name in Host; start it with --allow-host NAME")
        }
        if let origin {
            let isSame = ["http://", "https://"].contains { scheme in
                origin.lowercased().hasPrefix(scheme)
                    && origin.dropFirst(scheme.count).lowercased() == host.lowercased()
            }
            guard isSame else { throw Refusal(.forbidden, "requests of pages of another origin are refused") }
        }
        if let site = site?.lowercased(), site != "none", site != "same-origin" {
            throw Refusal(.forbidden, "requests of pages of another origin are refused")
        }
    }

    /// The lower-case name or address of `NAME`, `NAME:PORT`, `[ADDRESS]:PORT`; nil for what is none of these.
    private static func name(ofHost host: String) -> String? {
        let text = host.lowercased()
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]"), isPort(text[text.index(after: end)...]) else { return nil }
            let address = String(text[text.index(after: text.startIndex)..<end])
            return IPAddress(address)?.isSix == true ? address : nil
        }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        let name = String(text[..<colon])
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
                    || byte == 0x5F
            }
        return isName && isPort(text[colon...]) ? name : nil
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || (text.hasPrefix(":") && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber })
    }
}
