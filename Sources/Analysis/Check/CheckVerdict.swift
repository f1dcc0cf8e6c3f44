/// What a gate concludes of an answer.
public enum CheckVerdict: Sendable, Equatable {
    /// A rule is broken.
    case broken
    /// No rule is broken, but what a rule names is not known, so that of this nothing was checked.
    case unchecked
    /// No rule is broken by what is known, but something could not be read.
    case incomplete
    /// No rule is broken, but evidence is older than the house's window.
    case stale
    /// Every rule holds, of all that was given.
    case holds
}

extension Answer<Check.Result> {
    /// What a gate concludes: the first that applies.
    public var verdict: CheckVerdict {
        if result.isBroken { return .broken }
        if result.isUnchecked { return .unchecked }
        if !complete { return .incomplete }
        return caveats.contains { $0.reason == Caveat.stale } ? .stale : .holds
    }

    /// The verdict in words.
    public var verdictWords: String {
        let broken = result.rules.filter { $0.status == .broken }.count
        let unchecked = result.rules.filter { $0.status == .unchecked }.count
        let count = result.rules.count
        switch verdict {
        case .broken: return "\(broken) of \(count) rules \(broken == 1 ? "is" : "are") broken"
        case .unchecked:
            return
                "No rule is broken, but \(unchecked) of \(count) \(unchecked == 1 ? "names" : "name") what is not known"
        case .incomplete: return "No rule is broken by what is known, but not everything could be read"
        case .stale: return "No rule is broken, but what is known is out of date"
        case .holds: return count == 0 ? "The policy has no rule" : "The rules hold"
        }
    }
}
