internal import OverreachModel

/// Ties servers to saved lists of tools (`MCP_LISTED_IN`), and lists to the tools that they name (`MCP_PROVIDES`), with what
/// the server says of them.
///
/// A list names its server and nothing else of it, so it is tied by the name alone, to every running server and every
/// declared one of that name; a declared one that was seen running has its tools there. All lists of one name are told by
/// the first of them, so that the edges are as many as servers and tools are together, and not as many as both multiplied.
struct ListedTools: DerivationRule {
    let name = "listed-tools"

    /// The lists of one name.
    private struct Group {
        let head: NodeFact
        var lists: [NodeFact] = []
        /// By name of a tool, the first list that has it.
        var listOfTool: [Text: NodeFact] = [:]
        var hints: [Text: Set<Text>] = [:]
    }

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        let groups = ListedTools.groups(base.nodes(of: AgentNode.toolList))
        guard !groups.isEmpty else { return conclusions }

        var owners: [Text: [NodeFact]] = [:]
        for server in base.nodes(of: AgentNode.server) {
            let names = [PropertyName.serverName, PropertyName.serviceName].compactMap { server.property($0) }
            for name in Set(names.map { Text(EntryMatch.plain($0)) }) { owners[name, default: []].append(server) }
        }
        for entry in base.nodes(of: AgentNode.serverEntry) {
            let isSeen = !base.edges(AgentEdge.instance, from: entry.key).isEmpty
            if !isSeen { owners[Text(EntryMatch.plain(entry.name)), default: []].append(entry) }
        }
        var names: [Text: [Text]] = [:]  // of the lists, by the beginning of the keys of an owner's tools
        for name in groups.keys.sorted() {
            guard let group = groups[name], let fitting = owners[name] else { continue }
            ListedTools.state(group, in: &conclusions)
            for owner in fitting {
                ListedTools.tie(owner, among: fitting.count, to: group, in: &conclusions)
                names[Text(Key.tool(of: owner.key, name: "").text), default: []].append(name)
            }
        }
        ListedTools.hint(at: base.nodes(of: AgentNode.tool), groups, ofOwner: names, in: &conclusions)
        return conclusions
    }

    private static func groups(_ lists: [NodeFact]) -> [Text: Group] {
        var groups: [Text: Group] = [:]
        for list in lists.sorted(by: { $0.key < $1.key }) {
            guard let name = list.property(PropertyName.serverName) else { continue }
            var group = groups[Text(EntryMatch.plain(name))] ?? Group(head: list)
            group.lists.append(list)
            for tool in list.values(of: PropertyName.listedTool) {
                if group.listOfTool[Text(tool)] == nil { group.listOfTool[Text(tool)] = list }
            }
            for hint in [PropertyName.readOnlyHint, PropertyName.destructiveHint, PropertyName.openWorldHint] {
                for tool in list.values(of: hint) { group.hints[Text(tool), default: []].insert(Text(hint)) }
            }
            groups[Text(EntryMatch.plain(name))] = group
        }
        return groups
    }

    private static func hints(of tool: Text, in group: Group) -> [Property] {
        (group.hints[tool] ?? []).sorted().map { Property(PropertyName.hint, $0.string) }
    }

    /// The tools of a group of lists, once.
    private static func state(_ group: Group, in conclusions: inout Conclusions) {
        for tool in group.listOfTool.keys.sorted() {
            guard let list = group.listOfTool[tool] else { continue }
            let key = Key.tool(of: group.head.key, name: tool.string)
            conclusions.nodes.append(
                NodeFact(
                    key, name: tool.string, properties: hints(of: tool, in: group), evidence: list.evidence))
            conclusions.edges.append(
                EdgeFact(
                    group.head.key, EdgeKind(AgentEdge.provides), key, origin: .derived, evidence: list.evidence,
                    premises: Set([group.head.key, list.key]).sorted()))
        }
    }

    /// That a server's tools stand in the lists.
    private static func tie(
        _ owner: NodeFact, among count: Int, to group: Group, in conclusions: inout Conclusions
    ) {
        let rivals =
            count > 2
            ? "; \(count - 1) other servers have that name" : count > 1 ? "; another server has that name" : ""
        var edge = EdgeFact(
            owner.key, EdgeKind(AgentEdge.listed), group.head.key, origin: .derived,
            evidence: (group.head.evidence + owner.evidence).sorted(), premises: [owner.key, group.head.key])
        edge.verdict = .conditional
        edge.conditions = ["the list is of this server, whose name it bears\(rivals)"]
        conclusions.edges.append(edge)
    }

    /// What the lists say of tools that were seen on servers of their name: as many facts as such tools.
    private static func hint(
        at tools: [NodeFact], _ groups: [Text: Group], ofOwner names: [Text: [Text]], in conclusions: inout Conclusions
    ) {
        for seen in tools {
            let text = seen.key.text
            for mark in text.utf8.indices where text.utf8[mark] == UInt8(ascii: "#") {
                let rest = text.utf8.index(after: mark)
                for name in names[Text(String(text[..<rest]))] ?? [] {
                    let tool = Text(String(text[rest...]))
                    guard let group = groups[name], let list = group.listOfTool[tool] else { continue }
                    let found = hints(of: tool, in: group)
                    guard !found.isEmpty else { continue }
                    conclusions.nodes.append(
                        NodeFact(seen.key, name: tool.string, properties: found, evidence: list.evidence))
                }
            }
        }
    }
}
