public import OverreachModel

extension Check {
    /// What was known when a baseline was written: its violations, and who reached what.
    public struct Baseline: Sendable {
        /// How bad a violation was, by its id; several where several rules found the same.
        public var violations: [Text: [Extent]]
        /// By where a path begins and where it ends, as keys: what could be done.
        public var paths: [Pair: Set<Effect>]

        /// Keeps what was known.
        public init(violations: [Text: [Extent]], paths: [Pair: Set<Effect>]) {
            self.violations = violations
            self.paths = paths
        }

        /// The two ends of a path.
        public struct Pair: Sendable, Hashable {
            let from: Key
            let to: Key

            /// Names both ends.
            public init(from: Key, to: Key) {
                self.from = from
                self.to = to
            }
        }
    }

    /// How bad a violation is: what a baseline keeps of it, and excuses no more than.
    public struct Extent: Sendable, Hashable {
        /// The rule that it breaks.
        public var rule: Text
        /// How much it matters; nil where a rule says it, and not what was found.
        public var severity: Severity?
        /// What is done; nil where an older baseline does not say it.
        public var effects: Set<Effect>?
        /// How sure it is; nil of what is on no path, and where an older baseline does not say it.
        public var verdict: Verdict?
        /// What is reached, of a limit on weight; nil of what is none, and where an older baseline does not say it.
        public var weight: Int?

        /// Says how bad it is.
        public init(rule: Text, severity: Severity?, effects: Set<Effect>?, verdict: Verdict?, weight: Int?) {
            self.rule = rule
            self.severity = severity
            self.effects = effects
            self.verdict = verdict
            self.weight = weight
        }
    }
}

extension Check.Baseline {
    /// What a baseline says of a violation of today.
    enum Memory {
        /// It does not have it, or not so bad.
        case new
        /// It has it, as bad or worse.
        case known
        /// It has it, and does not say how bad it was.
        case unsaid
    }

    /// What it says of a violation.
    ///
    /// What another rule found under the same id counts where this one had not found it.
    func memory(of id: String, _ now: Check.Extent) -> Memory {
        let all = violations[Text(id)] ?? []
        let own = all.filter { $0.rule == now.rule }
        let memories = (own.isEmpty ? all : own).map { now.memory(in: $0) }
        return memories.contains(.known) ? .known : memories.contains(.unsaid) ? .unsaid : .new
    }
}

extension Check.Extent {
    fileprivate func memory(in then: Check.Extent) -> Check.Baseline.Memory {
        // What is heaviest of much may change while the whole does not.
        if let weight { return then.weight.map { weight <= $0 ? .known : .new } ?? .unsaid }
        if let severity, let before = then.severity, severity < before { return .new }
        if let verdict, verdict != .conditional, then.verdict == .conditional { return .new }
        let effects = effects ?? []
        return then.effects.map { effects.isSubset(of: $0) ? .known : .new } ?? (effects.isEmpty ? .known : .unsaid)
    }
}
