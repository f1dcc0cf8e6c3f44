internal import OverreachModel
internal import OverreachPolicy

/// What methods are done to, by account: roles by the service that they trust, workloads by type, users, groups and
/// policies, with what decides about each.
struct AWSMethodsWorld {
    /// A role that may be passed, and on what its trust hangs.
    private struct Lent {
        let role: AWSInventory.Resource
        let conditions: [String]
    }

    /// Something that a method may be done to.
    struct Target {
        let key: Key
        let resource: AWSResource
        /// What the role's trust, the guards and the method itself leave open.
        let conditions: [String]
    }

    /// Everything in an account that a method may be done to.
    struct Targets {
        /// In the order of their ARNs.
        let all: [Target]
        /// Those for which nothing is left open.
        let certain: Set<Key>
        /// The places of the others.
        let open: [Int]
        /// What they have in common, for people.
        let title: String

        /// The places of those whose ARN begins with one of the texts, ascending.
        func places(beginningWith texts: [String]) -> [Int] {
            var found: Set<Int> = []
            for text in texts {
                var (low, high) = (0, all.count)
                while low < high {
                    let middle = (low + high) / 2
                    if UTF8Order.less(all[middle].resource.arn, text) { low = middle + 1 } else { high = middle }
                }
                while low < all.count, all[low].resource.arn.utf8.starts(with: text.utf8) {
                    found.insert(low)
                    low += 1
                }
            }
            return found.sorted()
        }
    }

    /// A policy of the account that can be rewritten.
    struct Written {
        let key: Key
        let arn: String
        /// Users, roles and groups that it is attached to, in the order of their keys.
        let holders: [Key]
        /// Users and roles that it bounds, in the order of their keys.
        let bounded: [Key]
    }

    private(set) var principals: [Key: AWSInventory.Principal] = [:]
    private(set) var roles: [Key: AWSInventory.Resource] = [:]
    private(set) var users: [Text: [AWSInventory.Principal]] = [:]
    private(set) var groups: [Text: [Key]] = [:]
    private(set) var members: [Key: [Key]] = [:]
    private(set) var written: [Text: [Written]] = [:]
    private(set) var boundaries: [Key: String] = [:]
    /// Managed policies of the account that allow something, by account.
    private(set) var attachable: [Text: [AttachedPolicy]] = [:]
    /// Roles whose trust names somebody else than services, by account.
    private(set) var assumable: [Text: [Key]] = [:]
    /// Accounts whose roles resource control policies bound.
    private(set) var controlled: Set<Text> = []
    /// The identities that workloads run as.
    private(set) var rolesOf: [Key: [Key]] = [:]
    let inventory: AWSInventory
    let stores: AWSStoreAccess
    let holdings: AWSHoldings

    private let base: FactBase
    private var lentRoles: [Text: [Lent]] = [:]
    private var workloads: [Text: [AWSInventory.Resource]] = [:]
    private var rolesByAccount: [Text: [AWSInventory.Resource]] = [:]
    private var targets: [Text: Targets] = [:]
    private var runners: [Key: [Key]] = [:]
    private var keyCounts: [Text: Int] = [:]
    private var profiledAccounts: Set<Text> = []

    init(_ base: FactBase, inventory: AWSInventory, holdings: AWSHoldings) {
        self.base = base
        self.inventory = inventory
        stores = AWSStoreAccess(inventory)
        self.holdings = holdings
        for principal in inventory.principals {
            principals[principal.key] = principal
            if principal.principal.kind == .user {
                users[Text(principal.principal.account), default: []].append(principal)
            }
        }
        for workload in inventory.workloads {
            workloads[Text("\(workload.type.rawValue) \(workload.account)"), default: []].append(workload)
        }
        for group in base.keys(of: AWSNode.group) {
            groups[Text(group.scope), default: []].append(group)
            members[group] = base.edges(AWSEdge.memberOf, to: group).map(\.from).sorted()
        }
        for node in base.nodes(of: AWSNode.accessKey) {
            guard let user = node.property(PropertyName.user), let account = node.property(PropertyName.account) else {
                continue
            }
            keyCounts[Text("\(account) \(user)"), default: 0] += 1
        }
        readDocuments()
        for role in inventory.roles { add(role) }
        for workload in inventory.workloads {
            rolesOf[workload.key] = workload.roles
            for role in workload.roles { runners[role, default: []].append(workload.key) }
        }
        let accounts = Set(inventory.principals.map { Text($0.principal.account) }).sorted()
        for method in AWSMethod.all where method.edge != nil {
            for service in method.services {
                for account in accounts { list(method, service, account.string) }
            }
        }
    }

    private mutating func list(_ method: AWSMethod, _ service: String, _ account: String) {
        let all = targets(of: method, service, account).sorted { UTF8Order.less($0.resource.arn, $1.resource.arn) }
        if all.isEmpty { return }
        let title: String =
            switch method.effect {
            case .passes, .lends: "roles that trust \(service)"
            case .updates(let type), .runs(let type), .takes(let type): "each \(method.form ?? type.spec.title)"
            default: ""
            }
        targets[AWSMethodsWorld.mark(method, service, account)] = Targets(
            all: all,
            certain: Set(all.filter(\.conditions.isEmpty).map(\.key)),
            open: all.indices.filter { !all[$0].conditions.isEmpty }, title: "\(title) of \(account)")
    }

    private static func mark(_ method: AWSMethod, _ service: String, _ account: String) -> Text {
        Text("\(method.id) \(service) \(account)")
    }

    private func targets(of method: AWSMethod, _ service: String, _ account: String) -> [Target] {
        let also = method.condition.map { [$0] } ?? []
        switch method.effect {
        case .passes, .lends:
            return (lentRoles[Text("\(service) \(account)")] ?? []).compactMap { lent in
                guard let open = conditions(of: method.guards, for: lent.role) else { return nil }
                return Target(
                    key: lent.role.key, resource: lent.role.resource(), conditions: lent.conditions + open + also)
            }
        case .updates(let type), .runs(let type):
            return workloads(type, in: account).compactMap { workload in
                guard method.isAbout(workload.arn), let open = conditions(of: method.guards, for: workload)
                else { return nil }
                return Target(key: workload.key, resource: workload.resource(), conditions: open + also)
            }
        case .takes(.user):
            return (users[Text(account)] ?? []).compactMap { user in
                guard let open = conditions(of: method.guards, forUser: user.key) else { return nil }
                return Target(key: user.key, resource: user.resource, conditions: open + also)
            }
        case .takes:
            // Roles that are linked to a service or that AWS reserves cannot be changed.
            return roles(in: account).filter { role in
                !role.arn.contains(":role/aws-service-role/") && !role.arn.contains(":role/aws-reserved/")
            }.map { Target(key: $0.key, resource: $0.resource(), conditions: also) }
        case .changes, .attaches, .rewrites, .restores, .joins, .unbinds, .creates: return []
        }
    }

    private mutating func readDocuments() {
        var (attached, bounding): ([Text: [Key]], [Text: [Key]]) = ([:], [:])
        for document in base.documents {
            switch document.kind {
            case .awsAttachment: attached[Text(document.name), default: []].append(document.subject)
            case .awsBoundary:
                boundaries[document.subject] = document.name
                bounding[Text(document.name), default: []].append(document.subject)
            default: continue
            }
        }
        for document in base.documents where document.kind == .awsManagedPolicy {
            let arn = document.subject.id
            // AWS's own policies lie in the account "aws": nobody rewrites them.
            guard let account = ARN(arn)?.account, account != "aws" else { continue }
            let text = PolicyDocument(document.body, asOf: base.asOf)
            if text.statements.contains(where: \.isAllow) {
                attachable[Text(account), default: []].append(
                    AttachedPolicy(key: document.subject, name: document.name, document: text, source: .attached))
            }
            let (holders, bounded) = (attached[Text(arn)] ?? [], bounding[Text(arn)] ?? [])
            if holders.isEmpty, bounded.isEmpty { continue }
            written[Text(account), default: []].append(
                Written(
                    key: document.subject, arn: arn, holders: Set(holders).sorted(), bounded: Set(bounded).sorted()))
        }
    }

    private mutating func add(_ role: AWSInventory.Resource) {
        roles[role.key] = role
        rolesByAccount[Text(role.account), default: []].append(role)
        if !role.controlPolicies.isEmpty { controlled.insert(Text(role.account)) }
        if base.nodes[role.key]?.property(PropertyName.instanceProfile) != nil {
            profiledAccounts.insert(Text(role.account))
        }
        guard let trust = role.policy, let target = role.role else { return }
        if trust.statements.contains(where: { $0.isAllow && ($0.namesEverybody || !$0.namedPrincipals.isEmpty) }) {
            assumable[Text(role.account), default: []].append(role.key)
        }
        for service in trust.namedServices {
            guard let judged = AWSEvaluator.lends(target, to: service) else { continue }
            let conditions = judged.verdict == .allowed ? [] : judged.conditions
            lentRoles[Text("\(service) \(role.account)"), default: []].append(Lent(role: role, conditions: conditions))
        }
        for provider in trust.federatedProviders where AWSServiceName.isService(provider) {
            guard let judged = AWSEvaluator.lends(target, toGuestsOf: provider) else { continue }
            let conditions = judged.verdict == .allowed ? [] : judged.conditions
            lentRoles[Text("\(provider) \(role.account)"), default: []].append(Lent(role: role, conditions: conditions))
        }
    }

    /// What a method may be done to in an account; nil for nothing.
    func targets(_ method: AWSMethod, _ service: String, in account: String) -> Targets? {
        targets[AWSMethodsWorld.mark(method, service, account)]
    }

    /// The workloads that run as an identity.
    func runners(as identity: Key) -> [Key] { runners[identity] ?? [] }

    /// All roles of the account.
    func roles(in account: String) -> [AWSInventory.Resource] { rolesByAccount[Text(account)] ?? [] }

    /// Workloads of a type in the account.
    func workloads(_ type: AWSNode, in account: String) -> [AWSInventory.Resource] {
        workloads[Text("\(type.rawValue) \(account)")] ?? []
    }
}

extension AWSMethod {
    /// The services that it passes a role to, one after the other; an empty name where it passes none.
    var services: [String] {
        switch effect {
        case .passes(let services): services
        case .lends(let provider): [provider]
        default: [""]
        }
    }
}

// MARK: - Guards

extension AWSMethodsWorld {
    /// What would have to hold for the guards to be met by a role or a workload; nil where they are not.
    func conditions(of guards: [AWSMethod.Guard], for target: AWSInventory.Resource) -> [String]? {
        var out: [String] = []
        for item in guards {
            guard let more = conditions(of: item, for: target) else { return nil }
            out += more
        }
        return out
    }

    private func conditions(of item: AWSMethod.Guard, for target: AWSInventory.Resource) -> [String]? {
        let isProfiled = base.nodes[target.key]?.property(PropertyName.instanceProfile) != nil
        switch item {
        case .managed: return reachedBySystemsManager(target)
        case .profiled:
            if isProfiled { return [] }
            return profiledAccounts.contains(Text(target.account)) ? nil : ["the role is in an instance profile"]
        case .unprofiled: return isProfiled ? nil : []
        case .keyFree: return keys(of: target.key) < 2 ? [] : nil
        case .keysFull: return keys(of: target.key) < 2 ? nil : []
        case .passwordFree, .passwordSet: return password(of: target.key, mustBeSet: item == .passwordSet)
        }
    }

    /// The same for a user.
    func conditions(of guards: [AWSMethod.Guard], forUser user: Key) -> [String]? {
        var open: [String] = []
        for item in guards {
            switch item {
            case .keyFree where keys(of: user) >= 2: return nil
            case .keysFull where keys(of: user) < 2: return nil
            case .passwordFree, .passwordSet:
                guard let more = password(of: user, mustBeSet: item == .passwordSet) else { return nil }
                open += more
            default: continue
            }
        }
        return open
    }

    private func keys(of user: Key) -> Int {
        let name = user.id.split(separator: "/").last.map(String.init) ?? user.id
        return keyCounts[Text("\(user.scope) \(name)")] ?? 0
    }

    /// On what it hangs whether the user has a password, which few files say; nil where it is the other way round.
    private func password(of user: Key, mustBeSet: Bool) -> [String]? {
        guard let text = base.nodes[user]?.property(PropertyName.password) else {
            return [mustBeSet ? "the user has a password" : "the user has no password yet"]
        }
        return UTF8Order.equal(text, "true") == mustBeSet ? [] : nil
    }

    /// Source: Systems Manager User Guide, "Reference: ec2messages, ssmmessages, and other API operations": the agent
    /// asks for its messages as the instance's role.
    private func reachedBySystemsManager(_ instance: AWSInventory.Resource) -> [String]? {
        let known = instance.roles.compactMap { principals[$0] }
        if known.isEmpty { return ["Systems Manager reaches the instance"] }
        var open: [String]?
        for holder in known {
            for action in ["ssmmessages:CreateControlChannel", "ec2messages:GetMessages"] {
                let judged = AWSEvaluator.judge(
                    principal: holder.principal, policies: holder.policies, action: action,
                    resource: AWSResource(arn: "*", account: instance.account), context: RequestContext())
                if judged?.verdict == .allowed { return [] }
                open = open ?? judged?.conditions
            }
        }
        return open
    }
}
