/// The largest sets of nodes that all reach each other, numbered so that arcs lead from higher to lower numbers.
///
/// One search in depth. A node's *low* is the earliest node still open that its subtree has an arc to; a node whose low
/// is itself closes a component, which is what lies above it on the stack of open nodes. A component is closed after all
/// that it reaches, so the numbers are in reverse topological order.
///
/// ```
///   a ⇄ b ──▶ c      component 0: c   1: a, b
/// ```
///
/// The stack of calls is an array, so that a long chain does not overflow it.
///
/// Complexity: O(nodes + arcs).
///
/// Reference: R. E. Tarjan, "Depth-first search and linear graph algorithms", 1972, DOI 10.1137/0201010; the form with
/// one number a node: D. J. Pearce, "A space-efficient algorithm for finding strongly connected components", 2016,
/// DOI 10.1016/j.ipl.2015.08.010.
struct StrongComponents {
    let numbers: Column<UInt32>  // by node
    let count: Int

    /// The components of the nodes along the arcs that do not end at a node that `isBarred`.
    init(_ arcs: Arcs, barring isBarred: Column<Bool>? = nil) {
        // While a node is open its state is the order of its visit or what its low has become; closed, it is its
        // component counted down from the top. All orders are below all components, so one comparison serves both.
        let nodeCount = arcs.nodeCount
        let state = Scratch<UInt32>(repeating: 0, count: nodeCount)  // 0: not seen
        var calls = Stack<Call>(capacity: 1024)
        var open = Stack<UInt32>(capacity: 1024)
        var visited: UInt32 = 0
        var closed: UInt32 = 0

        for root in 0..<UInt32(nodeCount) where state[root] == 0 {
            visited += 1
            state[root] = visited
            var call = Call(node: root, next: arcs.offsets[root], order: visited)
            var end = arcs.offsets[Int(root) + 1]
            var low = visited
            while true {
                var entered = UInt32.max
                while call.next < end {
                    let target = arcs.ends[call.next]
                    call.next &+= 1
                    let known = state[target]
                    if let isBarred, isBarred[target] { continue }
                    if known == 0 {
                        entered = target
                        break
                    }
                    if known < low { low = known }
                }

                if entered != .max {
                    state[call.node] = low
                    calls.push(call)
                    visited &+= 1
                    state[entered] = visited
                    low = visited
                    call = Call(node: entered, next: arcs.offsets[entered], order: visited)
                    end = arcs.offsets[Int(entered) + 1]
                    continue
                }

                if low == call.order {
                    let number = UInt32.max &- closed
                    // What is open and was visited before the root has a low below the root's order.
                    while !open.isEmpty, state[open[open.count - 1]] >= call.order { state[open.pop()] = number }
                    state[call.node] = number
                    closed &+= 1
                } else {
                    state[call.node] = low
                    open.push(call.node)
                }
                guard !calls.isEmpty else { break }
                let finished = state[call.node]
                call = calls.pop()
                end = arcs.offsets[Int(call.node) + 1]
                low = min(state[call.node], finished)
            }
        }

        for node in 0..<nodeCount { state[node] = UInt32.max &- state[node] }
        numbers = state.frozen()
        count = Int(closed)
    }

    private struct Call: BitwiseCopyable {
        let node: UInt32
        var next: UInt32  // the arc to try next
        let order: UInt32
    }
}
