internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// What was used of one statement by those who hold it.
struct StatementUse {
    /// Every right that was used, with how often and when last.
    private(set) var uses: [GrantUse.Use: GrantUse.Tally] = [:]
    /// Whether each of its actions could have been seen, in the order in which they are written.
    let observability: [(action: String, observable: Observable)]
    /// Why they could or could not, without repeats.
    let why: String

    init(
        of statement: Statement, by holders: [Key], in accounts: [String], _ use: GrantUse, _ coverage: Coverage
    ) {
        for holder in holders {
            for (right, tally) in use.uses(of: statement, by: holder) {
                uses[right, default: GrantUse.Tally()].add(tally)
            }
        }
        var reasons: [String] = []
        let actions: [String?] = statement.isNotAction ? [nil] : statement.actionPatterns
        observability = actions.map { action in
            let all = (accounts.isEmpty ? [""] : accounts).map { coverage.observable(action: action, account: $0) }
            for (_, why) in all where !reasons.contains(where: { UTF8Order.equal($0, why) }) { reasons.append(why) }
            return (action ?? "", StatementUse.worst(all.map(\.0)))
        }
        why = reasons.joined(separator: "; ")
    }

    /// How often any of it was used, and when last.
    var tally: GrantUse.Tally { uses.values.reduce(into: GrantUse.Tally()) { $0.add($1) } }

    /// How often what is not kept was used, and when last.
    func tally(without isKept: (GrantUse.Use) -> Bool) -> GrantUse.Tally {
        uses.filter { !isKept($0.key) }.values.reduce(into: GrantUse.Tally()) { $0.add($1) }
    }

    /// Whether all of it could have been seen.
    var observable: Observable { StatementUse.worst(observability.map(\.observable)) }

    /// Whether an action as it is written could have been seen.
    func isObservable(_ action: String) -> Bool {
        observability.contains { UTF8Order.equal($0.action, action) && $0.observable == .yes }
    }

    static func worst(_ all: [Observable]) -> Observable {
        if all.isEmpty || all.contains(.unknown) { return .unknown }
        return all.contains(.no) ? (all.contains(.yes) ? .unknown : .no) : .yes
    }

    /// What was used, a row for each action and place, in the order of their names; those that are kept are left out.
    func rows(without isKept: (GrantUse.Use) -> Bool) -> [Fixes.BreakRow] {
        uses.filter { !isKept($0.key) }.map { use, tally in
            Fixes.BreakRow(
                action: use.action.string, on: StatementUse.words(use.place), count: tally.count,
                last: Timestamp.text(tally.last))
        }.sorted { a, b in
            UTF8Order.equal(a.action, b.action) ? UTF8Order.less(a.on, b.on) : UTF8Order.less(a.action, b.action)
        }
    }

    private static func words(_ place: GrantUse.Use.Place) -> String {
        switch place {
        case .exactly(let arn): arn.string
        case .within(_, let arn): arn.string
        case .open: "not told by the event"
        }
    }
}
