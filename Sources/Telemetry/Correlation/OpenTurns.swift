import OverreachModel

/// What goes on at one time, turn by turn of agents: what is taken in the order of its beginning is told what it overlaps.
struct OpenTurns {
    /// Who tells of it.
    struct Teller {
        let trace: Int
        let instrument: Text
    }

    private typealias Latest = (end: Int64, place: Int)
    private var byTurn: [Int: Latest] = [:]
    private var withoutTurn: Latest?
    private var all: Latest?
    private var byInstrument: [Text: (latest: Latest, trace: Int)] = [:]

    /// As many instruments as anybody puts around one agent, and more.
    private static let instrumentLimit = 8

    /// Takes what goes on in a turn, and gives what of the same turn, of none, or told by another instrument in another
    /// trace, had not ended when it began.
    ///
    /// What is of no turn may be of any.
    mutating func take(
        _ place: Int, _ time: (start: Int64, end: Int64), turn: Int?, by teller: Teller? = nil
    ) -> [Int] {
        var earlier: [Latest?] = []
        if let turn { earlier += [byTurn[turn], withoutTurn] } else { earlier.append(all) }
        if let teller {
            for (instrument, last) in byInstrument where instrument != teller.instrument && last.trace != teller.trace {
                earlier.append(last.latest)
            }
        }
        func extended(_ latest: Latest?) -> Latest {
            if let latest, latest.end > time.end { return latest }
            return (time.end, place)
        }
        if let turn { byTurn[turn] = extended(byTurn[turn]) } else { withoutTurn = extended(withoutTurn) }
        all = extended(all)
        if let teller, byInstrument[teller.instrument] != nil || byInstrument.count < OpenTurns.instrumentLimit {
            byInstrument[teller.instrument] = (extended(byInstrument[teller.instrument]?.latest), teller.trace)
        }
        return earlier.compactMap(\.self).filter { time.start < $0.end }.map(\.place).sorted()
    }
}
