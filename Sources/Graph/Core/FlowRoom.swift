/// Where flow can still be pushed: over arcs that are not full, and back over arcs that have flow.
///
/// Both are kept as bits in the order of the arcs and in that of `incoming`, so that looking around a node is cheap; the
/// amounts are kept only where arcs carry more than one.
struct FlowRoom: ~Copyable {
    let graph: CompactGraph
    private let capacities: Column<UInt32>?  // by arc
    private let flows: Scratch<UInt32>  // by arc; empty where every arc carries one
    private let full: Scratch<UInt64>  // one bit an arc
    private let used: Scratch<UInt64>
    private let fullIncoming: Scratch<UInt64>  // one bit a position in incoming
    private let usedIncoming: Scratch<UInt64>

    init(_ graph: CompactGraph, avoiding filter: ArcFilter, capacities: Column<UInt32>?) {
        precondition((capacities?.count ?? graph.arcCount) == graph.arcCount, "every arc has a capacity")
        let words = graph.arcCount / 64 + 1
        self.graph = graph
        self.capacities = capacities
        flows = Scratch(repeating: 0, count: capacities == nil ? 0 : graph.arcCount)
        full = Scratch(repeating: 0, count: words)
        used = Scratch(repeating: 0, count: words)
        fullIncoming = Scratch(repeating: 0, count: words)
        usedIncoming = Scratch(repeating: 0, count: words)
        guard filter.isActive || capacities != nil else { return }

        for position in 0..<graph.arcCount {
            let arc = Int(graph.incomingArcs[position])
            guard filter.closes(arc: arc) || capacities.map({ $0[arc] == 0 }) ?? false else { continue }
            FlowRoom.set(full, arc, true)
            FlowRoom.set(fullIncoming, position, true)
        }
    }

    /// A step over an arc, along it or back over its flow.
    struct Step: BitwiseCopyable, Equatable {
        private let code: UInt32

        /// No step: that of a root.
        static let none = Step(code: .max)

        private init(code: UInt32) { self.code = code }

        @inline(__always) init(along arc: UInt32) { code = arc << 1 }
        @inline(__always) init(back arc: UInt32) { code = arc << 1 | 1 }

        var arc: UInt32 { code >> 1 }
        var isBack: Bool { code & 1 != 0 }
    }

    /// Calls the body with each node to which the node can push, and the step there, from the place in the list on;
    /// stops where the body says so.
    @inline(__always) func forEachOnward(_ node: UInt32, from first: Int = 0, _ body: (UInt32, Step, Int) -> Bool) {
        let out = graph.outgoing.window(node)
        var place = first
        while place < out.count {
            let arc = out.lowerBound &+ place
            if !FlowRoom.has(full, arc) {
                let step = Step(along: UInt32(truncatingIfNeeded: arc))
                guard body(graph.outgoing.ends[arc], step, place) else { return }
            }
            place &+= 1
        }
        let incoming = graph.incoming.window(node)
        while place < out.count &+ incoming.count {
            let position = incoming.lowerBound &+ place &- out.count
            if FlowRoom.has(usedIncoming, position) {
                let step = Step(back: graph.incomingArcs[position])
                guard body(graph.incoming.ends[position], step, place) else { return }
            }
            place &+= 1
        }
    }

    /// Calls the body with each node that can push to the node, and the step from there.
    @inline(__always) func forEachInward(_ node: UInt32, from first: Int = 0, _ body: (UInt32, Step, Int) -> Bool) {
        let incoming = graph.incoming.window(node)
        var place = first
        while place < incoming.count {
            let position = incoming.lowerBound &+ place
            if !FlowRoom.has(fullIncoming, position) {
                let step = Step(along: graph.incomingArcs[position])
                guard body(graph.incoming.ends[position], step, place) else { return }
            }
            place &+= 1
        }
        let out = graph.outgoing.window(node)
        while place < incoming.count &+ out.count {
            let arc = out.lowerBound &+ place &- incoming.count
            if FlowRoom.has(used, arc) {
                let step = Step(back: UInt32(truncatingIfNeeded: arc))
                guard body(graph.outgoing.ends[arc], step, place) else { return }
            }
            place &+= 1
        }
    }

    /// The node that the step leads to.
    func head(_ step: Step) -> UInt32 { step.isBack ? graph.tail(of: step.arc) : graph.outgoing.ends[step.arc] }

    /// The node that the step comes from.
    func tail(_ step: Step) -> UInt32 { step.isBack ? graph.outgoing.ends[step.arc] : graph.tail(of: step.arc) }

    /// How much the step can take.
    func room(_ step: Step) -> UInt32 {
        guard let capacities else { return 1 }
        return step.isBack ? flows[step.arc] : capacities[step.arc] - flows[step.arc]
    }

    /// Pushes the amount, which there is room for, and says whether the step is full by it.
    func push(_ amount: UInt32, over step: Step) -> Bool {
        let arc = Int(step.arc)
        var (isFull, isUsed) = (!step.isBack, !step.isBack)
        if let capacities {
            let flow = step.isBack ? flows[arc] - amount : flows[arc] + amount
            flows[arc] = flow
            (isFull, isUsed) = (flow == capacities[arc], flow > 0)
        }
        let position = incomingPosition(of: step.arc)
        FlowRoom.set(full, arc, isFull)
        FlowRoom.set(used, arc, isUsed)
        FlowRoom.set(fullIncoming, position, isFull)
        FlowRoom.set(usedIncoming, position, isUsed)
        return step.isBack ? !isUsed : isFull
    }

    /// What the sources can push to: in a largest flow, their side of the cut nearest to them.
    func sourceSide(from sources: [UInt32]) -> (nodes: [UInt32], bits: NodeBits, count: Int) {
        let bits = Scratch<UInt64>(repeating: 0, count: graph.nodeCount / 64 + 1)
        var nodes: [UInt32] = []
        for source in sources where !FlowRoom.has(bits, Int(source)) {
            FlowRoom.set(bits, Int(source), true)
            nodes.append(source)
        }
        var next = 0
        while next < nodes.count {
            let node = nodes[next]
            next += 1
            forEachOnward(node) { end, _, _ in
                if !FlowRoom.has(bits, Int(end)) {
                    FlowRoom.set(bits, Int(end), true)
                    nodes.append(end)
                }
                return true
            }
        }
        return (nodes, NodeBits(words: bits.frozen()), nodes.count)
    }

    /// Where the arc is among those that enter its end, which are in the order of arcs.
    private func incomingPosition(of arc: UInt32) -> Int {
        let window = graph.incoming.window(graph.outgoing.ends[arc])
        var (low, high) = (window.lowerBound, window.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if graph.incomingArcs[middle] < arc { low = middle + 1 } else { high = middle }
        }
        return low
    }

    @inline(__always) private static func has(_ bits: borrowing Scratch<UInt64>, _ position: Int) -> Bool {
        bits[position >> 6] >> UInt64(position & 63) & 1 != 0
    }

    @inline(__always) private static func set(_ bits: borrowing Scratch<UInt64>, _ position: Int, _ isSet: Bool) {
        let bit: UInt64 = 1 << UInt64(position & 63)
        bits[position >> 6] = isSet ? bits[position >> 6] | bit : bits[position >> 6] & ~bit
    }
}
