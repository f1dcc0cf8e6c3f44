internal import OverreachGraph
public import OverreachModel

/// Asks what agents and identities do since a moment that they were not seen doing before.
public struct Changes: Question {
    /// The question's name.
    public static let name = "changes"
    /// What it answers, for help and catalogue.
    public static let summary = "what is seen for the first time since a date: tools, servers, data, writes, addresses"

    /// Nanoseconds since 1970.
    public var since: Int64

    /// Asks about everything since then.
    public init(since: Int64) { self.since = since }

    /// Something that was seen for the first time.
    public struct FirstSeen: Encodable, Sendable {
        /// The agent, or null where nobody is known.
        public let agent: NodeRow?
        /// The tool.
        public let tool: NodeRow?
        /// As whom.
        public let identity: NodeRow?
        /// What was touched, or what the act was about: a bucket that was listed, a role that was assumed.
        public let target: NodeRow?
        /// What exactly the first act was about, as the world calls it; null where nothing says so.
        public let object: String?
        /// What the first act did, as its service calls it.
        public let action: String
        /// What was done to data; null where an act touched none.
        public let effect: Effect?
        /// When it was first seen.
        public let first: String
        /// How often since.
        public let count: Int
        /// The first act's id.
        public let act: String
        /// Its spans and events.
        public let evidence: [EvidenceRow]
    }

    /// A node that acts had not named before.
    public struct NewNode: Encodable, Sendable {
        /// The node.
        public let node: NodeRow
        /// When it was first seen.
        public let first: String
        /// The agents that it was seen with.
        public let agents: [NodeRow]
        /// The first act's id.
        public let act: String
        /// Its spans and events.
        public let evidence: [EvidenceRow]
    }

    /// A tool that had only read, or says that it only reads, and now changes.
    public struct Writer: Encodable, Sendable {
        /// The tool.
        public let tool: NodeRow
        /// Whether its server says that it only reads.
        public let saysReadOnly: Bool
        /// Reads before.
        public let reads: Int
        /// The first act that changed something.
        public let act: ActBrief

        enum CodingKeys: String, CodingKey {
            case tool
            case saysReadOnly = "says_read_only"
            case reads, act
        }
    }

    /// An identity that was used from an address from which it was not used before.
    public struct NewAddress: Encodable, Sendable {
        /// The identity.
        public let identity: NodeRow
        /// The address.
        public let address: String
        /// Addresses from which it was used before.
        public let known: [String]
        /// When it was first seen.
        public let first: String
        /// How often since.
        public let count: Int
        /// The first act's id.
        public let act: String
        /// Its spans and events.
        public let evidence: [EvidenceRow]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The moment.
        public let since: String
        /// Acts before: with none, everything is new.
        ///
        /// Of a day whose records are gone, acts that are alike all count where
        /// the first of them does.
        public let before: Int
        /// Acts since.
        public let after: Int
        /// Combinations of agent, tool, identity and data.
        public let firstSeen: [FirstSeen]
        /// Servers and agents.
        public let newServers: [NewNode]
        /// Agents.
        public let newAgents: [NewNode]
        /// Data stores.
        public let newTargets: [NewNode]
        /// Tools that had only read.
        public let readersThatWrote: [Writer]
        /// Addresses.
        public let newAddresses: [NewAddress]

        enum CodingKeys: String, CodingKey {
            case since, before, after
            case firstSeen = "first_seen"
            case newServers = "new_servers"
            case newAgents = "new_agents"
            case newTargets = "new_targets"
            case readersThatWrote = "readers_that_wrote"
            case newAddresses = "new_addresses"
        }
    }

    /// The answer; what was seen first comes first.
    ///
    /// Complexity: linear in the acts.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let acts = world.activities.filter { !$0.isSystem }
        // What stands for acts of a day that are alike had been done when the first of them was.
        let (before, after) = (acts.filter { $0.first < since }, acts.filter { $0.first >= since })
        func new(_ keys: (Activity) -> [Key]) -> [NewNode] {
            Changes.new(before, after, keys, in: snapshot)
        }
        return Answer(
            Changes.name, of: world, noted: Caveat.uncovered(from: since, to: nil, in: world, Changes.name),
            result: Result(
                since: Timestamp.text(since), before: before.total, after: after.total,
                firstSeen: Changes.firstSeen(before, after, in: snapshot),
                newServers: new { [$0.server].compactMap { $0 } }, newAgents: new { $0.agents },
                newTargets: new { [$0.target].compactMap { $0 } },
                readersThatWrote: Changes.writers(before, after, in: snapshot),
                newAddresses: Changes.addresses(before, after, in: snapshot)))
    }

    private struct Combination: Hashable {
        let agent: Key?
        let tool: Key?
        let identity: Key?
        let target: Key?
        let effect: Effect?
        // Acts that touch no data are told apart by what they do, and to what.
        let action: Text?
        let object: Text?

        init(_ act: Activity) {
            agent = act.agents.last
            tool = act.tool
            identity = act.identity
            target = act.target
            effect = act.effect
            action = act.effect == nil ? Text(act.action) : nil
            object = act.effect == nil && act.target == nil ? act.object.map { Text($0) } : nil
        }
    }

    /// What was refused before, or failed, is new when it succeeds.
    private static func firstSeen(_ before: [Activity], _ after: [Activity], in snapshot: Snapshot) -> [FirstSeen] {
        let tried = Set(before.map(Combination.init))
        let known = Set(before.filter { $0.outcome == .succeeded }.map(Combination.init))
        let new = after.filter { act in
            let combination = Combination(act)
            return !known.contains(combination) && (act.outcome == .succeeded || !tried.contains(combination))
        }
        return grouped(new) { [Combination($0)] }.map { combination, acts in
            func row(_ key: Key?) -> NodeRow? { key.map { NodeRow($0, in: snapshot) } }
            return FirstSeen(
                agent: row(combination.agent), tool: row(combination.tool), identity: row(combination.identity),
                target: row(combination.target), object: acts[0].object, action: acts[0].action,
                effect: combination.effect, first: Timestamp.text(acts[0].first),
                count: acts.total, act: acts[0].id, evidence: acts[0].evidence.map(EvidenceRow.init))
        }
    }

    private static func new(
        _ before: [Activity], _ after: [Activity], _ keys: (Activity) -> [Key], in snapshot: Snapshot
    ) -> [NewNode] {
        let known = Set(before.flatMap(keys))
        return grouped(after, by: keys).filter { !known.contains($0.key) }.map { key, acts in
            let agents = Set(acts.compactMap(\.agents.last)).sorted()
            return NewNode(
                node: NodeRow(key, in: snapshot), first: Timestamp.text(acts[0].first),
                agents: agents.map { NodeRow($0, in: snapshot) }, act: acts[0].id,
                evidence: acts[0].evidence.map(EvidenceRow.init))
        }
    }

    private static func writers(_ before: [Activity], _ after: [Activity], in snapshot: Snapshot) -> [Writer] {
        var reads: [Key: Int] = [:]
        var changed: Set<Key> = []
        for act in before where act.outcome == .succeeded {
            guard let tool = act.tool, let effect = act.effect else { continue }
            if effect == .read { reads[tool, default: 0] += act.count } else { changed.insert(tool) }
        }
        let writes = after.filter { act in
            act.outcome == .succeeded && act.effect != nil && act.effect != .read
        }
        func isReader(_ tool: Key) -> Bool {
            snapshot.hints(of: tool).contains(Text(PropertyName.readOnlyHint))
        }
        return grouped(writes) { [$0.tool].compactMap { $0 } }
            .filter { (reads[$0.key] != nil || isReader($0.key)) && !changed.contains($0.key) }
            .map { tool, acts in
                Writer(
                    tool: NodeRow(tool, in: snapshot), saysReadOnly: isReader(tool), reads: reads[tool] ?? 0,
                    act: ActBrief(acts[0], in: snapshot))
            }
    }

    private struct Place: Hashable {
        let identity: Key
        let address: Text
    }

    /// Only of identities that were used before: all addresses of one that is new are new with it.
    private static func addresses(_ before: [Activity], _ after: [Activity], in snapshot: Snapshot) -> [NewAddress] {
        func places(_ act: Activity) -> [Place] {
            guard let identity = act.identity, let address = act.address else { return [] }
            return [Place(identity: identity, address: Text(address))]
        }
        var known: [Key: Set<Text>] = [:]
        for place in before.flatMap(places) { known[place.identity, default: []].insert(place.address) }
        return grouped(after, by: places).compactMap { place, acts -> NewAddress? in
            guard let addresses = known[place.identity], !addresses.contains(place.address) else { return nil }
            return NewAddress(
                identity: NodeRow(place.identity, in: snapshot), address: place.address.string,
                known: addresses.sorted().map(\.string), first: Timestamp.text(acts[0].first), count: acts.total,
                act: acts[0].id, evidence: acts[0].evidence.map(EvidenceRow.init))
        }
    }

    /// The acts of each key, in the order in which the keys are first seen.
    private static func grouped<K: Hashable>(
        _ acts: [Activity], by keys: (Activity) -> [K]
    ) -> [(key: K, acts: [Activity])] {
        var order: [K] = []
        var groups: [K: [Activity]] = [:]
        for act in acts {
            for key in unique(keys(act)) {
                if groups[key] == nil { order.append(key) }
                groups[key, default: []].append(act)
            }
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private static func unique<K: Hashable>(_ keys: [K]) -> [K] {
        var seen: Set<K> = []
        return keys.filter { seen.insert($0).inserted }
    }
}
