extension GraphFile {
    /// What the numbers of a column must be, so that none leads outside.
    private enum Content {
        /// As many numbers, all below the bound.
        case below(Int, count: Int)
        /// Where groups begin: from 0 on, never falling, the last being the count of what is grouped.
        case offsets(groups: Int, of: Int)
        /// As many numbers, whatever they are.
        case any(count: Int)
    }

    private func count(_ section: GraphSection) -> Int { header.places[Int(section.rawValue)].count }

    private func content(_ section: GraphSection) -> Content {
        let (nodes, arcs, gates) = (count(.components), count(.outgoingEnds), count(.gateNodes))
        let components = count(.starts) - 1
        switch section {
        case .outgoingOffsets, .incomingOffsets: return .offsets(groups: nodes, of: arcs)
        case .outgoingEnds, .incomingEnds: return .below(nodes, count: arcs)
        case .incomingArcs: return .below(arcs, count: arcs)
        case .costs, .incomingCosts: return .below(Int(clamping: header.note) + 1, count: arcs)
        case .originals, .numbers: return .below(nodes, count: nodes)
        case .firstOriginals: return .below(arcs + 1, count: nodes)
        case .components: return .below(components, count: nodes)
        case .starts: return .offsets(groups: components, of: nodes)
        case .onwardOffsets: return .offsets(groups: components, of: count(.onwardEnds))
        case .inwardOffsets: return .offsets(groups: components, of: count(.onwardEnds))
        case .onwardEnds, .inwardEnds: return .below(components, count: count(.onwardEnds))
        case .gateNodes: return .below(nodes, count: gates)
        case .gateNeeds: return .any(count: gates)
        case .gateMarks: return .any(count: gates == 0 ? 0 : nodes / 64 + 1)
        case .predecessorOffsets:
            return gates == 0 ? .any(count: 0) : .offsets(groups: gates, of: count(.predecessorEnds))
        case .followerOffsets:
            return gates == 0 ? .any(count: 0) : .offsets(groups: nodes, of: count(.predecessorEnds))
        case .predecessorEnds: return .below(nodes, count: count(.predecessorEnds))
        case .followerEnds: return .below(gates, count: count(.predecessorEnds))
        }
    }

    /// Checks the sums of the section's blocks and what its numbers are.
    ///
    /// Complexity: O(bytes of the section), at about the speed at which they are read.
    func check(_ section: GraphSection) throws(GraphFileError) {
        let isSound: Bool
        switch section.stride {
        case 1:
            let column: Column<UInt8> = try column(section)
            try checkSums(section, column)
            isSound = hasContent(column, content(section))
        case 4:
            let column: Column<UInt32> = try column(section)
            try checkSums(section, column)
            isSound = hasContent(column, content(section))
            if section == .gateNodes { try checkGates(column) }
        default:
            let column: Column<UInt64> = try column(section)
            try checkSums(section, column)
            isSound = hasContent(column, content(section))
        }
        guard isSound else { throw .damaged("section \(section) has numbers that lead outside") }
    }

    private func checkSums<Element>(_ section: GraphSection, _ column: Column<Element>) throws(GraphFileError) {
        let place = header.places[Int(section.rawValue)]
        let wrong = column.withBytes { bytes in
            let sums = GraphFile.layout.sums(of: bytes)
            return sums.indices.first { sums[$0] != header.sums[place.firstBlock + $0] }
        }
        if let wrong { throw .damaged("block \(wrong) of section \(section) has another sum") }
    }

    private func hasContent<Number: FixedWidthInteger & UnsignedInteger>(
        _ column: Column<Number>, _ content: Content
    ) -> Bool {
        switch content {
        case .any(let count): return column.count == count
        case .below(let bound, let count):
            var most: Number = 0
            for place in column.indices { most = max(most, column[place]) }
            return column.count == count && (count == 0 || Int(most) < bound)
        case .offsets(let groups, let total):
            guard groups >= 0, column.count == groups + 1, column[0] == 0, Int(column[groups]) == total else {
                return false
            }
            var isRising = true
            for place in 0..<groups where column[place] > column[place + 1] { isRising = false }
            return isRising
        }
    }

    /// The marks are those of the gates, which ascend.
    private func checkGates(_ gates: Column<UInt32>) throws(GraphFileError) {
        let marks: Column<UInt64> = try column(.gateMarks)
        var marked = 0
        for word in marks.indices { marked += marks[word].nonzeroBitCount }
        var isSound = marked == gates.count
        for gate in gates.indices {
            let node = Int(gates[gate])
            isSound =
                isSound && node / 64 < marks.count && marks[node / 64] >> UInt64(node % 64) & 1 != 0
                && (gate == 0 || gates[gate - 1] < gates[gate])
        }
        guard isSound else { throw .damaged("the marks of gates are not theirs") }
    }
}
