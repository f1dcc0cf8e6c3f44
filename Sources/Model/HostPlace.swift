/// Where a host is, as its name or address says.
public enum HostPlace {
    /// Whether the host is the machine itself.
    public static func isLoopback(_ host: String) -> Bool {
        ["localhost", "::1", "[::1]", "0.0.0.0"].contains(host) || host.hasPrefix("127.")
    }

    /// Whether the host is inside a network: this machine, a name without a domain, a private suffix or address.
    ///
    /// Source: RFC 1918, RFC 4193, RFC 6762 (`.local`), RFC 8375 (`.home.arpa`), ICANN's reservation of `.internal`,
    /// Kubernetes documentation, DNS for Services and Pods (`.svc`).
    public static func isPrivate(_ host: String) -> Bool {
        if isLoopback(host) { return true }
        if host.contains(":") {
            let address = host.lowercased().drop { $0 == "[" }
            return ["fc", "fd", "fe80:"].contains { address.hasPrefix($0) }
        }
        if !host.contains(".") { return true }
        if [".local", ".internal", ".svc", ".lan", ".home.arpa"].contains(where: { host.hasSuffix($0) }) {
            return true
        }
        let bytes = host.split(separator: ".").map { Int($0) ?? -1 }
        guard bytes.count == 4, bytes.allSatisfy({ (0...255).contains($0) }) else { return false }
        return bytes[0] == 10 || (bytes[0] == 172 && (16...31).contains(bytes[1]))
            || (bytes[0] == 192 && bytes[1] == 168)
    }

    /// The host of `scheme://host:port`.
    public static func host(ofOrigin origin: String) -> String {
        let authority = origin.split(separator: "/").last.map(String.init) ?? origin
        if authority.hasPrefix("[") { return String(authority.prefix { $0 != "]" }.dropFirst()) }
        return String(authority.prefix { $0 != ":" })
    }
}
