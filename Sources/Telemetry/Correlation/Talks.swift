import OverreachModel

/// Which spans are of one conversation.
///
/// An emitter gives a conversation any id, and two services that have nothing to do with each other may both give the first
/// one the id `1`. So an id means the same in one service, and in services that name it in one trace.
struct Talks {
    private struct Named: Hashable {
        let service: Text
        let id: Text
    }

    /// By span: the conversation, counted from 0; -1 for none.
    private(set) var ofSpan: [Int]
    /// By conversation: the first of the services that name it.
    private(set) var scopes: [String] = []

    init(
        _ readings: [SpanReading], _ forest: TraceForest, _ processes: ProcessTable, _ chains: Chains
    ) {
        ofSpan = Array(repeating: -1, count: readings.count)
        var places: [Named: Int] = [:]
        var names: [Named] = []
        var groups = DisjointSets()
        var inTrace: [Text: Int] = [:]  // by id: what named it in the trace that is walked through
        var trace = -1
        for span in readings.indices {
            if forest.traceOf[span] != trace {
                trace = forest.traceOf[span]
                inTrace.removeAll(keepingCapacity: true)
            }
            let naming = chains.links[span].conversation
            guard naming >= 0, let id = readings[naming].conversation else { continue }
            let named = Named(service: Talks.service(processes[processes.ofSpan[naming]]), id: Text(id))
            let place = places[named] ?? groups.add()
            if places.updateValue(place, forKey: named) == nil { names.append(named) }
            if let other = inTrace.updateValue(place, forKey: named.id) { groups.join(other, place) }
            ofSpan[span] = place
        }

        var first: [Int: Text] = [:]
        for (place, named) in names.enumerated() {
            let root = groups.root(of: place)
            first[root] = first[root].map { min($0, named.service) } ?? named.service
        }
        var counted: [Int: Int] = [:]
        for span in ofSpan.indices where ofSpan[span] >= 0 {
            let root = groups.root(of: ofSpan[span])
            let talk = counted[root] ?? scopes.count
            if counted.updateValue(talk, forKey: root) == nil { scopes.append(first[root]?.string ?? "") }
            ofSpan[span] = talk
        }
    }

    /// What an id of a conversation means the same in: a service, whatever replica of it speaks.
    static func service(_ process: ProcessFacts) -> Text {
        if !process.service.isEmpty { return Text(process.serviceName) }
        let place = process.location
        return Text([place.host, place.hostID, place.container, place.podUID].first { !$0.isEmpty } ?? Servers.unknown)
    }
}

/// Sets that have no member in common, and of which two can be made one.
///
/// Complexity: nearly constant a step, with halved paths and the lower member as the root.
struct DisjointSets {
    private var parents: [Int] = []

    /// A new set of one member.
    mutating func add() -> Int {
        parents.append(parents.count)
        return parents.count - 1
    }

    /// The member that stands for the set.
    mutating func root(of member: Int) -> Int {
        var at = member
        while parents[at] != at {
            parents[at] = parents[parents[at]]
            at = parents[at]
        }
        return at
    }

    /// The members of each set in their order, the sets in that of their first members.
    mutating func all() -> [[Int]] {
        var sets: [[Int]] = []
        var places: [Int: Int] = [:]  // by root
        for member in parents.indices {
            let place = places[root(of: member)] ?? sets.count
            if places.updateValue(place, forKey: root(of: member)) == nil { sets.append([]) }
            sets[place].append(member)
        }
        return sets
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(of: a), root(of: b))
        parents[max(first, second)] = min(first, second)
    }
}
