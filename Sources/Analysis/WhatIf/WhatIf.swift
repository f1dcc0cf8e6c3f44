internal import OverreachGraph
public import OverreachModel

/// Asks what a change would open and close: it is judged in memory, and the store is not changed.
public struct WhatIf: GroundQuestion {
    /// The question's name.
    public static let name = "whatif"
    /// What it answers, for help and catalogue.
    public static let summary = "what a change would close, open and leave open by another path"

    /// What is different.
    public var changes: [Change]
    /// What is assumed to give way.
    public var assumptions: Assumptions

    /// Asks about changes that are made together.
    public init(changes: [Change], assumptions: Assumptions = .byDefault) {
        self.changes = changes
        self.assumptions = assumptions
    }

    /// A change as it was understood.
    public struct ChangeRow: Encodable, Sendable {
        /// Its option, such as `remove`.
        public let kind: String
        /// What was given with it.
        public let given: String
        /// What it means, as a sentence.
        public let meaning: String
        /// The node that it is about, or null.
        public let node: NodeRow?

        init(_ kind: String, _ given: String, _ meaning: String, node: NodeRow?) {
            self.kind = kind
            self.given = given
            self.meaning = meaning
            self.node = node
        }
    }

    /// A pair of entry point and data store that is closed or opened, or of which effects are; several rows where not one
    /// path gives all of the effects.
    public struct PairRow: Encodable, Sendable {
        /// From where.
        public let from: NodeRow
        /// The data store.
        public let to: NodeRow
        /// The effects that are closed or opened.
        public let effects: [Effect]
        /// Whether nothing of the pair is left, or nothing of it was there before.
        public let whole: Bool
        /// How sensitive the store is; empty where nobody classified it.
        public let classification: String
        /// How sure the row was, or is.
        public let verdict: Verdict
        /// What the path assumes.
        public let assumes: [String]
        /// What the entry point was seen doing to the store of these effects, itself or in a session that came through it;
        /// null where nothing was seen, and of what is opened.
        public let used: UseRow?
        /// The best path that gives the effects: of what is closed as it was, of what is opened as it would be.
        public let path: [StepRow]
    }

    /// A pair that stays open otherwise than before.
    public struct ReroutedRow: Encodable, Sendable {
        /// From where.
        public let from: NodeRow
        /// The data store.
        public let to: NodeRow
        /// The effects that stay.
        public let effects: [Effect]
        /// How sure it was.
        public let verdictBefore: Verdict
        /// How sure it would be.
        public let verdict: Verdict
        /// The part of the store that would be covered.
        public let scope: ScopeRow
        /// The best path that gives the effects as it would be.
        public let path: [StepRow]
        /// The best path as it was.
        public let was: [StepRow]

        enum CodingKeys: String, CodingKey {
            case from, to, effects
            case verdictBefore = "verdict_before"
            case verdict, scope, path, was
        }
    }

    /// A node that somebody has taken over, with all that they reach from there.
    public struct CompromisedRow: Encodable, Sendable {
        /// The node.
        public let node: NodeRow
        /// Whether attacks are taken to begin there anyway.
        public let isEntryPoint: Bool
        /// Where else they are then: the processes and hosts that it runs in, and agents that listen to these.
        public let places: [PlaceRow]
        /// What gives way by this alone, of what is not assumed otherwise.
        public let assumed: [String]
        /// What they reach of data.
        public let reach: [HeldRow]

        enum CodingKeys: String, CodingKey {
            case node
            case isEntryPoint = "is_entry_point"
            case places, assumed, reach
        }
    }

    /// A place that goes with a node that somebody has taken over.
    public struct PlaceRow: Encodable, Sendable {
        /// The place.
        public let node: NodeRow
        /// What gave way.
        public let assumes: [String]
    }

    /// A data store that somebody who has a node reaches.
    public struct HeldRow: Encodable, Sendable {
        /// The data store.
        public let to: NodeRow
        /// What they can do to it.
        public let effects: [Effect]
        /// Whether it was not reached from the node before.
        public let isNew: Bool
        /// How sensitive the store is; empty where nobody classified it.
        public let classification: String
        /// How sure it is.
        public let verdict: Verdict
        /// What the path assumes.
        public let assumes: [String]
        /// The best path that gives the effects.
        public let path: [StepRow]

        enum CodingKeys: String, CodingKey {
            case to, effects
            case isNew = "new"
            case classification, verdict, assumes, path
        }
    }

    /// A finding that goes or comes.
    public struct FindingRow: Encodable, Sendable {
        /// The finding's id.
        public let id: String
        /// How much it matters.
        public let severity: Severity
        /// Its title.
        public let title: String
        /// Who took the risk, or null; what was accepted is in no count.
        public let accepted: AcceptanceRow?
    }

    /// How much there is.
    public struct Counts: Encodable, Sendable, Equatable {
        /// Entry points.
        public let entryPoints: Int
        /// Pairs of entry point and data store.
        public let reach: Int
        /// Data stores that some entry point reaches.
        public let dataStores: Int
        /// Pairs of entry point and crown jewel.
        public let crownJewelReach: Int
        /// Crown jewels that some entry point reaches.
        public let crownJewels: Int
        /// Findings that nobody accepted.
        public let findings: Int

        enum CodingKeys: String, CodingKey {
            case entryPoints = "entry_points"
            case reach
            case dataStores = "data_stores"
            case crownJewelReach = "crown_jewel_reach"
            case crownJewels = "crown_jewels"
            case findings
        }
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The changes as they were understood.
        public let changes: [ChangeRow]
        /// What is there no more.
        public let closed: [PairRow]
        /// What was not there.
        public let opened: [PairRow]
        /// What stays, by another way.
        public let rerouted: [ReroutedRow]
        /// What somebody reaches who has taken a node over; empty where nothing was.
        public let compromised: [CompromisedRow]
        /// How much there is.
        public let before: Counts
        /// How much there would be.
        public let after: Counts
        /// Findings that would be gone.
        public let findingsClosed: [FindingRow]
        /// Findings that would come.
        public let findingsOpened: [FindingRow]

        enum CodingKeys: String, CodingKey {
            case changes, closed, opened, rerouted, compromised, before, after
            case findingsClosed = "findings_closed"
            case findingsOpened = "findings_opened"
        }
    }

    /// The answer.
    ///
    /// Errors: `NodeError`, `ChangeError`. Complexity: that of judging everything once, and of two tables of reach.
    public func answer(in ground: Ground) throws -> Answer<Result> {
        let outcome = try Outcome(of: self, in: ground)
        return Answer(
            WhatIf.name, of: ground.world, cut: outcome.newCaveats, noted: outcome.notes, result: outcome.result())
    }
}
