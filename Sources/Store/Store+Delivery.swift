/// An upload that was taken before, under the key that its sender gave it.
public struct StoredDelivery: Sendable, Equatable {
    /// The digest of its content.
    public var digest: [UInt8]
    /// What was answered.
    public var report: [UInt8]

    /// A delivery.
    public init(digest: [UInt8], report: [UInt8]) {
        self.digest = digest
        self.report = report
    }
}

extension StoreReader {
    /// The upload of that sender and key; nil where there is none.
    public func delivery(sender: String, key: String) throws -> StoredDelivery? {
        guard try has(4) else { return nil }
        let name = try StoredDelivery.name(sender: sender, key: key, hash())
        guard let row = try db.row(.selectDelivery, [Blob(name)]) else { return nil }
        return StoredDelivery(digest: try row.bytes(0), report: try row.bytes(1))
    }
}

extension StoreWriter {
    /// Remembers an upload, so that its sender may send it again without effect.
    public mutating func keep(_ delivery: StoredDelivery, sender: String, key: String, at: Int64) throws {
        let name = StoredDelivery.name(sender: sender, key: key, hash)
        try db.run(.keepDelivery, [Blob(name), Blob(delivery.digest), at, Blob(delivery.report)])
    }
}

extension StoredDelivery {
    /// Of any length, and of whoever sent it: two senders may use one key.
    fileprivate static func name(sender: String, key: String, _ hash: SipHash) -> [UInt8] {
        var packer = Packer()
        packer.text(sender)
        packer.text(key)
        return SipHash.bytes(hash.hash(packer.bytes))
    }
}
