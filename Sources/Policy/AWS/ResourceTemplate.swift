internal import OverreachModel

/// A `Resource` or `NotResource` as it was written: an ARN pattern whose variables work in its last part only.
struct ResourceTemplate: Sendable, Hashable {
    /// How a level reads an ARN of fewer than six parts.
    ///
    /// The IAM User Guide ("IAM JSON policy elements: Resource") says only that AWS completes the `Resource` of an
    /// identity-based policy with wildcards; the rest is what was observed: docs/decisions/0070.
    enum ShortARN {
        /// Completed with wildcards; in `NotResource` the statement speaks of nothing.
        case completed
        /// As `completed` where a wildcard is in it, else as it is written.
        case completedIfWild
        /// As it is written; in `NotResource` the statement speaks of nothing.
        case asWritten
        /// The statement speaks of nothing.
        case never
    }

    let written: String
    private let isShort: Bool
    private let head: Pattern  // what stands before the last part; all of it where that has no variables
    private let tail: TextTemplate?

    init(_ written: String, hasVariables: Bool) {
        self.written = written
        var colons = 0
        var split = written.endIndex
        for index in written.indices where written[index] == ":" {
            colons += 1
            if colons == 5 {
                split = written.index(after: index)
                break
            }
        }
        isShort = colons < 5 && written.hasPrefix("arn:")
        let last = TextTemplate(String(written[split...]), hasVariables: hasVariables)
        if hasVariables, last.isPlain == false {
            head = Pattern(String(written[..<split]))
            tail = last
        } else {
            head = Pattern(written)
            tail = nil
        }
    }

    /// Whether the target may be meant: false only if the beginnings already differ.
    func mayMean(_ target: Target) -> Bool {
        isShort || head.mayMatch(target.prefix, isWhole: target.isPoint, goesOn: tail != nil)
    }

    /// The pattern for a request; valueless where the whole statement speaks of nothing by it.
    func resolved(in facts: RequestFacts, at level: PolicyLevel, isNot: Bool) -> TextTemplate.Resolution {
        if isShort { return short(at: level, isNot: isNot) }
        guard let tail else { return .pattern(head, isKnown: true) }
        guard case .pattern(let end, let isKnown) = tail.resolved(in: facts, globs: true) else { return .valueless }
        return .pattern(Pattern(tokens: head.tokens + end.tokens), isKnown: isKnown)
    }

    private func short(at level: PolicyLevel, isNot: Bool) -> TextTemplate.Resolution {
        let completed = { TextTemplate.Resolution.pattern(Pattern(completing: written), isKnown: true) }
        switch level.shortARNs {
        case .completed: return isNot ? .valueless : completed()
        case .completedIfWild:
            if head.isLiteral { return .pattern(head, isKnown: true) }
            return isNot ? .valueless : completed()
        case .asWritten: return isNot ? .valueless : .pattern(head, isKnown: true)
        case .never: return .valueless
        }
    }
}

extension Pattern {
    /// Reads the resource of a policy of a principal, where AWS completes an ARN of fewer than six parts.
    public init(completing resource: String) {
        let isShort = resource.hasPrefix("arn:") && resource.utf8.count { $0 == UInt8(ascii: ":") } < 5
        self.init(isShort ? resource + ":*" : resource)
    }
}
