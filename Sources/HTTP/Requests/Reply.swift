internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import OverreachWire

/// What is answered.
struct Reply: Sendable {
    var status: Int
    var type: MediaType
    var body: [UInt8]
    /// Headers besides those that every answer has.
    var headers: [(name: String, value: String)] = []

    init(status: Int = 200, type: MediaType, body: [UInt8], headers: [(name: String, value: String)] = []) {
        self.status = status
        self.type = type
        self.body = body
        self.headers = headers
    }

    /// A value as JSON, as the command line writes it.
    static func json(_ value: some Encodable, status: Int = 200) throws(Refusal) -> Reply {
        do {
            return Reply(status: status, type: .json, body: try JSONEncoding.encode(value, indented: true) + [0x0A])
        } catch {
            throw Refusal(.failed, "the answer cannot be written as JSON")
        }
    }

    /// Headers that keep what is answered out of caches, frames and scripts: every name in it is somebody else's.
    private static let guards: [(name: String, value: String)] = [
        ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    /// The response; of `HEAD` without its body.
    func response(isHead: Bool) -> Response {
        var fields = HTTPFields()
        for header in Reply.guards + headers {
            if let name = HTTPField.Name(header.name) { fields[name] = header.value }
        }
        fields[.contentType] = type.name
        fields[.contentLength] = String(body.count)
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// How errors of a route are written.
enum ErrorForm: Sendable, Equatable {
    /// RFC 9457, for everything but OTLP.
    case problem
    /// `google.rpc.Status` in the type of the request, as OTLP demands.
    case status(MediaType)

    /// The answer that says why.
    func reply(_ refusal: Refusal) -> Reply {
        var headers: [(name: String, value: String)] = []
        if let seconds = refusal.retryAfter { headers.append(("Retry-After", String(max(1, seconds)))) }
        if refusal.kind == .unauthorized { headers.append(("WWW-Authenticate", "Bearer realm=\"overreach\"")) }
        if !refusal.allow.isEmpty { headers.append(("Allow", refusal.allow.joined(separator: ", "))) }

        switch self {
        case .problem:
            var writer = JSONWriter(indented: true)
            writer.beginObject()
            for (name, text) in [
                ("type", "urn:overreach:problem:\(refusal.kind.rawValue)"), ("title", refusal.title),
            ] {
                writer.key(name)
                writer.value(text)
            }
            writer.key("status")
            writer.value(refusal.status)
            writer.key("detail")
            writer.value(refusal.detail)
            writer.endObject()
            return Reply(
                status: refusal.status, type: .problem, body: writer.bytes + [0x0A], headers: headers)
        case .status(let type):
            return Reply(
                status: refusal.status, type: type, body: ErrorForm.rpcStatus(refusal, as: type), headers: headers)
        }
    }

    /// `google.rpc.Status`: 1 is the code, 2 the message.
    private static func rpcStatus(_ refusal: Refusal, as type: MediaType) -> [UInt8] {
        guard type == .protobuf else {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("code")
            writer.value(refusal.rpcCode)
            writer.key("message")
            writer.value(refusal.detail)
            writer.endObject()
            return writer.bytes
        }
        var writer = ProtobufWriter()
        writer.varint(1, refusal.rpcCode)
        writer.text(2, refusal.detail)
        return writer.bytes
    }
}
