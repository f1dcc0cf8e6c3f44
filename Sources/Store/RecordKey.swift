internal import OverreachModel

/// By what a record counts once: 96 bits of the hash of its natural key, then 32 of the hash of what it says.
///
/// So one look tells whether a record is known, and whether it then says what the one that counts said.
enum RecordKey {
    /// The key of a record.
    static func of(_ record: RuntimeRecord, _ hash: SipHash) -> (UInt64, UInt64) {
        let (key, content) = (hash.hash(Array(record.naturalKey.utf8)), hash.hash(bytes(of: record)))
        return (key.0, key.1 & ~tagBits | content.1 & tagBits)
    }

    /// The key of a record that says something else than the first with its natural key: of each content one is kept.
    static func ofCopy(_ record: RuntimeRecord, _ hash: SipHash) -> (UInt64, UInt64) {
        hash.hash(Array(record.naturalKey.utf8) + [0] + bytes(of: record))
    }

    /// What a record says, whatever file it stood in.
    private static func bytes(of record: RuntimeRecord) -> [UInt8] { RecordBody.bytes([record.withoutPlace]) }

    private static let tagBits: UInt64 = 0xFFFF_FFFF
}
