/// What an ingest is told besides its paths: what files do not say of where they are from.
public struct IngestOptions: Sendable {
    /// The AWS account of files that name none.
    public var account: String?
    /// The AWS region of files that name none.
    public var region: String?
    /// The Kubernetes cluster of lists, which never name it.
    public var cluster: String?
    /// The host that client configurations are on.
    public var host: String?
    /// Files of a folder that are not evidence: patterns of their names, or of their paths below the folder; `*` and `?`
    /// stand for any characters.
    public var ignored: [String]

    /// Nothing is told.
    public init(
        account: String? = nil, region: String? = nil, cluster: String? = nil, host: String? = nil,
        ignored: [String] = []
    ) {
        self.ignored = ignored
        self.account = account
        self.region = region
        self.cluster = cluster
        self.host = host
    }
}
