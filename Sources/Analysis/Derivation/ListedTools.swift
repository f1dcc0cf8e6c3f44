internal import OverreachModel

/// Gives servers the tools that a saved list names (`MCP_PROVIDES`), with what the server says of them.
///
/// A list names its server and nothing else of it, so it is tied by the name alone, to every running server and every
/// declared one of that name; a declared one that was seen running has its tools there.
struct ListedTools: DerivationRule {
    let name = "listed-tools"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        let lists = base.nodes(of: AgentNode.toolList)
        guard !lists.isEmpty else { return conclusions }

        var owners: [Text: [NodeFact]] = [:]
        for server in base.nodes(of: AgentNode.server) {
            let names = [PropertyName.serverName, PropertyName.serviceName].compactMap { server.property($0) }
            for name in Set(names.map { Text(EntryMatch.plain($0)) }) { owners[name, default: []].append(server) }
        }
        for entry in base.nodes(of: AgentNode.serverEntry) {
            let isSeen = !base.edges(AgentEdge.instance, from: entry.key).isEmpty
            if !isSeen { owners[Text(EntryMatch.plain(entry.name)), default: []].append(entry) }
        }
        for list in lists {
            guard let name = list.property(PropertyName.serverName) else { continue }
            let fitting = owners[Text(EntryMatch.plain(name))] ?? []
            for owner in fitting { ListedTools.state(list, of: owner, among: fitting.count, in: &conclusions) }
        }
        return conclusions
    }

    private static func state(
        _ list: NodeFact, of owner: NodeFact, among count: Int, in conclusions: inout Conclusions
    ) {
        let rivals =
            count > 2
            ? "; \(count - 1) other servers have that name" : count > 1 ? "; another server has that name" : ""
        var hints: [Text: [String]] = [:]
        for hint in [PropertyName.readOnlyHint, PropertyName.destructiveHint, PropertyName.openWorldHint] {
            for tool in list.values(of: hint) { hints[Text(tool), default: []].append(hint) }
        }
        for tool in list.values(of: PropertyName.listedTool) {
            let key = Key.tool(of: owner.key, name: tool)
            conclusions.nodes.append(
                NodeFact(
                    key, name: tool,
                    properties: (hints[Text(tool)] ?? []).map { Property(PropertyName.hint, $0) },
                    evidence: list.evidence))
            var edge = EdgeFact(
                owner.key, EdgeKind(AgentEdge.provides), key, origin: .derived,
                evidence: (list.evidence + owner.evidence).sorted(), premises: [owner.key, list.key])
            edge.verdict = .conditional
            edge.conditions = ["the list is of this server, whose name it bears\(rivals)"]
            conclusions.edges.append(edge)
        }
    }
}
