/// The counters of gates for 512 sources, and which components have something new.
struct GateLanes: ~Copyable {
    let gates: Gates
    let done: Scratch<Lanes>  // by component: the lanes that have gone on from it
    let dirty: Scratch<UInt64>  // one bit a component: it has lanes that have not gone on
    private let planes: Scratch<Lanes>
    private let offsets: Column<UInt32>  // by gate: its first plane; as many as its need has bits
    private let first: Scratch<Int>  // one number: the first word of dirty to begin from; .max: none

    init(_ gates: Gates, components: Int) {
        var offsets = Stack<UInt32>()
        var planeCount = 0
        for gate in gates.nodes.indices {
            offsets.push(UInt32(planeCount))
            planeCount += UInt32.bitWidth - gates.needs[gate].leadingZeroBitCount
        }
        offsets.push(UInt32(planeCount))

        self.gates = gates
        self.offsets = offsets.copied()
        planes = Scratch(repeating: .zero, count: planeCount)
        done = Scratch(repeating: .zero, count: components)
        dirty = Scratch(repeating: 0, count: components / 64 + 1)
        first = Scratch(repeating: .max, count: 1)
    }

    /// Forgets everything.
    func clear() {
        planes.fill(0..<planes.count, with: .zero)
        done.fill(0..<done.count, with: .zero)
        first[0] = .max
    }

    /// Notes that the component, which lies ahead of the sweep, has something new.
    @inline(__always) func mark(_ component: UInt32) {
        let word = Int(component >> 6)
        dirty[word] = dirty[word] | 1 << UInt64(component & 63)
        // Before the first sweep nothing is ahead; later a sweep comes by all that is.
        if first[0] == .max { first[0] = word }
    }

    /// Notes the same of a component that may lie behind the sweep.
    func markBack(_ component: UInt32) {
        mark(component)
        first[0] = min(first[0], Int(component >> 6))
    }

    /// Where the next sweep begins; nil where nothing is new.
    func takeFirst() -> Int? {
        let begin = first[0]
        first[0] = .max
        return begin == .max ? nil : begin
    }

    /// Counts one more predecessor for the lanes, and says which of them have come to the gate's need by it.
    ///
    /// A counter that has passed the need may wrap and come to it again; who was let in is in `done` and stays there.
    func add(_ lanes: Lanes, to gate: UInt32) -> Lanes {
        let need = gates.needs[gate]
        var (carry, equal) = (lanes, lanes)
        for (bit, plane) in (offsets[gate]..<offsets[Int(gate) + 1]).enumerated() {
            let sum = planes[plane] ^ carry
            carry &= planes[plane]
            planes[plane] = sum
            equal &= need >> UInt32(bit) & 1 != 0 ? sum : ~sum
        }
        return equal
    }
}
