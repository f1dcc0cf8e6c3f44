internal import OverreachGraph
public import OverreachModel
internal import OverreachPolicy

/// One granted action of one identity, with its use.
public struct GrantRow: Encodable, Sendable {
    /// The user, role or group whose policy it is.
    public let identity: NodeRow
    /// The policy's name.
    public let policy: String
    /// The statement's id, or null.
    public let sid: String?
    /// The statement's place in the policy, from 0.
    public let index: Int
    /// The action as written.
    public let action: String
    /// Calls that used it.
    public let used: Int
    /// Known resources that it covers and that no call touched with it, where others were touched.
    public let resourcesNeverUsed: [String]
    /// Whether use could have been seen.
    public let observable: Observable
    /// Why.
    public let why: String

    enum CodingKeys: String, CodingKey {
        case identity, policy, sid, index, action, used
        case resourcesNeverUsed = "resources_never_used"
        case observable, why
    }
}

/// Counts the use of every granted action.
struct GrantUse {
    /// A right that was used, on one place.
    struct Use: Hashable {
        /// On what it was asked.
        enum Place: Hashable {
            /// An ARN as policies name it.
            case exactly(Text)
            /// A store of which the part is not known, by its ARN.
            case within(NodeType, Text)
            /// Nobody knows.
            case open
        }

        let action: Text
        let place: Place
        /// What was touched, as the world calls it.
        let touched: [Text]
    }

    /// How often a right was used, and when last.
    struct Tally: Hashable {
        var count = 0
        /// Nanoseconds since 1970.
        var last = Int64.min

        mutating func add(_ other: Tally) {
            count += other.count
            last = max(last, other.last)
        }
    }

    private let world: World
    private let holdings: AWSHoldings
    private let uses: [Key: [Text: [Use: Tally]]]  // by identity, by action in lower case
    private let resources: NamedResources

    init(_ world: World) {
        self.world = world
        holdings = AWSHoldings(world.documents)
        resources = NamedResources(world.snapshot)
        let reader = UseReader(world)
        var uses: [Key: [Text: [Use: Tally]]] = [:]
        for act in world.recentActivities {
            guard let identity = act.identity else { continue }
            for use in reader.uses(of: act) {
                let name = Text(use.action.string.lowercased())
                uses[identity, default: [:]][name, default: [:]][use, default: Tally()]
                    .add(Tally(count: act.count, last: act.time))
            }
        }
        self.uses = uses
    }

    /// Every action of every Allow statement of every identity's own policies, in the order of identity, policy, place.
    ///
    /// Complexity: linear in the granted actions and in the different rights that each identity used; what was never
    /// used is looked for once an attached policy, and among the resources that its patterns can name.
    func rows() -> [GrantRow] {
        var rows: [GrantRow] = []
        var known = Known()
        for identity in holdings.identities {
            let used = uses(by: identity)
            for policy in holdings.policies(of: identity) {
                for statement in policy.document.statements where statement.isAllow {
                    for action in actions(of: statement) {
                        rows.append(
                            row(action, of: statement, policy: policy, identity: identity, used: used, known: &known))
                    }
                }
            }
        }
        return rows
    }

    /// Which rights of a statement an identity used; of a group, its members.
    func uses(of statement: Statement, by identity: Key) -> [Use: Tally] {
        var found: [Use: Tally] = [:]
        for (name, uses) in uses(by: identity)
        where statement.isNotAction || statement.actionPatterns.contains(where: { GrantUse.means($0, name) }) {
            for (use, tally) in uses where GrantUse.isCovered(use, by: statement) {
                found[use, default: Tally()].add(tally)
            }
        }
        return found
    }

    /// The known resources that a statement covers with an action, in the order of their ARNs.
    func covered(by statement: Statement, action: String) -> [String] {
        resources.covered(by: statement, action: action)
    }

    /// The actions as written; all but the listed ones are one.
    private func actions(of statement: Statement) -> [String] {
        guard statement.isNotAction else { return statement.actionPatterns }
        return ["not " + statement.actionPatterns.joined(separator: ", ")]
    }

    private func row(
        _ action: String, of statement: Statement, policy: AttachedPolicy, identity: Key, used: [Text: [Use: Tally]],
        known: inout Known
    ) -> GrantRow {
        var count = 0
        var touched: Set<Text> = []
        for (name, uses) in used where statement.isNotAction || GrantUse.means(action, name) {
            for (use, times) in uses where GrantUse.isCovered(use, by: statement) {
                count += times.count
                touched.formUnion(use.touched)
            }
        }
        var neverUsed: [String] = []
        if count > 0 {
            let covered = covered(action, of: statement, policy: policy, known: &known)
            neverUsed = covered.filter { !touched.contains(Text($0)) }
        }
        let (observable, why) = observable(
            statement.isNotAction ? nil : action, by: identity, known: &known)
        return GrantRow(
            identity: NodeRow(identity, in: world.snapshot), policy: policy.name, sid: statement.sid,
            index: statement.index, action: action, used: count, resourcesNeverUsed: neverUsed,
            observable: observable, why: why)
    }

    /// What was found out for one row and holds for others.
    private struct Known {
        var covered: [Text: [String]] = [:]
        var observable: [Text: (Observable, String)] = [:]
    }

    private func observable(_ action: String?, by identity: Key, known: inout Known) -> (Observable, String) {
        let place = Text("\(identity.scope) \(action ?? "")")
        if let found = known.observable[place] { return found }
        let (observable, why) = world.coverage.observable(action: action, account: identity.scope)
        known.observable[place] = (observable, why)
        return (observable, why)
    }

    /// Whether a pattern of a policy means an action, which is in lower case.
    static func means(_ pattern: String, _ action: Text) -> Bool {
        let isPattern = pattern.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        return isPattern
            ? AWSEvaluator.actionPattern(pattern, matches: action.string) : Text(pattern.lowercased()) == action
    }

    /// Whether a statement covers the right that was used.
    static func isCovered(_ use: Use, by statement: Statement) -> Bool {
        switch use.place {
        case .exactly(let arn):
            return AWSEvaluator.covers(statement: statement, action: use.action.string, resourceARN: arn.string)
        case .within(let type, let arn):
            return statement.matches(action: use.action.string)
                && AWSInventory.covers(statement, action: use.action.string, type: type, arn: arn.string)
        case .open:
            return AWSEvaluator.covers(statement: statement, action: use.action.string, resourceARN: nil)
        }
    }

    /// What the identity used; of a group, what its members did.
    private func uses(by identity: Key) -> [Text: [Use: Tally]] {
        guard identity.type == NodeType(AWSNode.group), let group = world.snapshot.node(identity) else {
            return uses[identity] ?? [:]
        }
        var all: [Text: [Use: Tally]] = [:]
        for edge in world.snapshot.incoming(group) where world.snapshot.kind(edge) == EdgeKind(AWSEdge.memberOf) {
            for (name, uses) in uses[world.snapshot.key(world.snapshot.from(edge))] ?? [:] {
                for (use, tally) in uses { all[name, default: [:]][use, default: Tally()].add(tally) }
            }
        }
        return all
    }

    /// Known resources of the action's service that the statement covers, in the order of their ARNs.
    private func covered(
        _ action: String, of statement: Statement, policy: AttachedPolicy, known: inout Known
    ) -> [String] {
        guard case .attached = policy.source else { return resources.covered(by: statement, action: action) }
        let place = Text([policy.key.id, String(statement.index), action].joined(separator: "\u{0}"))
        if let found = known.covered[place] { return found }
        let found = resources.covered(by: statement, action: action)
        known.covered[place] = found
        return found
    }
}
