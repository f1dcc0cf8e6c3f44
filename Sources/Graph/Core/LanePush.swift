/// What came of 512 sources.
struct LaneBatch: Sendable {
    let sources: [Int]  // by lane: the position of the source
    let counts: [UInt32]  // by lane, then group
}

/// One worker's memory for `ReachCounts`.
struct LanePush: ~Copyable {
    static let width = 512

    private let graph: CompactGraph
    private let groups: NodeGroups
    private let lanes: Scratch<Lanes>  // by component; zero between runs
    private let counters: LaneCounters
    private let gates: GateLanes?

    init(_ graph: CompactGraph, _ groups: NodeGroups) {
        self.graph = graph
        self.groups = groups
        lanes = Scratch(repeating: .zero, count: graph.condensation.count)
        counters = LaneCounters(groupCount: groups.count)
        if let conjunctions = graph.gates {
            gates = GateLanes(conjunctions, components: graph.condensation.count)
        } else {
            gates = nil
        }
    }

    /// What the sources at the positions reach.
    mutating func run(_ positions: [Int], of sources: [UInt32]) -> LaneBatch {
        var first = UInt32.max
        for (lane, position) in positions.enumerated() {
            let component = graph.condensation.components[sources[position]]
            lanes[component][lane / 64] |= 1 << UInt64(lane % 64)
            first = min(first, component)
        }
        switch gates {
        case .none: sweep(from: Int(first))
        case .some(let gates): spread(through: gates)
        }
        return LaneBatch(sources: positions, counts: counters.take(lanes: positions.count))
    }

    private func sweep(from first: Int) {
        let arcs = graph.condensation.outgoing
        let single = groups.single
        var next = groups.position(UInt32(first))
        for component in first..<graph.condensation.count {
            let had = lanes[component]
            let group = single[component]
            if group == NodeGroups.isSeveral { next &+= 1 }
            guard !had.isZero else { continue }
            lanes[component] = .zero
            for arc in arcs.window(component) {
                let end = arcs.ends[arc]
                lanes[end] = lanes[end] | had
            }
            if group != NodeGroups.isSeveral {
                counters.add(had, group: Int(group))
            } else {
                count(had, several: next &- 1)
            }
        }
    }

    @inline(never) private func count(_ had: Lanes, several position: Int) {
        for group in 0..<groups.count {
            let weight = groups.weight(position, group)
            if weight != 0 { counters.add(had, group: group, weight: weight) }
        }
    }

    /// The same where gates may lead back: sweeps over the components that have something new, until none has.
    private func spread(through gates: borrowing GateLanes) {
        gates.clear()
        for component in 0..<graph.condensation.count where !lanes[component].isZero { gates.mark(UInt32(component)) }

        let arcs = graph.condensation.outgoing
        while let begin = gates.takeFirst() {
            for word in begin..<gates.dirty.count {
                while gates.dirty[word] != 0 {
                    let bit = gates.dirty[word].trailingZeroBitCount
                    gates.dirty[word] = gates.dirty[word] & ~(1 << UInt64(bit))
                    let component = UInt32(word &* 64 &+ bit)
                    let new = lanes[component] & ~gates.done[component]
                    lanes[component] = .zero
                    guard !new.isZero else { continue }

                    gates.done[component] = gates.done[component] | new
                    for arc in arcs.window(component) {
                        let end = arcs.ends[arc]
                        lanes[end] = lanes[end] | new
                        gates.mark(end)
                    }
                    count(new, component)
                    fire(gates, new, component)
                }
            }
        }
    }

    private func count(_ had: Lanes, _ component: UInt32) {
        let group = groups.single[component]
        if group != NodeGroups.isSeveral {
            counters.add(had, group: Int(group))
        } else {
            count(had, several: groups.position(component))
        }
    }

    /// Enters the gates that the component's nodes bring to their need.
    private func fire(_ gates: borrowing GateLanes, _ new: Lanes, _ component: UInt32) {
        let followers = gates.gates.followers
        let members = graph.condensation.members(component)
        for position in followers.offsets[members.lowerBound]..<followers.offsets[members.upperBound] {
            let gate = followers.ends[position]
            let fired = gates.add(new, to: gate)
            guard !fired.isZero else { continue }
            let end = graph.condensation.components[gates.gates.nodes[gate]]
            lanes[end] = lanes[end] | fired
            gates.markBack(end)
        }
    }
}
