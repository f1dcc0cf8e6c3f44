/// A value that copies of its owner share; one that changes it holds another.
final class Held<Value: Sendable & Hashable>: Sendable, Hashable {
    let value: Value

    init(_ value: Value) { self.value = value }

    /// The changed value, by itself.
    func with(_ change: (inout Value) -> Void) -> Held {
        var value = value
        change(&value)
        return Held(value)
    }

    static func == (a: Held, b: Held) -> Bool { a === b || a.value == b.value }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Held: CustomDebugStringConvertible {
    /// What the value says, since two that say the same are the same.
    var debugDescription: String { String(reflecting: value) }
}
