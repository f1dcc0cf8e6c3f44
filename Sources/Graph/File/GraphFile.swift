internal import Synchronization

/// A graph in one file, ready to be asked: opened without being read.
///
/// Its header is checked when it is opened, its columns when a question first needs them: the sum of every block, and
/// that no number in it leads outside. Reach needs the components alone, which are a fifth of the file.
///
/// A file is never trusted: one that was cut, changed, or written by another version or for other content is refused
/// with the reason, and the graph is built again from the store.
package final class GraphFile: Sendable {
    static let layout = ColumnLayout(
        magic: UInt64(littleEndian: 0x3148_5041_5247_564F),  // "OVGRAPH1"
        version: 1, strides: GraphSection.allCases.map(\.stride), blockSize: 1 << 20)

    let header: ColumnFileHeader
    let mapping: Mapping
    private let checked = Mutex<Set<Part>>([])

    /// Opens the file, which must hold the content of this stamp: a name that changes when the content does.
    package init(_ path: String, stamp: String) throws(GraphFileError) {
        guard let mapping = Mapping(path: path) else { throw .missing }
        header = try ColumnFileHeader(GraphFile.layout, reading: mapping)
        self.mapping = mapping
        guard header.stamp == Array(stamp.utf8) else { throw .outdated("it holds other content") }
    }

    /// The components and their graph, and the gates: what reach needs.
    package func components() throws(GraphFileError) -> (condensation: Condensation, gates: Gates?) {
        try check(.components, GraphSection.ofComponents)
        return try (condensation(), gates())
    }

    /// The numbers of the nodes: by the number that a node had, the one that it has.
    package func numbers() throws(GraphFileError) -> Column<UInt32> {
        try check(.numbers, [.numbers])
        return try column(.numbers)
    }

    /// The whole graph.
    package func graph() throws(GraphFileError) -> CompactGraph {
        try check(.components, GraphSection.ofComponents)
        try check(.numbers, [.numbers])
        try check(.arcs, GraphSection.ofArcs)
        return try CompactGraph(self)
    }

    func column<Element>(_ section: GraphSection) throws(GraphFileError) -> Column<Element> {
        let place = header.places[Int(section.rawValue)]
        guard let column = mapping.column(Element.self, at: place.offset, count: place.count) else {
            throw .damaged("section \(section) is not inside the file")
        }
        return column
    }

    /// What is checked together.
    private enum Part { case components, numbers, arcs }

    /// Checks the sections unless that was done; another thread that needs them meanwhile waits.
    private func check(_ part: Part, _ sections: [GraphSection]) throws(GraphFileError) {
        let failure = checked.withLock { parts -> GraphFileError? in
            guard !parts.contains(part) else { return nil }
            do throws(GraphFileError) {
                for section in sections { try check(section) }
            } catch {
                return error
            }
            parts.insert(part)
            return nil
        }
        if let failure { throw failure }
    }
}

/// Why a saved graph cannot be used, or could not be saved.
package enum GraphFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no file that can be read.
    case missing
    /// It was written by another version, or holds other content.
    case outdated(String)
    /// It is not as it was written.
    case damaged(String)
    /// It could not be written; the file that was there, if any, is as it was.
    case unwritable(String)

    package var description: String {
        switch self {
        case .missing: "no saved graph that can be read"
        case .outdated(let why): "the saved graph is outdated: \(why)"
        case .damaged(let what): "the saved graph is damaged: \(what)"
        case .unwritable(let what): "the graph could not be saved: \(what)"
        }
    }
}
