/// The columns of a `GraphFile`, in the order in which they lie in it.
enum GraphSection: UInt32, CaseIterable {
    case outgoingOffsets, outgoingEnds, incomingOffsets, incomingEnds, incomingArcs, costs, incomingCosts
    case originals, firstOriginals, numbers
    case components, starts, onwardOffsets, onwardEnds, inwardOffsets, inwardEnds
    case gateNodes, gateNeeds, gateMarks, predecessorOffsets, predecessorEnds, followerOffsets, followerEnds

    /// What reach needs.
    static let ofComponents: [GraphSection] = [
        .components, .starts, .onwardOffsets, .onwardEnds, .inwardOffsets, .inwardEnds,
        .gateNodes, .gateNeeds, .gateMarks, .predecessorOffsets, .predecessorEnds, .followerOffsets, .followerEnds,
    ]

    /// What paths, cuts and dominators need beside that.
    static let ofArcs: [GraphSection] = [
        .outgoingOffsets, .outgoingEnds, .incomingOffsets, .incomingEnds, .incomingArcs, .costs, .incomingCosts,
        .originals, .firstOriginals,
    ]

    /// How many bytes a number of the column has.
    var stride: Int {
        switch self {
        case .costs, .incomingCosts: 1
        case .gateMarks: 8
        case .outgoingOffsets, .outgoingEnds, .incomingOffsets, .incomingEnds, .incomingArcs, .originals,
            .firstOriginals, .numbers, .components, .starts, .onwardOffsets, .onwardEnds, .inwardOffsets, .inwardEnds,
            .gateNodes, .gateNeeds, .predecessorOffsets, .predecessorEnds, .followerOffsets, .followerEnds:
            4
        }
    }
}
