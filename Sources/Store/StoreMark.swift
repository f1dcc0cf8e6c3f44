internal import Foundation

/// The last batch that was acknowledged, as a file beside the store says.
///
/// A store that was restored from an older copy, or whose log was cut, is sound by itself: only what lies outside of it
/// can tell that acknowledged batches are missing.
struct StoreMark: Equatable, Sendable {
    /// Whose mark it is: a hash that only this store's key makes.
    var store: [UInt8]
    /// The number of the batch.
    var batch: Int64
    /// The chain up to it.
    var chain: [UInt8]

    /// Two slots, written in turn, so that a write that was cut leaves the mark before.
    private static let slotSize = 512
    private static let title = "overreach mark 1"

    /// The chain before the first batch that has one.
    static let unchained = [UInt8](repeating: 0, count: 16)

    static func path(ofStore path: String) -> String { path + ".mark" }

    /// What a store's key makes of a word that all stores share.
    static func name(_ hash: SipHash) -> [UInt8] { SipHash.bytes(hash.hash(Array("store".utf8))) }

    /// The mark beside a store; nil where there is none.
    ///
    /// Throws `damaged` where there is one that cannot be read.
    static func read(storePath: String) throws -> StoreMark? {
        let path = path(ofStore: storePath)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StoreFile.failure(errno, "mark", path)
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: slotSize * 2)
        let length = pread(descriptor, &bytes, bytes.count, 0)
        guard length >= 0 else { throw StoreFile.failure(errno, "mark", path) }
        let slots = [bytes[..<slotSize], bytes[slotSize...]].compactMap(StoreMark.init(slot:))
        guard let newest = slots.max(by: { $0.batch < $1.batch }) else {
            throw StoreError(.damaged, "mark \"\(path)\" cannot be read, expected what Overreach wrote")
        }
        return newest
    }

    init(store: [UInt8], batch: Int64, chain: [UInt8]) {
        self.store = store
        self.batch = batch
        self.chain = chain
    }

    private init?(slot: ArraySlice<UInt8>) {
        let lines = slot.prefix { $0 != 0 }.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == 6, lines[0].elementsEqual(StoreMark.title.utf8) else { return nil }
        let words = lines[1...4].map { line in String(decoding: line, as: UTF8.self).split(separator: " ") }
        guard words.map(\.first) == ["store", "batch", "chain", "check"], words.allSatisfy({ $0.count == 2 }),
            let store = StoreMark.bytes(words[0][1]), let batch = Int64(words[1][1]), batch >= 0,
            let chain = StoreMark.bytes(words[2][1])
        else { return nil }
        self.init(store: store, batch: batch, chain: chain)
        guard slot.starts(with: text) else { return nil }
    }

    /// The bytes of a slot but for zeros behind them.
    private var text: [UInt8] {
        let lines = "\(Self.title)\nstore \(Self.hex(store))\nbatch \(batch)\nchain \(Self.hex(chain))\n"
        let check = SipHash.bytes(SipHash(key: []).hash(Array(lines.utf8)))
        return Array("\(lines)check \(Self.hex(check))\n".utf8)
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ hex: Substring) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count == 32 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[place...place + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }

    /// What stands in one of the slots.
    fileprivate var slot: [UInt8] {
        let text = text
        return text + [UInt8](repeating: 0, count: max(0, Self.slotSize - text.count))
    }

    /// Where it stands: not where the one before does.
    fileprivate var offset: Int { Int(batch % 2) * Self.slotSize }
}

/// The open file of a mark.
final class StoreMarkFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Opens the file beside the store; where there is none, one that holds this mark.
    init(storePath: String, first: StoreMark) throws {
        path = StoreMark.path(ofStore: storePath)
        if access(path, F_OK) != 0 { try StoreMarkFile.create(path, first) }
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreFile.failure(errno, "mark", path) }
    }

    deinit { close(descriptor) }

    /// Writes a mark so that it outlives a power cut, into the slot that does not hold the one before.
    func write(_ mark: StoreMark) throws {
        let slot = mark.slot
        let length = pwrite(descriptor, slot, slot.count, off_t(mark.offset))
        guard length == slot.count else { throw StoreFile.failure(length < 0 ? errno : ENOSPC, "mark", path) }
        guard fdatasync(descriptor) == 0 else { throw StoreFile.failure(errno, "mark", path) }
    }

    /// Makes the file under another name first: what bears the mark's name can be read.
    private static func create(_ path: String, _ mark: StoreMark) throws {
        let draft = path + ".creating"
        unlink(draft)
        let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreFile.failure(errno, "mark", draft) }
        defer { close(descriptor) }
        let empty = [UInt8](repeating: 0, count: mark.slot.count * 2)
        guard pwrite(descriptor, empty, empty.count, 0) == empty.count,
            pwrite(descriptor, mark.slot, mark.slot.count, off_t(mark.offset)) == mark.slot.count,
            fsync(descriptor) == 0, rename(draft, path) == 0
        else {
            let code = errno
            unlink(draft)
            throw StoreFile.failure(code, "mark", path)
        }
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)  // the name itself; some file systems cannot
            close(folder)
        }
    }
}

/// Whether a store holds every batch that was acknowledged.
public enum LedgerStanding: Sendable, Equatable {
    /// It does, as far as anything tells.
    case whole
    /// Acknowledged batches are missing: how many, where that is known, and what to do, in words.
    case behind(missing: Int64?, String)
}
