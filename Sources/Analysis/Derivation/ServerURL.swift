internal import OverreachModel

/// The host and port of a remote server's URL, and what it may mean inside a cluster.
struct ServerURL {
    let host: String
    let port: String?

    /// Nil where the text has no host.
    init?(_ url: String) {
        guard let scheme = url.range(of: "://") else { return nil }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let address = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        if address.hasPrefix("[") {
            host = String(address.dropFirst().prefix { $0 != "]" })
            port = nil
        } else {
            let parts = address.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = parts.first.map { $0.lowercased() } ?? ""
            port = parts.count == 2 ? String(parts[1]) : nil
        }
        if host.isEmpty { return nil }
    }

    /// Namespace and name of the Kubernetes service that the host names, or nil where it names none.
    ///
    /// Source: Kubernetes documentation, DNS for Services and Pods: `name.namespace.svc.cluster-domain` and its short
    /// forms `name.namespace.svc` and `name.namespace`. The last is only taken where posture has such a service.
    var kubernetesService: (namespace: String, name: String)? {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.count == 2 || labels[2] == "svc" else { return nil }
        return (String(labels[1]), String(labels[0]))
    }

    /// Whether the host is the machine itself.
    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// Whether the host is inside a network: this machine, a name without a domain, a private suffix or address.
    ///
    /// Source: RFC 1918, RFC 6762 (`.local`), RFC 8375 (`.home.arpa`), ICANN's reservation of `.internal`.
    var isPrivate: Bool {
        if isLoopback || !host.contains(".") { return true }
        if [".local", ".internal", ".svc", ".lan", ".home.arpa"].contains(where: { host.hasSuffix($0) }) {
            return true
        }
        let bytes = host.split(separator: ".").map { Int($0) ?? -1 }
        guard bytes.count == 4, bytes.allSatisfy({ (0...255).contains($0) }) else { return false }
        return bytes[0] == 10 || (bytes[0] == 172 && (16...31).contains(bytes[1]))
            || (bytes[0] == 192 && bytes[1] == 168)
    }
}

extension String {
    /// The range of a substring, by bytes.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].utf8.starts(with: needle.utf8) {
                return start..<(utf8.index(start, offsetBy: needle.utf8.count))
            }
            start = index(after: start)
        }
        return nil
    }
}
