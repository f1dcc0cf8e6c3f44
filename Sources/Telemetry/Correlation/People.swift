import OverreachModel

/// The person that a span names.
struct Person {
    let key: Key
    let name: String
    let email: String?

    /// By the end user's id, else the user's id, else the e-mail address.
    init(_ said: PersonNames.Said, _ names: PersonNames) {
        let id = names.canonical(said.names[0])
        key = .person(id)
        name = id
        email = said.email
    }
}

/// Who asked for what each span did.
struct People {
    /// Who asked, and how that is known.
    struct Initiator {
        let key: Key
        let join: Activity.Join
    }

    private struct Named {
        var first: Person
        var others: [Key] = []
    }

    private let readings: [SpanReading]
    private let chains: Chains
    private let traceOf: [Int]
    /// Which names are one person's.
    let names: PersonNames
    private var namedInTrace: [Int: Named] = [:]

    init(_ readings: [SpanReading], _ chains: Chains, _ forest: TraceForest) {
        self.readings = readings
        self.chains = chains
        traceOf = forest.traceOf
        names = PersonNames(readings.lazy.compactMap(\.person))
        for span in forest.order {
            guard let person = readings[span].person.map({ Person($0, names) }) else { continue }
            let trace = traceOf[span]
            if var named = namedInTrace[trace] {
                guard named.first.key != person.key, !named.others.contains(person.key) else { continue }
                guard named.others.count < People.rivalLimit else { continue }
                named.others.append(person.key)
                namedInTrace[trace] = named
            } else {
                namedInTrace[trace] = Named(first: person)
            }
        }
    }

    /// The most rivals that a join lists.
    static let rivalLimit = 16

    /// The person named nearest above, else the one named nearest the root of the trace.
    ///
    /// An agent's process may get its user from a header and note it on a span beside the chain, so a trace in which
    /// one person is named is that person's; where several are, the others are rivals.
    func initiator(of span: Int) -> Initiator? {
        let nearest = chains.links[span].person
        if nearest >= 0, let person = readings[nearest].person.map({ Person($0, names) }) {
            let join = Activity.Join("initiator → act", method: "parent span", confidence: .certain)
            return Initiator(key: person.key, join: join)
        }

        guard let named = namedInTrace[traceOf[span]] else { return nil }
        let join = Activity.Join(
            "initiator → act", method: "same trace", confidence: named.others.isEmpty ? .high : .medium,
            rivals: named.others.map(\.text).sorted(by: UTF8Order.less))
        return Initiator(key: named.first.key, join: join)
    }
}
