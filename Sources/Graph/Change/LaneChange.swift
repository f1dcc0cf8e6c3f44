/// One worker's memory for `reachLosses`: what 512 sources reach, and what a change makes of it.
struct LaneChange: ~Copyable {
    private let graph: CompactGraph
    private let weights: Column<UInt8>?  // by node
    private let sizes: Column<UInt32>  // by component: what its nodes weigh
    private let lanes: Scratch<Lanes>  // by component: the sources that reach it in the graph as it is
    private let changed: Scratch<Lanes>  // by component, then new node: the same in the changed graph
    private let stamps: Scratch<UInt32>  // by the same: the run in which `changed` is so
    private let pending: Scratch<UInt64>  // one bit a component; zero between runs
    private var roots: [UInt32: Lanes] = [:]  // by component: the sources that are in it
    private var sources: [UInt32] = []
    private var run: UInt32 = 0
    private var touched = Stack<UInt32>()  // the components of `changed`

    init(_ graph: CompactGraph, _ plans: [LanePlan], weights: Column<UInt8>?) {
        let count = graph.condensation.count
        let room = count + (plans.map(\.addedComponents).max() ?? 0)
        let sizes = Scratch<UInt32>(repeating: 0, count: count)
        for component in 0..<UInt32(count) {
            guard let weights else {
                sizes[component] = graph.condensation.size(component)
                continue
            }
            for node in graph.condensation.members(component) { sizes[component] += UInt32(weights[node]) }
        }
        self.graph = graph
        self.weights = weights
        self.sizes = sizes.frozen()
        lanes = Scratch(repeating: .zero, count: count)
        changed = Scratch(count: room)
        stamps = Scratch(repeating: 0, count: room)
        pending = Scratch(repeating: 0, count: count / 64 + 1)
    }

    /// Pushes the sources, at most 512, over the graph as it is.
    mutating func begin(_ sources: [UInt32]) {
        self.sources = sources
        roots = [:]
        lanes.fill(0..<lanes.count, with: .zero)
        if graph.gates == nil {
            for (lane, source) in sources.enumerated() {
                roots[graph.condensation.components[source], default: .zero][lane / 64] |= 1 << UInt64(lane % 64)
            }
            for (component, own) in roots { lanes[component] = own }
            let arcs = graph.condensation.outgoing
            for component in 0..<lanes.count where !lanes[component].isZero {
                for arc in arcs.window(component) { lanes[arcs.ends[arc]] |= lanes[component] }
            }
        } else {
            var reach = ComponentReach(graph)
            for (lane, source) in sources.enumerated() {
                _ = reach.search(from: [source])
                for component in 0..<UInt32(lanes.count) where reach.holds(component) {
                    lanes[component][lane / 64] |= 1 << UInt64(lane % 64)
                }
            }
        }
    }

    /// What the change does to what the sources reach.
    mutating func loss(_ plan: LanePlan) -> ReachLoss {
        if let components = plan.components { return loss(components) }
        return plan.rebuilt.map { lossBuilt($0, plan.change) } ?? ReachLoss()
    }

    // MARK: - Where components hold

    private mutating func loss(_ plan: ComponentChange) -> ReachLoss {
        run &+= 1
        if run == 0 {
            stamps.fill(0..<stamps.count, with: 0)
            run = 1
        }
        touched.removeAll()
        let closed = Set(plan.closed)
        let starts = starts(plan)
        lose(plan, closed, starts)
        gain(plan, closed, starts)

        var tally = Tally()
        var fallen: [UInt32: Int] = [:]  // by component: what is not counted with it
        for node in plan.alone { fallen[graph.condensation.components[node], default: 0] += weight(node) }
        for piece in plan.pieces { fallen[piece.component, default: 0] += weight(piece.nodes) }
        for position in 0..<touched.count where touched[position] < plan.firstPiece {
            let component = touched[position]
            let before = component < lanes.count ? lanes[component] : .zero
            let size = component < lanes.count ? Int(sizes[component]) - (fallen[component] ?? 0) : 1
            tally.add(before, had(component), weight: size)
        }
        for (rank, piece) in plan.pieces.enumerated() {
            tally.add(lanes[piece.component], had(plan.firstPiece + UInt32(rank)), weight: weight(piece.nodes))
        }
        for node in plan.alone { tally.add(lanes[graph.condensation.components[node]], .zero, weight: weight(node)) }
        return tally.loss
    }

    private func weight(_ node: UInt32) -> Int {
        guard let weights else { return 1 }
        return Int(weights[node])
    }

    private func weight(_ nodes: [UInt32]) -> Int {
        var sum = 0
        for node in nodes { sum += weight(node) }
        return sum
    }

    /// The sources that reach the component in the changed graph, as far as is known.
    private func had(_ component: UInt32) -> Lanes {
        if stamps[component] == run { return changed[component] }
        return component < lanes.count ? lanes[component] : .zero
    }

    private mutating func set(_ component: UInt32, _ new: Lanes) {
        if stamps[component] != run {
            stamps[component] = run
            touched.push(component)
        }
        changed[component] = new
    }

    /// The sources by the components that they are in now; those that have a source in a piece, with what is left.
    private func starts(_ plan: ComponentChange) -> [UInt32: Lanes] {
        var starts: [UInt32: Lanes] = [:]
        guard !plan.pieces.isEmpty else { return starts }

        for (lane, source) in sources.enumerated() where plan.pieceOf[source] != nil {
            let (component, piece) = (graph.condensation.components[source], plan.component(source, in: graph))
            var left = starts[component] ?? roots[component] ?? .zero
            left[lane / 64] &= ~(1 << UInt64(lane % 64))
            starts[component] = left
            starts[piece, default: .zero][lane / 64] |= 1 << UInt64(lane % 64)
        }
        return starts
    }

    /// Decides anew, in the order of the components, what may be reached by fewer.
    private mutating func lose(_ plan: ComponentChange, _ closed: Set<UInt64>, _ starts: [UInt32: Lanes]) {
        let (ahead, behind) = (graph.condensation.outgoing, graph.condensation.incoming)
        let ends = Set(plan.closedEnds)
        var (word, last) = (Int.max, -1)
        let componentCount = UInt32(lanes.count)
        let heads = plan.closed.map { UInt32(truncatingIfNeeded: $0) } + starts.keys.filter { $0 < componentCount }
        for head in heads {
            let place = Int(head >> 6)
            pending[place] |= 1 << UInt64(head & 63)
            (word, last) = (min(word, place), max(last, place))
        }
        while word <= last {
            let bits = pending[word]
            guard bits != 0 else {
                word += 1
                continue
            }
            pending[word] = bits & (bits - 1)
            let component = UInt32(word * 64 + bits.trailingZeroBitCount)
            var new = starts[component] ?? roots[component] ?? .zero
            let isEnd = ends.contains(component)
            for arc in behind.window(component) {
                let tail = behind.ends[arc]
                if isEnd, closed.contains(ComponentChange.pair(tail, component)) { continue }
                new |= had(tail)
            }
            guard new != lanes[component] else { continue }

            set(component, new)
            for arc in ahead.window(component) {
                let place = Int(ahead.ends[arc] >> 6)
                pending[place] |= 1 << UInt64(ahead.ends[arc] & 63)
                last = max(last, place)
            }
        }
    }

    /// Carries on what is added, until nothing is new.
    private mutating func gain(_ plan: ComponentChange, _ closed: Set<UInt64>, _ starts: [UInt32: Lanes]) {
        let ahead = graph.condensation.outgoing
        let ends = Set(plan.closedEnds)
        var queue: [UInt32] = []
        for (component, own) in starts where component >= plan.firstPiece { carry(own, to: component, &queue) }
        for link in plan.links.arcs { carry(had(link.tail), to: link.head, &queue) }

        var next = 0
        while next < queue.count {
            let component = queue[next]
            next += 1
            let own = had(component)
            var heads: [UInt32] = []
            plan.links.forEachEnd(at: component, .forward) { heads.append($0) }
            for head in heads { carry(own, to: head, &queue) }
            guard component < lanes.count else { continue }
            let isEnd = ends.contains(component)
            for arc in ahead.window(component) {
                let head = ahead.ends[arc]
                if isEnd, closed.contains(ComponentChange.pair(component, head)) { continue }
                carry(own, to: head, &queue)
            }
        }
    }

    private mutating func carry(_ lanes: Lanes, to component: UInt32, _ queue: inout [UInt32]) {
        let known = had(component)
        guard !(lanes & ~known).isZero else { return }
        set(component, known | lanes)
        queue.append(component)
    }

    // MARK: - Where they do not

    /// Compares node by node with a push over the graph that was built for the change.
    private func lossBuilt(_ other: CompactGraph, _ change: GraphChange) -> ReachLoss {
        var push = LaneChange(other, [], weights: nil)
        push.begin(sources.map { other.numbers[$0] })
        var tally = Tally()
        for node in 0..<UInt32(change.nodeCount) {
            let isNew = node >= graph.nodeCount
            let before = isNew ? .zero : lanes[graph.condensation.components[node]]
            let after = push.lanes[other.condensation.components[other.numbers[node]]]
            tally.add(before, after, weight: isNew ? 1 : weight(node))
        }
        return tally.loss
    }

    /// What is lost and gained, by lane.
    private struct Tally {
        private var pairs = ReachLoss()
        private var losing = Lanes.zero
        private var gaining = Lanes.zero

        mutating func add(_ before: Lanes, _ after: Lanes, weight: Int) {
            let (lost, gained) = (before & ~after, after & ~before)
            guard weight > 0, !(lost | gained).isZero else { return }
            losing |= lost
            gaining |= gained
            pairs.lostPairs += lost.count * weight
            pairs.gainedPairs += gained.count * weight
        }

        var loss: ReachLoss {
            var loss = pairs
            loss.losing = losing.count
            loss.gaining = gaining.count
            return loss
        }
    }
}

extension SIMD8<UInt64> {
    /// How many lanes are set.
    fileprivate var count: Int { (0..<8).reduce(0) { $0 + self[$1].nonzeroBitCount } }
}
