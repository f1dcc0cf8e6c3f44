internal import OverreachGraph
internal import OverreachModel

/// Holds what one agent reaches and does against its task.
struct TaskJudge {
    let task: AgentTask
    private let snapshot: Snapshot

    /// Nil where nobody said what the agent may do, and of what is no agent.
    init?(of agent: NodeID, in world: World) {
        guard let task = HouseView(world).task(of: agent), task.may != nil else { return nil }
        self.task = task
        snapshot = world.snapshot
    }

    /// The effects on a data store that the task does not name, for all of the part that they cover.
    func outside(_ accesses: [DataAccess], to store: NodeID) -> [Effect] {
        let names = snapshot.names(of: store)
        return Set(accesses.map(\.effect)).sorted().filter { effect in
            let parts = AccessScope(allow: accesses.filter { $0.effect == effect }.flatMap(\.scope.allow))
            return !task.permits(effect, on: names, parts: parts)
        }
    }

    /// The effects on a node that is no data store, which the task does not name.
    func outside(_ effects: [Effect], on node: NodeID) -> [Effect] {
        let names = snapshot.names(of: node)
        return effects.filter { !task.permits($0, on: names, parts: .whole) }
    }

    /// The tools of a server that the task does not name, where it names any.
    func toolsOutside(of server: NodeID) -> [NodeID] {
        snapshot.tools(of: server).filter { !task.permits(tool: snapshot.toolNames(snapshot.key($0), of: server)) }
    }

    /// Whether the task names a tool of the server.
    func permitsTool(of server: NodeID) -> Bool {
        task.namesTools
            && snapshot.tools(of: server).contains {
                task.permits(tool: snapshot.toolNames(snapshot.key($0), of: server))
            }
    }

    /// Whether the act succeeded outside of the task.
    ///
    /// What an act does to data is judged by the task's resources or the tool that it came from; a call of a tool under
    /// which no data was touched, by the task's tools. Signing in and looking at names is neither.
    func isOutside(_ act: Activity) -> Bool {
        guard act.isUse else { return false }
        let tool = act.tool.map { snapshot.toolNames($0, of: act.server.flatMap { snapshot.node($0) }) }
        if let effect = act.effect, let target = act.target {
            if let tool, task.permits(effect, byTool: tool) { return false }
            return !permits(effect, on: target, object: act.object)
        }
        guard let tool, !act.isCloudCall else { return false }
        return !task.permits(tool: tool)
    }

    private func permits(_ effect: Effect, on target: Key, object: String?) -> Bool {
        let names = snapshot.node(target).map { snapshot.names(of: $0) } ?? [target.id, target.text]
        // An act that does not say what it touched in the store is not held against a task that names a part of it.
        var parts = AccessScope(allow: [])
        if let object, let name = names.first(where: { object.utf8.starts(with: $0.utf8) }) {
            let rest = String(Substring(object.utf8.dropFirst(name.utf8.count + 1)))
            if !rest.isEmpty { parts = AccessScope(allow: [rest]) }
        }
        return task.permits(effect, on: names, parts: parts)
    }
}

extension Snapshot {
    /// What a node is called: its id, its name, its key.
    func names(of node: NodeID) -> [String] {
        [worldID(node), key(node).id, name(node), key(node).text]
    }

    /// The tools of a server: those that were seen, and those that saved lists of its name have besides.
    func tools(of server: NodeID) -> [NodeID] {
        let own = targets(of: server, AgentEdge.provides)
        let lists = targets(of: server, AgentEdge.listed)
        guard !lists.isEmpty else { return own }
        var names = Set(own.map { Text(name($0)) })
        return own
            + lists.flatMap { targets(of: $0, AgentEdge.provides) }.filter { names.insert(Text(name($0))).inserted }
    }

    private func targets(of node: NodeID, _ kind: AgentEdge) -> [NodeID] {
        outgoing(node).filter { self.kind($0) == EdgeKind(kind) }.map { to($0) }
    }

    /// What a tool is called, with and without its server.
    func toolNames(_ tool: Key, of server: NodeID?) -> [String] {
        let name = node(tool).map { self.name($0) } ?? tool.id
        guard let server else { return [name, tool.text] }
        return ["\(self.name(server))/\(name)", name, tool.text]
    }
}
