internal import OverreachGraph
public import OverreachModel
internal import OverreachPolicy

/// Which nodes are meant: all that is given must fit.
public struct NodeSelector: Sendable {
    /// Of the key, the id (an ARN) or the name; `*` and `?` stand for any characters.
    let id: Pattern?
    /// What the node is.
    let kind: NodeKind?
    /// Of a tag, `name=value`.
    let tag: Pattern?
    /// How sensitive the data is, in lower case.
    let classification: String?
    /// Of who answers for it.
    var owner: Pattern?
    /// Only crown jewels, or none of them.
    var crownJewel: Bool?
    /// Where a house says it; nil of what is built in.
    let place: HousePlace?

    /// Means the nodes that everything given fits: every node where nothing is.
    ///
    /// In `id`, `tag` and `owner`, `*` and `?` stand for any characters.
    public init(
        id: String? = nil, kind: NodeKind? = nil, tag: String? = nil, classification: String? = nil,
        owner: String? = nil, crownJewel: Bool? = nil, place: HousePlace? = nil
    ) {
        self.place = place
        self.id = id.map { Pattern($0) }
        self.kind = kind
        self.tag = tag.map { Pattern($0) }
        self.classification = classification?.lowercased()
        self.owner = owner.map { Pattern($0) }
        self.crownJewel = crownJewel
    }
}

/// The nodes that the selectors of a house mean, in one world.
struct HouseView {
    let house: House
    let snapshot: Snapshot
    private let entryLevel: EntryLevel

    init(_ world: World) {
        house = world.house
        entryLevel = world.entryLevel
        snapshot = world.snapshot
    }

    /// Whether the node is one that matters most.
    ///
    /// Of the house's own selectors for crown jewels, what they say of crown jewels is left aside.
    func isCrownJewel(_ node: NodeID) -> Bool {
        guard let selectors = house.crownJewels else {
            return snapshot.kind(node) == .dataStore && snapshot.sensitivity(of: node) == .high
        }
        return selectors.contains { selector in matches(HouseView.withoutJewel(selector), node) }
    }

    /// The data that a measure of what matters most counts: the crown jewels among it; all of it where nobody said what
    /// matters, neither by the house nor by a classification.
    ///
    /// Where inventories list data, what only policies name counts no more than it exists.
    var precious: (keys: Set<Key>, isSaid: Bool) {
        let stores = snapshot.nodes.filter { snapshot.kind($0) == .dataStore }
        let isSaid =
            house.crownJewels != nil
            || stores.contains { snapshot.property(PropertyName.classification, of: $0) != nil }
        if isSaid { return (Set(stores.filter(isCrownJewel).map { snapshot.key($0) }), true) }
        let listed = stores.filter { snapshot.type($0) != NodeType(AWSNode.outsideResource) }
        return (Set((listed.isEmpty ? stores : listed).map { snapshot.key($0) }), false)
    }

    /// What a reader must know of a measure of what matters most where nobody said what does.
    static let nobodySaid = Caveat(
        reason: Caveat.notCollected, source: "crown jewels",
        detail: "no data is classified and no policy of the house names crown jewels: all data counts as such")

    /// Whether an attack may begin here.
    func isEntryPoint(_ node: NodeID) -> Bool {
        guard let selectors = house.entryPoints else {
            return entryLevel.holds(node, in: snapshot)
        }
        return isAny(of: selectors, node)
    }

    /// Every node where an attack may begin, in the order of the keys.
    var entryPoints: [NodeID] { snapshot.nodes.filter(isEntryPoint) }

    /// The same by their keys.
    var entryKeys: [Key] { entryPoints.map { snapshot.key($0) }.sorted() }

    /// Who answers for the node: by the house, else by what sources say of it; for an agent, by its task.
    func owner(of node: NodeID) -> String? {
        ownerByHouse(of: node) ?? snapshot.property(PropertyName.owner, of: node)
    }

    /// Who answers for the node, as the house itself says.
    func ownerByHouse(of node: NodeID) -> String? {
        task(of: node)?.owner
            ?? house.owners.first { ownership in
                ownership.nodes.contains { matches(HouseView.withoutOwner($0), node) }
            }?.owner
    }

    /// What the agent is for; nil where nobody said, and of what is no agent.
    ///
    /// Where several tasks name the agent, that which names it most closely holds: by its key, else by its id, else by its
    /// name. A task whose name several agents have is the task of each of them.
    func task(of node: NodeID) -> AgentTask? { tasks(of: node).first }

    /// The tasks that name an agent, that which holds first.
    func tasks(of node: NodeID) -> [AgentTask] {
        guard !house.tasks.isEmpty, snapshot.kind(node) == .agent else { return [] }
        let names = [snapshot.key(node).text, snapshot.worldID(node), snapshot.key(node).id, snapshot.name(node)]
        var found: [AgentTask] = []
        for name in names {
            for task in house.tasks where UTF8Order.equal(task.agent, name) {
                if !found.contains(where: { UTF8Order.equal($0.agent, task.agent) }) { found.append(task) }
            }
        }
        return found
    }

    /// Whether one of the selectors means the node.
    func isAny(of selectors: [NodeSelector], _ node: NodeID) -> Bool {
        selectors.contains { matches($0, node) }
    }

    /// Whether all that the selector gives fits the node.
    func matches(_ selector: NodeSelector, _ node: NodeID) -> Bool {
        if let kind = selector.kind, snapshot.kind(node) != kind { return false }
        if let id = selector.id, !isNamed(node, id) { return false }
        if let word = selector.classification {
            let own = snapshot.values(of: PropertyName.classification, node)
            guard own.contains(where: { UTF8Order.equal($0.lowercased(), word) }) else { return false }
        }
        if let tag = selector.tag {
            let tags = snapshot.values(of: PropertyName.tag, node) + snapshot.values(of: PropertyName.label, node)
            guard tags.contains(where: tag.matches) else { return false }
        }
        if let owner = selector.owner {
            guard let own = self.owner(of: node), owner.matches(own) else { return false }
        }
        if let wanted = selector.crownJewel, isCrownJewel(node) != wanted { return false }
        return true
    }

    /// Whether the pattern means the node's key, id or name.
    func isNamed(_ node: NodeID, _ pattern: Pattern) -> Bool {
        pattern.matches(snapshot.worldID(node)) || pattern.matches(snapshot.name(node))
            || pattern.matches(snapshot.key(node).text) || pattern.matches(snapshot.key(node).id)
    }

    /// What reaching the node with these effects counts for; 0 of what is no data.
    func weight(of node: NodeID, _ effects: [Effect]) -> Int {
        guard snapshot.kind(node) == .dataStore else { return 0 }
        let classified = house.weights.weight(
            ofClassification: snapshot.property(PropertyName.classification, of: node))
        let own = isCrownJewel(node) ? house.weights.crownJewel ?? classified : classified
        return own * (effects.map { house.weights.weight(of: $0) }.max() ?? 0)
    }
}
