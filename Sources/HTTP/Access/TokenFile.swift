internal import Foundation
internal import OverreachModel
internal import OverreachWire

/// The tokens of a store, in a file beside it that only its owner may read.
///
/// The file is replaced whole, under a lock, so that a server that reads it meanwhile sees the former or the new one.
public struct TokenFile: Sendable {
    /// Why tokens could not be read or written.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// What, where, what was expected; never a token.
        public let description: String
    }

    /// The most tokens of one store: each request is compared with all of them.
    public static let most = 1_000
    private static let largestFile = 1 << 20

    /// Where it is.
    public let path: String

    private let storePath: String

    /// The tokens of a store.
    public init(storePath: String) {
        self.storePath = storePath
        path = storePath + ".tokens"
    }

    /// What is kept of each, in the order in which they were made; none where there is no file.
    ///
    /// Errors: `Failure` where the file cannot be read, is readable by others, or is no file of tokens.
    public func tokens() throws -> [TokenRecord] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw failure("cannot be read: \(TokenFile.reason(errno))")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw failure("is no file") }
        guard status.st_mode & 0o077 == 0 else {
            throw failure("may be read or written by others, expected mode 0600: chmod 600 it, and revoke its tokens")
        }
        guard let bytes = try? handle.read(upToCount: TokenFile.largestFile + 1) ?? Data() else {
            throw failure("cannot be read")
        }
        guard bytes.count <= TokenFile.largestFile else {
            throw failure("has more than \(TokenFile.largestFile) bytes")
        }
        return try read([UInt8](bytes))
    }

    /// Makes a token; the secret is in what is returned and nowhere else.
    ///
    /// Errors: `Failure` for a name that is taken or no name, for no scope, and for the file.
    public func create(name: String, scopes: Set<Scope>, now: String) throws -> (record: TokenRecord, token: Token) {
        let isName =
            (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { TokenFile.isNameByte($0) }
        guard isName else {
            throw Failure(description: "\"\(name)\" is no name of a token, expected 1 to 64 of a-z A-Z 0-9 . _ -")
        }
        guard !scopes.isEmpty else { throw Failure(description: "no scope is given, expected ingest, read or admin") }

        return try changing { tokens in
            guard !tokens.contains(where: { UTF8Order.equal($0.name, name) }) else {
                throw Failure(
                    description: "a token named \"\(name)\" is there already; revoke it, or take another name")
            }
            guard tokens.count < TokenFile.most else {
                throw Failure(description: "\(tokens.count) tokens are there, at most \(TokenFile.most) may be")
            }
            let token = Token()
            var generator = SystemRandomNumberGenerator()
            let id = Hex.encode((0..<6).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
            let record = TokenRecord(
                id: id, name: name, scopes: scopes.sorted().map(\.rawValue), created: now,
                sha256: Hex.encode(Token.digest(token.secret)))
            tokens.append(record)
            return (record, token)
        }
    }

    /// Takes a token away, by its id or name.
    ///
    /// Errors: `Failure` where there is none, and for the file.
    public func revoke(_ text: String) throws -> TokenRecord {
        try changing { tokens in
            let place = tokens.firstIndex { UTF8Order.equal($0.id, text) || UTF8Order.equal($0.name, text) }
            guard let place else { throw Failure(description: "no token has the id or name \"\(text)\"") }
            return tokens.remove(at: place)
        }
    }

    /// A mark that changes when the file does.
    var mark: [Int] {
        var status = stat()
        guard stat(path, &status) == 0 else { return [Int(errno)] }
        return [
            Int(clamping: status.st_ino), Int(clamping: status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
            Int(status.st_mode),
        ]
    }

    // MARK: The file

    private func read(_ bytes: [UInt8]) throws -> [TokenRecord] {
        let value: JSONValue
        do {
            value = try JSONValue.parse(bytes)
        } catch {
            throw failure("is no file of tokens: \(error)")
        }
        guard let rows = value["tokens"]?.array else {
            throw failure("is no file of tokens, expected a member \"tokens\"")
        }
        return try rows.map { row in
            guard let id = row["id"]?.string, let name = row["name"]?.string, let created = row["created"]?.string,
                let sha256 = row["sha256"]?.string, Hex.decode(sha256)?.count == 32,
                let scopes = row["scopes"]?.array?.map({ $0.string.flatMap(Scope.init(rawValue:)) }),
                !scopes.contains(nil)
            else { throw failure("is no file of tokens: a token lacks its id, name, scopes, created or sha256") }
            return TokenRecord(
                id: id, name: name, scopes: scopes.compactMap { $0?.rawValue }, created: created, sha256: sha256)
        }
    }

    private func changing<T>(_ change: (inout [TokenRecord]) throws -> T) throws -> T {
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw failure("cannot be written: \(TokenFile.reason(errno))") }
        defer { close(lock) }  // gives the lock back
        giveToOwnerOfStore(lock)
        guard flock(lock, LOCK_EX) == 0 else { throw failure("cannot be locked: \(TokenFile.reason(errno))") }

        var tokens = try tokens()
        let result = try change(&tokens)
        try write(tokens)
        return result
    }

    private func write(_ tokens: [TokenRecord]) throws {
        struct Row: Encodable { let id: String, name: String, scopes: [String], created: String, sha256: String }
        let rows = tokens.map {
            Row(id: $0.id, name: $0.name, scopes: $0.scopes, created: $0.created, sha256: $0.sha256)
        }
        let text = try JSONEncoding.encode(["tokens": rows], indented: true) + [0x0A]
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("cannot be written: \(TokenFile.reason(errno))") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        giveToOwnerOfStore(descriptor)
        do {
            try handle.write(contentsOf: Data(text))
            try handle.synchronize()
        } catch {
            unlink(temporary)
            throw failure("cannot be written")
        }
        guard rename(temporary, path) == 0 else { throw failure("cannot be written: \(TokenFile.reason(errno))") }
    }

    /// Root makes tokens for a server that runs as somebody else: who owns the store owns them too.
    private func giveToOwnerOfStore(_ descriptor: Int32) {
        var status = stat()
        guard geteuid() == 0, stat(storePath, &status) == 0 else { return }
        _ = fchown(descriptor, status.st_uid, status.st_gid)
    }

    private func failure(_ what: String) -> Failure { Failure(description: "\"\(path)\" \(what)") }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
