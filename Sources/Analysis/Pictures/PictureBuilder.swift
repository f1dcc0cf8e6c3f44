internal import OverreachGraph
internal import OverreachModel

/// Gathers nodes and steps of an answer and folds them into a picture: a grant becomes the label of an arrow, since
/// that is what a fix removes; arrows between the same two nodes become one.
struct PictureBuilder {
    struct Arrow {
        var labels: [String] = []
        var style: Picture.Style
        /// Whether all ways that it stands for are marked.
        var isMarked = true
    }

    struct Pair: Hashable {
        let from: NodeID
        let to: NodeID
    }

    private let world: World
    private let acts: [Activity]
    private let undeclared: Set<Pair>
    private let view: HouseView
    private var notes: [NodeID: String] = [:]
    private(set) var nodes: Set<NodeID> = []
    private(set) var arrows: [Pair: Arrow] = [:]
    /// Whether what is drawn now is marked, for a picture that tells some ways from others.
    private var isMarking = false

    /// Counts use over these acts.
    init(_ world: World, acts: [Activity]) {
        self.world = world
        self.acts = acts.filter(\.isUse)
        view = HouseView(world)
        undeclared = Set(
            Declarations(world.snapshot).undeclared.flatMap { server in
                server.agents.map { Pair(from: $0, to: server.server) }
            })
    }

    var snapshot: Snapshot { world.snapshot }

    /// Adds a node without an arrow.
    mutating func add(_ node: NodeID) { nodes.insert(node) }

    /// Says more of a node, on its quiet second line.
    mutating func note(_ node: NodeID, _ words: String) { notes[node] = words }

    /// Whether the node is one that matters most.
    func isCrownJewel(_ node: NodeID) -> Bool { view.isCrownJewel(node) }

    /// Adds a path, its grants folded into arrows.
    mutating func add(_ path: Path) { add(path.edges) { _ in false } }

    /// Adds a path; an arrow is marked where one of the edges that it stands for is, on every way that it stands for.
    mutating func add(_ edges: [EdgeID], marking isMarked: (EdgeID) -> Bool) {
        var holder: NodeID?  // before a set of principals, which is not drawn
        var held: (by: NodeID, grant: NodeID)?
        defer { isMarking = false }
        for edge in edges {
            isMarking = isMarking || isMarked(edge)
            let (from, to) = (lasting(snapshot.from(edge)), lasting(snapshot.to(edge)))
            if from == to { continue }
            if snapshot.type(to) == NodeType(AWSNode.principalSet) {
                holder = from
                continue
            }
            if snapshot.kind(to) == .grant {
                // A set of resources is covered by the grant that names the right.
                if held == nil { held = (holder ?? from, to) }
                continue
            }
            if let held {
                add(edge, by: held.grant, from: held.by, to: to)
            } else {
                add(edge, from: from, to: to)
            }
            (held, holder, isMarking) = (nil, nil, false)
        }
    }

    /// The server that was seen, of an entry that is known to be it: one box for the two.
    private func lasting(_ node: NodeID) -> NodeID {
        guard snapshot.kind(node) == .mcpServer else { return node }
        let instances = snapshot.outgoing(node).filter {
            snapshot.kind($0) == EdgeKind(AgentEdge.instance) && snapshot.verdict($0) == .allowed
        }
        return instances.count == 1 ? instances.first.map { snapshot.to($0) } ?? node : node
    }

    /// Adds as whom each server acts, so that a credential that several share is seen to be shared.
    mutating func addIdentities(of servers: [NodeID]) {
        for server in servers {
            for edge in snapshot.outgoing(server) {
                let kind = snapshot.kind(edge)
                guard kind == EdgeKind(AgentEdge.usesCredential) || kind == EdgeKind(AgentEdge.actsAs) else { continue }
                add(edge, from: server, to: snapshot.to(edge))
            }
        }
    }

    /// Adds every right by which an identity in the picture has a store in the picture, not only that of the shortest
    /// path: a fix must take them all.
    mutating func addRights(following filter: Filter) {
        for store in nodes.sorted() where snapshot.kind(store) == .dataStore {
            for edge in snapshot.incoming(store) where filter.admits(edge, in: snapshot) {
                let last = snapshot.from(edge)
                guard snapshot.kind(last) == .grant else { continue }
                let covering = snapshot.incoming(last).filter { snapshot.kind($0) == EdgeKind(AWSEdge.covers) }
                for grant in covering.isEmpty ? [last] : covering.map({ snapshot.from($0) }) {
                    for holder in snapshot.holders(of: grant) where nodes.contains(holder) {
                        add(edge, by: grant, from: holder, to: store)
                    }
                }
            }
        }
    }

    /// Adds who asked and which agents stand before the node in the acts.
    mutating func addCallers(of node: NodeID) {
        let key = snapshot.key(node)
        for act in acts {
            let chain = ([act.initiator] + act.agents.map { $0 }).compactMap { $0 }.compactMap { snapshot.node($0) }
            guard let end = chain.firstIndex(where: { snapshot.key($0) == key }) else { continue }
            addObserved(Array(chain[...end]))
        }
    }

    /// Adds steps that were seen, one after another.
    mutating func addObserved(_ chain: [NodeID]) {
        if let first = chain.first { nodes.insert(first) }
        for (from, to) in zip(chain, chain.dropFirst()) {
            nodes.insert(to)
            let seen = snapshot.outgoing(from).filter { snapshot.to($0) == to && snapshot.origin($0) == .observed }
                .map { snapshot.kind($0).spec.verb }.first
            let verb = seen ?? (snapshot.kind(from) == .mcpServer ? "acts as" : nil)
            draw(from, to, label: [verb, times(from, to)].compactMap { $0 }.joined(separator: " · "), isUsed: true)
        }
    }

    /// Adds an act on data.
    mutating func addAct(from: NodeID, to: NodeID, effect: Effect?) {
        nodes.formUnion([from, to])
        let (a, b) = (snapshot.key(from), snapshot.key(to))
        let count = acts.filter { $0.isUse(of: b) && $0.effect == effect && $0.involves(a) }.total
        let label = [effect?.rawValue, count > 0 ? "\(count)×" : nil].compactMap { $0 }.joined(separator: " · ")
        draw(from, to, label: label, isUsed: true)
    }

    /// The picture, nodes in the order of layer and key.
    func picture(title: String, subtitle: String, summary: String, focus: Set<NodeID>) -> Picture {
        PictureParts(self, focus: focus) { _ in nil }.picture(title: title, subtitle: subtitle, summary: summary)
    }

    /// A node as it is drawn.
    func drawn(_ node: NodeID, isFocus: Bool) -> Picture.Node {
        let isJewel = view.isCrownJewel(node)
        // What a classification says already is not said twice.
        let jewel = isJewel && view.house.crownJewels != nil ? "crown jewel" : ""
        return Picture.Node(
            kind: snapshot.kind(node), title: label(of: node),
            detail: [detail(of: node), jewel, notes[node] ?? ""].filter { !$0.isEmpty }.joined(separator: " · "),
            tooltip: snapshot.worldID(node), layer: PictureLayer(snapshot.kind(node)).rawValue,
            emphasis: isFocus ? .focus : .normal, sensitivity: isJewel ? .high : snapshot.sensitivity(of: node))
    }

    // MARK: - Arrows

    private mutating func add(_ edge: EdgeID, from: NodeID, to: NodeID) {
        nodes.formUnion([from, to])
        let isUsed = snapshot.outgoing(from).contains { snapshot.to($0) == to && snapshot.origin($0) == .observed }
        let isConditional = snapshot.verdict(edge) == .conditional
        let right = grants(from: from, to: to).first.map { PictureBuilder.short(snapshot.name($0)) }
        let verb = right == nil ? snapshot.kind(edge).spec.verb : "assumes"
        let label = [right, verb, isUsed ? times(from, to) : nil].compactMap { $0 }
        draw(from, to, label: label.joined(separator: " · "), isUsed: isUsed, isConditional: isConditional)
    }

    /// An arrow by a grant: the grant's name, what it gives, and whether that was used.
    private mutating func add(_ edge: EdgeID, by grant: NodeID, from: NodeID, to: NodeID) {
        nodes.formUnion([from, to])
        let named = grants(from: from, to: to).first ?? grant
        let given = snapshot.gifts(of: grant).filter { snapshot.to($0) == to }
        let effects = Set(
            given.compactMap { edge -> Effect? in
                guard case .access(let effect) = snapshot.kind(edge).spec.traversal else { return nil }
                return effect
            }
        ).sorted()
        let verb: String
        switch effects.count {
        case 0: verb = snapshot.kind(edge).spec.verb
        case 4: verb = "all"
        default: verb = effects.map(\.rawValue).joined(separator: ", ")
        }

        let seen = snapshot.outgoing(from).contains { snapshot.to($0) == to && snapshot.origin($0) == .observed }
        let count = times(from, to)
        let isConditional = given.allSatisfy { snapshot.verdict($0) == .conditional }
        let label = [PictureBuilder.short(snapshot.name(effects.isEmpty ? named : grant)), verb, count]
        draw(
            from, to, label: label.compactMap { $0 }.joined(separator: " · "), isUsed: count != nil || seen,
            isConditional: isConditional)
    }

    /// The grants by which one identity has another; its own statements before the other's trust, since the first is
    /// what its owner can change.
    private func grants(from: NodeID, to: NodeID) -> [NodeID] {
        guard snapshot.kind(from) == .identity, snapshot.kind(to) == .identity else { return [] }
        let held = snapshot.grants(of: from).filter { grant in
            snapshot.gifts(of: grant).contains { snapshot.to($0) == to }
        }
        let (trusts, own) = (held.filter(isTrust), held.filter { !isTrust($0) })
        return own + trusts
    }

    private func isTrust(_ grant: NodeID) -> Bool { snapshot.key(grant).id.contains(":trust/#") }

    private mutating func draw(
        _ from: NodeID, _ to: NodeID, label: String, isUsed: Bool, isConditional: Bool = false
    ) {
        let pair = Pair(from: from, to: to)
        let style: Picture.Style =
            isUsed ? (undeclared.contains(pair) ? .undeclared : .used) : isConditional ? .conditional : .could
        var arrow = arrows[pair] ?? Arrow(style: style)
        if !label.isEmpty, !arrow.labels.contains(where: { UTF8Order.equal($0, label) }) { arrow.labels.append(label) }
        if style == .used || style == .undeclared { arrow.style = style }
        arrow.isMarked = arrow.isMarked && isMarking
        arrows[pair] = arrow
    }

    /// How often the step was taken in the acts, as `3×`; nil for never.
    private func times(_ from: NodeID, _ to: NodeID) -> String? {
        let (a, b) = (snapshot.key(from), snapshot.key(to))
        let count: Int
        switch (snapshot.kind(from), snapshot.kind(to)) {
        case (.person, .agent):
            count = traces { $0.initiator == a && $0.agents.first == b }
        case (.agent, .agent):
            count = traces { act in zip(act.agents, act.agents.dropFirst()).contains { $0 == a && $1 == b } }
        case (.agent, .mcpServer):
            // A call is a tool call, however many acts follow from it; acts of one call share trace and tool.
            count = acts.filter { $0.agents.last == a && $0.server == b && !PictureBuilder.isSignIn($0) }.total
        case (_, .dataStore):
            count = acts.filter { $0.isUse(of: b) && $0.involves(a) }.total
        case (.identity, .identity):
            let arn = snapshot.worldID(to)
            count =
                acts.filter { act in act.identity == a && act.object.map { UTF8Order.equal($0, arn) } == true }.count
        default:
            return nil
        }
        return count > 0 ? "\(count)×" : nil
    }

    private static func isSignIn(_ act: Activity) -> Bool { act.action.hasPrefix("sts:AssumeRole") }

    private func traces(_ isCounted: (Activity) -> Bool) -> Int {
        Set(acts.filter(isCounted).compactMap(\.trace).map { Text($0) }).count
    }

    // MARK: - Words

    private func label(of node: NodeID) -> String {
        let name = snapshot.name(node)
        guard snapshot.kind(node) == .identity || snapshot.kind(node) == .workload else { return name }
        return switch snapshot.type(node)?.name {
        case AWSNode.role.rawValue: "role \(name)"
        case AWSNode.user.rawValue: "user \(name)"
        case AWSNode.function.rawValue: "λ \(name)"
        default: name
        }
    }

    private func detail(of node: NodeID) -> String {
        switch snapshot.kind(node) {
        case .dataStore:
            return [
                PictureBuilder.word(for: snapshot.type(node)), snapshot.property(PropertyName.classification, of: node),
            ]
            .compactMap { $0 }.joined(separator: " · ")
        case .mcpServer:
            let tools = snapshot.tools(of: node).count
            let transport = snapshot.property(PropertyName.transport, of: node)
            let offered = tools == 0 ? nil : tools == 1 ? "1 tool" : "\(tools) tools"
            return [offered, transport].compactMap { $0 }.joined(separator: " · ")
        case .identity, .workload:
            let type = snapshot.type(node)?.name
            let isPlain = [AWSNode.role.rawValue, AWSNode.user.rawValue, AWSNode.function.rawValue].contains(type)
            return isPlain ? "" : snapshot.type(node)?.spec.title ?? ""
        default:
            return ""
        }
    }

    /// The last word of a type's title, which a shape does not tell: bucket, table, secret.
    private static func word(for type: NodeType?) -> String? {
        type?.spec.title.split(separator: " ").last.map(String.init)
    }

    /// A grant's name without its policy, unless the statement has no name of its own.
    static func short(_ name: String) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, parts.count > 1 else { return name }
        guard last.hasPrefix("#") else { return String(last) }
        // `trust of support-mcp`: whose trust it is, the arrow's end says.
        return parts[parts.count - 2].split(separator: " ").first.map(String.init) ?? name
    }
}

/// The clusters of a picture, left to right.
enum PictureLayer: Int, CaseIterable {
    case people, agents, clients, servers, workloads, credentials, identities, scopes, data

    /// The cluster that a kind stands in.
    init(_ kind: NodeKind) {
        switch kind {
        case .person: self = .people
        case .agent, .model: self = .agents
        case .client: self = .clients
        case .mcpServer, .tool: self = .servers
        case .workload: self = .workloads
        case .credential: self = .credentials
        case .identity, .grant: self = .identities
        case .scope: self = .scopes
        case .dataStore: self = .data
        }
    }

    /// What stands above it.
    var title: String {
        switch self {
        case .people: "people"
        case .agents: "agents"
        case .clients: "clients"
        case .servers: "MCP"
        case .workloads: "workloads"
        case .credentials: "credentials"
        case .identities: "identities"
        case .scopes: "accounts"
        case .data: "data"
        }
    }
}

extension Snapshot {
    /// How sensitive a node is, by its classification.
    func sensitivity(of node: NodeID) -> Picture.Sensitivity {
        guard let word = property(PropertyName.classification, of: node)?.lowercased() else { return .none }
        let high = ["restricted", "secret", "sensitive", "critical", "pii", "phi", "pci", "highly"]
        if high.contains(where: { word.hasPrefix($0) }) { return .high }
        return word.hasPrefix("confidential") ? .low : .none
    }
}
