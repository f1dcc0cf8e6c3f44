/// Members of a universe, divided step by step into classes that agree in everything asked so far.
struct Classes {
    private let candidates: [Int32]
    private var classOf: [Int32]  // by place in `candidates`
    private var places: [Int32]  // by member: its place in `candidates`, or -1
    private var count = 1

    /// All candidates, which ascend, in one class; `count` members there are in all.
    init(_ candidates: [Int32], count: Int) {
        self.candidates = candidates
        classOf = [Int32](repeating: 0, count: candidates.count)
        places = [Int32](repeating: -1, count: count)
        for (place, member) in candidates.enumerated() { places[Int(member)] = Int32(place) }
    }

    private struct Pair: Hashable {
        let old: Int32
        let value: Int
    }

    /// Divides by a value of each member.
    mutating func refine(by value: (Int) -> Int) {
        var numbers: [Pair: Int32] = [:]
        for place in candidates.indices {
            let pair = Pair(old: classOf[place], value: value(Int(candidates[place])))
            let number = numbers[pair] ?? Int32(numbers.count)
            numbers[pair] = number
            classOf[place] = number
        }
        count = numbers.count
    }

    /// Divides by where a pattern stands.
    mutating func refine(by touch: AWSUniverse.Touch) {
        if touch.isUniform { return }
        var numbers: [Pair: Int32] = [:]
        for (member, at) in zip(touch.members, touch.places) {
            let place = Int(places[Int(member)])
            if place < 0 { continue }
            let pair = Pair(old: classOf[place], value: Int(at))
            let number = numbers[pair] ?? Int32(count + numbers.count)
            numbers[pair] = number
            classOf[place] = number
        }
        count += numbers.count
    }

    /// The classes, each ascending, in the order of their first members.
    var members: [[Int32]] {
        var order: [Int32: Int] = [:]
        var out: [[Int32]] = []
        for (place, member) in candidates.enumerated() {
            if let known = order[classOf[place]] {
                out[known].append(member)
            } else {
                order[classOf[place]] = out.count
                out.append([member])
            }
        }
        return out
    }
}
