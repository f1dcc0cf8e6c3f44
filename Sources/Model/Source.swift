/// The smallest thing that one whole run may end: what one source says of one part of one instance.
///
/// E.g. (`aws`, `123456789012`, `iam`). Without the instance, the folder of account B would end the facts of account A.
public struct RunScope: Sendable, Hashable, Comparable {
    /// The source's name.
    public var source: String
    /// The account, cluster, or host and file.
    public var instance: String
    /// The operation or kind that was listed.
    public var part: String

    /// Makes a scope.
    public init(source: String, instance: String, part: String) {
        self.source = source
        self.instance = instance
        self.part = part
    }

    /// By source, instance, part.
    public static func < (a: RunScope, b: RunScope) -> Bool {
        if !UTF8Order.equal(a.source, b.source) { return UTF8Order.less(a.source, b.source) }
        if !UTF8Order.equal(a.instance, b.instance) { return UTF8Order.less(a.instance, b.instance) }
        return UTF8Order.less(a.part, b.part)
    }

    /// Equal as UTF-8 bytes.
    public static func == (a: RunScope, b: RunScope) -> Bool {
        UTF8Order.equal(a.source, b.source) && UTF8Order.equal(a.instance, b.instance)
            && UTF8Order.equal(a.part, b.part)
    }

    /// Hashes the UTF-8 bytes.
    public func hash(into hasher: inout Hasher) {
        for text in [source, instance, part] { UTF8Order.hash(text, into: &hasher) }
    }
}

/// What one file states of one scope.
public struct Fragment: Sendable {
    /// What it is about.
    public var scope: RunScope
    /// Whether the file alone, once fully read, states the scope whole; false for one page or one member of several.
    public var isWhole: Bool
    /// Nodes it states.
    public var nodes: [NodeFact]
    /// Edges it states.
    public var edges: [EdgeFact]
    /// Documents it holds.
    public var documents: [Document]
    /// Nodes of which it states all that the scope says: their properties, the edges from them, their documents.
    ///
    /// What was said of them before and is not stated ends, though the fragment be a part of its scope.
    public var whollyStated: Set<Key>

    /// Makes a fragment.
    public init(
        _ scope: RunScope, isWhole: Bool, nodes: [NodeFact] = [], edges: [EdgeFact] = [], documents: [Document] = [],
        whollyStated: Set<Key> = []
    ) {
        self.whollyStated = whollyStated
        self.scope = scope
        self.isWhole = isWhole
        self.nodes = nodes
        self.edges = edges
        self.documents = documents
    }
}

/// Why a record was not taken.
public struct Rejection: Error, Sendable, Hashable {
    /// What was wrong and what was expected, without any text of the input that could be a secret.
    public var reason: String
    /// The line, 1-based; nil where the file has no lines.
    public var line: Int?
    /// The byte offset, where known.
    public var offset: Int?

    /// Makes a rejection.
    public init(_ reason: String, line: Int? = nil, offset: Int? = nil) {
        self.reason = reason
        self.line = line
        self.offset = offset
    }
}

/// A file as a source sees it.
public struct SourceFile: Sendable {
    /// The path relative to the root, `/` between parts.
    public var path: String
    /// The content, already unpacked where the file was gzip.
    public var bytes: [UInt8]

    /// Makes a file.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The parts of the path.
    public var parts: [Substring] { path.split(separator: "/") }
}

/// What a file's content does not say of where it is from: from flags, else a neighbour, else `unknown:<root>`.
public struct SourceContext: Sendable, Hashable {
    /// The AWS account, 12 digits.
    public var account: String
    /// The AWS region.
    public var region: String
    /// The Kubernetes cluster.
    public var cluster: String
    /// The host that a client configuration is on.
    public var host: String
    /// The AWS partition; nil where neither the file nor a neighbour names one.
    public var partition: String?

    /// Makes a context.
    public init(account: String, region: String, cluster: String, host: String, partition: String? = nil) {
        self.partition = partition
        self.account = account
        self.region = region
        self.cluster = cluster
        self.host = host
    }
}

/// What a file says of its own scope, for the neighbours that say nothing.
public struct ScopeHints: Sendable, Hashable {
    /// AWS accounts that own what the file lists.
    public var accounts: Set<Text> = []
    /// Regions that its resources are in.
    public var regions: Set<Text> = []
    /// AWS partitions that its resources are in.
    public var partitions: Set<Text> = []
    /// Clusters that it names as its own.
    public var clusters: Set<Text> = []

    /// No hints.
    public init() {}
}

/// What a file was recognised as.
public struct Recognition: Sendable {
    /// The source's word for it, such as `aws iam get-account-authorization-details`.
    public var form: String
    /// What it says of its own scope.
    public var hints: ScopeHints

    /// Makes a recognition.
    public init(form: String, hints: ScopeHints = ScopeHints()) {
        self.form = form
        self.hints = hints
    }
}

/// What came of reading one file.
public struct Reading: Sendable {
    /// What the file states.
    public var fragments: [Fragment] = []
    /// Records in it: what the form lists (roles, buckets, servers, pods).
    public var received = 0
    /// Records that were not taken, each with its reason; `received` counts them too.
    public var rejections: [Rejection] = []
    /// What a reader should know though nothing was lost, such as `list is truncated`.
    public var notes: [String] = []

    /// An empty reading.
    public init() {}
}

/// Reads one kind of posture: pure, one file at a time.
///
/// A source states nodes, plain edges and documents. It never judges: a verdict needs documents of other files.
public protocol Source: Sendable {
    /// The name in evidence and scopes.
    var name: String { get }

    /// What the file is, judged by its content, or nil where it is none of this source's.
    func recognise(_ file: SourceFile) -> Recognition?

    /// What the file states; one bad record never sinks the file.
    func read(_ file: SourceFile, in context: SourceContext) -> Reading
}

/// Takes what sources state: the store, or memory.
public protocol FactSink {
    /// Takes one fragment.
    mutating func take(_ fragment: Fragment) throws
}
