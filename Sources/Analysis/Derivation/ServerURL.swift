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

    /// Whether the host is inside a network: this machine, a name without a domain, a private suffix or address.
    var isPrivate: Bool { HostPlace.isPrivate(host) }
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
