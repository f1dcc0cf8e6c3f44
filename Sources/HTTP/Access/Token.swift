internal import Crypto
internal import Foundation

/// A secret that stands for a sender or a reader: 256 random bits behind a prefix that scanners know.
///
/// It is shown once and never kept; what is kept is its digest. A digest without salt is enough, since 256 random bits
/// cannot be guessed.
public struct Token: Sendable {
    /// What every token begins with.
    public static let prefix = "overreach_"
    /// Random bytes in one.
    static let byteCount = 32

    /// The secret itself, for the one time that it is shown.
    public let secret: String

    /// A new one, from the system's secure source.
    public init() {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<Token.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        secret = Token.prefix + Token.text(bytes)
    }

    /// The digest that is kept of a secret.
    static func digest(_ secret: String) -> [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }

    /// Whether two digests are equal, in a time that does not depend on where they differ.
    static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }

    /// Base64 of RFC 4648 §5, without padding.
    private static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// What is kept of a token.
public struct TokenRecord: Sendable, Encodable, Equatable {
    /// What `token revoke` takes; no part of the secret.
    public let id: String
    /// What people call it; what evidence and logs name.
    public let name: String
    /// What it allows.
    public let scopes: [String]
    /// When it was made, RFC 3339.
    public let created: String
    /// SHA-256 of the secret, in hexadecimal; not written where the record is shown.
    let sha256: String

    private enum CodingKeys: CodingKey { case id, name, scopes, created }
}
