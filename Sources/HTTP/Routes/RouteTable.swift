internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// What is known of a connection.
struct ServiceContext: InitializableFromSource, Sendable {
    /// The address at its other end.
    let address: String
    /// Where to log what becomes of the request.
    let logger: Logger

    init(source: ApplicationRequestContextSource) {
        self.init(address: source.channel.remoteAddress?.ipAddress ?? "unknown", logger: source.logger)
    }

    init(address: String, logger: Logger) {
        self.address = address
        self.logger = logger
    }
}

/// Finds the route of a request, lets in who may use it, and writes what went wrong in the form of the route.
struct RouteTable: HTTPResponder {
    typealias Context = ServiceContext

    private let routes: [String: [Route]]
    private let origins: OriginCheck
    private let gate: TokenGate
    private let metrics: Metrics

    /// A table; no two routes have the same path and method.
    init(_ routes: [Route], origins: OriginCheck, gate: TokenGate, metrics: Metrics) {
        self.routes = Dictionary(grouping: routes, by: \.path)
        self.origins = origins
        self.gate = gate
        self.metrics = metrics
    }

    /// Every route, as `METHOD PATH`.
    var names: [String] { routes.values.flatMap { $0 }.map { "\($0.method.rawValue) \($0.path)" }.sorted() }

    @Sendable func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let start = ContinuousClock.now
        let found = routes[request.uri.path] ?? []
        let form = RouteTable.errorForm(of: request, at: found.first)
        var caller: Caller?
        let reply: Reply
        do throws(Refusal) {
            reply = try await answer(request, found, context, caller: &caller)
        } catch {
            reply = form.reply(error)
            if error.kind == .failed { context.logger.error("a request failed", metadata: ["why": "\(error.detail)"]) }
        }

        let spent = ContinuousClock.now - start
        metrics.answered(route: found.first?.path, status: reply.status)
        // The route and not the path, no query: both hold what somebody sent.
        context.logger.info(
            "request",
            metadata: [
                "method": "\(RouteTable.known(request.method))", "route": "\(found.first?.path ?? "none")",
                "status": "\(reply.status)", "ms": "\(spent.milliseconds)", "from": "\(context.address)",
                "caller": "\(caller?.name ?? "none")", "bytes": "\(reply.body.count)",
            ])
        return reply.response(isHead: request.method == .head)
    }

    private func answer(
        _ request: Request, _ found: [Route], _ context: ServiceContext, caller: inout Caller?
    ) async throws(Refusal) -> Reply {
        try origins.check(
            host: request.head.authority, isHostRepeated: request.headers[.repeatedHost] != nil,
            origin: request.headers[.origin], site: request.headers[.fetchSite])
        guard !found.isEmpty else { throw Refusal(.noRoute, "this server has no such route") }
        let method = request.method == .head ? Route.Method.get.rawValue : request.method.rawValue
        guard let route = found.first(where: { $0.method.rawValue == method }) else {
            throw Refusal.method(allowed: found.map(\.method.rawValue).sorted())
        }
        guard let scope = route.scope else {
            return try await route.handle(Exchange(request: request, caller: Caller(name: context.address, scopes: [])))
        }

        let known = try gate.caller(authorization: request.headers[.authorization], address: context.address)
        caller = known
        guard known.may(scope) else {
            throw Refusal(.forbidden, "the token does not allow it, expected the scope \(scope.rawValue)")
        }
        return try await route.handle(Exchange(request: request, caller: known))
    }

    private static func errorForm(of request: Request, at route: Route?) -> ErrorForm {
        guard route?.errors == .otlp else { return .problem }
        let type = MediaType(header: request.headers[.contentType] ?? "")
        return .status(type == .protobuf ? .protobuf : .json)
    }

    /// The method as a log may hold it: a closed set.
    private static func known(_ method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]
        return known.contains(method) ? method.rawValue : "other"
    }
}

extension HTTPField.Name {
    /// The first `Host` is the authority of the request; what is left here was sent besides.
    static let repeatedHost = HTTPField.Name("Host")!  // Safe: a token by RFC 9110.
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!  // Safe: a token by RFC 9110.
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!  // Safe: a token by RFC 9110.
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds.multipliedReportingOverflow(by: 1_000).partialValue &+ attoseconds / 1_000_000_000_000_000
    }

    /// Seconds with their fraction.
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
