/// For every node that is reached from some roots, what is lost without it, and the same for every arc: the choke points.
///
/// A node dominates another if every path from the roots to that one goes through it. Each node has a nearest dominator,
/// and these make a tree: what is lost without a node is its subtree. Without an arc into a node, its subtree is lost
/// exactly if no other arc enters the node but from its own subtree.
///
/// ```
///   root ─▶ a ─▶ b ─▶ d       tree: root ─▶ a ─▶ {b, c, d}      lost without a: 4, b: 1
///           └──▶ c ─▶ d       arc root─▶a: 4, a─▶b: 1, b─▶d: 0
/// ```
///
/// The algorithm is Semi-NCA. In the order of a search in depth, a node's *semidominator* is the earliest node from which
/// a path leads to it through later ones alone; the nearest dominator is the nearest ancestor of the parent in the tree
/// that is not later than the semidominator. Several roots are the children of one that is no node.
///
/// With the arcs reversed, the roots are targets, and what is lost are nodes that no longer reach any target.
///
/// Gates are passed as if one predecessor were enough, so that with gates more may be lost than is said, never less:
/// `MaskedReach` without the node or arc says exactly how much.
///
/// Complexity: O(m log n) at worst in the arcs of what is reached, nearly linear in practice.
///
/// Reference: L. Georgiadis, R. E. Tarjan, R. F. Werneck, "Finding dominators in practice", 2006,
/// DOI 10.7155/jgaa.00119; arcs: G. F. Italiano, L. Laura, F. Santaroni, "Finding strong bridges and strong articulation
/// points in linear time", 2012, DOI 10.1016/j.tcs.2011.11.011.
package struct Dominators: Sendable {
    private let order: Column<UInt32>  // by node: when the search came to it, from 1; 0: not reached
    private let nodes: Column<UInt32>  // by order: the node; of 0, which is no node: 0
    private let dominators: Column<UInt32>  // by order: the order of the nearest dominator
    private let sizes: Column<UInt32>  // by order: how many nodes the subtree has
    private let losses: Column<UInt32>  // by order: the weight of the subtree

    /// The tree from the roots.
    ///
    /// A node weighs one, or what `weights` says of it; all together weigh less than 2^32.
    package init(
        _ graph: CompactGraph, from roots: [UInt32], _ direction: Direction = .forward,
        avoiding filter: ArcFilter = .none, weights: Column<UInt8>? = nil
    ) {
        let isForward = direction == .forward
        let (arcs, reverse) = isForward ? (graph.outgoing, graph.incoming) : (graph.incoming, graph.outgoing)
        let order = Scratch<UInt32>(repeating: 0, count: graph.nodeCount)
        var search = DepthFirst()
        for root in roots {
            search.run(from: root, arcs, order) { isForward ? filter.closes(arc: $0) : filter.closes(incoming: $0) }
        }
        let (nodes, parents) = search.result()
        let count = nodes.count

        // A node's link leads to an ancestor of it, and says the earliest semidominator on the way there, that of the
        // ancestor not counted. Links of nodes not yet come by lead to their parents.
        let links = Scratch<Link>(count: count)
        let semidominators = Scratch<UInt32>(count: count)
        for place in 0..<count {
            links[place] = Link(ancestor: parents[place], least: UInt32(truncatingIfNeeded: place))
            semidominators[place] = UInt32(truncatingIfNeeded: place)
        }
        for root in roots { semidominators[order[root]] = 0 }

        var path = Stack<UInt32>()
        for place in stride(from: count - 1, to: 0, by: -1) {
            let number = UInt32(truncatingIfNeeded: place)
            var least = semidominators[place] == 0 ? 0 : parents[place]
            for position in reverse.window(nodes[place]) {
                let tail = order[reverse.ends[position]]
                guard tail != 0 else { continue }
                if isForward ? filter.closes(incoming: position) : filter.closes(arc: position) { continue }
                let candidate = tail <= number ? tail : Dominators.evaluate(tail, above: number, links, &path)
                if candidate < least { least = candidate }
            }
            semidominators[place] = least
            links[place] = Link(ancestor: parents[place], least: least)
        }

        let dominators = Scratch<UInt32>(count: count)
        dominators[0] = 0
        for place in 1..<max(count, 1) {
            var dominator = parents[place]
            let semidominator = semidominators[place]
            while dominator > semidominator { dominator = dominators[dominator] }
            dominators[place] = dominator
        }

        let sizes = Scratch<UInt32>(repeating: 1, count: count)
        let losses = Scratch<UInt32>(repeating: 1, count: count)
        losses[0] = 0
        sizes[0] = 1
        if let weights { for place in 1..<max(count, 1) { losses[place] = UInt32(weights[nodes[place]]) } }
        for place in stride(from: count - 1, to: 0, by: -1) {
            let dominator = dominators[place]
            sizes[dominator] = sizes[dominator] &+ sizes[place]
            losses[dominator] = losses[dominator] &+ losses[place]
        }

        self.order = order.frozen()
        self.nodes = nodes
        self.dominators = dominators.frozen()
        self.sizes = sizes.frozen()
        self.losses = losses.frozen()
    }

    private struct Link: BitwiseCopyable {
        var ancestor: UInt32
        var least: UInt32
    }

    /// The earliest semidominator on the way from the node up to those not later than `limit`, which shortens the way.
    @inline(__always) private static func evaluate(
        _ node: UInt32, above limit: UInt32, _ links: borrowing Scratch<Link>, _ path: inout Stack<UInt32>
    ) -> UInt32 {
        var top = node
        while links[top].ancestor > limit {
            path.push(top)
            top = links[top].ancestor
        }
        var least = links[top].least
        let ancestor = links[top].ancestor
        while !path.isEmpty {
            let below = path.pop()
            least = min(least, links[below].least)
            links[below] = Link(ancestor: ancestor, least: least)
        }
        return least
    }

    /// How many nodes are reached, the roots among them.
    package var reachedCount: Int { nodes.count - 1 }

    /// What all that is reached weighs.
    package var reachedWeight: Int { Int(losses[0]) }

    /// What is lost without the node, itself among it; 0 where it is not reached.
    package func loss(without node: UInt32) -> Int { order[node] == 0 ? 0 : Int(losses[order[node]]) }

    /// The nearest dominator; nil for a node that is not reached, and where only the roots together dominate it.
    package func dominator(of node: UInt32) -> UInt32? {
        let dominator = order[node] == 0 ? 0 : dominators[order[node]]
        return dominator == 0 ? nil : nodes[dominator]
    }

    /// Whether every path from the roots to the second node goes through the first; true for a node and itself.
    ///
    /// Complexity: O(depth of the tree).
    package func dominates(_ first: UInt32, _ second: UInt32) -> Bool {
        // An ancestor comes earlier in the order of the search.
        var place = order[second]
        while place > order[first] { place = dominators[place] }
        return place != 0 && place == order[first]
    }

    /// Whether the node is reached.
    package func reaches(_ node: UInt32) -> Bool { order[node] != 0 }

    /// All nodes that are reached, in the order of the search.
    package var reached: [UInt32] { nodes.indices.dropFirst().map { nodes[$0] } }

    /// The arcs without which something is lost, and its weight, in the order of the nodes that they enter.
    ///
    /// The graph, direction and filter are those of the tree.
    ///
    /// Complexity: O(arcs of what is reached).
    package func arcs(
        in graph: CompactGraph, _ direction: Direction = .forward, avoiding filter: ArcFilter = .none
    ) -> [(arc: UInt32, loss: Int)] {
        let isForward = direction == .forward
        let reverse = isForward ? graph.incoming : graph.outgoing
        let count = nodes.count
        // A subtree is a range of the order in which its tree is walked, children by their order.
        let begins = Scratch<UInt32>(count: count)
        let used = Scratch<UInt32>(repeating: 1, count: count)
        begins[0] = 0
        var result: [(arc: UInt32, loss: Int)] = []
        for place in 1..<max(count, 1) {
            let dominator = dominators[place]
            begins[place] = begins[dominator] &+ used[dominator]
            used[dominator] = used[dominator] &+ sizes[place]
        }

        for place in 1..<max(count, 1) where dominators[place] != 0 {
            let (dominator, begin, size) = (dominators[place], begins[place], sizes[place])
            var bridge = UInt32.max
            var isBridge = true
            for position in reverse.window(nodes[place]) {
                let tail = order[reverse.ends[position]]
                guard tail != 0 else { continue }
                if isForward ? filter.closes(incoming: position) : filter.closes(arc: position) { continue }
                if tail == dominator, bridge == .max {
                    bridge = UInt32(truncatingIfNeeded: position)
                } else if begins[tail] &- begin >= size {
                    isBridge = false
                    break
                }
            }
            guard isBridge, bridge != .max else { continue }
            result.append((isForward ? graph.incomingArcs[bridge] : bridge, Int(losses[place])))
        }
        return result
    }
}

/// A search in depth that numbers what it comes to, from 1.
private struct DepthFirst: ~Copyable {
    private var nodes = Stack<UInt32>(capacity: 1024)  // by order; the first is no node
    private var parents = Stack<UInt32>(capacity: 1024)  // by order: the order of the node that it was entered from
    private var calls = Stack<Call>(capacity: 1024)

    private struct Call: BitwiseCopyable {
        let order: UInt32
        var next: UInt32
        let end: UInt32
    }

    init() {
        nodes.push(0)
        parents.push(0)
    }

    /// The nodes and their parents, by order.
    consuming func result() -> (nodes: Column<UInt32>, parents: Column<UInt32>) {
        (nodes.copied(), parents.copied())
    }

    @inline(__always) mutating func run(
        from root: UInt32, _ arcs: Arcs, _ order: borrowing Scratch<UInt32>, skipping isClosed: (Int) -> Bool
    ) {
        guard order[root] == 0 else { return }

        enter(root, from: 0, arcs, order)
        while !calls.isEmpty {
            var call = calls.pop()
            while call.next < call.end {
                let arc = call.next
                call.next &+= 1
                let end = arcs.ends[arc]
                if order[end] != 0 || isClosed(Int(arc)) { continue }
                calls.push(call)
                enter(end, from: call.order, arcs, order)
                break
            }
        }
    }

    @inline(__always) private mutating func enter(
        _ node: UInt32, from parent: UInt32, _ arcs: Arcs, _ order: borrowing Scratch<UInt32>
    ) {
        let number = UInt32(truncatingIfNeeded: nodes.count)
        order[node] = number
        nodes.push(node)
        parents.push(parent)
        calls.push(Call(order: number, next: arcs.offsets[node], end: arcs.offsets[Int(node) + 1]))
    }
}
