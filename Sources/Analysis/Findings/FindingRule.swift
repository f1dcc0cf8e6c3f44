internal import OverreachGraph
public import OverreachModel

/// How much a finding matters.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case critical, high, medium, low

    /// The worst comes first.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
}

/// A named risk with its evidence.
public struct Finding: Encodable, Sendable {
    /// An entry of a public list of risks.
    public struct Reference: Encodable, Sendable, Hashable {
        /// For example `NHI2:2025`.
        public let id: String
        /// The list's title of it.
        public let title: String
    }

    /// The same as long as rule, subject and place are, in whatever folder they were read: rule, then a digest of them.
    public private(set) var id: String
    /// What the id is a digest of.
    private let identity: String
    /// The rule's id.
    public let rule: String
    /// How much it matters.
    public let severity: Severity
    /// One sentence.
    public let title: String
    /// What it is about.
    public let subject: NodeRow
    let node: NodeID
    /// Where the fix goes, where that is neither on the path nor where the finding stands.
    var fix: [Evidence] = []
    /// What is done, or could be, that must not be; empty where the finding is of no effects.
    var effects: [Effect] = []
    /// Whether it was done, and not merely could be.
    var isDeed = false
    /// The steps that prove it; empty where none is needed.
    public let path: [StepRow]
    /// Where it stands.
    public let evidence: [EvidenceRow]
    /// What to do.
    public let remedy: String
    /// What public lists call it.
    public let references: [Reference]
    /// Who answers for the subject, or null.
    public internal(set) var owner: String?
    /// Who took the risk, why and until when; null where nobody did, or no longer.
    public internal(set) var accepted: AcceptanceRow?

    init(
        _ rule: some FindingRule, severity: Severity? = nil, title: String, subject: NodeID, place: String = "",
        path: [EdgeID] = [], evidence: [Evidence], in snapshot: Snapshot
    ) {
        self.rule = rule.id
        node = subject
        self.severity = severity ?? rule.severity
        self.title = title
        self.subject = NodeRow(subject, in: snapshot)
        self.path = path.map { StepRow($0, in: snapshot) }
        self.evidence = Set(evidence).sorted().map(EvidenceRow.init)
        remedy = rule.remedy
        references = rule.controls.map { Reference(id: $0.id, title: $0.title) }
        identity = "\(snapshot.key(subject).text)\u{0}\(place)"
        id = "\(rule.id)-\(StableDigest.of(identity))"
    }

    /// The finding, with an id that is the same in every checkout.
    func named(by names: PortableNames) -> Finding {
        var finding = self
        finding.id = "\(rule)-\(StableDigest.of(names.text(identity)))"
        return finding
    }

    /// The finding, whose fix goes where the path's data is given away: to its last grant.
    func mended(atLastGrantOf path: [EdgeID], in snapshot: Snapshot) -> Finding {
        var finding = self
        let last = path.last { snapshot.kind(snapshot.from($0)) == .grant }
        finding.fix = last.map { snapshot.evidence($0) } ?? []
        return finding
    }

    enum CodingKeys: String, CodingKey {
        case id, rule, severity, title, subject, path, evidence, remedy, references, owner, accepted
    }
}

/// A rule that finds risks: data and one function.
public protocol FindingRule: Sendable {
    /// Its name in answers, e.g. `hard-coded-credential`.
    var id: String { get }
    /// One sentence on what it finds.
    var title: String { get }
    /// How much a finding matters unless the finding says otherwise.
    var severity: Severity { get }
    /// What to do.
    var remedy: String { get }
    /// What public lists call it.
    var controls: [Control] { get }

    /// What it finds, in the order of the subjects.
    func findings(in world: World) -> [Finding]
}

/// The rules.
public enum FindingList {
    /// Every rule, in the order in which they are documented.
    public static let all: [any FindingRule] = [
        EscalationToAdministrator(),
        AgentAsAdministrator(),
        TrustTooWide(),
        ConfusedDeputy(),
        InstanceCredentialsElsewhere(),
        HardCodedCredential(),
        SharedCredential(),
        UndeclaredServer(),
        AgentWithoutOwner(),
        AgentOutsideTask(),
        CrownJewelWithinReach(),
    ]

    /// What every rule finds, with its owner and whether somebody took the risk: what nobody took first, the worst first.
    static func findings(in world: World) -> [Finding] {
        let acceptance = Acceptance(world)
        let names = PortableNames(world.snapshot)
        let found = all.flatMap { $0.findings(in: world) }.map { $0.named(by: names) }
        return found.map { acceptance.applied(to: $0) }.sorted { a, b in
            if (a.accepted == nil) != (b.accepted == nil) { return a.accepted == nil }
            return a.severity != b.severity ? a.severity < b.severity : UTF8Order.less(a.id, b.id)
        }
    }
}

/// Asks which named risks there are.
public struct Findings: Question {
    /// The question's name.
    public static let name = "findings"
    /// What it answers, for help and catalogue.
    public static let summary = "named risks with evidence, path and remedy"

    /// Asks for all.
    public init() {}

    /// The answer: the worst first, then by rule and id; risks that somebody took come last.
    public func answer(in world: World) throws -> Answer<[Finding]> {
        Answer(
            Findings.name, of: world, noted: Acceptance(world).caveats, result: FindingList.findings(in: world))
    }
}
