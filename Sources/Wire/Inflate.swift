/// Decompresses what cannot be trusted: the output is bounded whatever the framing claims.
public enum Inflate {
    /// The content of a gzip file of one or many members, one after the other.
    ///
    /// Throws `WireError`, with the offset in the compressed bytes: `tooLarge` as soon as there are more than `limit`
    /// bytes, `truncated`, and `syntax` for a bad header or checksum, damaged data and anything behind the last member.
    /// Complexity: O(n) in input and output; memory is that of the output and 128 KiB.
    public static func gunzip(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        try ZlibStream.inflate(bytes, format: .gzip, limit: limit)
    }

    /// The content of a zlib stream (RFC 1950).
    ///
    /// Throws as `gunzip` does, and `unsupported` for a preset dictionary.
    public static func zlib(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        try ZlibStream.inflate(bytes, format: .zlib, limit: limit)
    }

    /// Whether the bytes begin as a gzip file does.
    public static func isGzip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B])
    }
}

/// Compresses bytes of our own.
public enum Deflate {
    /// The bytes as a zlib stream (RFC 1950); in a hurry, a third larger in a quarter of the time.
    ///
    /// Complexity: O(n).
    public static func zlib(_ bytes: [UInt8], isFast: Bool = false) -> [UInt8] {
        ZlibStream.deflate(bytes, format: .zlib, isFast: isFast)
    }

    /// The bytes as a gzip file of one member, without name and time.
    ///
    /// Complexity: O(n).
    public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        ZlibStream.deflate(bytes, format: .gzip)
    }
}
