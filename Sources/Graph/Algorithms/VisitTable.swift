/// What a search knows of the places that it came to: a table that grows with them, and one number a place once they are
/// many, so that a small search costs what it reaches and not what there is.
///
/// Complexity: O(1) for each question, growing included.
struct VisitTable: ~Copyable {
    private let placeCount: Int
    private var places: Scratch<UInt32>  // by slot: the place, or .max; empty once there is a number a place
    private var visits: Scratch<UInt64>  // by slot, or by place: .max where it was not visited
    private var isDense: Bool
    private var count = 0

    init(placeCount: Int) {
        self.placeCount = placeCount
        isDense = placeCount <= VisitTable.firstSlots * 8
        places = Scratch(repeating: .max, count: isDense ? 0 : VisitTable.firstSlots)
        visits = Scratch(repeating: .max, count: isDense ? placeCount : VisitTable.firstSlots)
    }

    private static let firstSlots = 256  // powers of two from here on

    /// What is known of the place; `.max` where nothing is.
    @inline(__always) func visit(_ place: UInt32) -> UInt64 {
        isDense ? visits[place] : visits[slot(of: place)]
    }

    /// Keeps what is known of the place, which is not `.max`.
    @inline(__always) mutating func set(_ place: UInt32, _ visit: UInt64) {
        if isDense {
            visits[place] = visit
            return
        }
        let slot = slot(of: place)
        if places[slot] == .max {
            places[slot] = place
            count += 1
        }
        visits[slot] = visit
        if count * 2 > places.count { grow() }
    }

    /// The slot of the place, or the free one in which it would be.
    @inline(__always) private func slot(of place: UInt32) -> Int {
        let mask = places.count &- 1
        var slot = Int(truncatingIfNeeded: (UInt64(place) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while places[slot] != place, places[slot] != .max { slot = (slot &+ 1) & mask }
        return slot
    }

    @inline(never) private mutating func grow() {
        let slots = places.count * 4
        if slots * 4 >= placeCount {
            let dense = Scratch<UInt64>(repeating: .max, count: placeCount)
            for slot in 0..<places.count where places[slot] != .max { dense[places[slot]] = visits[slot] }
            visits = dense
            places = Scratch(count: 0)
            isDense = true
            return
        }
        let (oldPlaces, oldVisits) = (places.copied(), visits.copied())
        places = Scratch(repeating: .max, count: slots)
        visits = Scratch(repeating: .max, count: slots)
        for old in oldPlaces.indices where oldPlaces[old] != .max {
            let slot = slot(of: oldPlaces[old])
            places[slot] = oldPlaces[old]
            visits[slot] = oldVisits[old]
        }
    }
}
