internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Whether a file that is mapped turned out not to be as it was written.
final class DamageMark: Sendable {
    private let isMarked = Atomic(false)

    var isDamaged: Bool { isMarked.load(ordering: .acquiring) }

    func mark() { isMarked.store(true, ordering: .releasing) }
}

/// Checks the blocks of one mapped column, each when it is first touched: its sum, and that no number leads outside.
///
/// A block that is not as it was written is put away: it reads as zeros, and the file is marked as damaged. Zero is a
/// number that leads outside nowhere, so that whoever is reading ends, and what came of it is thrown away.
final class BlockChecks: @unchecked Sendable {
    // Safe: what is mapped is written by nobody; a block that is replaced by zeros was not handed out before, since it is
    // marked as checked only afterwards, and two threads that replace it replace it by the same.

    private let base: UnsafeMutableRawPointer
    private let count: Int  // of bytes
    private let layout: ColumnLayout
    private let sums: [UInt64]
    private let shift: UInt64  // of a byte's place, to the number of its block
    private let hasContent: @Sendable (UnsafeRawBufferPointer) -> Bool
    private let damage: DamageMark
    private let owner: Block  // keeps the mapping
    private let isChecked: UnsafeMutablePointer<Atomic<UInt8>>  // by block

    /// Checks a column that begins with a page.
    init(
        _ base: UnsafeRawPointer, count: Int, owner: Block, layout: ColumnLayout, sums: [UInt64], damage: DamageMark,
        hasContent: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) {
        precondition(layout.blockSize.nonzeroBitCount == 1, "blocks are a power of two of bytes")
        self.base = UnsafeMutableRawPointer(mutating: base)
        self.count = count
        self.owner = owner
        self.layout = layout
        self.sums = sums
        self.damage = damage
        self.hasContent = hasContent
        shift = UInt64(layout.blockSize.trailingZeroBitCount)
        // Safe: given back by deinit, and every mark is set before it is read.
        isChecked = .allocate(capacity: max(sums.count, 1))
        for block in 0..<max(sums.count, 1) { (isChecked + block).initialize(to: Atomic(0)) }
    }

    deinit {
        isChecked.deinitialize(count: max(sums.count, 1))
        isChecked.deallocate()
    }

    /// Sees to it that the bytes of the range, which is inside and not empty, are as they were written, or zeros.
    @inline(__always) func touch(_ begin: Int, _ end: Int) {
        var block = begin &>> Int(shift)
        let last = (end &- 1) &>> Int(shift)
        while block <= last {
            // Safe: the range is inside the column, of which there is a mark a block.
            if isChecked[block].load(ordering: .acquiring) == 0 { check(block) }
            block &+= 1
        }
    }

    /// Checks all blocks.
    func touchAll() { if count > 0 { touch(0, count) } }

    @inline(never) private func check(_ block: Int) {
        let begin = block * layout.blockSize
        let length = min(layout.blockSize, count - begin)
        let bytes = UnsafeRawBufferPointer(start: base + begin, count: length)
        if Checksum.of(bytes) != sums[block] || !hasContent(bytes) {
            damage.mark()
            if BlockChecks.canReplace { replace(begin, length) }
        }
        isChecked[block].store(1, ordering: .releasing)
    }

    /// Whether the system's pages are no larger than those on which columns begin, so that a block is whole pages.
    static let canReplace = sysconf(Int32(_SC_PAGESIZE)) <= ColumnFileHeader.page

    private func replace(_ begin: Int, _ length: Int) {
        // Safe: the block begins with a page, and up to the end of its last page nothing else is in the file.
        let mapped = mmap(
            base + begin, ColumnFileHeader.rounded(length), PROT_READ, MAP_PRIVATE | MAP_ANON | MAP_FIXED, -1, 0)
        precondition(mapped != MAP_FAILED, "the system has no page for a block of a damaged file")
    }
}
