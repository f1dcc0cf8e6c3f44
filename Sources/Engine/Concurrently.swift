internal import Foundation
internal import Synchronization

/// What the body makes of each element, in their order, several at a time.
///
/// What comes of it hangs on no thread. Errors: what the body throws for the first of the elements for which it does.
func concurrently<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element) throws -> Result
) throws -> [Result] {
    // Each holds a graph of its own: more at once would need more memory than they save time.
    let width = min(4, elements.count)
    guard width > 1 else { return try elements.map(body) }

    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: width) { first in
        for place in stride(from: first, to: elements.count, by: width) {
            let result = Swift.Result { try body(elements[place]) }
            results.withLock { $0[place] = result }
        }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
}
