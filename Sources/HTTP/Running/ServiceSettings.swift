public import OverreachAnalysis

/// How a server is started.
public struct ServiceSettings: Sendable {
    /// The files of a certificate.
    public struct Certificate: Sendable {
        /// The chain in PEM, the server's own first.
        public var chainFile: String
        /// The private key in PEM, without a password.
        public var keyFile: String

        /// A certificate.
        public init(chainFile: String, keyFile: String) {
            self.chainFile = chainFile
            self.keyFile = keyFile
        }
    }

    /// The store that is served; its tokens and the spool are beside it.
    public var storePath: String
    /// Where to listen.
    public var listen: ListenAddress
    /// With it TLS is spoken, 1.2 or newer.
    public var certificate: Certificate?
    /// Whether a public address may be served without TLS.
    public var allowsPlaintext = false
    /// Whether a public address may be served without tokens.
    public var allowsAnonymous = false
    /// Whether tokens are required on loopback too.
    public var requiresTokens = false
    /// Names that the server goes by in `Host`, besides `localhost` and addresses.
    public var hostNames: [String] = []
    /// The policy of the house.
    public var house = House()
    /// What may be demanded.
    public var limits = ServiceLimits()
    /// The version of the program.
    public var version: String

    /// A server of the store with the defaults.
    public init(storePath: String, listen: ListenAddress = .standard, version: String) {
        self.storePath = storePath
        self.listen = listen
        self.version = version
    }

    /// Whether requests without a token are refused from the start.
    var startsWithTokens: Bool { requiresTokens || (!listen.isLoopback && !allowsAnonymous) }

    /// Errors: `ServeError` where an address that others reach would be served without TLS or tokens, unless that was
    /// asked for by name.
    public func check() throws {
        guard !listen.isLoopback else { return }
        if certificate == nil, !allowsPlaintext {
            throw ServeError(
                "\(listen) can be reached by others and no certificate is given, so tokens and answers could be read on"
                    + " the way; give --tls-certificate and --tls-key, or --allow-plaintext behind a proxy that speaks TLS"
            )
        }
        if !allowsAnonymous, try TokenFile(storePath: storePath).tokens().isEmpty {
            throw ServeError(
                "\(listen) can be reached by others and store \"\(storePath)\" has no token; make one with"
                    + " `overreach token create`, or give --allow-anonymous")
        }
    }
}
