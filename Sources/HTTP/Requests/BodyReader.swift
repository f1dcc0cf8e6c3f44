internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import OverreachWire

/// Reads bodies of requests: bounded as they are sent, and again as they are inflated.
struct BodyReader: Sendable {
    private let budget: ByteBudget
    private let inflating: WorkThreads

    init(budget: ByteBudget, inflating: WorkThreads) {
        self.budget = budget
        self.inflating = inflating
    }

    /// How a body is packed.
    private enum Coding { case identity, gzip }

    /// The whole body, unpacked; its bytes count in the budget as long as the share is held.
    ///
    /// Errors: `Refusal` for more than `limit` bytes before or after unpacking, for an encoding that is not read, a
    /// body that ends early or is damaged, and where there is no room for it now.
    func bytes(of request: Request, limit: Int) async throws(Refusal) -> (bytes: [UInt8], share: ByteBudget.Share) {
        let coding = try BodyReader.coding(of: request)
        let share = budget.share()
        let packed = try await collect(request, limit: limit, share: share)
        guard coding == .gzip, !packed.isEmpty else { return (packed, share) }

        let inflated = try await inflating.run { () throws(Refusal) in
            do {
                return try Inflate.gunzip(packed, limit: limit)
            } catch let error as WireError where error.code == .tooLarge {
                throw BodyReader.tooLarge(limit, "inflated")
            } catch {
                throw Refusal(.badRequest, "the body is no sound gzip: \(error)")
            }
        }
        try share.take(inflated.count)
        return (inflated, share)
    }

    /// Hands the body on in pieces as it comes.
    ///
    /// Errors: `Refusal` for more than `limit` bytes, a body that ends early, and what `take` throws.
    func stream(
        _ request: Request, limit: Int, to take: ([UInt8]) async throws(Refusal) -> Void
    ) async throws(Refusal) {
        let stated = try BodyReader.statedLength(of: request, limit: limit)
        var count = 0
        var iterator = request.body.makeAsyncIterator()
        while let buffer = try await BodyReader.next(&iterator) {
            count += buffer.readableBytes
            guard count <= limit else { throw BodyReader.tooLarge(limit, "sent") }
            try await take(Array(buffer: buffer))
        }
        try BodyReader.check(count, stated)
    }

    private func collect(
        _ request: Request, limit: Int, share: ByteBudget.Share
    ) async throws(Refusal) -> [UInt8] {
        let stated = try BodyReader.statedLength(of: request, limit: limit)
        var bytes: [UInt8] = []
        var iterator = request.body.makeAsyncIterator()
        while let buffer = try await BodyReader.next(&iterator) {
            guard bytes.count + buffer.readableBytes <= limit else { throw BodyReader.tooLarge(limit, "sent") }
            try share.take(buffer.readableBytes)
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        try BodyReader.check(bytes.count, stated)
        return bytes
    }

    private static func next(_ iterator: inout RequestBody.AsyncIterator) async throws(Refusal) -> ByteBuffer? {
        do {
            return try await iterator.next()
        } catch {
            throw Refusal(.badRequest, "the body cannot be read to its end")
        }
    }

    /// A connection that ends early looks like the end of the body, so what was promised is compared.
    private static func check(_ count: Int, _ stated: Int?) throws(Refusal) {
        if let stated, stated != count {
            throw Refusal(.badRequest, "the body has \(count) bytes, Content-Length said \(stated)")
        }
    }

    private static func statedLength(of request: Request, limit: Int) throws(Refusal) -> Int? {
        guard let text = request.headers[.contentLength] else { return nil }
        guard let length = Int(text), length >= 0 else {
            throw Refusal(.badRequest, "Content-Length is no number of bytes")
        }
        guard length <= limit else { throw tooLarge(limit, "sent") }
        return length
    }

    private static func coding(of request: Request) throws(Refusal) -> Coding {
        switch request.headers[.contentEncoding]?.lowercased() {
        case nil, "", "identity": return .identity
        case "gzip", "x-gzip": return .gzip
        default: throw Refusal(.unsupportedType, "this Content-Encoding is not read, expected gzip or identity")
        }
    }

    private static func tooLarge(_ limit: Int, _ how: String) -> Refusal {
        Refusal(.tooLarge, "the body has more than \(limit) bytes as it is \(how)")
    }
}
