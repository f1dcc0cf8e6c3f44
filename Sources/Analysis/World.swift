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
    /// What of the content of telemetry no detector looked at; empty where the question does not look at what telemetry could
    /// see.
    var contentCaveats: [Caveat] { knownCoverage.contentGaps.caveats }
    /// The policy of the house.
    public let house: House
    /// When the question is asked, in nanoseconds since 1970: what was accepted until before is no longer.
    ///
    /// Nil where nobody says, then nothing has run out. Nothing else hangs on it.
    public private(set) var askedAt: Int64?
    /// Where attacks begin unless the house says it.
    var entryLevel: EntryLevel

    private let knownActivities: [Activity]
    private let knownRecentActivities: [Activity]
    private let knownDocuments: [Document]
    private let knownCoverage: Coverage

    /// Gathers a world; what is not among its parts is left empty.
    public init(
        snapshot: Snapshot, activities: [Activity], documents: [Document], caveats: [Caveat], coverage: Coverage,
        house: House = House(), askedAt: Int64? = nil, parts: WorldParts = .all
    ) {
        self.snapshot = snapshot
        self.parts = parts
        knownActivities = activities
        let begin = World.begin(of: house.window, before: activities.map(\.time).max())
        knownRecentActivities = begin.map { begin in activities.filter { $0.time >= begin } } ?? activities
        knownDocuments = documents
        self.caveats = caveats
        knownCoverage = begin.map { coverage.since($0) } ?? coverage
        self.house = house
        self.askedAt = askedAt
        entryLevel = EntryLevel(of: snapshot)
        let unmatched = HouseView(self).unmatched
        if !unmatched.isEmpty { self.caveats = Set(caveats + unmatched).sorted() }
    }

    /// The same world, asked at another time.
    public func asked(at time: Int64) -> World {
        var world = self
        world.askedAt = time
        return world
    }

    /// A part that is there: a question that names too few parts is wrong on every store, not on some.
    private func part<Part>(_ part: WorldParts, _ value: Part) -> Part {
        precondition(parts.contains(part), "the question names all parts that it looks at")
        return value
    }

    /// When the window begins, which is counted back from the newest act; nil where all counts.
    private static func begin(of window: Int64?, before newest: Int64?) -> Int64? {
        guard let window, let newest else { return nil }
        let (begin, overflow) = newest.subtractingReportingOverflow(window)
        return overflow ? nil : begin
    }
}
