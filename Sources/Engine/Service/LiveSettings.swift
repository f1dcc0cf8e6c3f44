/// What bounds a service: how much it takes at once, and how long it keeps it.
public struct LiveSettings: Sendable {
    /// The most requests that wait for a commit; more are told to come again.
    public var waitingLimit = 1024
    /// The most bytes of bodies that are held for them.
    public var waitingBytesLimit = 96 << 20
    /// The most requests that one commit takes, so that none waits long for the others.
    public var commitLimit = 128
    /// Seconds after which a sender that was turned away is to come again.
    public var retryAfter = 2
    /// The least time between two readings of the store, in nanoseconds: what was acknowledged is visible this much
    /// later at most, plus what the building takes.
    public var foldingPause: Int64 = 500_000_000
    /// The time between two writings of what was concluded, in nanoseconds, for whoever reads the file beside the service.
    public var conclusionPause: Int64 = 60_000_000_000
    /// How long the end waits for what follows from the last of what came, in nanoseconds: a store that grew large may take
    /// minutes, and whoever stops a service kills it sooner.
    public var conclusionLimit: Int64 = 10_000_000_000
    /// Telemetry is kept record by record for so long, in nanoseconds; nil keeps it for ever.
    public var retention: Int64? = 30 * 86_400_000_000_000
    /// The most records that are kept one by one; beyond it the oldest become counts.
    ///
    /// Each costs some 2 KB of memory and, where an agent acts, 13 µs of each building of the graph, which reads as many
    /// new ones at once at most.
    public var recordLimit = 100_000
    /// The most natural keys that are kept, so that what is sent again counts once: some 24 bytes of memory each.
    ///
    /// What is older than any that went is refused.
    public var keyLimit = 5_000_000
    /// The most different names that one sender may bring of one kind, such as agents.
    public var nameLimit = 2_000
    /// Whether to go on where acknowledged batches are missing; every later answer says that they are.
    public var acceptsLoss = false

    /// The values that suit a small machine.
    public init() {}
}
