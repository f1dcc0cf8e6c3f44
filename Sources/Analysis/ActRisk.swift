internal import OverreachGraph
public import OverreachModel
internal import OverreachPolicy

/// Why an act is risky by what it does, whatever led to it.
public enum ExecutionRisk: String, Sendable, Codable, CaseIterable {
    /// It changed who may have data.
    case administers
    /// It deleted data, or the tool's name or its server says that it destroys.
    case deletes
    /// It read what is restricted: by classification, by being a store of secrets, or by what came back.
    case readsRestricted = "reads_restricted"
    /// It sent something to where others can read it.
    case sendsOutside = "sends_outside"
    /// It ran code or commands.
    case runsCode = "runs_code"
    /// It gave somebody rights, handed on a role, or made another identity the caller's own.
    case escalates
    /// It changed or ended what is recorded: a trail, its selectors, a detector.
    case changesRecording = "changes_recording"
    /// It was done with credentials that were issued to a machine, from where a person acts.
    case usedElsewhere = "used_elsewhere"
    /// It was refused.
    case refused
}

/// What is risky about acts, read off their effects, targets and tools.
struct ActRisks {
    private let snapshot: Snapshot
    private let coverage: Coverage
    private let sessions: MachineSessions

    init(_ world: World) {
        snapshot = world.snapshot
        coverage = world.coverage
        sessions = MachineSessions(world.activities)
    }

    /// Classifications of data that must not leave.
    private static let restricted: Set<Text> = [
        "restricted", "confidential", "secret", "sensitive", "pii", "phi", "pci", "highly confidential",
    ]
    private static let secretStores: Set<Text> = ["AWS_SECRET", "KUBERNETES_SECRET"]
    /// Actions of clouds that hand something to others, by the words that they begin with.
    private static let sends = [
        "sns:Publish", "ses:Send", "sesv2:Send", "pinpoint:Send", "chime:Send", "events:PutEvents", "http:POST",
        "http:PUT", "http:PATCH",
    ]

    /// Every reason, in a fixed order; none for what is harmless.
    func risks(of act: Activity) -> [ExecutionRisk] {
        ExecutionRisk.allCases.filter { risk in
            switch risk {
            case .administers: act.effect == .administer && act.outcome == .succeeded
            case .deletes:
                act.outcome == .succeeded && (act.effect == .delete || nature(of: act).contains(.destroys))
            case .readsRestricted: isRestrictedRead(act)
            case .sendsOutside: sendsOutside(act)
            case .runsCode:
                act.outcome == .succeeded && (nature(of: act).contains(.runsCode) || runsCode(act))
            case .escalates: act.outcome == .succeeded && escalates(act)
            case .changesRecording:
                act.outcome == .succeeded && act.isCloudCall && AWSRecording.isChanged(by: act.action)
            case .usedElsewhere: sessions.elsewhere(act) != nil
            case .refused: act.outcome == .denied
            }
        }
    }

    /// Whether contents came back that must not leave.
    func isRestrictedRead(_ act: Activity) -> Bool {
        let cameBack = act.labels.contains { placed in
            let label = placed.label
            return label.place == .result && [.secret, .card, .personal].contains(label.category)
        }
        // A tool that says that it failed may have brought back something all the same.
        if cameBack, act.outcome != .denied { return true }
        guard act.outcome == .succeeded, act.effect == .read else { return false }
        // A list or watch of secrets returns the contents of all of them, and names none.
        guard let target = act.target else { return request(act)?.resource == "secrets" }
        return isRestricted(target) || isSecret(target, readBy: act)
    }

    /// Whether a parameter of Systems Manager that came back in clear is a secret.
    ///
    /// By its key where posture knows it, else since it was asked for so; what was not came back encrypted.
    private func isSecret(_ target: Key, readBy act: Activity) -> Bool {
        guard target.type == NodeType(AWSNode.parameter) else { return false }
        let asked = coverage.asksInClear(act)
        guard let node = snapshot.node(target), snapshot.evidence(node).contains(where: { $0.source == "aws" }) else {
            return asked == true
        }
        return asked != false && snapshot.property(PropertyName.encryptionKey, of: node) != nil
    }

    /// Whether it ran commands in a workload, as the tables of methods and powers say.
    private func runsCode(_ act: Activity) -> Bool {
        if let (verb, resource) = request(act) {
            return KubernetesPower.act(verb: verb, resource: resource) == .runsCode
        }
        return act.isCloudCall && AWSMethod.act(ofAction: act.action) == .runsCode
    }

    /// Whether it gave rights or an identity, as the tables of methods and powers say: by its action, or since it handed
    /// on a role or was done as somebody else.
    private func escalates(_ act: Activity) -> Bool {
        if let (verb, resource) = request(act) {
            return KubernetesPower.act(verb: verb, resource: resource) == .escalates
                || act.joins.contains { $0.link == "user → identity" }
        }
        guard act.isCloudCall else { return false }
        let actions = [act.action] + (coverage.needs(of: act) ?? []).map(\.action)
        return actions.contains { AWSMethod.act(ofAction: $0) == .escalates }
    }

    /// The verb and the resource of a request to a cluster: `kubernetes:create pods/exec`.
    private func request(_ act: Activity) -> (verb: String, resource: String)? {
        guard act.isCloudCall, act.action.hasPrefix("kubernetes:") else { return nil }
        let words = act.action.dropFirst("kubernetes:".count).split(separator: " ", maxSplits: 1).map(String.init)
        return words.count == 2 ? (words[0], words[1]) : nil
    }

    /// Whether a store's classification or its kind says that what is in it must not leave.
    func isRestricted(_ store: Key) -> Bool {
        if ActRisks.secretStores.contains(Text(String(store.typeName))) { return true }
        guard let node = snapshot.node(store),
            let word = snapshot.property(PropertyName.classification, of: node)
        else { return false }
        return ActRisks.restricted.contains(Text(word.lowercased()))
    }

    /// Whether something went to where others can read it: by what the cloud did, by the tool's name, over the web.
    func sendsOutside(_ act: Activity) -> Bool {
        guard act.outcome == .succeeded else { return false }
        if ActRisks.sends.contains(where: { act.action.utf8.starts(with: $0.utf8) }) {
            // A web API of the machine itself, or of the network that it is in, is nobody else's.
            guard let target = act.target, target.type == NodeType(ServiceNode.webAPI) else { return true }
            return target.scope.isEmpty && !HostPlace.isPrivate(HostPlace.host(ofOrigin: target.id))
        }
        if act.effect == .write, let identity = act.identity, let target = act.target,
            isElsewhere(target, than: identity)
        {
            return true
        }
        return nature(of: act).contains(.sendsOutside)
    }

    /// Whether what was written is in another account than what was read.
    func isElsewhere(_ write: Activity, than read: Activity) -> Bool {
        guard let to = write.target, let from = read.target else { return false }
        return isElsewhere(to, than: from)
    }

    /// Whether who read is of another account than what was read.
    func isByOutsider(_ read: Activity) -> Bool {
        guard let reader = read.identity, let from = read.target else { return false }
        return isElsewhere(from, than: reader)
    }

    /// Whether a store of AWS is in another account than who wrote.
    private func isElsewhere(_ target: Key, than identity: Key) -> Bool {
        func account(_ key: Key) -> String? {
            key.typeName.hasPrefix("AWS_") && key.scope.utf8.count == 12 ? key.scope : nil
        }
        guard let from = account(identity), let to = account(target) else { return false }
        return !UTF8Order.equal(from, to)
    }

    /// What the name of the act's tool and the hints of its server say; of an act under which nothing else was seen only.
    ///
    /// Hints add and never take away: they come from whom they would clear.
    private func nature(of act: Activity) -> ToolNature {
        guard let tool = act.tool, !act.isCloudCall else { return [] }
        let name = tool.id.split(separator: "#").last.map(String.init) ?? act.action
        var nature = ToolNature.of(name)
        let hints = snapshot.hints(of: tool)
        if hints.contains(Text(PropertyName.destructiveHint)) { nature.insert(.destroys) }
        // What speaks with the outside and does more than read there sends something.
        if hints.contains(Text(PropertyName.openWorldHint)), !hints.contains(Text(PropertyName.readOnlyHint)) {
            nature.insert(.sendsOutside)
        }
        return nature
    }
}

extension Snapshot {
    /// What a tool's server says of it.
    func hints(of tool: Key) -> Set<Text> {
        node(tool).map { Set(values(of: PropertyName.hint, $0).map { Text($0) }) } ?? []
    }
}
