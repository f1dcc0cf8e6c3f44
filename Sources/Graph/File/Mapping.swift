#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file that is mapped for reading: its bytes are fetched when they are touched.
///
/// The file must not be changed in place while it is mapped; whoever writes one writes it aside and renames it.
struct Mapping: @unchecked Sendable {
    // Safe: nothing writes to the mapping, and it is taken down by its block when no column points into it any more.

    private let block: Block
    private let base: UnsafeRawPointer
    /// How many bytes there are.
    let count: Int

    /// The file at the path; nil where there is none that can be read, or it is empty.
    init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }

        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0, status.st_size < Int.max / 2 else { return nil }
        let length = Int(status.st_size)
        guard let mapped = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
            return nil
        }
        block = Block(unmapping: mapped, length: length)
        base = UnsafeRawPointer(mapped)
        count = length
    }

    /// The numbers from the byte on; nil where they are not inside or not aligned.
    func column<Element>(_: Element.Type, at offset: Int, count: Int) -> Column<Element>? {
        let stride = MemoryLayout<Element>.stride
        guard offset >= 0, count >= 0, offset <= self.count, count <= (self.count - offset) / stride,
            offset % MemoryLayout<Element>.alignment == 0
        else { return nil }

        // Safe: the numbers are inside the mapping, aligned, since a mapping begins with a page, and of a type for
        // which all bytes are a value; the block is kept by the column.
        let first = (base + offset).bindMemory(to: Element.self, capacity: max(count, 1))
        return Column(block, first, count: count)
    }

    /// What checks the bytes of a column that is inside.
    func checks(
        at offset: Int, count: Int, layout: ColumnLayout, sums: [UInt64], damage: DamageMark,
        hasContent: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) -> BlockChecks {
        precondition(offset >= 0 && count >= 0 && offset <= self.count && count <= self.count - offset)
        // Safe: the bytes are inside the mapping, which the block keeps.
        return BlockChecks(
            base + offset, count: count, owner: block, layout: layout, sums: sums, damage: damage,
            hasContent: hasContent)
    }
}

extension Column {
    /// The numbers that a file holds one after the other, read into memory; nil where it cannot be read.
    package init?(reading path: String) {
        guard let mapping = Mapping(path: path),
            let numbers = mapping.column(Element.self, at: 0, count: mapping.count / MemoryLayout<Element>.stride)
        else { return nil }
        self = Scratch(copying: numbers).frozen()
    }
}
