/// Counts what waits for a commit against what may: decides who is let in, and in which groups they are committed.
///
/// Holds no request itself until it is ready; a place is taken before a body is decoded, so that what is being decoded
/// counts too.
struct IntakeQueue<Element> {
    private let limit: Int
    private let bytesLimit: Int
    private let groupLimit: Int
    private var ready: [(element: Element, bytes: Int)] = []
    /// Requests that have a place.
    private(set) var waiting = 0
    /// Bytes of their bodies.
    private(set) var waitingBytes = 0
    /// Whether nobody is let in any more.
    private(set) var isClosed = false

    init(limit: Int, bytesLimit: Int, groupLimit: Int) {
        self.limit = limit
        self.bytesLimit = bytesLimit
        self.groupLimit = groupLimit
    }

    /// Takes a place; false where there is none, so that the sender is to come again.
    ///
    /// A body that is larger than all places together is let in where it is alone: it could never be otherwise.
    mutating func enter(bytes: Int) -> Bool {
        guard !isClosed, waiting < limit else { return false }
        guard waitingBytes + bytes <= bytesLimit || waiting == 0 else { return false }
        waiting += 1
        waitingBytes += bytes
        return true
    }

    /// Gives a place back.
    mutating func leave(bytes: Int) {
        waiting -= 1
        waitingBytes -= bytes
    }

    /// Puts what is to be committed behind the others.
    mutating func append(_ element: Element, bytes: Int) {
        ready.append((element, bytes))
    }

    /// Takes the next group: all that is ready, as far as one commit takes.
    mutating func group() -> [Element] {
        let group = ready.prefix(groupLimit).map(\.element)
        ready.removeFirst(group.count)
        return group
    }

    /// Lets nobody in any more; those who have a place keep it.
    mutating func close() { isClosed = true }
}
