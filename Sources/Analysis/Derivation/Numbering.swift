/// Gives equal values one number, in the order in which they come.
struct Numbering<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    /// The value's number, a new one where it was not seen before.
    mutating func number(of value: Value) -> Int {
        if let known = numbers[value] { return known }
        numbers[value] = values.count
        values.append(value)
        return values.count - 1
    }
}

extension Sequence {
    /// The elements by a value that each has, in the order in which the values come.
    func grouped<Value: Hashable>(by value: (Element) -> Value) -> [(value: Value, members: [Element])] {
        var numbers = Numbering<Value>()
        var groups: [[Element]] = []
        for element in self {
            let number = numbers.number(of: value(element))
            if number == groups.count { groups.append([]) }
            groups[number].append(element)
        }
        return Array(zip(numbers.values, groups)).map { (value: $0.0, members: $0.1) }
    }
}
