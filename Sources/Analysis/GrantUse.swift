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
    private let world: World
    private let holdings: AWSHoldings
    private let calls: [Key: [Activity]]

    init(_ world: World) {
        self.world = world
        holdings = AWSHoldings(world.documents)
        var calls: [Key: [Activity]] = [:]
        for act in world.activities where act.isCloudCall && act.isUse {
            if let identity = act.identity { calls[identity, default: []].append(act) }
        }
        self.calls = calls
    }

    /// Every action of every Allow statement of every identity's own policies, in the order of identity, policy, place.
    func rows() -> [GrantRow] {
        holdings.identities.flatMap { identity in
            holdings.policies(of: identity).flatMap { policy in
                policy.document.statements.filter(\.isAllow).flatMap { statement in
                    actions(of: statement).map { row($0, of: statement, policy: policy, identity: identity) }
                }
            }
        }
    }

    /// The actions as written; all but the listed ones are one.
    private func actions(of statement: Statement) -> [String] {
        guard statement.isNotAction else { return statement.actionPatterns }
        return ["not " + statement.actionPatterns.joined(separator: ", ")]
    }

    private func row(
        _ action: String, of statement: Statement, policy: AttachedPolicy, identity: Key
    ) -> GrantRow {
        let acts = users(of: identity).flatMap { calls[$0] ?? [] }.filter { act in
            (statement.isNotAction || AWSEvaluator.actionPattern(action, matches: act.action))
                && AWSEvaluator.covers(statement: statement, action: act.action, resourceARN: resource(of: act))
        }
        let (observable, why) = world.coverage.observable(
            action: statement.isNotAction ? nil : action, account: identity.scope)
        return GrantRow(
            identity: NodeRow(identity, in: world.snapshot), policy: policy.name, sid: statement.sid,
            index: statement.index, action: action, used: acts.count,
            resourcesNeverUsed: acts.isEmpty ? [] : neverUsed(action, of: statement, by: acts), observable: observable,
            why: why)
    }

    /// The identity itself; of a group, its members.
    private func users(of identity: Key) -> [Key] {
        guard identity.type == NodeType(AWSNode.group), let group = world.snapshot.node(identity) else {
            return [identity]
        }
        return world.snapshot.incoming(group)
            .filter { world.snapshot.kind($0) == EdgeKind(AWSEdge.memberOf) }
            .map { world.snapshot.key(world.snapshot.from($0)) }
    }

    /// What the act was asked of, as policies name it: an object where the action is one on objects, else the store.
    private func resource(of act: Activity) -> String? {
        guard let target = act.target, let type = AWSNode(rawValue: String(target.typeName)) else { return act.object }
        let row = AWSEffects.effects(on: type).first { AWSEvaluator.actionPattern($0.action, matches: act.action) }
        if let row, !row.resourceSuffix.isEmpty, let object = act.object { return object }
        return world.snapshot.node(target).map { world.snapshot.worldID($0) } ?? act.object
    }

    /// Known resources of the action's service that the statement covers and no act touched.
    private func neverUsed(_ action: String, of statement: Statement, by acts: [Activity]) -> [String] {
        let touched = Set(
            acts.flatMap { act -> [Text] in
                let target = act.target.flatMap { world.snapshot.node($0) }.map { world.snapshot.worldID($0) }
                return [target, act.object].compactMap { $0 }.map { Text($0) }
            })
        let found = world.snapshot.nodes.compactMap { node -> String? in
            let (type, arn) = (world.snapshot.type(node), world.snapshot.worldID(node))
            guard
                [.dataStore, .identity, .workload].contains(world.snapshot.kind(node)), let type,
                !touched.contains(Text(arn)),
                AWSInventory.covers(statement, action: action, type: type, arn: arn)
            else { return nil }
            return arn
        }
        return found.sorted(by: UTF8Order.less)
    }
}
