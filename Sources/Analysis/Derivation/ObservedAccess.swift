internal import OverreachModel

/// States acts on data that succeeded though no posture given allows them (`DID_READ` and the like).
///
/// An act that posture allows needs no edge: it is the use of a grant. An act that posture allows only on a condition
/// did happen, so it is stated: observed is surer than conditional.
struct ObservedAccess: DerivationRule {
    let name = "observed-access"
    let readsActs = true

    func conclude(from base: FactBase) -> Conclusions {
        var found: [Act: [Activity]] = [:]
        for activity in base.activities where activity.outcome == .succeeded {
            guard
                let identity = activity.identity ?? activity.actorByItself, let target = activity.target,
                let effect = activity.effect,
                let kind = AccessEdge(observing: effect),
                target.type.map({ EdgeKind(kind).spec.to.contains($0.spec.kind) }) ?? false
            else { continue }
            let act = Act(identity: identity, kind: kind, target: target, effect: effect)
            if !act.isAllowed(activity.part, in: base) { found[act, default: []].append(activity) }
        }

        var conclusions = Conclusions()
        for (act, activities) in found.sorted(by: { $0.key < $1.key }) {
            // First and last are enough to prove it; the acts themselves are in the activities.
            let evidence = activities.flatMap(\.evidence).sorted { ($0.time ?? 0, $0) < ($1.time ?? 0, $1) }
            let parts = Set(activities.compactMap(\.part).map { Text($0) }).sorted().map(\.string)
            let isNamed = activities.allSatisfy { $0.part != nil } && parts.count <= ObservedAccess.namedParts
            conclusions.edges.append(
                EdgeFact(
                    act.identity, EdgeKind(act.kind), act.target, origin: .observed, verdict: .observed,
                    scope: isNamed ? AccessScope(allow: parts) : nil,
                    evidence: Set([evidence.first, evidence.last].compactMap { $0 }).sorted(),
                    premises: [act.identity, act.target]))
        }
        return conclusions
    }

    /// How many parts of a store are named before the store itself stands for them.
    private static let namedParts = 16

    private struct Act: Hashable, Comparable {
        let identity: Key
        let kind: AccessEdge
        let target: Key
        let effect: Effect

        static func < (a: Act, b: Act) -> Bool {
            if a.identity != b.identity { return a.identity < b.identity }
            return a.target == b.target ? a.effect < b.effect : a.target < b.target
        }

        /// Whether a grant of the identity allows it without a condition; a part that is not known fits any.
        func isAllowed(_ part: String?, in base: FactBase) -> Bool {
            guard let granting = AccessEdge(granting: effect) else { return false }
            let holders = [identity] + base.edges(AWSEdge.isAmong, from: identity).map(\.to)
            return holders.flatMap { base.edges(AccessEdge.holds, from: $0) }.contains { held in
                let covered = base.edges(AWSEdge.covers, from: held.to).map(\.to)
                return held.verdict == .allowed
                    && ([held.to] + covered).flatMap { base.edges(granting, from: $0) }.contains { edge in
                        guard edge.to == target, edge.verdict == .allowed else { return false }
                        guard let scope = edge.scope, let part else { return true }
                        return scope.holds(part)
                    }
            }
        }
    }
}

extension Activity {
    /// Whose code touched a database or a web API, which name no identity: the server's, else the agent's own, else the
    /// workload's.
    fileprivate var actorByItself: Key? {
        isCloudCall ? nil : server ?? agents.last ?? workload
    }

    /// The part of the target that was touched, such as an object's name; nil where the whole or nothing is known.
    fileprivate var part: String? {
        guard let object, let target, object.utf8.starts(with: (target.id + "/").utf8) else { return nil }
        let rest = String(decoding: object.utf8.dropFirst(target.id.utf8.count + 1), as: UTF8.self)
        return rest.isEmpty ? nil : rest
    }
}
