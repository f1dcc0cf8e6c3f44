#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Numbers in one block of memory that is not written any more: in memory of its own, or in a part of a larger one.
///
/// A position outside is caught in debug builds only, so that inner loops cost what they cost in C: whoever fills a
/// column answers for the numbers in it that are used as positions.
package struct Column<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    // Safe: nothing writes to the block once a column exists, so that threads may read it without a lock.

    private let block: Block  // keeps what base points into
    private let base: UnsafePointer<Element>
    /// How many numbers there are.
    package let count: Int

    /// The numbers of a block, which hold `count` from the address on.
    init(_ block: Block, _ base: UnsafePointer<Element>, count: Int) {
        self.block = block
        self.base = base
        self.count = count
    }

    /// A copy of the numbers.
    package init(_ numbers: some Collection<Element>) {
        let scratch = Scratch<Element>(count: numbers.count)
        var position = 0
        for number in numbers {
            scratch[position] = number
            position += 1
        }
        self = scratch.frozen()
    }

    @inline(__always) package subscript(position: Int) -> Element {
        assert(position >= 0 && position < count)
        // Safe: the position is inside by what the graph's makers check; debug builds check it here.
        return base[position]
    }

    @inline(__always) package subscript(position: UInt32) -> Element { self[Int(position)] }

    /// The positions, in order.
    package var indices: Range<Int> { 0..<count }

    /// Calls the body with the bytes of the numbers, which it must not keep.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        // Safe: the block lives as long as the column, which lives as long as the call.
        try withExtendedLifetime(block) {
            try body(UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride))
        }
    }
}

/// Numbers in one block of memory that one owner writes, without checks of bounds in release builds.
///
/// It is not copied and cannot be in two hands, so it is handed to other functions without counting references.
package struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    private let base: UnsafeMutablePointer<Element>
    /// How many numbers there are.
    package let count: Int

    /// Numbers that the owner sets before it reads them.
    package init(count: Int) {
        // Safe: bound to one type for all its life, and freed once: by deinit or, after frozen(), by its block.
        base = Block.allocate(count)
        self.count = count
    }

    /// The same number everywhere.
    package init(repeating number: Element, count: Int) {
        self.init(count: count)
        base.initialize(repeating: number, count: count)
    }

    /// A copy of the numbers, to be changed.
    package init(copying column: Column<Element>) where Element: Sendable {
        self.init(count: column.count)
        for position in 0..<count { self[position] = column[position] }
    }

    deinit { base.deallocate() }

    @inline(__always) package subscript(position: Int) -> Element {
        get {
            assert(position >= 0 && position < count)
            // Safe: as for Column.
            return base[position]
        }
        nonmutating set {
            assert(position >= 0 && position < count)
            // Safe: as for Column; there is one owner, so no other thread writes.
            base[position] = newValue
        }
    }

    @inline(__always) package subscript(position: UInt32) -> Element {
        get { self[Int(position)] }
        nonmutating set { self[Int(position)] = newValue }
    }

    /// Sets all numbers of the range.
    package func fill(_ range: Range<Int>, with number: Element) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // Safe: the range is inside.
        (base + range.lowerBound).update(repeating: number, count: range.count)
    }

    /// The numbers as they are now, in a block of their own.
    package func copied() -> Column<Element> where Element: Sendable {
        let copy = Scratch<Element>(count: count)
        for position in 0..<count { copy[position] = self[position] }
        return copy.frozen()
    }

    /// The numbers as they are now, not to be written any more; the first `count` of them.
    package consuming func frozen(count: Int? = nil) -> Column<Element> where Element: Sendable {
        let (base, count) = (base, min(count ?? self.count, self.count))
        discard self
        return Column(Block(base), UnsafePointer(base), count: count)
    }
}

/// A list that grows at its end, with the checks of `Scratch`.
package struct Stack<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    /// How many elements there are.
    package private(set) var count = 0

    /// An empty list.
    package init(capacity: Int = 16) {
        self.capacity = max(capacity, 1)
        // Safe: freed by deinit or grow(), each of which is the only one that has it.
        base = Block.allocate(self.capacity)
    }

    deinit { base.deallocate() }

    package var isEmpty: Bool { count == 0 }

    @inline(__always) package mutating func push(_ element: Element) {
        if count == capacity { grow() }
        // Safe: count < capacity.
        base[count] = element
        count += 1
    }

    /// Takes the last element off; the list is not empty.
    @inline(__always) package mutating func pop() -> Element {
        assert(count > 0)
        count -= 1
        // Safe: the caller has seen that the list is not empty; debug builds check it.
        return base[count]
    }

    @inline(__always) package subscript(position: Int) -> Element {
        get {
            assert(position >= 0 && position < count)
            // Safe: as for Column.
            return base[position]
        }
        set {
            assert(position >= 0 && position < count)
            // Safe: as for Scratch.
            base[position] = newValue
        }
    }

    /// Forgets the elements and keeps the memory.
    package mutating func removeAll() { count = 0 }

    /// Takes that many elements off the end; there are as many.
    package mutating func removeLast(_ count: Int) {
        precondition(count >= 0 && count <= self.count)
        self.count -= count
    }

    /// Appends the elements, in order.
    package mutating func push(contentsOf elements: UnsafeBufferPointer<Element>) {
        guard let first = elements.baseAddress, elements.count > 0 else { return }
        while capacity - count < elements.count { grow() }
        // Safe: there is room for as many after the last one, and the memory is ours alone.
        (base + count).initialize(from: first, count: elements.count)
        count += elements.count
    }

    /// The elements, in order.
    package var elements: [Element] { (0..<count).map { self[$0] } }

    /// The elements as a column of their own, in a block that is not larger than they need.
    package func copied() -> Column<Element> where Element: Sendable {
        let scratch = Scratch<Element>(count: count)
        for position in 0..<count { scratch[position] = self[position] }
        return scratch.frozen()
    }

    @inline(never) private mutating func grow() {
        let larger: UnsafeMutablePointer<Element> = Block.allocate(capacity * 2)
        // Safe: count elements are initialised, and the new block has room for twice as many.
        larger.initialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}

/// Owns memory that columns point into.
final class Block: @unchecked Sendable {
    // Safe: the address is constant, and what it points to is only given back here.

    private let base: UnsafeMutableRawPointer
    private let mappedLength: Int?  // nil where the memory was allocated

    /// Owns memory that was allocated.
    init(_ base: UnsafeMutableRawPointer) {
        self.base = base
        mappedLength = nil
    }

    /// Owns a mapping.
    init(unmapping base: UnsafeMutableRawPointer, length: Int) {
        self.base = base
        mappedLength = length
    }

    deinit {
        if let mappedLength { munmap(base, mappedLength) } else { base.deallocate() }
    }

    /// Room for the elements, on large pages where there are many: random access pays for small ones.
    static func allocate<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
        let bytes = max(count * MemoryLayout<Element>.stride, 1)
        let isLarge = bytes >= 2 * largePage
        // Safe: the alignment is a power of two and at least that of the element; the advice changes no content, and a
        // machine that does not take it is slower and not wrong.
        let block = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: isLarge ? largePage : 64)
        #if os(Linux)
            if isLarge { madvise(block, bytes, MADV_HUGEPAGE) }
        #endif
        return block.bindMemory(to: Element.self, capacity: count)
    }

    private static let largePage = 1 << 21  // of x86-64 and arm64 with pages of 4 KiB
}
