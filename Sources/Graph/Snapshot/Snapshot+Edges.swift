public import OverreachModel

extension Snapshot {
    /// Where the edge begins.
    public func from(_ edge: EdgeID) -> NodeID { NodeID(read(edge) { $0.from[$1] }) }

    /// Where it ends.
    public func to(_ edge: EdgeID) -> NodeID { NodeID(read(edge) { $0.to[$1] }) }

    /// What it means.
    public func kind(_ edge: EdgeID) -> EdgeKind { read(edge) { $0.kind($1) } }

    /// Who says so.
    public func origin(_ edge: EdgeID) -> Origin { mark(edge).origin }

    /// How sure it is.
    public func verdict(_ edge: EdgeID) -> Verdict { mark(edge).verdict }

    /// What it assumes: what its kind always assumes, and what the fact adds.
    public func assumes(_ edge: EdgeID) -> Assumptions { mark(edge).assumes }

    /// What would have to hold, in the order of bytes.
    public func conditions(_ edge: EdgeID) -> [String] { read(edge) { $0.conditions($1) } }

    /// The part of the data store that is meant; nil for the whole.
    public func scope(_ edge: EdgeID) -> AccessScope? { read(edge) { $0.scope($1) } }

    /// Where it is said, sorted.
    public func evidence(_ edge: EdgeID) -> [Evidence] { read(edge) { $0.evidence($1) } }

    /// Keys of the nodes and documents that a derived edge rests on, sorted.
    public func premises(_ edge: EdgeID) -> [Key] { read(edge) { $0.premises($1) } }

    /// What the step costs an attacker.
    public func cost(_ edge: EdgeID) -> Int { read(edge) { Int($0.cost($1)) } }

    /// The fact that the edge is.
    public func fact(of edge: EdgeID) -> EdgeFact {
        EdgeFact(
            key(from(edge)), kind(edge), key(to(edge)), origin: origin(edge), verdict: verdict(edge),
            assumes: assumes(edge), conditions: conditions(edge), scope: scope(edge), evidence: evidence(edge),
            premises: premises(edge))
    }

    /// Verdict, origin and assumptions.
    func mark(_ edge: EdgeID) -> EdgeMark { read(edge) { $0.mark($1) } }

    /// What the row of the edge holds, in whichever columns that is.
    @inline(__always) private func read<Value>(_ edge: EdgeID, _ value: (EdgeColumns, Int) -> Value) -> Value {
        guard let change, edge.position >= edgeSpace else { return value(edgeColumns, edge.position) }
        return value(change.edges, edge.position - edgeSpace)
    }
}
