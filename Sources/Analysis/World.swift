public import OverreachGraph
public import OverreachModel

/// All that a question is asked of: the graph, the acts, the documents, and what is known to be missing.
public struct World: Sendable {
    /// The graph.
    public let snapshot: Snapshot
    /// Observed acts, in the order of time.
    public let activities: [Activity]
    /// The acts that count as use: those within the house's window.
    public let recentActivities: [Activity]
    /// Policies, trusts, bindings.
    public let documents: [Document]
    /// What holds for every answer: files that were not read, layers that were never collected.
    public private(set) var caveats: [Caveat]
    /// What telemetry could see.
    public let coverage: Coverage
    /// The policy of the house.
    public let house: House
    /// When the question is asked, in nanoseconds since 1970: what was accepted until before is no longer.
    ///
    /// Nil where nobody says, then nothing has run out. Nothing else hangs on it.
    public private(set) var askedAt: Int64?
    /// Where attacks begin unless the house says it.
    var entryLevel: EntryLevel

    /// Gathers a world.
    public init(
        snapshot: Snapshot, activities: [Activity], documents: [Document], caveats: [Caveat], coverage: Coverage,
        house: House = House(), askedAt: Int64? = nil
    ) {
        self.snapshot = snapshot
        self.activities = activities
        let begin = World.begin(of: house.window, before: activities.map(\.time).max())
        recentActivities = begin.map { begin in activities.filter { $0.time >= begin } } ?? activities
        self.documents = documents
        self.caveats = caveats
        self.coverage = begin.map { coverage.since($0) } ?? coverage
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

    /// When the window begins, which is counted back from the newest act; nil where all counts.
    private static func begin(of window: Int64?, before newest: Int64?) -> Int64? {
        guard let window, let newest else { return nil }
        let (begin, overflow) = newest.subtractingReportingOverflow(window)
        return overflow ? nil : begin
    }
}
