internal import OverreachModel

/// States acts on data that succeeded though no posture given allows them (`DID_READ` and the like).
///
/// An act that posture allows needs no edge: it is the use of a grant. An act that posture allows only on a condition
/// did happen, so it is stated: observed is surer than conditional.
struct ObservedAccess: DerivationRule {
    let name = "observed-access"

    func conclude(from base: FactBase) -> Conclusions {
        var found: [Act: [Evidence]] = [:]
        for activity in base.activities where activity.outcome == .succeeded {
            guard
                let identity = activity.identity, let target = activity.target, let effect = activity.effect,
                let kind = AccessEdge(observing: effect)
            else { continue }
            found[Act(identity: identity, kind: kind, target: target, effect: effect), default: []] += activity.evidence
        }

        var conclusions = Conclusions()
        for (act, evidence) in found.sorted(by: { $0.key < $1.key }) where !act.isAllowed(in: base) {
            // First and last are enough to prove it; the acts themselves are in the activities.
            let sorted = evidence.sorted { ($0.time ?? 0, $0) < ($1.time ?? 0, $1) }
            let ends = [sorted.first, sorted.last].compactMap { $0 }
            conclusions.edges.append(
                EdgeFact(
                    act.identity, EdgeKind(act.kind), act.target, origin: .observed, verdict: .observed,
                    evidence: Set(ends).sorted(), premises: [act.identity, act.target]))
        }
        return conclusions
    }

    private struct Act: Hashable, Comparable {
        let identity: Key
        let kind: AccessEdge
        let target: Key
        let effect: Effect

        static func < (a: Act, b: Act) -> Bool {
            if a.identity != b.identity { return a.identity < b.identity }
            return a.target == b.target ? a.effect < b.effect : a.target < b.target
        }

        /// Whether a grant of the identity allows it without a condition.
        func isAllowed(in base: FactBase) -> Bool {
            guard let granting = AccessEdge(granting: effect) else { return false }
            return base.edges(AccessEdge.holds, from: identity).contains { held in
                held.verdict == .allowed
                    && base.edges(granting, from: held.to).contains { $0.to == target && $0.verdict == .allowed }
            }
        }
    }
}
