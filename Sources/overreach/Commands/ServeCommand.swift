internal import ArgumentParser
internal import Foundation
internal import OverreachEngine
internal import OverreachHTTP

/// The command `overreach serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Takes telemetry over HTTP and answers every question.",
        discussion: """
            OTLP is taken at /v1/traces and /v1/logs, files at /api/v1/ingest; every question is at /api/v1/ under the name \
            of its command. What is acknowledged is on disk. See docs/service.md.

            On an address of this machine alone, tokens are needed as soon as the store has one. An address that others \
            reach needs a certificate and a token.

            Examples:
              overreach serve
              overreach serve --store /var/lib/overreach/overreach.db --listen 0.0.0.0:4318 \\
                --tls-certificate chain.pem --tls-key key.pem --allow-host overreach.example.org
            """)

    @Option(help: "The store; made where there is none.")
    var store = StoreDefaults.path
    @Option(
        help: ArgumentHelp(
            "An address of this machine and a port; [::1]:4318 for one of IPv6.", valueName: "address:port"),
        transform: { text in
            guard let address = ListenAddress(text) else {
                throw ValidationError(
                    "\"\(Plain.text(text))\" is no address to listen on, expected one such as 127.0.0.1:4318 or [::1]:4318"
                )
            }
            return address
        })
    var listen = ListenAddress.standard
    @OptionGroup(title: "Who may") var access: ServeAccessOptions
    @OptionGroup(title: "What is kept") var keep: ServeKeepOptions
    @OptionGroup(title: "Limits") var limit: ServeLimitOptions
    @OptionGroup var house: HouseOptions

    func validate() throws {
        if (access.tlsCertificate == nil) != (access.tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
    }

    func run() async throws {
        var settings = ServiceSettings(
            storePath: store, listen: listen, version: Overreach.configuration.version)
        settings.house = try house.house()
        access.apply(to: &settings)
        settings.limits = limit.limits
        try settings.check()

        let logger = ServiceLog.logger()
        let live = try LiveStore(storePath: store, settings: keep.settings, house: settings.house)
        do {
            let server = try HTTPService(
                live, questions: ServedQuestions.all, settings: settings,
                drawing: Drawing(deadline: settings.limits.layoutSeconds), logger: logger)
            try await server.run { Output.complain("listening on \($0)") }
        } catch {
            await live.drain()
            throw error
        }
        if await !live.drain() {
            Output.complain("what follows from the last telemetry was not written down in time: the next start does it")
        }
    }
}

/// Who may use a server.
struct ServeAccessOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The certificate chain in PEM: TLS is spoken.", valueName: "file"))
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("Its private key in PEM, without a password.", valueName: "file"))
    var tlsKey: String?
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "A name that the server goes by, besides localhost and addresses; may be given several times.",
            valueName: "name"))
    var allowHost: [String] = []
    @Flag(help: "Needs a token on an address of this machine too.")
    var requireTokens = false
    @Flag(help: "Serves an address that others reach without TLS, e.g. behind a proxy that speaks it.")
    var allowPlaintext = false
    @Flag(help: "Serves an address that others reach without tokens: whoever reaches it may read and end all.")
    var allowAnonymous = false

    func apply(to settings: inout ServiceSettings) {
        if let tlsCertificate, let tlsKey {
            settings.certificate = ServiceSettings.Certificate(chainFile: tlsCertificate, keyFile: tlsKey)
        }
        settings.hostNames = allowHost
        settings.requiresTokens = requireTokens
        settings.allowsPlaintext = allowPlaintext
        settings.allowsAnonymous = allowAnonymous
    }
}

/// How much a server keeps, and how long.
struct ServeKeepOptions: ParsableArguments {
    private static let standard = LiveSettings()
    private static let day: Int64 = 86_400_000_000_000

    @Option(
        help: ArgumentHelp(
            "Days that telemetry is kept record by record, or forever; what it was used for stays.", valueName: "days"),
        transform: { text in
            if text == "forever" { return nil }
            guard let days = Int64(text), (1...36_500).contains(days) else {
                throw ValidationError("--retention is \"\(Plain.text(text))\", expected 1 to 36500 days, or forever")
            }
            return days * day
        })
    var retention: Int64? = standard.retention
    @Option(
        help: ArgumentHelp(
            "Records that are kept one by one; beyond it the oldest days become counts.", valueName: "count"))
    var maxRecords = standard.recordLimit
    @Option(
        help: ArgumentHelp("Different names that one sender may bring of one kind, such as agents.", valueName: "count")
    )
    var maxNames = standard.nameLimit
    @Flag(help: "Goes on where acknowledged batches are missing, as of a restored copy; later answers say so.")
    var acceptLoss = false

    func validate() throws {
        for (name, value) in [("max-records", maxRecords), ("max-names", maxNames)]
        where !(1...1_000_000_000).contains(value) {
            throw ValidationError("--\(name) is \(value), expected 1 to 1000000000")
        }
    }

    var settings: LiveSettings {
        var settings = LiveSettings()
        settings.retention = retention
        settings.recordLimit = maxRecords
        settings.nameLimit = maxNames
        settings.acceptsLoss = acceptLoss
        return settings
    }
}

/// What may be demanded of a server.
struct ServeLimitOptions: ParsableArguments {
    private static let standard = ServiceLimits()

    @Option(help: ArgumentHelp("MiB of one telemetry request, as sent and inflated.", valueName: "mib"))
    var maxBody = standard.bodyBytes >> 20
    @Option(help: ArgumentHelp("MiB of all requests that are being received.", valueName: "mib"))
    var maxInFlight = standard.inFlightBytes >> 20
    @Option(help: ArgumentHelp("MiB of one uploaded file.", valueName: "mib"))
    var maxUpload = standard.uploadBytes >> 20
    @Option(help: ArgumentHelp("Uploads at one time.", valueName: "count"))
    var maxUploads = standard.uploads
    @Option(help: ArgumentHelp("MiB of the body of one question.", valueName: "mib"))
    var maxQuestionBody = standard.questionBytes >> 20
    @Option(help: ArgumentHelp("Questions that are computed at one time.", valueName: "count"))
    var maxQuestions = standard.questions
    @Option(help: ArgumentHelp("Questions that wait for their turn.", valueName: "count"))
    var maxWaitingQuestions = standard.waitingQuestions
    @Option(help: ArgumentHelp("Connections; above it those that are idle the longest are closed.", valueName: "count"))
    var maxConnections = standard.connections
    @Option(help: ArgumentHelp("Seconds that a connection may be idle and a head may take.", valueName: "seconds"))
    var idleTimeout = standard.idleSeconds
    @Option(
        help: ArgumentHelp(
            "Seconds that a body or an answer may take, and one more for each 64 KiB.", valueName: "seconds"))
    var transferTimeout = standard.transferSeconds
    @Option(help: ArgumentHelp("Seconds after which the layout of a diagram is given up.", valueName: "seconds"))
    var layoutTimeout = standard.layoutSeconds
    @Option(
        help: ArgumentHelp("Seconds that are left to requests when the server is told to stop.", valueName: "seconds"))
    var drainTimeout = standard.drainSeconds

    func validate() throws {
        let sizes = [
            ("max-body", maxBody), ("max-in-flight", maxInFlight), ("max-upload", maxUpload),
            ("max-question-body", maxQuestionBody),
        ]
        for (name, value) in sizes where !(1...1_048_576).contains(value) {
            throw ValidationError("--\(name) is \(value), expected 1 to 1048576 MiB")
        }
        let counts = [
            ("max-uploads", maxUploads), ("max-questions", maxQuestions),
            ("max-waiting-questions", maxWaitingQuestions), ("max-connections", maxConnections),
            ("idle-timeout", idleTimeout), ("transfer-timeout", transferTimeout), ("drain-timeout", drainTimeout),
        ]
        for (name, value) in counts where !(1...100_000).contains(value) {
            throw ValidationError("--\(name) is \(value), expected 1 to 100000")
        }
        if !(layoutTimeout > 0 && layoutTimeout <= 3600) {
            throw ValidationError("--layout-timeout is \(layoutTimeout), expected more than 0 and at most 3600 seconds")
        }
        if maxQuestions > 64 || maxUploads > 64 {
            throw ValidationError("--max-questions and --max-uploads are threads and files, expected at most 64")
        }
        if maxInFlight < maxBody { throw ValidationError("--max-in-flight is less than --max-body, expected as much") }
    }

    var limits: ServiceLimits {
        var limits = ServiceLimits()
        limits.bodyBytes = maxBody << 20
        limits.inFlightBytes = maxInFlight << 20
        limits.uploadBytes = maxUpload << 20
        limits.uploads = maxUploads
        limits.questionBytes = maxQuestionBody << 20
        limits.questions = maxQuestions
        limits.waitingQuestions = maxWaitingQuestions
        limits.connections = maxConnections
        limits.idleSeconds = idleTimeout
        limits.transferSeconds = transferTimeout
        limits.layoutSeconds = layoutTimeout
        limits.drainSeconds = drainTimeout
        return limits
    }
}
