/// The columns of a saved snapshot, in the order in which they lie in its file.
enum SnapshotSection: Int, CaseIterable {
    case tables, notes
    case keyStarts, keyBytes, nodeTextStarts, nodeTextBytes, names, worldIDs, types, nodeRowStarts, nodeRowBytes
    case from, to, kinds, marks, edgeTextStarts, edgeTextBytes, edgeRowStarts, edgeRowBytes
    case outgoingOffsets, incomingOffsets, incomingEdges, dependentOffsets, dependentEdges
    case onwardOffsets, onwardEnds, onwardEdges, onwardMarks
    case inwardOffsets, inwardEnds, inwardEdges, inwardMarks
    case split

    static let layout = ColumnLayout(
        magic: UInt64(littleEndian: 0x3150_414E_5352_564F),  // "OVRSNAP1"
        version: 1, strides: allCases.map(\.stride), blockSize: 1 << 16)

    /// How many bytes a number of the column has.
    var stride: Int {
        switch self {
        case .tables, .notes, .keyBytes, .nodeTextBytes, .nodeRowBytes, .edgeTextBytes, .edgeRowBytes: 1
        case .types, .kinds, .marks, .onwardMarks, .inwardMarks: 2
        case .names, .worldIDs, .from, .to, .outgoingOffsets, .incomingOffsets, .incomingEdges, .dependentOffsets,
            .dependentEdges, .onwardOffsets, .onwardEnds, .onwardEdges, .inwardOffsets, .inwardEnds, .inwardEdges,
            .split:
            4
        case .keyStarts, .nodeTextStarts, .nodeRowStarts, .edgeTextStarts, .edgeRowStarts: 8
        }
    }
}
