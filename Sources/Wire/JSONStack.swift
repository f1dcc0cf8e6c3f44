/// Items of containers that are still open, innermost last; a container that closes takes its own as an array of
/// exactly their number.
///
/// Appending to one array per container would move and allocate several times as much.
struct JSONStack<Item>: ~Copyable {
    private(set) var count = 0
    private var capacity = 0
    private var items: UnsafeMutablePointer<Item>?  // `count` of `capacity` are initialised

    deinit {
        // Safe: exactly the first `count` items are initialised, and nothing else holds the pointer.
        items?.deinitialize(count: count)
        items?.deallocate()
    }

    mutating func append(_ item: consuming Item) {
        if count == capacity { grow() }
        // Safe: count < capacity, and the place is not initialised.
        items.unsafelyUnwrapped.advanced(by: count).initialize(to: item)
        count += 1
    }

    /// The item at the place, which must be below the count.
    subscript(_ place: Int) -> Item {
        precondition(place >= 0 && place < count)
        // Safe: the place is that of an initialised item.
        return items.unsafelyUnwrapped[place]
    }

    /// Moves the items from this place on out of the stack.
    mutating func take(from base: Int) -> [Item] {
        precondition(base >= 0 && base <= count)
        let taken = count - base
        guard taken > 0, let start = items?.advanced(by: base) else { return [] }

        count = base
        return Array(unsafeUninitializedCapacity: taken) { buffer, initialized in
            // Safe: the items are initialised, the array has room for them, and the count above gave them up.
            buffer.baseAddress.unsafelyUnwrapped.moveInitialize(from: start, count: taken)
            initialized = taken
        }
    }

    private mutating func grow() {
        let larger = max(64, capacity * 2)
        let target = UnsafeMutablePointer<Item>.allocate(capacity: larger)
        if let items {
            // Safe: `count` items are initialised, and the larger memory is new.
            target.moveInitialize(from: items, count: count)
            items.deallocate()
        }
        items = target
        capacity = larger
    }
}
