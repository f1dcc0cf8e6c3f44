internal import OverreachGraph
public import OverreachModel

/// The answers as pictures.
public enum Pictures {
    /// What a node can reach: the way to every data store, who asks it, and the servers and credentials it holds.
    ///
    /// Errors: `NodeError`.
    public static func radius(_ question: Radius, in world: World) throws -> Picture {
        let snapshot = world.snapshot
        let start = try NodeResolver(snapshot).resolve(question.node)
        let key = snapshot.key(start)
        let answer = try question.answer(in: world).result
        var builder = PictureBuilder(world, acts: world.activities.filter { $0.involves(key) })
        builder.add(start)
        builder.addCallers(of: start)

        let stores = answer.reached.filter { $0.node.kind == .dataStore }
        // Where no data is known to be reached, what else is must not look harmless.
        let drawn: [NodeKind] =
            stores.isEmpty ? [.mcpServer, .credential, .identity, .workload] : [.dataStore, .mcpServer, .credential]
        for row in answer.reached where drawn.contains(row.node.kind) {
            guard let node = snapshot.node(Key(text: row.node.key)) else { continue }
            if let path = shortest(from: start, to: node, verdict: row.verdict, question.assumptions, in: snapshot) {
                builder.add(path)
            }
        }

        let servers = answer.reached.filter { $0.node.kind == .mcpServer }
        builder.addIdentities(of: servers.compactMap { snapshot.node(Key(text: $0.node.key)) })

        var filter = Filter()
        filter.assumptions = question.assumptions
        builder.addRights(following: filter)

        let outside = answer.reached.filter { !($0.outside ?? []).isEmpty }
        for row in outside {
            snapshot.node(Key(text: row.node.key)).map { builder.note($0, Pictures.outsideTask) }
        }
        let jewels = stores.filter(\.crownJewel)
        let used = stores.filter { $0.used != nil }.count
        let identities = answer.reached.filter { $0.node.kind == .identity }.count
        let reach =
            "can reach \(counted(stores.count, "data store"))"
            + (stores.isEmpty && identities > 0 ? " and become \(identities) identities" : "")
        let word = world.house.crownJewels == nil ? "restricted" : "crown jewels"
        let sensitive =
            (jewels.isEmpty ? "" : ", \(jewels.count) of them \(word)")
            + (outside.isEmpty ? "" : ", \(counted(outside.count, "node")) outside its task")
        return builder.picture(
            title: snapshot.name(start), subtitle: "\(reach)\(sensitive) · used \(used) · snapshot \(snapshot.id)",
            summary: "\(snapshot.name(start)) \(reach)\(sensitive); \(used) of them were used: "
                + stores.map { "\($0.node.name) (\($0.effects.map(\.rawValue).joined(separator: ", ")))" }
                .joined(separator: "; ") + ".",
            focus: [start])
    }

    /// What stands at what an agent reaches and its task does not name.
    private static let outsideTask = "outside its task"

    /// Who can reach a node: the way of everybody who does.
    ///
    /// Errors: `NodeError`.
    public static func exposure(_ question: Exposure, in world: World) throws -> Picture {
        let snapshot = world.snapshot
        let target = try NodeResolver(snapshot).resolve(question.node)
        let key = snapshot.key(target)
        let answer = try question.answer(in: world).result
        var builder = PictureBuilder(world, acts: world.activities.filter { $0.target == key || $0.involves(key) })
        builder.add(target)
        for row in answer.reachedBy {
            guard let node = snapshot.node(Key(text: row.node.key)) else { continue }
            if let path = shortest(from: node, to: target, verdict: row.verdict, question.assumptions, in: snapshot) {
                builder.add(path)
            }
        }

        for row in answer.reachedBy where !(row.outside ?? []).isEmpty {
            snapshot.node(Key(text: row.node.key)).map { builder.note($0, Pictures.outsideTask) }
        }
        let agents = answer.reachedBy.filter { $0.node.kind == .agent }
        let used = agents.filter { $0.used != nil }.count
        let reach = "can be reached by \(counted(agents.count, "agent"))"
        return builder.picture(
            title: snapshot.name(target),
            subtitle: "\(reach), \(answer.reachedBy.count) nodes in all · used by \(used) · snapshot \(snapshot.id)",
            summary: "\(snapshot.name(target)) \(reach): \(agents.map(\.node.name).joined(separator: ", ")).",
            focus: [target])
    }

    /// The best paths between two nodes.
    ///
    /// Errors: `NodeError`.
    public static func paths(_ question: Paths, in world: World) throws -> Picture {
        let snapshot = world.snapshot
        let resolver = NodeResolver(snapshot)
        let (from, to) = (try resolver.resolve(question.from), try resolver.resolve(question.to))
        var filter = Filter()
        filter.assumptions = question.assumptions
        let found = snapshot.shortestPaths(
            from: from, to: to, limit: question.limit, budget: Paths.budget, following: filter)
        let (a, b) = (snapshot.key(from), snapshot.key(to))
        var builder = PictureBuilder(
            world, acts: world.activities.filter { $0.involves(a) && ($0.involves(b) || $0.target == b) })
        builder.add(from)
        builder.add(to)
        for path in found.paths { builder.add(path) }
        let (name, other) = (snapshot.name(from), snapshot.name(to))
        return builder.picture(
            title: "\(name) → \(other)",
            subtitle: "\(counted(found.paths.count, "path")) shown · snapshot \(snapshot.id)",
            summary: "The best paths from \(name) to \(other).", focus: [from, to])
    }

    /// What happened in a trace.
    ///
    /// Errors: `Trace.Failure`.
    public static func trace(_ question: Trace, in world: World) throws -> Picture {
        let snapshot = world.snapshot
        let result = try question.answer(in: world).result
        let ids = Set(result.acts.map { Text($0.id) })
        let acts = world.activities.filter { ids.contains(Text($0.id)) }
        var builder = PictureBuilder(world, acts: acts)
        for act in acts {
            let keys = [act.initiator].compactMap { $0 } + act.agents + [act.server, act.credential].compactMap { $0 }
            let chain = (keys + identities(of: act, in: acts)).compactMap { snapshot.node($0) }
            builder.addObserved(chain)
            if let target = act.target.flatMap({ snapshot.node($0) }), let last = chain.last {
                builder.addAct(from: last, to: target, effect: act.effect)
            }
        }
        let who = result.acts.compactMap(\.initiator).first?.name ?? "somebody unknown"
        let touched = Set(acts.compactMap(\.target)).count
        return builder.picture(
            title: "Trace \(result.trace?.prefix(8) ?? "without id")",
            subtitle: "\(counted(acts.total, "act")) for \(who) · \(counted(touched, "data store")) touched",
            summary: "\(counted(acts.total, "act")) for \(who).", focus: [])
    }

    /// The identity that acted, behind those that took its role for it in the same trace.
    private static func identities(of act: Activity, in acts: [Activity]) -> [Key] {
        guard let last = act.identity else { return [] }
        var chain = [last]
        while let first = chain.first,
            let taken = acts.first(where: { other in
                other.server == act.server && other.object.map { UTF8Order.equal($0, first.id) } == true
                    && other.action.hasPrefix("sts:AssumeRole")
            }), let taker = taken.identity, !chain.contains(taker)
        {
            chain.insert(taker, at: 0)
        }
        return chain
    }

    /// The shortest way that is as sure as the row says.
    ///
    /// A call that was seen says more to a reader than the configuration that allows it, so observed steps are taken even where posture alone would do.
    private static func shortest(
        from: NodeID, to: NodeID, verdict: Verdict, _ assumptions: Assumptions, in snapshot: Snapshot
    ) -> Path? {
        var filter = Filter()
        filter.assumptions = assumptions
        filter.worstVerdict = max(verdict, .observed)
        return snapshot.shortestPath(from: from, to: to, following: filter)
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
