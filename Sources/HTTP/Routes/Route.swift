internal import Hummingbird

/// One path with one method.
struct Route: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST" }

    /// How errors are written.
    enum Errors: Sendable { case problem, otlp }

    let method: Method
    let path: String
    /// What a token must allow; nil where anybody may.
    let scope: Scope?
    let errors: Errors
    let handle: @Sendable (Exchange) async throws(Refusal) -> Reply

    init(
        _ method: Method, _ path: String, scope: Scope?, errors: Errors = .problem,
        handle: @escaping @Sendable (Exchange) async throws(Refusal) -> Reply
    ) {
        self.method = method
        self.path = path
        self.scope = scope
        self.errors = errors
        self.handle = handle
    }
}

/// One request on its way to an answer.
struct Exchange: Sendable {
    let request: Request
    let caller: Caller

    /// What stands behind the `?`, decoded.
    ///
    /// Errors: `Refusal` for what is not encoded as it should be.
    func query() throws(Refusal) -> [QueryItem] { try QueryItem.items(of: request.uri.query) }
}

/// A name and a value behind the `?`.
struct QueryItem: Sendable, Equatable {
    let name: String
    let value: String

    /// The most items of one request.
    private static let most = 1_000

    /// Reads `application/x-www-form-urlencoded`: `+` is a space.
    ///
    /// Reference: https://url.spec.whatwg.org/#urlencoded-parsing, but bytes that are no UTF-8 are refused.
    static func items(of query: String?) throws(Refusal) -> [QueryItem] {
        let pairs = (query ?? "").split(separator: "&")
        guard pairs.count <= most else { throw Refusal(.badRequest, "more than \(most) parameters are given") }
        var items: [QueryItem] = []
        for pair in pairs {
            let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = equals == pair.endIndex ? "" : pair[pair.utf8.index(after: equals)...]
            items.append(QueryItem(name: try decoded(pair[..<equals]), value: try decoded(value)))
        }
        return items
    }

    private static func decoded(_ text: Substring) throws(Refusal) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"):
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw Refusal(.badRequest, "a parameter has a % without two hexadecimal digits")
                }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(.badRequest, "a parameter is no UTF-8")
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
