internal import OverreachModel
internal import OverreachStore
internal import OverreachTelemetry
internal import Synchronization

/// The names of all senders, shared by those who decode.
final class NameTable: Sendable {
    private let limit: Mutex<NameLimit>
    private let count = Mutex(0)

    init(limit: Int) { self.limit = Mutex(NameLimit(limit: limit)) }

    /// Times that a name was replaced.
    var replaced: Int { count.withLock { $0 } }

    /// Learns the names that are kept already.
    func learn(_ records: [RuntimeRecord]) { limit.withLock { $0.learn(records) } }

    /// Replaces names that are beyond the limit.
    func apply(to records: inout [RuntimeRecord], of sender: String) -> [StoredExcess] {
        let excess = limit.withLock { limit in limit.apply(to: &records, of: sender) }
        let sum = excess.reduce(0) { $0 + $1.records }
        if sum > 0 { count.withLock { $0 += sum } }
        return excess
    }
}

/// Bounds the different names that one sender may bring, and all together: what is beyond goes under one name.
struct NameLimit {
    /// The name that stands for all that are beyond the limit.
    static let other = "(other)"
    /// How many times the names of one sender all senders may bring together.
    static let senders = 10

    private struct Known {
        var names: Set<Int> = []
        var bySender: [Text: Int] = [:]
    }

    private let limit: Int
    private var known = [Known](repeating: Known(), count: NameTerms.allCases.count)

    init(limit: Int) {
        self.limit = limit
    }

    /// Learns the names that are kept already.
    mutating func learn(_ records: [RuntimeRecord]) {
        for case .span(let span) in records {
            for (group, name) in NameTerms.hashes(of: span).enumerated() {
                if let name { known[group].names.insert(name) }
            }
        }
    }

    /// Replaces names that are beyond the limit; how many records that befell, group by group.
    mutating func apply(to records: inout [RuntimeRecord], of sender: String) -> [StoredExcess] {
        var excess = [Int](repeating: 0, count: known.count)
        for index in records.indices {
            guard case .span(var span) = records[index] else { continue }
            var isChanged = false
            for (group, name) in NameTerms.hashes(of: span).enumerated() {
                guard let name, !known[group].names.contains(name), let terms = NameTerms(rawValue: group) else {
                    continue
                }
                let own = known[group].bySender[Text(sender)] ?? 0
                if own < limit, known[group].names.count < limit * NameLimit.senders {
                    known[group].names.insert(name)
                    known[group].bySender[Text(sender)] = own + 1
                } else {
                    terms.replace(in: &span, with: NameLimit.other)
                    excess[group] += 1
                    isChanged = true
                }
            }
            if isChanged { records[index] = .span(span) }
        }
        return NameTerms.allCases.filter { excess[$0.rawValue] > 0 }.map {
            StoredExcess(sender: sender, term: "\($0)", records: excess[$0.rawValue])
        }
    }
}
