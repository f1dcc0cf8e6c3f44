internal import Crypto

/// Makes the keyed fingerprints by which equal secrets are known to be equal.
///
/// Who has the fingerprints but not the key cannot test a guess. Fingerprints stay in the store.
public struct Fingerprinter: Sendable {
    /// The type for every secret that authenticates: one secret has one fingerprint, whatever its place is called.
    public static let credential = "credential"

    private let key: SymmetricKey

    /// Takes the key; it should have 32 random bytes.
    public init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// HMAC-SHA-256 of `v1|type|text`, the text without blanks around it: the first 128 bits as 32 hex digits.
    public func fingerprint(_ secret: Secret, type: String) -> String {
        let text = ASCII.trimmed(Array(secret.text.utf8)[...])
        let code = HMAC<SHA256>.authenticationCode(for: Array("v1|\(type)|".utf8) + text, using: key)
        return code.prefix(16).map { byte in
            String(decoding: [ASCII.hexDigit(byte >> 4), ASCII.hexDigit(byte & 15)], as: UTF8.self)
        }.joined()
    }
}
