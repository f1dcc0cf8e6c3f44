internal import Crypto

/// Digests of content, to tell whether it was seen before.
public enum Digest {
    /// SHA-256, 32 bytes.
    ///
    /// Source: FIPS 180-4.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}
