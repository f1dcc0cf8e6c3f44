public import OverreachModel

extension Review {
    /// A part of the review that lists what acts name, node by node.
    public enum Section: String, Sendable, Codable, CaseIterable {
        /// On whose behalf.
        case initiators
        /// Other agents of the chains: the one part in which an act may name several nodes, and counts in each row.
        case otherAgents = "other_agents"
        /// Servers that were called.
        case servers
        /// Tools that ran.
        case tools
        /// As whom.
        case identities
        /// What was touched.
        case data

        /// What an act names of it.
        func keys(of act: Activity) -> [Key] {
            switch self {
            case .initiators: [act.initiator].compactMap(\.self)
            case .otherAgents: act.agents
            case .servers: [act.server].compactMap(\.self)
            case .tools: [act.tool].compactMap(\.self)
            case .identities: [act.identity].compactMap(\.self)
            case .data: act.effect == nil ? [] : [act.target].compactMap(\.self)
            }
        }

        /// The link of an act that it is made of.
        private var link: String {
            switch self {
            case .initiators: "initiator"
            case .otherAgents: "agent"
            case .servers: "server"
            case .tools: "tool"
            case .identities: "identity"
            case .data: "target"
            }
        }

        /// Why an act that names no other node of it is not listed there.
        fileprivate func why(_ act: Activity, of key: Key) -> String {
            if keys(of: act).contains(key) {
                return self == .otherAgents ? "no other agent is in the chain" : "it is what is reviewed itself"
            }
            if act.missing.contains(link) { return "the evidence lacks it" }
            return switch self {
            case .initiators: "no person is in the chain"
            case .otherAgents: "no agent is in the chain"
            case .servers: "no server was called"
            case .tools: "no tool ran"
            case .identities: "no identity is in the chain"
            case .data: "no data store was touched"
            }
        }
    }

    /// Acts of the period that a section does not list, and why: with these, its rows come to all acts.
    public struct Unlisted: Encodable, Sendable {
        /// The section.
        public let section: Section
        /// How many acts.
        public let acts: Int
        /// Why.
        public let why: String
        /// The spans and events of the first of them.
        public let evidence: [EvidenceRow]
    }

    /// The acts that sections do not list, in the order of the sections, then of the reasons.
    static func unlisted(_ acts: [Activity], of key: Key) -> [Unlisted] {
        Section.allCases.flatMap { section in
            let rest = acts.filter { act in section.keys(of: act).allSatisfy { $0 == key } }
            let groups = Dictionary(grouping: rest) { Text(section.why($0, of: key)) }
            return groups.keys.sorted().map { why in
                let acts = groups[why] ?? []
                return Unlisted(
                    section: section, acts: acts.total, why: why.string,
                    evidence: Set(acts.first?.evidence ?? []).sorted().map(EvidenceRow.init))
            }
        }
    }
}
