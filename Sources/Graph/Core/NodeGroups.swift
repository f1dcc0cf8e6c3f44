/// The groups of the nodes, as the components count them.
struct NodeGroups: Sendable {
    let count: Int
    let single: Column<UInt8>  // by component: the group of its only node; several: .max
    let several: Column<UInt32>  // the components of several nodes, ascending
    private let weights: Column<UInt32>  // by position in several, then group

    static let isSeveral = UInt8.max

    init(_ graph: CompactGraph, _ groups: Column<UInt8>, count: Int) {
        precondition(groups.count == graph.nodeCount && count < Int(NodeGroups.isSeveral), "every node has a group")
        let condensation = graph.condensation
        let single = Scratch<UInt8>(count: condensation.count)
        var several = Stack<UInt32>()
        var weights = Stack<UInt32>()
        for component in 0..<UInt32(condensation.count) {
            let members = condensation.members(component)
            guard members.count > 1 else {
                precondition(groups[members.lowerBound] < count, "a group is below the count of groups")
                single[component] = groups[members.lowerBound]
                continue
            }
            single[component] = NodeGroups.isSeveral
            several.push(component)
            let first = weights.count
            for _ in 0..<count { weights.push(0) }
            for node in members {
                precondition(groups[node] < count, "a group is below the count of groups")
                weights[first + Int(groups[node])] += 1
            }
        }

        self.count = count
        self.single = single.frozen()
        self.several = several.copied()
        self.weights = weights.copied()
    }

    @inline(__always) func weight(_ position: Int, _ group: Int) -> UInt32 { weights[position &* count &+ group] }

    /// Where the component is among those of several nodes.
    func position(_ component: UInt32) -> Int { several.firstPosition(atLeast: component) }
}
