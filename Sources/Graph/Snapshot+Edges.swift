public import OverreachModel

extension Snapshot {
    /// Where the edge begins.
    public func from(_ edge: EdgeID) -> NodeID { NodeID(edgeColumns.from[edge.position]) }

    /// Where it ends.
    public func to(_ edge: EdgeID) -> NodeID { NodeID(edgeColumns.to[edge.position]) }

    /// What it means.
    public func kind(_ edge: EdgeID) -> EdgeKind {
        edgeColumns.kindTable[Int(edgeColumns.kinds[edge.position])]
    }

    /// Who says so.
    public func origin(_ edge: EdgeID) -> Origin { edgeColumns.marks[edge.position].origin }

    /// How sure it is.
    public func verdict(_ edge: EdgeID) -> Verdict { edgeColumns.marks[edge.position].verdict }

    /// What it assumes: what its kind always assumes, and what the fact adds.
    public func assumes(_ edge: EdgeID) -> Assumptions { edgeColumns.marks[edge.position].assumes }

    /// What would have to hold, in the order of bytes.
    public func conditions(_ edge: EdgeID) -> [String] { Array(edgeColumns.conditions[edge.position]) }

    /// The part of the data store that is meant; nil for the whole.
    public func scope(_ edge: EdgeID) -> AccessScope? { edgeColumns.scopes[edge.position].first }

    /// Where it is said, sorted.
    public func evidence(_ edge: EdgeID) -> [Evidence] { Array(edgeColumns.evidence[edge.position]) }

    /// Keys of the nodes and documents that a derived edge rests on, sorted.
    public func premises(_ edge: EdgeID) -> [Key] { Array(edgeColumns.premises[edge.position]) }

    /// What the step costs an attacker.
    public func cost(_ edge: EdgeID) -> Int { Int(edgeColumns.costTable[Int(edgeColumns.kinds[edge.position])]) }
}
