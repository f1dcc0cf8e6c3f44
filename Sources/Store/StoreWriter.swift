internal import GRDB
public import OverreachModel

/// One change of the store, all of which is kept or none.
///
/// Usable inside the closure of `Store.write` only.
public struct StoreWriter: FactSink {
    /// The source of the scopes that derivations write.
    static let derivedSource = "derived"

    let db: Database
    let hash: SipHash
    var interner: Interner
    let seen: SeenKeys
    let standing: LedgerStanding
    var hasChanged = false
    /// The newest batch that this change wrote, and the chain up to it.
    var newest: (batch: Int64, chain: [UInt8])?
    /// Whether records were taken away.
    var hasRetired = false
    /// Records of before that moment are refused.
    let horizon: Int64
    private var taken: [Fragment] = []

    init(_ db: Database, hash: SipHash, seen: SeenKeys, standing: LedgerStanding, horizon: Int64) {
        self.db = db
        self.hash = hash
        self.seen = seen
        self.standing = standing
        self.horizon = horizon
        interner = Interner(db)
    }

    /// Takes a fragment for the run of its scope, which must be closed before the change ends.
    public mutating func take(_ fragment: Fragment) {
        taken.append(fragment)
    }

    /// Closes a run: what it states of one scope, all fragments of the scope together, with those taken before.
    ///
    /// - A whole run ends what it no longer states. Another ends nothing: what it states is replaced as far as the
    ///   same file said it, the rest stays; of a node that it states wholly, nothing else stays.
    /// - `statedAt` orders runs, in nanoseconds: a run older than the newest of its scope adds only what that did not
    ///   speak of, ends nothing, and does nothing at all where a newer run was whole.
    /// - A run that states what the newest did writes nothing, save that time where it is newer.
    /// - An edge is its ends, kind and origin; facts of one edge that differ in details are kept side by side.
    ///
    /// Throws `invalid` for a fragment of another scope and a document that JSON cannot hold.
    public mutating func close(
        scope: RunScope, fragments: [Fragment], whole: Bool, statedAt: Int64, openedAt: Int64
    ) throws -> RunChange {
        guard !UTF8Order.equal(scope.source, Self.derivedSource) else {
            throw StoreError(.invalid, "a run of source \"derived\", which is that of derivations")
        }
        let own = taken.filter { $0.scope.isSame(as: scope) }
        taken.removeAll { $0.scope.isSame(as: scope) }
        guard fragments.allSatisfy({ $0.scope.isSame(as: scope) }) else {
            throw StoreError(.invalid, "fragment of another scope than the run's \(scope.source)/\(scope.part)")
        }

        var closing = RunClosing(
            scope: scope, fragments: own + fragments, isWhole: whole, statedAt: statedAt, openedAt: openedAt)
        return try close(&closing)
    }

    /// Replaces what the derivation of this part concluded, as a whole run of the scope (`derived`, ``, part) would.
    ///
    /// The fragment's own scope does not matter. A derivation is always the newest, whatever `at` says. What stays the
    /// same keeps its run, and with it the version of the rules that first concluded it.
    public mutating func replaceDerived(
        part: String, fragment: Fragment, rules: Int, at: Int64
    ) throws -> RunChange {
        var closing = RunClosing(
            scope: RunScope(source: Self.derivedSource, instance: "", part: part), fragments: [fragment], isWhole: true,
            statedAt: at, openedAt: at)
        closing.rules = rules
        return try close(&closing)
    }

    private mutating func close(_ closing: inout RunClosing) throws -> RunChange {
        let change = try closing.run(db, hash, &interner)
        if !change.isEmpty { hasChanged = true }
        return change
    }

    /// Counts the change; nothing that was taken may be left over.
    func finish() throws {
        if let left = taken.first {
            let name = "\(left.scope.source)/\(left.scope.part)"
            throw StoreError(.invalid, "fragments of scope \(name) were taken and its run was never closed")
        }
        if hasChanged { try db.run(.countVersion) }
    }
}

extension RunScope {
    /// Whether both are one scope, compared as UTF-8 bytes.
    fileprivate func isSame(as other: RunScope) -> Bool {
        UTF8Order.equal(source, other.source) && UTF8Order.equal(instance, other.instance)
            && UTF8Order.equal(part, other.part)
    }
}
