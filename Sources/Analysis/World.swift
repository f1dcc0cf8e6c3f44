public import OverreachGraph
public import OverreachModel

/// What a question looks at beside the graph: what it does not name need not be read for it.
public struct WorldParts: OptionSet, Sendable, Hashable {
    /// One bit a part.
    public let rawValue: UInt8

    /// The parts of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Observed acts.
    public static let activities = WorldParts(rawValue: 1)
    /// Policies, trusts, bindings.
    public static let documents = WorldParts(rawValue: 2)
    /// What telemetry could see.
    public static let coverage = WorldParts(rawValue: 4)
    /// All of them.
    public static let all: WorldParts = [.activities, .documents, .coverage]
}

/// All that a question is asked of: the graph, the acts, the documents, and what is known to be missing.
public struct World: Sendable {
    /// The graph.
    public let snapshot: Snapshot
    /// What there is beside the graph: a part that is not among these must not be asked for.
    public let parts: WorldParts
    /// Observed acts, in the order of time.
    public var activities: [Activity] { part(.activities, knownActivities) }
    /// The acts that count as use: those within the house's window.
    public var recentActivities: [Activity] { part(.activities, knownRecentActivities) }
    /// Policies, trusts, bindings.
    public var documents: [Document] { part(.documents, knownDocuments) }
    /// What holds for every answer: files that were not read, layers that were never collected.
    public private(set) var caveats: [Caveat]
    /// What telemetry could see.
    public var coverage: Coverage { part(.coverage, knownCoverage) }
    /// The policy of the house.
    public let house: House
    /// When the question is asked, in nanoseconds since 1970: what was accepted until before is no longer.
    ///
    /// Nil where nobody says, then nothing has run out. Nothing else hangs on it.
    public let askedAt: Int64?
    /// Where attacks begin unless the house says it: the first of these kinds of which there is a node.
    var entryKind: NodeKind

    private let knownActivities: [Activity]
    private let knownRecentActivities: [Activity]
    private let knownDocuments: [Document]
    private let knownCoverage: Coverage

    /// From whom an attacker would be steered to where one may have got in.
    static let entryKinds: [NodeKind] = [.agent, .client, .mcpServer, .identity]

    /// Gathers a world; what is not among its parts is left empty.
    public init(
        snapshot: Snapshot, activities: [Activity], documents: [Document], caveats: [Caveat], coverage: Coverage,
        house: House = House(), askedAt: Int64? = nil, parts: WorldParts = .all
    ) {
        self.snapshot = snapshot
        self.parts = parts
        knownActivities = activities
        knownRecentActivities = World.recent(activities, within: house.window)
        knownDocuments = documents
        self.caveats = caveats
        knownCoverage = coverage
        self.house = house
        self.askedAt = askedAt
        let kinds = snapshot.kinds
        entryKind = World.entryKinds.first { kinds.contains($0) } ?? .agent
        let unmatched = HouseView(self).unmatched
        if !unmatched.isEmpty { self.caveats = Set(caveats + unmatched).sorted() }
    }

    /// A part that is there: a question that names too few parts is wrong on every store, not on some.
    private func part<Part>(_ part: WorldParts, _ value: Part) -> Part {
        precondition(parts.contains(part), "the question names all parts that it looks at")
        return value
    }

    /// The acts that are no older than the window, before the newest.
    private static func recent(_ activities: [Activity], within window: Int64?) -> [Activity] {
        guard let window, let newest = activities.map(\.time).max() else { return activities }
        let (begin, overflow) = newest.subtractingReportingOverflow(window)
        return overflow ? activities : activities.filter { $0.time >= begin }
    }
}
