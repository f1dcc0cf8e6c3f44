internal import OverreachModel

/// A snapshot as one question walks it, with what its filter and its overlay leave: all algorithms run on this.
struct Walk: Sendable {
    let snapshot: Snapshot
    let filter: Filter
    private let marks: [EdgeMark]  // the snapshot's, at hand for the inner loops
    private let forbiddenBits: UInt16
    private let removed: Set<UInt32>

    init(_ snapshot: Snapshot, following filter: Filter, without removed: Set<UInt32> = []) {
        self.snapshot = snapshot
        self.filter = filter
        self.removed = removed
        marks = snapshot.edgeColumns.marks
        forbiddenBits = filter.forbiddenBits
    }

    var graph: WalkGraph { snapshot.walkGraph }

    /// Whether the walk may go over the edge of an arc.
    func admits(_ edge: UInt32) -> Bool {
        marks[Int(edge)].bits & forbiddenBits == 0 && (removed.isEmpty || !removed.contains(edge))
    }

    /// The same walk over steps that are at least this sure.
    func limited(to verdict: Verdict) -> Walk {
        var filter = filter
        filter.worstVerdict = min(filter.worstVerdict, verdict)
        return Walk(snapshot, following: filter, without: removed)
    }
}
