internal import HTTPTypes
internal import Hummingbird
internal import OverreachEngine
internal import OverreachModel
internal import Synchronization

/// `POST /api/v1/ingest` takes one file of whatever `ingest` reads; `GET /api/v1/ingest/batches` lists what came.
struct UploadRoutes: Sendable {
    /// Bytes that are gathered before they are written.
    private static let piece = 1 << 20
    /// What is said of a file behind the `?`.
    static let parameters: [(name: String, summary: String)] = [
        ("name", "The file's name, with folders where they say what it is: what evidence cites."),
        ("account", "The AWS account, where the file names none."),
        ("region", "The AWS region, where the file names none."),
        ("cluster", "The cluster of Kubernetes lists, which never name it."),
        ("host", "The host that a client's configuration is on."),
    ]

    private let service: any LiveService
    private let bodies: BodyReader
    private let limits: ServiceLimits
    private let spool: Spool
    private let writing: WorkThreads
    private let slots: Slots

    init(_ service: any LiveService, bodies: BodyReader, limits: ServiceLimits, spool: Spool) {
        self.service = service
        self.bodies = bodies
        self.limits = limits
        self.spool = spool
        writing = WorkThreads(
            "upload", count: 1, waiting: max(1, limits.uploads), busy: "too many uploads are being written")
        slots = Slots(limits.uploads)
    }

    var routes: [Route] {
        [
            Route(.post, "/api/v1/ingest", scope: .ingest) { exchange throws(Refusal) in try await take(exchange) },
            Route(.get, "/api/v1/ingest/batches", scope: .read) { exchange throws(Refusal) in try batches(exchange) },
        ]
    }

    // MARK: An upload

    private struct Answer: Encodable {
        let repeated: Bool
        let complete: Bool
        let files: [FileReport]
        let scopes: [ScopeReport]
    }

    private func take(_ exchange: Exchange) async throws(Refusal) -> Reply {
        guard exchange.request.headers[.contentEncoding] == nil else {
            throw Refusal(.unsupportedType, "a file is sent as it is, a .gz too: leave Content-Encoding out")
        }
        let given = try UploadRoutes.values(exchange.query(), known: UploadRoutes.parameters.map(\.name))
        let key = try UploadRoutes.key(exchange.request)
        guard let slot = slots.take() else {
            throw Refusal(.unavailable, "\(limits.uploads) uploads are being received", retryAfter: 5)
        }
        defer { withExtendedLifetime(slot) {} }  // held until the answer

        let file = try spool.file()
        try await receive(exchange.request, into: file)
        let upload = Upload(
            path: file.path, name: given["name"] ?? "upload", idempotencyKey: key,
            options: IngestOptions(
                account: given["account"], region: given["region"], cluster: given["cluster"], host: given["host"]),
            sender: exchange.caller.name, digest: file.digest, mayEnd: exchange.caller.may(.admin))
        let receipt: UploadReceipt
        do throws(ServiceFailure) {
            receipt = try await service.ingest(upload)
        } catch {
            throw Refusal(error)
        }
        // What was known of a scope is for those who may read.
        return try .json(
            Answer(
                repeated: receipt.isRepeated, complete: receipt.report.isComplete, files: receipt.report.files,
                scopes: exchange.caller.may(.read) ? receipt.report.scopes : []))
    }

    private func receive(_ request: Request, into file: SpoolFile) async throws(Refusal) {
        var pending: [UInt8] = []
        try await bodies.stream(request, limit: limits.uploadBytes) { bytes throws(Refusal) in
            pending += bytes
            guard pending.count >= UploadRoutes.piece else { return }
            let piece = pending
            pending = []
            try await writing.run { () throws(Refusal) in try file.append(piece) }
        }
        let piece = pending
        try await writing.run { () throws(Refusal) in try file.append(piece) }
    }

    /// The key of a delivery: 1 to 255 visible characters.
    private static func key(_ request: Request) throws(Refusal) -> String? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Refusal(.badRequest, "Idempotency-Key is no key, expected 1 to 255 visible characters of ASCII")
        }
        return key
    }

    // MARK: The ledger

    private struct Ledger: Encodable {
        let batches: [LedgerRow]
        /// What `before` is to be for the batches before these, or null.
        let next: Int64?
    }

    private func batches(_ exchange: Exchange) throws(Refusal) -> Reply {
        let given = try UploadRoutes.values(exchange.query(), known: ["limit", "before"])
        let most = 1_000
        guard let limit = Int(given["limit"] ?? "100"), (1...most).contains(limit) else {
            throw Refusal(.badRequest, "limit is no number from 1 to \(most)")
        }
        var before: Int64?
        if let text = given["before"] {
            guard let number = Int64(text), number > 0 else {
                throw Refusal(.badRequest, "before is no number of a batch")
            }
            before = number
        }
        let rows: [LedgerRow]
        do throws(ServiceFailure) {
            rows = try service.ledger(limit: limit, before: before)
        } catch {
            throw Refusal(error)
        }
        return try .json(Ledger(batches: rows, next: rows.count == limit ? rows.last?.batch : nil))
    }

    // MARK: Parameters

    private static func values(_ items: [QueryItem], known: [String]) throws(Refusal) -> [String: String] {
        var values: [String: String] = [:]
        for item in items {
            guard known.contains(item.name) else {
                throw Refusal(
                    .badRequest, "unknown parameter \"\(item.name)\", expected \(known.joined(separator: ", "))")
            }
            guard (1...1_024).contains(item.value.utf8.count), HarmlessText.line(item.value) == item.value else {
                throw Refusal(.badRequest, "\(item.name) is no text of 1 to 1024 bytes without control characters")
            }
            guard values.updateValue(item.value, forKey: item.name) == nil else {
                throw Refusal(.badRequest, "\(item.name) is given twice")
            }
        }
        return values
    }
}

/// How many of something may be at one time.
private final class Slots: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) { free = Mutex(count) }

    func take() -> Slot? {
        let isFree = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        return isFree ? Slot(of: self) : nil
    }

    /// One of them, free again when the object is gone.
    final class Slot: Sendable {
        private let slots: Slots

        init(of slots: Slots) { self.slots = slots }

        deinit { slots.free.withLock { $0 += 1 } }
    }
}
