public import OverreachModel

/// One right with what it covers.
public struct AWSGrantJudgement: Sendable, Hashable {
    /// Allowed, or conditional.
    public let verdict: Verdict
    /// What would have to hold, one sentence each, such as `aws:SourceVpce StringEquals "vpce-1"`; `unless …` where a
    /// conditional deny stands against it.
    ///
    /// An allowed judgement has some only where a further part of the target is conditional: that part, a colon, the
    /// sentence.
    public let conditions: [String]
    /// What is covered below the target's literal beginning, as patterns; `*` alone is the whole.
    public let allow: [String]
    /// What is taken away from it again: by explicit denies of any policy, or by the right's own `NotResource`.
    public let deny: [String]

    /// Makes a judgement.
    public init(verdict: Verdict, conditions: [String] = [], allow: [String] = ["*"], deny: [String] = []) {
        self.verdict = verdict
        self.conditions = conditions
        self.allow = allow
        self.deny = deny
    }

    /// Nil where nothing is left.
    init?(_ region: Region, _ target: Target) {
        guard !region.isEmpty else { return nil }
        let certain = region.terms.filter(\.conditions.isEmpty)
        let open = region.terms.filter { !$0.conditions.isEmpty }
        guard certain.isEmpty else {
            self.init(.allowed, certain, target, conditions: AWSGrantJudgement.further(open, target))
            return
        }
        let sets = Set(open.map(\.conditions))
        if sets.count == 1, let only = sets.first {
            self.init(.conditional, open, target, conditions: only)
        } else {
            let shared = sets.reduce(sets.first ?? []) { kept, set in kept.filter(set.contains) }
            let either = open.map { term in
                let own = term.conditions.filter { !shared.contains($0) }.joined(separator: " and ")
                return term.include == target.tail ? own : "\(target.shown(term.include)): \(own)"
            }
            let sentence = Array(Set(either.filter { !$0.isEmpty })).sorted(by: UTF8Order.less).joined(
                separator: ", or ")
            self.init(.conditional, open, target, conditions: shared + [sentence])
        }
    }

    private init(_ verdict: Verdict, _ terms: [Region.Term], _ target: Target, conditions: [String]) {
        let allow = Pattern.minimal(terms.map(\.include))
        // What one term leaves out and another one covers whole is not taken away.
        let deny = Pattern.minimal(
            terms.enumerated().flatMap { index, term in
                term.exclude.filter { out in
                    !terms.enumerated().contains { other, rival in
                        other != index && rival.include.covers(out) && !rival.exclude.contains { $0.overlaps(out) }
                    }
                }
            })
        self.init(
            verdict: verdict, conditions: conditions, allow: allow.map(target.shown),
            deny: deny.map(target.shown))
    }

    private static func further(_ open: [Region.Term], _ target: Target) -> [String] {
        open.map { "\(target.shown($0.include)): \($0.conditions.joined(separator: " and "))" }
            .sorted(by: UTF8Order.less)
    }
}
