internal import OverreachModel

/// A snapshot in one file beside its store: opened by mapping it, ready to be asked without being read.
///
/// The header is checked when it is opened, and every block of 64 KiB when it is first touched: its sum, and that no number
/// in it leads outside. A file that was cut, or that another version wrote, or that is of other content, is refused with
/// the reason. Damage that is met only while a question is asked shows in `Snapshot.isDamaged`: what came of the question
/// must be thrown away and the snapshot built again. The same snapshot gives the same bytes.
package enum SnapshotFile {
    /// Saves a snapshot as it was built, with notes of the caller's and a stamp that changes when either does.
    ///
    /// It is written aside, synced and renamed. Complexity: linear in the snapshot.
    package static func write(
        _ snapshot: Snapshot, notes: [String], stamp: String, to path: String
    ) throws(GraphFileError) {
        precondition(snapshot.change == nil, "a snapshot is saved as it was built")
        let columns = SnapshotSection.allCases.map { column($0, of: snapshot, notes) }
        try SnapshotSection.layout.write(
            columns, stamp: full(stamp), note: SnapshotTables(snapshot).counts, to: path)
    }

    /// Opens the file, which must have been saved with this stamp.
    ///
    /// Complexity: O(blocks of 64 KiB).
    package static func open(_ path: String, stamp: String) throws(GraphFileError) -> (
        snapshot: Snapshot, notes: [String]
    ) {
        let file = try MappedSnapshot(path, stamp: full(stamp))
        let tables = try SnapshotTables(file)
        let graph = try BuiltGraph(file, tables)
        let notes = try file.texts(.notes)
        if file.damage.isDamaged { throw .damaged("its tables have other sums") }
        return (Snapshot(graph, id: tables.id), notes)
    }

    /// With what the catalogue says, by which arcs were made.
    private static func full(_ stamp: String) -> String {
        var hash = StableHash(seed: 5)
        for type in Catalogue.nodeTypes {
            hash.add(type.name)
            hash.add(type.spec.kind.rawValue)
        }
        for kind in Catalogue.edgeKinds {
            hash.add(kind.name)
            hash.add("\(kind.spec.traversal)")
            hash.add(UInt64(kind.spec.assumes.rawValue))
            hash.add(UInt64(kind.spec.cost))
        }
        return "\(stamp) catalogue \(String(hash.value, radix: 16))"
    }

    private static func column(
        _ section: SnapshotSection, of snapshot: Snapshot, _ notes: [String]
    ) -> ColumnBytes {
        let (built, nodes, edges) = (snapshot.built, snapshot.nodeColumns, snapshot.edgeColumns)
        let (onward, inward) = (snapshot.walkGraph.outgoing, snapshot.walkGraph.incoming)
        func bytes<Element>(_ field: Field<Element>) -> ColumnBytes { ColumnBytes(field.whole) }
        return switch section {
        case .tables: ColumnBytes(PackedTexts.column(SnapshotTables(snapshot).texts))
        case .notes: ColumnBytes(PackedTexts.column(notes))
        case .keyStarts: bytes(nodes.keys.starts)
        case .keyBytes: bytes(nodes.keys.bytes)
        case .nodeTextStarts: bytes(nodes.texts.starts)
        case .nodeTextBytes: bytes(nodes.texts.bytes)
        case .names: bytes(nodes.names)
        case .worldIDs: bytes(nodes.worldIDs)
        case .types: bytes(nodes.types)
        case .nodeRowStarts: bytes(nodes.rows.starts)
        case .nodeRowBytes: bytes(nodes.rows.bytes)
        case .from: bytes(edges.from)
        case .to: bytes(edges.to)
        case .kinds: bytes(edges.kinds)
        case .marks: bytes(edges.marks)
        case .edgeTextStarts: bytes(edges.texts.starts)
        case .edgeTextBytes: bytes(edges.texts.bytes)
        case .edgeRowStarts: bytes(edges.rows.starts)
        case .edgeRowBytes: bytes(edges.rows.bytes)
        case .outgoingOffsets: bytes(built.outgoingOffsets)
        case .incomingOffsets: bytes(built.incomingEdges.offsets)
        case .incomingEdges: bytes(built.incomingEdges.positions)
        case .dependentOffsets: bytes(built.dependents.offsets)
        case .dependentEdges: bytes(built.dependents.positions)
        case .onwardOffsets: bytes(onward.offsets)
        case .onwardEnds: bytes(onward.ends)
        case .onwardEdges: bytes(onward.edges)
        case .onwardMarks: bytes(onward.marks)
        case .inwardOffsets: bytes(inward.offsets)
        case .inwardEnds: bytes(inward.ends)
        case .inwardEdges: bytes(inward.edges)
        case .inwardMarks: bytes(inward.marks)
        case .split: bytes(snapshot.walkGraph.split)
        }
    }
}

extension Snapshot {
    /// Whether the file that the snapshot is mapped from turned out not to be as it was written: then what was answered
    /// since it was opened may be wrong, and is to be asked again of a snapshot that is built anew.
    package var isDamaged: Bool { built.file?.damage.isDamaged ?? false }

    /// Checks all of the file that the snapshot is mapped from, if there is one.
    ///
    /// Complexity: linear in the file, at about the speed at which it is read.
    package func checkFile() {
        built.file?.checkAll()
    }
}

/// The small tables of a snapshot, which are read when its file is opened.
struct SnapshotTables {
    let id: String
    let types: [NodeType]
    let kinds: [EdgeKind]

    init(_ snapshot: Snapshot) {
        id = snapshot.id
        types = snapshot.nodeColumns.typeTable
        kinds = snapshot.edgeColumns.kindTable
    }

    init(_ file: MappedSnapshot) throws(GraphFileError) {
        let texts = try file.texts(.tables)
        guard texts.count >= 2, let typeCount = Int(texts[1]), typeCount >= 0, typeCount <= texts.count - 2 else {
            throw .damaged("its tables are none")
        }
        id = texts[0]
        let types = texts[2..<(2 + typeCount)].compactMap { NodeType(name: $0) }
        let kinds = texts[(2 + typeCount)...].compactMap { EdgeKind(name: $0) }
        guard types.count + kinds.count == texts.count - 2 else {
            throw .outdated("it has kinds that this version does not know")
        }
        self.types = types
        self.kinds = kinds
        guard counts == file.note else { throw .damaged("its header and its tables contradict each other") }
    }

    /// How many types and kinds there are, in one number.
    var counts: UInt64 { UInt64(types.count) << 32 | UInt64(kinds.count) }

    var texts: [String] { [id, "\(types.count)"] + types.map(\.name) + kinds.map(\.name) }
}

/// Some texts in one column: of each its length in eight bytes, and its bytes.
enum PackedTexts {
    static func column(_ texts: [String]) -> Column<UInt8> {
        var bytes: [UInt8] = []
        for text in texts {
            withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { bytes += $0 }
            bytes += Array(text.utf8)
        }
        return Column(bytes)
    }

    /// The texts; nil where the column is none of this form.
    static func texts(_ column: Column<UInt8>) -> [String]? {
        column.withBytes { bytes in
            var texts: [String] = []
            var place = 0
            while place < bytes.count {
                guard bytes.count - place >= 8 else { return nil }
                let count = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                place += 8
                guard count <= UInt64(bytes.count - place) else { return nil }
                texts.append(String(decoding: bytes[place..<(place + Int(count))], as: UTF8.self))
                place += Int(count)
            }
            return texts
        }
    }
}
