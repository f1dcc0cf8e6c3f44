internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
public import OverreachEngine
internal import ServiceLifecycle
internal import UnixSignals

#if TLS
    internal import HummingbirdTLS
#endif

/// The server: what `overreach serve` runs.
public struct HTTPService: Sendable {
    private let settings: ServiceSettings
    private let table: RouteTable
    private let connections: ConnectionTable
    private let logger: Logger

    /// A server before a service, of these questions; diagrams are drawn with `drawing`.
    ///
    /// Errors: `ServeError`, and what the file of tokens says.
    public init(
        _ service: any LiveService, questions: [ServedQuestion], settings: ServiceSettings, drawing: Drawing,
        logger: Logger
    ) throws {
        try settings.check()
        let limits = settings.limits
        let metrics = Metrics()
        let budget = ByteBudget(limits.inFlightBytes)
        let spool = try Spool(storePath: settings.storePath)
        let threads = WorkThreads(
            "question", count: limits.questions, waiting: limits.waitingQuestions, busy: "too many questions wait")
        let inflating = WorkThreads("inflate", count: 2, waiting: 256, busy: "too many bodies are being inflated")
        let bodies = BodyReader(budget: budget, inflating: inflating)
        let connections = ConnectionTable(most: min(limits.connections, FileLimit.raised() / 2))

        let health = HealthRoutes(
            service: service, version: settings.version, metrics: metrics, questions: threads, budget: budget,
            connections: connections)
        let asked = QuestionRoutes(
            questions: questions, service: service, storePath: settings.storePath, house: settings.house,
            drawing: drawing, threads: threads, bodies: bodies, spool: spool, limits: limits, metrics: metrics)
        let telemetry = TelemetryRoutes(service, bodies: bodies, limits: limits, metrics: metrics)
        let uploads = UploadRoutes(service, bodies: bodies, limits: limits, spool: spool)
        table = RouteTable(
            health.routes + telemetry.routes + uploads.routes + asked.routes,
            origins: OriginCheck(names: settings.hostNames),
            gate: TokenGate(TokenFile(storePath: settings.storePath), isRequired: settings.startsWithTokens),
            metrics: metrics)
        self.settings = settings
        self.connections = connections
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT, then lets what is under way finish; `onListening` is told the address.
    ///
    /// Errors: that the address cannot be had, or the certificate not be read.
    public func run(onListening: @escaping @Sendable (String) async -> Void) async throws {
        let (limits, connections) = (settings.limits, connections)
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ConnectionGuard(limits, connections)], idleTimeout: nil,
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 100)))
        let scheme = settings.certificate == nil ? "http" : "https"
        let host = settings.listen.host
        let server = Application(
            responder: table, server: try secured(plain),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: settings.listen.port), backlog: 1_024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                await onListening("\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)")
            },
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: server)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(limits.drainSeconds)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Answers one request without a connection, for tests.
    func respond(to request: Request, from address: String) async throws -> Response {
        try await table.respond(to: request, context: ServiceContext(address: address, logger: logger))
    }

    /// Every route, as `METHOD PATH`.
    var routeNames: [String] { table.names }

    private func secured(_ plain: HTTPServerBuilder) throws -> HTTPServerBuilder {
        guard let certificate = settings.certificate else { return plain }
        #if TLS
            do {
                let chain = try NIOSSLCertificate.fromPEMFile(certificate.chainFile)
                guard !chain.isEmpty else {
                    throw ServeError("\"\(certificate.chainFile)\" holds no certificate, expected PEM")
                }
                let key = try NIOSSLPrivateKey(file: certificate.keyFile, format: .pem)
                var configuration = TLSConfiguration.makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
                configuration.minimumTLSVersion = .tlsv12
                return try .tls(plain, tlsConfiguration: configuration)
            } catch let error as ServeError {
                throw error
            } catch {
                throw ServeError(
                    "the certificate \"\(certificate.chainFile)\" or its key \"\(certificate.keyFile)\" cannot be used:"
                        + " \(error), expected PEM files that belong together")
            }
        #else
            throw ServeError("this program was built without TLS; build it with the trait TLS")
        #endif
    }
}

/// How many files and connections the process may have open.
enum FileLimit {
    /// Raises the soft limit to the hard one and says what it is.
    static func raised() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return Int(clamping: limit.rlim_cur)
    }
}
