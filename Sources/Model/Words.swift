/// What an access does to data.
///
/// `read` means that contents come back; calls that return names or settings are no effect. `control` is the effect on
/// whatever is no data store: who reaches it can act as or through it.
public enum Effect: String, Sendable, Codable, CaseIterable, Comparable {
    case read, write, delete, administer, control

    /// The order in which effects are listed.
    public static func < (a: Effect, b: Effect) -> Bool { a.rank < b.rank }

    private var rank: Int { Effect.allCases.firstIndex(of: self) ?? 0 }
}

/// How sure a step, a path or a row is; the smaller is the better.
///
/// A path is as certain as its weakest step; a row is as certain as its best path.
public enum Verdict: String, Sendable, Codable, CaseIterable, Comparable {
    /// Posture allows it.
    case allowed
    /// It happened, though no posture was given that allows it.
    case observed
    /// It hangs on a condition that nobody collected.
    case conditional

    /// Better verdicts come first.
    public static func < (a: Verdict, b: Verdict) -> Bool { a.rank < b.rank }

    /// 0 for the best.
    public var rank: UInt8 {
        switch self {
        case .allowed: 0
        case .observed: 1
        case .conditional: 2
        }
    }
}

/// Who says that an edge is there.
public enum Origin: String, Sendable, Codable, CaseIterable, Comparable {
    /// Posture states it.
    case declared
    /// Telemetry saw it.
    case observed
    /// A rule concluded it from others, which it lists.
    case derived

    /// Declared before observed before derived.
    public static func < (a: Origin, b: Origin) -> Bool { a.rank < b.rank }

    private var rank: Int { Origin.allCases.firstIndex(of: self) ?? 0 }
}

/// What else must give way for a step to hold.
public struct Assumptions: OptionSet, Sendable, Hashable {
    /// The bits, one an assumption.
    public let rawValue: UInt8

    /// Takes bits that were written before.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// An MCP server's tools can be brought to do whatever its identity may: the code of a tool is opaque.
    public static let toolLatitude = Assumptions(rawValue: 1)
    /// Code runs in the agent's or server's process: its pod, host, files, other identities.
    public static let processTakeover = Assumptions(rawValue: 2)
    /// Who controls a server's code or feeds untrusted content steers the agents that listen.
    public static let contextPoisoning = Assumptions(rawValue: 4)

    /// What a question assumes unless it says otherwise.
    public static let byDefault: Assumptions = [.toolLatitude]

    /// All assumptions with the names that users write.
    public static let named: [(name: String, value: Assumptions)] = [
        ("tool-latitude", .toolLatitude), ("process-takeover", .processTakeover),
        ("context-poisoning", .contextPoisoning),
    ]

    /// The names of those that are in the set, in a fixed order.
    public var names: [String] { Assumptions.named.filter { contains($0.value) }.map(\.name) }
}

/// How sure a join between two records is.
public enum Confidence: String, Sendable, Codable, CaseIterable, Comparable {
    /// An id that only these two share, e.g. parent and child span, or a request id.
    case certain
    /// Several independent marks agree and nothing contradicts.
    case high
    /// One mark that others could share.
    case medium
    /// A name or a time that merely fits.
    case low

    /// The surer comes first.
    public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }

    private var rank: Int { Confidence.allCases.firstIndex(of: self) ?? 0 }
}

/// The part of a data store that an access covers, as patterns below it (`*` and `?`).
public struct AccessScope: Sendable, Hashable {
    /// What is covered; `*` alone is the whole.
    public var allow: [String]
    /// What an explicit deny takes away from it.
    public var deny: [String]

    /// Makes a scope; the patterns are kept in the order of their bytes.
    public init(allow: [String] = ["*"], deny: [String] = []) {
        self.allow = allow.sorted(by: UTF8Order.less)
        self.deny = deny.sorted(by: UTF8Order.less)
    }

    /// The whole store.
    public static let whole = AccessScope()
}
