/// The two trees of `MinCut`, and how they grow, meet and are mended.
///
/// A tree's nodes have levels: that of a root is 0, that of a child its parent's and one. Levels only rise, and while
/// any node of the tree that is not on its last level could hold a node, that node does not fall out. So what falls out
/// needs no search for who might take it up again.
struct FlowSearch: ~Copyable {
    let room: FlowRoom
    private let owners: Scratch<UInt8>  // by node: whose tree it is in
    private let levels: Scratch<UInt32>  // by node of a tree
    private let parents: Scratch<FlowRoom.Step>  // by node of a tree: the step that joins it to its parent
    private let places: Scratch<UInt32>  // by node of a tree: no parent on the level above is before it in the list
    private var forward: Tree
    private var backward: Tree
    private var orphans: Orphans

    private static let free: UInt8 = 0
    private static let source: UInt8 = 1
    private static let target: UInt8 = 2
    private static let outside: UInt8 = 3  // not between sources and targets

    /// The part of a tree that grows.
    private struct Tree {
        var level: UInt32 = 0  // the last level that is whole
        var frontier: [UInt32] = []  // holds all nodes on it
        var next: [UInt32] = []  // holds all nodes on the level after it
        var isGrowing = false

        /// The highest level that a node may have.
        var limit: UInt32 { isGrowing ? level + 1 : level }
    }

    init(
        _ graph: CompactGraph, from sources: [UInt32], to targets: [UInt32], avoiding filter: ArcFilter,
        capacities: Column<UInt32>?
    ) {
        precondition(graph.arcCount < 1 << 31, "more arcs than steps can tell")
        room = FlowRoom(graph, avoiding: filter, capacities: capacities)
        owners = Scratch(repeating: FlowSearch.outside, count: graph.nodeCount)
        levels = Scratch(count: graph.nodeCount)
        parents = Scratch(count: graph.nodeCount)
        places = Scratch(count: graph.nodeCount)
        forward = Tree()
        backward = Tree()
        orphans = Orphans(nodeCount: graph.nodeCount)

        var reach = ComponentReach(graph)
        _ = reach.search(from: sources)
        let reached = reach.nodeBits()
        _ = reach.search(from: targets, .backward)
        for component in 0..<UInt32(graph.condensation.count) where reach.holds(component) {
            for node in graph.condensation.members(component) where reached.contains(node) {
                owners[node] = FlowSearch.free
            }
        }
        for node in sources where owners[node] == FlowSearch.free {
            owners[node] = FlowSearch.source
            begin(node)
            forward.frontier.append(node)
        }
        for node in targets where owners[node] == FlowSearch.free {
            owners[node] = FlowSearch.target
            begin(node)
            backward.frontier.append(node)
        }
    }

    private func begin(_ root: UInt32) {
        levels[root] = 0
        parents[root] = .none
        places[root] = 0
    }

    /// Pushes as much as there is room for, and says how much that is.
    mutating func run() -> Int {
        var flow = 0
        while !forward.frontier.isEmpty, !backward.frontier.isEmpty {
            if forward.frontier.count <= backward.frontier.count { growForward(&flow) } else { growBackward(&flow) }
        }
        return flow
    }

    private mutating func growForward(_ flow: inout Int) {
        forward.isGrowing = true
        var next = 0
        while next < forward.frontier.count {
            let node = forward.frontier[next]
            next += 1
            var place = 0
            // The place to go on from after a push, which may have filled the step or thrown the node out.
            while owners[node] == FlowSearch.source, levels[node] == forward.level {
                var meeting = FlowRoom.Step.none
                room.forEachOnward(node, from: place) { end, step, at in
                    if owners[end] == FlowSearch.target {
                        (meeting, place) = (step, at)
                        return false
                    }
                    if owners[end] == FlowSearch.free {
                        owners[end] = FlowSearch.source
                        levels[end] = forward.level + 1
                        parents[end] = step
                        places[end] = 0
                        forward.next.append(end)
                    }
                    return true
                }
                guard meeting != .none else { break }
                flow += augment(over: meeting)
            }
        }
        forward.isGrowing = false
        (forward.frontier, forward.next) = (forward.next, [])
        forward.level += 1
    }

    private mutating func growBackward(_ flow: inout Int) {
        backward.isGrowing = true
        var next = 0
        while next < backward.frontier.count {
            let node = backward.frontier[next]
            next += 1
            var place = 0
            while owners[node] == FlowSearch.target, levels[node] == backward.level {
                var meeting = FlowRoom.Step.none
                room.forEachInward(node, from: place) { tail, step, at in
                    if owners[tail] == FlowSearch.source {
                        (meeting, place) = (step, at)
                        return false
                    }
                    if owners[tail] == FlowSearch.free {
                        owners[tail] = FlowSearch.target
                        levels[tail] = backward.level + 1
                        parents[tail] = step
                        places[tail] = 0
                        backward.next.append(tail)
                    }
                    return true
                }
                guard meeting != .none else { break }
                flow += augment(over: meeting)
            }
        }
        backward.isGrowing = false
        (backward.frontier, backward.next) = (backward.next, [])
        backward.level += 1
    }

    /// Pushes what fits along the path through the step between the trees, and mends the trees.
    private mutating func augment(over meeting: FlowRoom.Step) -> Int {
        var amount = room.room(meeting)
        var node = room.tail(meeting)
        while parents[node] != .none {
            amount = min(amount, room.room(parents[node]))
            node = room.tail(parents[node])
        }
        node = room.head(meeting)
        while parents[node] != .none {
            amount = min(amount, room.room(parents[node]))
            node = room.head(parents[node])
        }

        _ = room.push(amount, over: meeting)
        node = room.tail(meeting)
        while parents[node] != .none {
            let step = parents[node]
            if room.push(amount, over: step) { orphans.insert(node, at: levels[node]) }
            node = room.tail(step)
        }
        node = room.head(meeting)
        while parents[node] != .none {
            let step = parents[node]
            if room.push(amount, over: step) { orphans.insert(node, at: levels[node]) }
            node = room.head(step)
        }

        while let orphan = orphans.removeLowest() {
            if owners[orphan] == FlowSearch.source { mendForward(orphan) } else { mendBackward(orphan) }
        }
        return Int(amount)
    }

    /// Hangs the orphan on another parent, on its level or a higher one, or lets it fall.
    private mutating func mendForward(_ orphan: UInt32) {
        let level = levels[orphan]
        var isMended = false
        var (best, bestStep, bestPlace) = (UInt32.max, FlowRoom.Step.none, 0)
        room.forEachInward(orphan, from: Int(places[orphan])) { tail, step, place in
            guard owners[tail] == FlowSearch.source, levels[tail] + 1 == level else { return true }
            parents[orphan] = step
            places[orphan] = UInt32(truncatingIfNeeded: place)
            isMended = true
            return false
        }
        if isMended { return }

        room.forEachInward(orphan) { tail, step, place in
            if owners[tail] == FlowSearch.source, levels[tail] < best, tail != orphan {
                (best, bestStep, bestPlace) = (levels[tail], step, place)
            }
            return true
        }
        room.forEachOnward(orphan) { end, step, _ in
            if owners[end] == FlowSearch.source, parents[end] == step { orphans.insert(end, at: levels[end]) }
            return true
        }
        guard best < forward.limit else {
            owners[orphan] = FlowSearch.free
            return
        }

        levels[orphan] = best + 1
        parents[orphan] = bestStep
        places[orphan] = UInt32(truncatingIfNeeded: bestPlace)
        if best + 1 == forward.level { forward.frontier.append(orphan) }
        if best == forward.level { forward.next.append(orphan) }
    }

    private mutating func mendBackward(_ orphan: UInt32) {
        let level = levels[orphan]
        var isMended = false
        var (best, bestStep, bestPlace) = (UInt32.max, FlowRoom.Step.none, 0)
        room.forEachOnward(orphan, from: Int(places[orphan])) { end, step, place in
            guard owners[end] == FlowSearch.target, levels[end] + 1 == level else { return true }
            parents[orphan] = step
            places[orphan] = UInt32(truncatingIfNeeded: place)
            isMended = true
            return false
        }
        if isMended { return }

        room.forEachOnward(orphan) { end, step, place in
            if owners[end] == FlowSearch.target, levels[end] < best, end != orphan {
                (best, bestStep, bestPlace) = (levels[end], step, place)
            }
            return true
        }
        room.forEachInward(orphan) { tail, step, _ in
            if owners[tail] == FlowSearch.target, parents[tail] == step { orphans.insert(tail, at: levels[tail]) }
            return true
        }
        guard best < backward.limit else {
            owners[orphan] = FlowSearch.free
            return
        }

        levels[orphan] = best + 1
        parents[orphan] = bestStep
        places[orphan] = UInt32(truncatingIfNeeded: bestPlace)
        if best + 1 == backward.level { backward.frontier.append(orphan) }
        if best == backward.level { backward.next.append(orphan) }
    }
}

/// Nodes that have lost their parents, the lowest level first.
private struct Orphans: ~Copyable {
    private let heads: Scratch<UInt32>  // by level: the first node; .max: none
    private let nexts: Scratch<UInt32>  // by node that is here: the next on its level
    private let isHere: Scratch<Bool>
    private var lowest = Int.max
    private var count = 0

    init(nodeCount: Int) {
        heads = Scratch(repeating: .max, count: nodeCount + 1)
        nexts = Scratch(count: nodeCount)
        isHere = Scratch(repeating: false, count: nodeCount)
    }

    mutating func insert(_ node: UInt32, at level: UInt32) {
        guard !isHere[node] else { return }
        isHere[node] = true
        nexts[node] = heads[level]
        heads[level] = node
        lowest = min(lowest, Int(level))
        count += 1
    }

    mutating func removeLowest() -> UInt32? {
        guard count > 0 else {
            lowest = .max
            return nil
        }
        while heads[lowest] == .max { lowest += 1 }
        let node = heads[lowest]
        heads[lowest] = nexts[node]
        isHere[node] = false
        count -= 1
        return node
    }
}
