internal import OverreachGraph
internal import OverreachModel

/// Which entry points were seen using which data stores.
///
/// An act counts as use by an entry point that is part of its chain, or of that of a call that issued its session.
struct PairUse {
    private var acts: [ReachTable.Pair: [Activity]] = [:]

    /// Of these entry points and stores.
    ///
    /// Complexity: linear in the acts on the stores, times the calls that issued their sessions.
    init(_ use: TrustUse, by entries: Set<Key>, of stores: Set<Key>) {
        for act in use.acts {
            guard let store = act.target, stores.contains(store), act.isUse(of: store) else { continue }
            let chains = [act] + use.issuers(of: act)
            for entry in Set(chains.flatMap(\.chain)) where entries.contains(entry) {
                acts[ReachTable.Pair(from: entry, to: store), default: []].append(act)
            }
        }
    }

    /// The pairs that were used.
    var pairs: Set<ReachTable.Pair> { Set(acts.keys) }

    /// The acts of a pair, in the order of time.
    subscript(pair: ReachTable.Pair) -> [Activity] { acts[pair] ?? [] }
}
