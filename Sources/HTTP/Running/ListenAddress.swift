internal import Foundation

/// Where a server listens: an address and a port.
public struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// The default: this machine alone, on the port of OTLP over HTTP.
    public static let standard = ListenAddress(host: "127.0.0.1", port: 4318)

    /// The address, or `localhost`.
    public let host: String
    /// The port; 0 leaves the choice to the system.
    public let port: Int

    private init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:4318`, `[::1]:4318` or `localhost:4318`; nil for anything else, other names included.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), !text[text.index(after: colon)...].hasPrefix("+")
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard IPAddress(host)?.isSix == true else { return nil }
        } else {
            guard host == "localhost" || IPAddress(host)?.isSix == false else { return nil }
        }
        self.init(host: host, port: port)
    }

    /// Whether only this machine reaches it.
    public var isLoopback: Bool { host == "localhost" || IPAddress(host)?.isLoopback == true }

    /// As it was written.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// An IP address that was written as text.
struct IPAddress: Equatable {
    private let bytes: [UInt8]

    /// Reads dotted or colon notation; nil for anything else.
    init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }  // Safe: the bytes are copied.
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }  // Safe: the bytes are copied.
        } else {
            return nil
        }
    }

    /// Whether it is one of IPv6.
    var isSix: Bool { bytes.count == 16 }

    /// Whether only this machine has it: `127.0.0.0/8`, `::1`, and the former written as the latter.
    var isLoopback: Bool {
        guard isSix else { return bytes[0] == 127 }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return bytes == [UInt8](repeating: 0, count: 15) + [1] || (isMapped && bytes[12] == 127)
    }
}
