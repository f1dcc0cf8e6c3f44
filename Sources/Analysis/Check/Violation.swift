internal import OverreachGraph
public import OverreachModel

/// What breaks a rule.
public struct Violation: Encodable, Sendable {
    /// The same as long as rule, ends and place are: that of the finding, or the rule and a digest.
    public let id: String
    /// How much it matters.
    public let severity: Severity
    /// One sentence.
    public let title: String
    /// Where it begins, or what it is about; null where it is about no node.
    public let from: NodeRow?
    /// Where it ends, or null.
    public let to: NodeRow?
    /// What is done there that must not be.
    public let effects: [Effect]
    /// How sure it is that it can be done; null of what is no reach.
    public let verdict: Verdict?
    /// What is reached, of a limit on weight; null of all else.
    public let weight: Int?
    /// The steps that prove it; empty where none is needed.
    public let path: [StepRow]
    /// Where the fix goes, or null where no file says it.
    public let fix: EvidenceRow?
    /// Where it stands.
    public let evidence: [EvidenceRow]
    /// What to do.
    public let remedy: String
    /// Who answers for where it begins, or null.
    public let owner: String?
    /// Whether the baseline has it, as bad or worse; null without a baseline.
    public let known: Bool?
    /// Who took the risk, why and until when; null where nobody did, or no longer.
    public let accepted: AcceptanceRow?

    /// What is known or accepted last; the worst first, then by where it begins and ends.
    static func order(_ a: Violation, _ b: Violation) -> Bool {
        let (x, y) = (a.isOpen, b.isOpen)
        if x != y { return x }
        if a.severity != b.severity { return a.severity < b.severity }
        for (x, y) in [(a.from, b.from), (a.to, b.to)] where x != y {
            guard let x, let y else { return x == nil }
            return x < y
        }
        return UTF8Order.less(a.id, b.id)
    }

    /// Whether neither the baseline nor an acceptance excuses it.
    public var isOpen: Bool { accepted == nil && known != true }
}

extension Violation {
    /// A finding that must not be there.
    ///
    /// `severity` is what the rule says of it, nil for what the finding says.
    init(_ finding: Finding, severity: Severity?, fix: EvidenceRow?, known: Bool?) {
        self.init(
            id: finding.id, severity: severity ?? finding.severity, title: finding.title, from: finding.subject,
            to: finding.path.last?.to, effects: finding.effects, verdict: nil,
            weight: nil, path: finding.path, fix: fix, evidence: finding.evidence,
            remedy: finding.remedy, owner: finding.owner,
            known: known, accepted: finding.accepted)
    }

    /// Where the fix of a finding goes.
    static func fix(of finding: Finding) -> EvidenceRow? {
        stated(finding.fix.map(EvidenceRow.init)) ?? firstGrant(of: finding.path) ?? stated(finding.evidence)
    }

    /// Where the first grant of a path is written, which gives the rest away.
    private static func firstGrant(of path: [StepRow]) -> EvidenceRow? {
        path.first { $0.to.kind == .grant && stated($0.evidence) != nil }.flatMap { stated($0.evidence) }
    }

    /// Where the last grant of a path is written, which gives the data away; else the last step that a file declares.
    static func lastGrant(of path: [StepRow]) -> EvidenceRow? {
        let said = path.filter { stated($0.evidence) != nil }
        let step =
            said.last { $0.from.kind == .grant } ?? said.last { $0.to.kind == .grant }
            ?? said.last { $0.origin == .declared } ?? said.last
        return step.flatMap { stated($0.evidence) }
    }

    /// The first place of posture: in a span or an event there is nothing to mend.
    static func stated(_ evidence: [EvidenceRow]) -> EvidenceRow? { place(evidence.filter { $0.time == nil }) }

    /// The first of the places that has a line, else the first that has a file.
    public static func place(_ evidence: [EvidenceRow]) -> EvidenceRow? {
        evidence.first { $0.line != nil && !$0.file.isEmpty } ?? evidence.first { !$0.file.isEmpty }
    }
}
