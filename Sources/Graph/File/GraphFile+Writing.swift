#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension GraphFile {
    /// Saves the graph under the path, with a stamp that changes when the content does; the same graph, the same bytes.
    ///
    /// It is written aside, brought to the disk, and then renamed, so that whoever has the file that was there keeps it,
    /// and a machine that stops leaves the one or the other.
    package static func write(_ graph: CompactGraph, stamp: String, to path: String) throws(GraphFileError) {
        let aside = "\(path).\(getpid()).aside"
        do throws(GraphFileError) {
            try write(graph, stamp, aside)
            guard rename(aside, path) == 0 else { throw failure("rename", path) }
        } catch {
            unlink(aside)
            throw error
        }
        try syncFolder(of: path)
    }

    private static func write(_ graph: CompactGraph, _ stamp: String, _ path: String) throws(GraphFileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create", path) }
        defer { close(descriptor) }

        let sections = GraphSection.allCases
        var sums: [UInt64] = []
        for section in sections { withBytes(of: section, graph) { sums += blockSums($0) } }
        let header = GraphFileHeader(
            stamp: Array(stamp.utf8), maxCost: graph.maxCost,
            counts: sections.map { section in withBytes(of: section, graph) { $0.count } / section.stride }, sums: sums)
        guard ftruncate(descriptor, off_t(header.length)) == 0 else { throw failure("write", path) }

        var isWritten = header.words.withUnsafeBytes { write($0, at: 0, descriptor) }
        for (section, place) in zip(sections, header.places) where isWritten {
            isWritten = withBytes(of: section, graph) { write($0, at: place.offset, descriptor) }
        }
        guard isWritten, fsync(descriptor) == 0 else { throw failure("write", path) }
    }

    private static func blockSums(_ bytes: UnsafeRawBufferPointer) -> [UInt64] {
        (0..<GraphFileHeader.blocks(bytes.count)).map { block in
            let begin = block * GraphFileHeader.blockSize
            let end = min(begin + GraphFileHeader.blockSize, bytes.count)
            return Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[begin..<end]))
        }
    }

    /// Writes all of the bytes; a write may take a part at a time, and one that was interrupted is tried again.
    private static func write(_ bytes: UnsafeRawBufferPointer, at offset: Int, _ descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private static func syncFolder(of path: String) throws(GraphFileError) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync", folder) }
    }

    private static func failure(_ act: String, _ path: String) -> GraphFileError {
        .unwritable("cannot \(act) \"\(path)\": \(String(cString: strerror(errno)))")
    }

    private static func withBytes<Result>(
        of section: GraphSection, _ graph: CompactGraph, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let (condensation, gates) = (graph.condensation, graph.gates)
        func numbers(_ column: Column<UInt32>?) -> Result {
            column?.withBytes(body) ?? body(.init(start: nil, count: 0))
        }
        switch section {
        case .outgoingOffsets: return numbers(graph.outgoing.offsets)
        case .outgoingEnds: return numbers(graph.outgoing.ends)
        case .incomingOffsets: return numbers(graph.incoming.offsets)
        case .incomingEnds: return numbers(graph.incoming.ends)
        case .incomingArcs: return numbers(graph.incomingArcs)
        case .costs: return graph.costs.withBytes(body)
        case .incomingCosts: return graph.incomingCosts.withBytes(body)
        case .originals: return numbers(graph.originals)
        case .firstOriginals: return numbers(graph.firstOriginals)
        case .numbers: return numbers(graph.numbers)
        case .components: return numbers(condensation.components)
        case .starts: return numbers(condensation.starts)
        case .onwardOffsets: return numbers(condensation.outgoing.offsets)
        case .onwardEnds: return numbers(condensation.outgoing.ends)
        case .inwardOffsets: return numbers(condensation.incoming.offsets)
        case .inwardEnds: return numbers(condensation.incoming.ends)
        case .gateNodes: return numbers(gates?.nodes)
        case .gateNeeds: return numbers(gates?.needs)
        case .gateMarks: return gates?.marks.withBytes(body) ?? body(.init(start: nil, count: 0))
        case .predecessorOffsets: return numbers(gates?.predecessors.offsets)
        case .predecessorEnds: return numbers(gates?.predecessors.ends)
        case .followerOffsets: return numbers(gates?.followers.offsets)
        case .followerEnds: return numbers(gates?.followers.ends)
        }
    }
}
