/// How far a followed file was read.
public struct StoredTail: Sendable, Equatable {
    /// Which file it is, whatever it is called.
    public struct Identity: Sendable, Hashable {
        /// The device that it is on.
        public var device: Int64
        /// Its number there.
        public var inode: Int64

        /// An identity.
        public init(device: Int64, inode: Int64) {
            self.device = device
            self.inode = inode
        }
    }

    /// Which file it is.
    public var identity: Identity
    /// The path that evidence cites.
    public var path: String
    /// Bytes that were read and are kept.
    public var size: Int64
    /// Line breaks in them.
    public var lines: Int64
    /// The digest of its first bytes.
    public var head: [UInt8]
    /// How many these are.
    public var headSize: Int64
    /// When it was last written as it was read, nanoseconds since 1970.
    public var modifiedAt: Int64

    /// A place in a file.
    public init(
        identity: Identity, path: String, size: Int64, lines: Int64, head: [UInt8], headSize: Int64, modifiedAt: Int64
    ) {
        self.identity = identity
        self.path = path
        self.size = size
        self.lines = lines
        self.head = head
        self.headSize = headSize
        self.modifiedAt = modifiedAt
    }
}

extension StoreReader {
    /// How far each followed file was read.
    public func tails() throws -> [StoredTail] {
        guard try has(4) else { return [] }
        var tails: [StoredTail] = []
        try db.forEach(.allTails) { row in
            tails.append(
                StoredTail(
                    identity: StoredTail.Identity(device: try row.int(0), inode: try row.int(1)),
                    path: try row.text(2), size: try row.int(3), lines: try row.int(4), head: try row.bytes(5),
                    headSize: try row.int(6), modifiedAt: try row.int(7)))
        }
        return tails
    }
}

extension StoreWriter {
    /// Keeps how far a file was read, in the change that keeps what was read.
    public mutating func keep(_ tail: StoredTail) throws {
        try db.run(
            .keepTail,
            [
                tail.identity.device, tail.identity.inode, Blob(tail.path), tail.size, tail.lines, Blob(tail.head),
                tail.headSize, tail.modifiedAt,
            ])
    }
}
