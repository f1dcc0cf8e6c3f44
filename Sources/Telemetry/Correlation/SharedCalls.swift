import OverreachModel

/// Calls whose ids are nobody else's, told by spans of several traces and services.
///
/// What one service says of an id must not take a call away from another: an id can be repeated by whoever saw it. So it
/// means the same in one trace, one conversation and one service. A service that asks in a trace of its own, as gateways
/// do, tells of the same call where the tool is the same and its question lies in the time of the other one; not where two
/// agents that somebody names claim the call.
struct SharedCalls {
    /// The mentions of each call, by the time of the first.
    private(set) var calls: [[MessageCalls.Mention]] = []

    private let runtime: Runtime
    private let scopes: CallScopes

    private enum Home: Hashable {
        case scope(Int, Text)
        case service(Text, Text)
    }

    init(_ mentions: [MessageCalls.Mention], _ runtime: Runtime, _ scopes: CallScopes) {
        self.runtime = runtime
        self.scopes = scopes
        var order: [Text] = []
        var groups: [Text: [MessageCalls.Mention]] = [:]
        for mention in mentions where mention.isDistinct {
            let id = Text(mention.id)
            if groups[id] == nil { order.append(id) }
            groups[id, default: []].append(mention)
        }
        for id in order { calls += parts(of: groups[id] ?? []) }
    }

    private func parts(of group: [MessageCalls.Mention]) -> [[MessageCalls.Mention]] {
        guard group.count > 1 else { return [group] }
        var sets = DisjointSets()
        var homes: [Home: Int] = [:]
        for mention in group {
            let place = sets.add()
            let tool = Text(Servers.bare(mention.tool))
            for home in [Home.scope(scopes[mention.span], tool), .service(scopes.service(of: mention.span), tool)] {
                sets.join(homes[home, default: place], place)
                homes[home] = place
            }
        }
        joinElsewhere(group, &sets)

        return sets.all().map { members in members.map { group[$0] } }
    }

    /// Joins what services say at one time of one tool, unless two named agents claim it.
    private func joinElsewhere(_ group: [MessageCalls.Mention], _ sets: inout DisjointSets) {
        guard Set(group.indices.map { sets.root(of: $0) }).count > 1 else { return }
        let byTime = group.indices.sorted { a, b in
            (runtime.times(of: group[a].span).start, a) < (runtime.times(of: group[b].span).start, b)
        }
        var clusters = sets
        var open: [Text: (start: Int64, end: Int64, place: Int)] = [:]  // by tool
        for place in byTime {
            let tool = Text(Servers.bare(group[place].tool))
            let time = runtime.times(of: group[place].span)
            guard let last = open[tool], CallScopes.overlap((last.start, last.end), time) else {
                open[tool] = (time.start, time.end, place)
                continue
            }
            clusters.join(last.place, place)
            open[tool] = (last.start, max(last.end, time.end), place)
        }

        var named: [Int: Set<Int>] = [:]  // by cluster: the sets in which an agent is named
        for place in group.indices {
            let span = group[place].span
            guard runtime.chains.links[span].agent >= 0, !runtime.chains.isInferred(of: span) else { continue }
            named[clusters.root(of: place), default: []].insert(sets.root(of: place))
        }
        for place in group.indices {
            let root = clusters.root(of: place)
            if (named[root]?.count ?? 0) <= 1 { sets.join(root, place) }
        }
    }
}
