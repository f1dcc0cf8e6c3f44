/// Where a host is, as its name or address says.
///
/// Only whole addresses and whole labels of names count: `127.evil.com` is a name like any other.
public enum HostPlace {
    /// Whether the host is the machine itself.
    ///
    /// Source: RFC 1122 (127.0.0.0/8), RFC 4291 (`::1`), RFC 6761 (`localhost` and what is below it).
    public static func isLoopback(_ host: String) -> Bool {
        let name = bare(host)
        if let address = parts(of: name) { return isLoopback(address) }
        return name == "localhost" || name.hasSuffix(".localhost")
    }

    /// Whether the host is inside a network: this machine, a name without a domain, a private suffix or address.
    ///
    /// Source: RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598, RFC 6762 (`.local`), RFC 8375 (`.home.arpa`), ICANN's
    /// reservation of `.internal`, Kubernetes documentation, DNS for Services and Pods (`.svc`).
    public static func isPrivate(_ host: String) -> Bool {
        let name = bare(host)
        if let address = parts(of: name) { return isLoopback(address) || isPrivate(address) }
        if isLoopback(name) { return true }
        // Numbers alone are an address in a form of which nobody says what it means.
        guard name.contains(".") else { return !name.contains(":") && !name.utf8.allSatisfy(isDigit) }
        return [".local", ".internal", ".svc", ".lan", ".home.arpa"].contains { name.hasSuffix($0) }
    }

    /// Whether the host is where a machine of a cloud asks about itself.
    public static func isMetadataService(_ host: String) -> Bool {
        let name = bare(host)
        guard let address = parts(of: name) else { return name == "metadata.google.internal" }
        return isLinkLocal(address) || address.starts(with: [0xFD00, 0x0EC2])
    }

    /// The host of `scheme://host:port` or `host:port`, which may be preceded by a user; an address may lack its brackets.
    public static func host(ofOrigin origin: String) -> String {
        let authority = origin.split(separator: "/").last ?? origin[...]
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        if place.hasPrefix("[") { return String(place.prefix { $0 != "]" }.dropFirst()) }
        return parts(of: bare(String(place))) == nil ? String(place.prefix { $0 != ":" }) : String(place)
    }

    /// The host as it stands before a port: an address that has colons of its own in brackets.
    public static func bracketed(_ host: String) -> String {
        !host.hasPrefix("[") && host.contains(":") && parts(of: bare(host)) != nil ? "[\(host)]" : host
    }

    /// In lower case, without brackets, the zone of an address and the dot of the root.
    private static func bare(_ host: String) -> String {
        var name = host.lowercased()[...]
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        if name.contains(":") { name = name.prefix { $0 != "%" } }
        if name.hasSuffix(".") { name = name.dropLast() }
        return String(name)
    }

    // MARK: - Addresses

    private static func isLoopback(_ address: [UInt16]) -> Bool {
        guard let four = fourBytes(address) else { return address == [0, 0, 0, 0, 0, 0, 0, 1] }
        return four >> 24 == 127 || four == 0
    }

    private static func isPrivate(_ address: [UInt16]) -> Bool {
        guard let four = fourBytes(address) else {
            return address[0] & 0xFE00 == 0xFC00 || address[0] & 0xFFC0 == 0xFE80
        }
        return four >> 24 == 10 || four >> 20 == 0xAC1 || four >> 16 == 0xC0A8 || isLinkLocal(address)
            || four >> 22 == 0x191
    }

    /// 169.254.0.0/16.
    private static func isLinkLocal(_ address: [UInt16]) -> Bool {
        fourBytes(address).map { $0 >> 16 == 0xA9FE } ?? false
    }

    /// An address of four bytes, which is one of sixteen too: `::ffff:a.b.c.d`.
    private static func fourBytes(_ address: [UInt16]) -> UInt32? {
        guard address.starts(with: [0, 0, 0, 0, 0, 0xFFFF]) else { return nil }
        return UInt32(address[6]) << 16 | UInt32(address[7])
    }

    /// The eight parts of an address that is written whole; nil for names and for everything else.
    private static func parts(of text: String) -> [UInt16]? {
        if let four = dotted(text) { return [0, 0, 0, 0, 0, 0xFFFF] + four }
        guard text.contains(":"), text.utf8.count < 46 else { return nil }
        let halves = text.firstRange(of: "::").map { [text[..<$0.lowerBound], text[$0.upperBound...]] } ?? [text[...]]
        let found = halves.enumerated().map { groups($1, isEnd: $0 == halves.count - 1) }
        guard let first = found[0] else { return nil }
        guard found.count == 2 else { return first.count == 8 ? first : nil }
        guard let last = found[1], first.count + last.count < 8 else { return nil }
        return first + Array(repeating: 0, count: 8 - first.count - last.count) + last
    }

    /// Groups of up to four digits; the last of the address may be four bytes in decimal.
    private static func groups(_ text: Substring, isEnd: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if isEnd, place == parts.count - 1, let four = dotted(String(part)) {
                groups += four
            } else if (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexDigit),
                let group = UInt16(part, radix: 16)
            {
                groups.append(group)
            } else {
                return nil
            }
        }
        return groups
    }

    /// `10.1.2.3` as two groups; a number with a leading zero means different things to different programs.
    private static func dotted(_ text: String) -> [UInt16]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { part -> UInt16? in
            guard part.utf8.allSatisfy(isDigit), part.utf8.count == 1 || part.utf8.first != 0x30 else { return nil }
            return UInt8(part).map(UInt16.init)
        }
        guard parts.count == 4, bytes.count == 4 else { return nil }
        return [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte) }
}
