extension GraphFile {
    func condensation() throws(GraphFileError) -> Condensation {
        Condensation(
            components: try column(.components), starts: try column(.starts),
            outgoing: Arcs(offsets: try column(.onwardOffsets), ends: try column(.onwardEnds)),
            incoming: Arcs(offsets: try column(.inwardOffsets), ends: try column(.inwardEnds)))
    }

    func gates() throws(GraphFileError) -> Gates? {
        let nodes: Column<UInt32> = try column(.gateNodes)
        guard nodes.count > 0 else { return nil }
        return Gates(
            nodes: nodes, needs: try column(.gateNeeds),
            predecessors: Arcs(offsets: try column(.predecessorOffsets), ends: try column(.predecessorEnds)),
            followers: Arcs(offsets: try column(.followerOffsets), ends: try column(.followerEnds)),
            marks: try column(.gateMarks))
    }
}

extension CompactGraph {
    /// The graph of a file whose sections have been checked.
    init(_ file: GraphFile) throws(GraphFileError) {
        outgoing = Arcs(offsets: try file.column(.outgoingOffsets), ends: try file.column(.outgoingEnds))
        incoming = Arcs(offsets: try file.column(.incomingOffsets), ends: try file.column(.incomingEnds))
        incomingArcs = try file.column(.incomingArcs)
        costs = try file.column(.costs)
        incomingCosts = try file.column(.incomingCosts)
        originals = try file.column(.originals)
        numbers = try file.column(.numbers)
        firstOriginals = try file.column(.firstOriginals)
        condensation = try file.condensation()
        gates = try file.gates()
        maxCost = UInt8(clamping: file.header.note)
    }
}

extension Condensation {
    init(components: Column<UInt32>, starts: Column<UInt32>, outgoing: Arcs, incoming: Arcs) {
        self.components = components
        self.starts = starts
        self.outgoing = outgoing
        self.incoming = incoming
    }
}

extension Gates {
    init(
        nodes: Column<UInt32>, needs: Column<UInt32>, predecessors: Arcs, followers: Arcs, marks: Column<UInt64>
    ) {
        self.nodes = nodes
        self.needs = needs
        self.predecessors = predecessors
        self.followers = followers
        self.marks = marks
    }
}
