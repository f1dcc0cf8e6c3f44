/// Why a request is not answered as it asked.
public struct Refusal: Error, Sendable, Equatable {
    /// The closed set of reasons; the raw value ends the `type` of a problem.
    public enum Kind: String, Sendable, CaseIterable {
        /// The request contradicts itself or its form.
        case badRequest = "bad-request"
        /// No token, or none that is known.
        case unauthorized
        /// The token does not allow it, or a page of another origin asks.
        case forbidden
        /// There is no such route.
        case noRoute = "no-route"
        /// What the question names is not there.
        case unknown
        /// The route has other methods.
        case methodNotAllowed = "method-not-allowed"
        /// No form of the answer is acceptable.
        case notAcceptable = "not-acceptable"
        /// It contradicts what was sent before.
        case conflict
        /// More than a limit.
        case tooLarge = "too-large"
        /// The body's type or encoding is not read.
        case unsupportedType = "unsupported-type"
        /// The server does not go by the name in `Host`.
        case misdirected
        /// The question makes no sense as it is put.
        case invalidQuestion = "invalid-question"
        /// The sender sends more than is taken; again later.
        case overloaded
        /// The server cannot do it now; again later.
        case unavailable
        /// It is the server's fault.
        case failed
    }

    /// The reason.
    public let kind: Kind
    /// What, where, and what was expected; free of secrets.
    public let detail: String
    /// Seconds after which to come again, where that is of use.
    public let retryAfter: Int?
    /// Methods that the route has, of `methodNotAllowed`.
    let allow: [String]

    /// A refusal.
    public init(_ kind: Kind, _ detail: String, retryAfter: Int? = nil) {
        self.init(kind, detail, retryAfter: retryAfter, allow: [])
    }

    init(_ kind: Kind, _ detail: String, retryAfter: Int? = nil, allow: [String]) {
        self.kind = kind
        self.detail = detail
        self.retryAfter = retryAfter
        self.allow = allow
    }

    /// A method that the route does not have.
    static func method(allowed: [String]) -> Refusal {
        Refusal(.methodNotAllowed, "the route has \(allowed.joined(separator: ", "))", allow: allowed)
    }

    /// The status of HTTP.
    ///
    /// Of 429, 502, 503 and 504, which senders of OTLP try again, only what passes by itself.
    var status: Int {
        switch kind {
        case .badRequest: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .noRoute, .unknown: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .conflict: 409
        case .tooLarge: 413
        case .unsupportedType: 415
        case .misdirected: 421
        case .invalidQuestion: 422
        case .overloaded: 429
        case .unavailable: 503
        case .failed: 500
        }
    }

    /// The title of the problem, the same for every one of its kind.
    var title: String {
        switch kind {
        case .badRequest: "The request is not understood"
        case .unauthorized: "A token is needed"
        case .forbidden: "Not allowed"
        case .noRoute: "No such route"
        case .unknown: "Not there"
        case .methodNotAllowed: "Another method is needed"
        case .notAcceptable: "No acceptable form"
        case .conflict: "Contradicts what was sent before"
        case .tooLarge: "Too large"
        case .unsupportedType: "This type is not read"
        case .misdirected: "Not this server"
        case .invalidQuestion: "The question makes no sense"
        case .overloaded: "Too much at once"
        case .unavailable: "Not now"
        case .failed: "The server failed"
        }
    }

    /// The code of `google.rpc.Code`, https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto.
    var rpcCode: UInt64 {
        switch kind {
        case .badRequest, .unsupportedType, .notAcceptable, .invalidQuestion, .misdirected: 3  // INVALID_ARGUMENT
        case .unknown: 5  // NOT_FOUND
        case .conflict: 6  // ALREADY_EXISTS
        case .forbidden: 7  // PERMISSION_DENIED
        case .overloaded, .tooLarge: 8  // RESOURCE_EXHAUSTED
        case .noRoute, .methodNotAllowed: 12  // UNIMPLEMENTED
        case .failed: 13  // INTERNAL
        case .unavailable: 14  // UNAVAILABLE
        case .unauthorized: 16  // UNAUTHENTICATED
        }
    }
}
