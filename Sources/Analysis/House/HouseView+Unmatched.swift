internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// Finds what a house names and nobody knows: a slip of the pen would else make a task or a crown jewel vanish.
extension HouseView {
    /// What a reader must know of the names in the policy, whatever is asked: of tasks, crown jewels, entry points, owners
    /// and weights.
    var unmatched: [Caveat] {
        unmatchedTasks.map { caveat(at: $0.place, "\(HouseView.words(of: $0)): \(HouseView.nothing)\(hint(for: $0))") }
            + unmatched(
                (house.crownJewels ?? []).map(HouseView.withoutJewel) + (house.entryPoints ?? [])
                    + house.owners.flatMap(\.nodes).map(HouseView.withoutOwner)
            ).map(caveat)
            + ambiguousTasks + unmatchedWeights
    }

    /// The selectors that mean no node.
    ///
    /// Complexity: a pass over the nodes for each that means few.
    func unmatched(_ selectors: [NodeSelector]) -> [NodeSelector] {
        selectors.filter { selector in !snapshot.nodes.contains { matches(selector, $0) } }
    }

    /// Tasks of agents that nobody knows.
    var unmatchedTasks: [AgentTask] {
        if house.tasks.isEmpty { return [] }
        let named = Set(agents.flatMap { tasks(of: $0) }.map { Text($0.agent) })
        return house.tasks.filter { !named.contains(Text($0.agent)) }
    }

    /// What agents may do and that nothing is known of, which permits nothing.
    ///
    /// Complexity: a pass over the nodes for each pattern that means few.
    var unmatchedPermissions: [Caveat] {
        house.tasks.flatMap { task in
            zip(task.may ?? [], task.mayPlaces).compactMap { permission, place in
                means(permission)
                    ? nil : caveat(at: place, "\(place.path) (\(permission.object.words)): \(HouseView.nothing)")
            }
        }
    }

    /// A caveat about a selector that means nothing.
    func caveat(_ selector: NodeSelector) -> Caveat {
        caveat(at: selector.place, "\(selector.placedWords): \(HouseView.nothing)\(hint(for: selector))")
    }

    /// A caveat about what a file says at this place.
    func caveat(at place: HousePlace?, _ detail: String) -> Caveat {
        let file = house.file ?? "overreach.yaml"
        return Caveat(reason: Caveat.policy, source: place.map { "\(file):\($0.line)" } ?? file, detail: detail)
    }

    static let nothing = "nothing that is known is meant by it"

    /// Of crown jewels, what a selector says of crown jewels is left aside.
    static func withoutJewel(_ selector: NodeSelector) -> NodeSelector {
        var selector = selector
        selector.crownJewel = nil
        return selector
    }

    /// An owner is not found by itself.
    static func withoutOwner(_ selector: NodeSelector) -> NodeSelector {
        var selector = selector
        selector.owner = nil
        return selector
    }

    // MARK: - Words

    private static func words(of task: AgentTask) -> String { "the agent \"\(task.agent)\"" }

    /// What may have been meant, as the end of a sentence.
    private func hint(for task: AgentTask) -> String {
        HouseView.hint(Spelling.nearest(task.agent, among: agents.lazy.flatMap { snapshot.names(of: $0) }))
    }

    private func hint(for selector: NodeSelector) -> String {
        if let word = selector.classification {
            let known = classifications
            if !known.contains(Text(word)) {
                return HouseView.hint(Spelling.nearest(word, among: known.sorted().map(\.string)))
            }
        }
        guard let name = selector.id?.literal else { return "" }
        let nodes = snapshot.nodes.filter { node in selector.kind.map { $0 == snapshot.kind(node) } ?? true }
        return HouseView.hint(Spelling.nearest(name, among: nodes.lazy.flatMap { snapshot.names(of: $0) }))
    }

    private static func hint(_ name: String?) -> String { name.map { ", did you mean \"\($0)\"" } ?? "" }

    // MARK: - Parts of a house

    private var agents: [NodeID] { snapshot.nodes.filter { snapshot.kind($0) == .agent } }

    private func means(_ permission: AgentTask.Permission) -> Bool {
        switch permission.object {
        case .resource(let text):
            let pattern = Pattern(text)
            return snapshot.nodes.contains { node in
                snapshot.names(of: node).contains { pattern.matches($0) || AgentTask.part(text, below: $0) != nil }
            }
        case .tool(let text):
            let pattern = Pattern(text)
            var namesOfLists: [NodeID: Set<Text>] = [:]
            return snapshot.nodes.contains { node in
                guard snapshot.kind(node) == .tool else { return false }
                let tool = snapshot.toolNames(snapshot.key(node), of: nil)
                if tool.contains(where: pattern.matches) { return true }
                return sources(of: node, AgentEdge.provides).contains { owner in
                    var names: Set<Text> = [Text(snapshot.name(owner))]
                    if snapshot.type(owner) == NodeType(AgentNode.toolList) {
                        // Many servers of one name share a list, and every tool of it asks.
                        let known =
                            namesOfLists[owner]
                            ?? Set(
                                sources(of: owner, AgentEdge.listed).map { Text(snapshot.name($0)) })
                        namesOfLists[owner] = known
                        names = known
                    }
                    return names.contains { pattern.matches("\($0.string)/\(tool[0])") }
                }
            }
        }
    }

    private func sources(of node: NodeID, _ kind: AgentEdge) -> [NodeID] {
        snapshot.incoming(node).filter { snapshot.kind($0) == EdgeKind(kind) }.map { snapshot.from($0) }
    }

    /// One name of several agents, and one agent of several names.
    private var ambiguousTasks: [Caveat] {
        if house.tasks.isEmpty { return [] }
        var caveats: [Caveat] = []
        var holders: [Text: [NodeID]] = [:]
        for agent in agents {
            let tasks = tasks(of: agent)
            for task in tasks { holders[Text(task.agent), default: []].append(agent) }
            guard let first = tasks.first else { continue }
            for other in tasks.dropFirst() {
                caveats.append(
                    caveat(
                        at: other.place,
                        "\(HouseView.words(of: other)): of \(snapshot.key(agent).text) the task of \"\(first.agent)\" "
                            + "holds, which names it more closely, and not this one"))
            }
        }
        for task in house.tasks {
            guard let agents = holders[Text(task.agent)], agents.count > 1 else { continue }
            let keys = agents.prefix(5).map { snapshot.key($0).text }.joined(separator: ", ")
            caveats.append(
                caveat(
                    at: task.place,
                    "\(HouseView.words(of: task)) means \(agents.count) agents, and its task is that of each: \(keys)"
                        + (agents.count > 5 ? ", …" : "")))
        }
        return caveats
    }

    /// The classifications that data has, in lower case.
    private var classifications: Set<Text> {
        Set(
            snapshot.nodes.flatMap { snapshot.values(of: PropertyName.classification, $0) }.map {
                Text($0.lowercased())
            })
    }

    private var unmatchedWeights: [Caveat] {
        if house.weights.places.isEmpty { return [] }
        let known = Set(Weights.knownClassifications.map { Text($0) }).union(classifications)
        return house.weights.places.sorted { $0.key < $1.key }.filter { !known.contains($0.key) }.map { word, place in
            let near = Spelling.nearest(word.string, among: known.sorted().map(\.string))
            return caveat(at: place, "\(place.path): no data is classified so\(HouseView.hint(near))")
        }
    }
}

extension AgentTask.Permission.Object {
    /// What it says, in words.
    fileprivate var words: String {
        switch self {
        case .resource(let text): "resource \"\(text)\""
        case .tool(let text): "tool \"\(text)\""
        }
    }
}

extension NodeSelector {
    /// Where a house says it, and what it says.
    var placedWords: String { "\(place?.path ?? "a selector") (\(words))" }

    /// What it says, in words.
    var words: String {
        let parts: [String?] = [
            id.map { "id \"\($0.text)\"" }, kind.map { "kind \($0.rawValue)" }, tag.map { "tag \"\($0.text)\"" },
            classification.map { "classification \"\($0)\"" }, owner.map { "owner \"\($0.text)\"" },
            crownJewel.map { "crown_jewel \($0)" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }
}
