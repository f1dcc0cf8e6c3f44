internal import OverreachModel

/// The file that a snapshot is mapped from, for as long as anything reads it.
final class MappedSnapshot: Sendable {
    let damage = DamageMark()
    private let header: ColumnFileHeader
    private let mapping: Mapping
    private let checks: [BlockChecks]  // by section

    init(_ path: String, stamp: String) throws(GraphFileError) {
        guard let mapping = Mapping(path: path) else { throw .missing }
        let header = try ColumnFileHeader(SnapshotSection.layout, reading: mapping)
        guard header.stamp == Array(stamp.utf8) else { throw .outdated("it holds other content") }
        let counts = header.places.map(\.count)
        let damage = damage
        checks = SnapshotSection.allCases.map { section in
            let place = header.places[section.rawValue]
            let bytes = place.count * section.stride
            let sums = header.sums[place.firstBlock..<(place.firstBlock + header.layout.blocks(bytes))]
            return mapping.checks(
                at: place.offset, count: bytes, layout: header.layout, sums: Array(sums), damage: damage,
                hasContent: MappedSnapshot.content(of: section, counts, note: header.note))
        }
        self.header = header
        self.mapping = mapping
        try checkCounts()
        // Where no block can be put away by itself, nothing may be touched before all has been checked.
        if !BlockChecks.canReplace {
            checkAll()
            if damage.isDamaged { throw .damaged("a block has another sum") }
        }
    }

    /// How many types and kinds there are.
    var note: UInt64 { header.note }

    /// The column of the section.
    func field<Element>(_ section: SnapshotSection) throws(GraphFileError) -> Field<Element> {
        let place = header.places[section.rawValue]
        guard let column = mapping.column(Element.self, at: place.offset, count: place.count) else {
            throw .damaged("section \(section) is not inside the file")
        }
        return Field(column, checks[section.rawValue])
    }

    func texts(_ section: SnapshotSection) throws(GraphFileError) -> [String] {
        let field: Field<UInt8> = try field(section)
        let texts = PackedTexts.texts(field.whole)
        guard let texts, !damage.isDamaged else { throw .damaged("section \(section) is not as it was written") }
        return texts
    }

    func checkAll() {
        for section in checks { section.touchAll() }
    }

    private func count(_ section: SnapshotSection) -> Int { header.places[section.rawValue].count }

    /// Columns of one thing have a number for each.
    private func checkCounts() throws(GraphFileError) {
        let (nodes, edges, arcs) = (count(.types), count(.from), count(.onwardEnds))
        let places = nodes + count(.split)
        let sections: [(Int, [SnapshotSection])] = [
            (nodes, [.names, .worldIDs, .nodeRowStarts]),
            (nodes + 1, [.keyStarts, .outgoingOffsets, .incomingOffsets, .dependentOffsets]),
            (edges, [.to, .kinds, .marks, .edgeRowStarts, .incomingEdges]),
            (arcs, [.onwardEdges, .onwardMarks, .inwardEnds, .inwardEdges, .inwardMarks]),
            (places + 1, [.onwardOffsets, .inwardOffsets]),
        ]
        for (wanted, columns) in sections {
            for section in columns where count(section) != wanted {
                throw .damaged("section \(section) has \(count(section)) numbers instead of \(wanted)")
            }
        }
    }

    /// What the numbers of a section must be, so that none leads outside.
    ///
    /// Bytes and where they begin are held inside where they are read.
    private static func content(
        of section: SnapshotSection, _ counts: [Int], note: UInt64
    ) -> @Sendable (UnsafeRawBufferPointer) -> Bool {
        func count(_ section: SnapshotSection) -> Int { counts[section.rawValue] }
        func below<Number: FixedWidthInteger & UnsignedInteger & SendableMetatype>(
            _ bound: Int, _: Number.Type = UInt32.self
        ) -> @Sendable (UnsafeRawBufferPointer) -> Bool {
            { bytes in
                var most: Number = 0
                for number in bytes.bindMemory(to: Number.self) { most = max(most, number) }
                return bytes.isEmpty || Int(most) < bound
            }
        }
        switch section {
        case .types: return below(Int(note >> 32), UInt16.self)
        case .kinds: return below(Int(note & 0xFFFF_FFFF), UInt16.self)
        case .names, .worldIDs: return below(max(count(.nodeTextStarts), 1))
        case .from, .to, .split: return below(count(.types))
        case .onwardEnds, .inwardEnds: return below(count(.types) + count(.split))
        case .onwardEdges, .inwardEdges, .incomingEdges, .dependentEdges: return below(count(.from))
        case .tables, .notes, .keyStarts, .keyBytes, .nodeTextStarts, .nodeTextBytes, .nodeRowStarts,
            .nodeRowBytes, .marks, .edgeTextStarts, .edgeTextBytes, .edgeRowStarts, .edgeRowBytes,
            .outgoingOffsets, .incomingOffsets, .dependentOffsets, .onwardOffsets, .onwardMarks, .inwardOffsets,
            .inwardMarks:
            return { _ in true }
        }
    }
}

extension BuiltGraph {
    /// The graph of a file.
    convenience init(_ file: MappedSnapshot, _ tables: SnapshotTables) throws(GraphFileError) {
        let nodes = NodeColumns(
            keys: TextList(starts: try file.field(.keyStarts), bytes: try file.field(.keyBytes)),
            names: try file.field(.names), worldIDs: try file.field(.worldIDs), types: try file.field(.types),
            typeTable: tables.types, kindTable: tables.types.map(\.spec.kind),
            rows: PackedRows(starts: try file.field(.nodeRowStarts), bytes: try file.field(.nodeRowBytes)),
            texts: TextList(starts: try file.field(.nodeTextStarts), bytes: try file.field(.nodeTextBytes)))
        let edges = EdgeColumns(
            from: try file.field(.from), to: try file.field(.to), kinds: try file.field(.kinds),
            kindTable: tables.kinds, costTable: tables.kinds.map(\.spec.cost), marks: try file.field(.marks),
            rows: PackedRows(starts: try file.field(.edgeRowStarts), bytes: try file.field(.edgeRowBytes)),
            texts: TextList(starts: try file.field(.edgeTextStarts), bytes: try file.field(.edgeTextBytes)))
        let walkGraph = WalkGraph(
            outgoing: WalkGraph.Arcs(
                offsets: try file.field(.onwardOffsets), ends: try file.field(.onwardEnds),
                edges: try file.field(.onwardEdges), marks: try file.field(.onwardMarks)),
            incoming: WalkGraph.Arcs(
                offsets: try file.field(.inwardOffsets), ends: try file.field(.inwardEnds),
                edges: try file.field(.inwardEdges), marks: try file.field(.inwardMarks)),
            split: try file.field(.split), nodeCount: nodes.count)
        self.init(
            nodes, edges, walkGraph, outgoingOffsets: try file.field(.outgoingOffsets),
            incomingEdges: Grouping(
                offsets: try file.field(.incomingOffsets), positions: try file.field(.incomingEdges)),
            dependents: Grouping(
                offsets: try file.field(.dependentOffsets), positions: try file.field(.dependentEdges)),
            file: file)
    }
}
