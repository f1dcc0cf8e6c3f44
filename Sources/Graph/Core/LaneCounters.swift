/// 512 bits that are had at once, one a source.
typealias Lanes = SIMD8<UInt64>

extension SIMD8<UInt64> {
    @inline(__always) var isZero: Bool {
        let half = lowHalf | highHalf
        let quarter = half.lowHalf | half.highHalf
        return quarter[0] | quarter[1] == 0
    }

    /// Calls the body with the number of every lane that is set.
    @inline(__always) func forEachLane(_ body: (Int) -> Void) {
        for word in 0..<8 {
            var bits = self[word]
            while bits != 0 {
                body(word &* 64 &+ bits.trailingZeroBitCount)
                bits &= bits &- 1
            }
        }
    }
}

/// A counter for each lane and group, kept upright: plane `k` holds bit `k` of the counters of all lanes.
///
/// Adding one to the counters of some lanes is a carry that runs through the planes and mostly dies after two. When a
/// counter could overflow, all are added to plain sums.
struct LaneCounters: ~Copyable {
    private static let planeCount = 16
    private static let most: UInt32 = 1 << 16 - 1

    private let groupCount: Int
    private let planes: Scratch<Lanes>  // by group, then bit
    private let added: Scratch<UInt32>  // by group: no counter is above
    private let sums: Scratch<UInt32>  // by lane, then group

    init(groupCount: Int) {
        self.groupCount = groupCount
        planes = Scratch(repeating: .zero, count: groupCount * LaneCounters.planeCount)
        added = Scratch(repeating: 0, count: groupCount)
        sums = Scratch(repeating: 0, count: groupCount * LanePush.width)
    }

    /// Adds one to the counters of the lanes.
    @inline(__always) func add(_ lanes: Lanes, group: Int) {
        if added[group] == LaneCounters.most { flush(group) }
        added[group] = added[group] &+ 1
        ripple(lanes, from: group &* LaneCounters.planeCount)
    }

    /// Adds the weight to the counters of the lanes.
    func add(_ lanes: Lanes, group: Int, weight: UInt32) {
        guard weight < 1 << 12 else {
            lanes.forEachLane { lane in sums[lane &* groupCount &+ group] = sums[lane &* groupCount &+ group] &+ weight
            }
            return
        }

        if LaneCounters.most &- added[group] < weight { flush(group) }
        added[group] = added[group] &+ weight
        var bits = weight
        while bits != 0 {
            ripple(lanes, from: group &* LaneCounters.planeCount &+ bits.trailingZeroBitCount)
            bits &= bits &- 1
        }
    }

    @inline(__always) private func ripple(_ lanes: Lanes, from first: Int) {
        var (carry, plane) = (lanes, first)
        repeat {
            // No counter is above `most`, so no carry leaves the last plane.
            let known = planes[plane]
            planes[plane] = known ^ carry
            carry = known & carry
            plane &+= 1
        } while !carry.isZero
    }

    private func flush(_ group: Int) {
        for bit in 0..<LaneCounters.planeCount {
            let plane = group * LaneCounters.planeCount + bit
            planes[plane].forEachLane { lane in sums[lane * groupCount + group] += 1 << UInt32(bit) }
            planes[plane] = .zero
        }
        added[group] = 0
    }

    /// The counts of the first lanes, by lane, then group; all are zero after.
    func take(lanes: Int) -> [UInt32] {
        for group in 0..<groupCount { flush(group) }
        let counts = (0..<lanes * groupCount).map { sums[$0] }
        sums.fill(0..<sums.count, with: 0)
        return counts
    }
}
