internal import OverreachGraph
internal import OverreachModel

/// What must hold before somebody trusts that what was not seen is not needed: how long was looked, how fresh the
/// record is, how new the right is.
///
/// Source of the rules: Repokid, `repokid/filters/age` (roles older than 90 days), `aardvark` data no older than 5 days,
/// 14 days of grace for new permissions.
struct Guards {
    /// A right, or its holder, younger than this may not have been used yet.
    static let grace = 14 * day
    /// A holder older than this had time to use what it needs.
    static let age = 90 * day
    /// A record that ended longer ago than this misses what happened since.
    static let freshness = 5 * day
    /// A record shorter than this misses what is done once a month.
    static let window = 30 * day
    /// A record shorter than this misses what is done once a week, and says next to nothing.
    static let shortestWindow = 7 * day
    private static let day: Int64 = 86_400_000_000_000

    private let world: World
    /// The latest moment that anything that happened tells of; no clock, so that the same input gives the same answer.
    private let now: Int64?

    init(_ world: World) {
        self.world = world
        now =
            (world.activities.map(\.time)
            + world.coverage.accounts.compactMap { world.coverage.window(ofAccount: $0)?.last })
            .max()
    }

    /// How sure it is that the fix breaks nothing, and each reason why it is not surer.
    func confidence(of candidate: Candidate) -> (Confidence, reasons: [String]) {
        let use = candidate.use
        if use.observable != .yes {
            return (.low, ["use could not have been seen: \(use.why)"])
        }
        var (level, reasons) = (Confidence.high, [String]())
        func doubt(_ reason: String, atMost worst: Confidence) {
            level = max(level, worst)
            reasons.append(reason)
        }
        for account in use.accounts.sorted() {
            guard let log = world.coverage.window(ofAccount: account.string) else { continue }
            let seen = log.last - log.first
            if seen < Guards.window {
                doubt(
                    "the audit log covers \(Guards.words(seen)), 30 days are wanted",
                    atMost: seen < Guards.shortestWindow ? .low : .medium)
            }
            if let now, now - log.last > Guards.freshness {
                doubt(
                    "the audit log ends \(Guards.words(now - log.last)) before the rest, at most 5 days are wanted",
                    atMost: .low)
            }
        }
        for holder in Set(candidate.newest).sorted() {
            guard let now, let node = world.snapshot.node(holder),
                let since = world.snapshot.property(PropertyName.changed, of: node).flatMap(Timestamp.nanoseconds)
            else { continue }
            let name = world.snapshot.name(node)
            if now - since < Guards.grace {
                doubt("\(name) is \(Guards.words(now - since)) old, what is new has 14 days of grace", atMost: .medium)
            } else if now - since < Guards.age {
                doubt("\(name) is \(Guards.words(now - since)) old, 90 days are wanted", atMost: .medium)
            }
        }
        return (level, reasons)
    }

    private static func words(_ time: Int64) -> String {
        let (days, hours, minutes) = (time / day, time / 3_600_000_000_000, time / 60_000_000_000)
        if days > 0 { return days == 1 ? "1 day" : "\(days) days" }
        if hours > 0 { return hours == 1 ? "1 hour" : "\(hours) hours" }
        if minutes > 0 { return minutes == 1 ? "1 minute" : "\(minutes) minutes" }
        return "\(max(0, time / 1_000_000_000)) seconds"
    }
}
