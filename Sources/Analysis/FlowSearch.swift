internal import OverreachGraph
internal import OverreachModel

/// Finds restricted data that was read before something was sent outside, and may have been in it.
///
/// What is sent was fixed when the call that sends it began, and what was read was there when the call that reads it had
/// ended. So a sending carries only what was there before: the one call has ended when the other begins. Only inside of one
/// call, or of an agent's own code, data may be passed on while it is read.
struct FlowSearch {
    private let risks: ActRisks
    private let snapshot: Snapshot
    private var known: Set<Text> = []
    /// What was found.
    private(set) var flows: [Flows.Flow] = []
    private var (left, cutGroups) = (0, 0)

    /// The most flows of one trace or conversation: a loop that reads and sends makes as many as it has turns.
    private static let limit = 64

    /// Complexity: O(n log n) in the acts.
    init(_ acts: [Activity], _ risks: ActRisks, in snapshot: Snapshot) {
        self.risks = risks
        self.snapshot = snapshot
        flows = copies(acts)
        var groups: [Group: [Activity]] = [:]
        for act in acts {
            if let trace = act.trace { groups[Group(trace: Text(trace)), default: []].append(act) }
            guard let talk = act.conversation else { continue }
            let group = Group(talk: Text(talk), scope: Text(act.conversationScope ?? ""))
            groups[group, default: []].append(act)
        }
        for group in groups.keys.sorted() { search(groups[group] ?? [], group) }
        flows.sort { a, b in
            a.send.time == b.send.time ? UTF8Order.less(a.read.id, b.read.id) : UTF8Order.less(a.send.time, b.send.time)
        }
    }

    /// What is said of flows beyond the limit; nil where there are none.
    var caveat: Caveat? {
        guard left > 0 else { return nil }
        return Caveat(
            reason: Caveat.cut, source: "flows",
            detail: "of a trace or conversation the first \(FlowSearch.limit) flows are listed: up to \(left) more, in "
                + "\(cutGroups) traces or conversations, are left out")
    }

    /// What ties acts: a trace, or a conversation, whose id means the same in its scope only.
    private struct Group: Hashable, Comparable {
        var trace = Text("")
        var talk = Text("")
        var scope = Text("")

        var isTrace: Bool { talk.string.isEmpty }
        var name: String { isTrace ? "trace \(trace.string)" : "conversation \(talk.string)" }

        /// Traces are the surer tie, and come first.
        static func < (a: Group, b: Group) -> Bool {
            if a.isTrace != b.isTrace { return a.isTrace }
            return a.talk == b.talk ? (a.scope == b.scope ? a.trace < b.trace : a.scope < b.scope) : a.talk < b.talk
        }
    }

    private mutating func search(_ acts: [Activity], _ group: Group) {
        let reads = acts.filter(risks.isRestrictedRead).sorted { a, b in
            a.passedOn == b.passedOn ? UTF8Order.less(a.id, b.id) : a.passedOn < b.passedOn
        }
        guard !reads.isEmpty else { return }
        let sends = acts.filter(risks.sendsOutside).sorted { a, b in
            a.begun == b.begun ? UTF8Order.less(a.id, b.id) : a.begun < b.begun
        }
        guard !sends.isEmpty else { return }
        var ofCode: [Code: [Activity]] = [:]
        for send in sends {
            if let code = Code(send) { ofCode[code, default: []].append(send) }
        }
        let inside = ofCode.mapValues(SendingsOfCode.init)

        var (next, found, pairs, seen) = (0, 0, 0, 0)  // the first sending after the read
        for read in reads {
            while next < sends.count, sends[next].begun < read.passedOn { next += 1 }
            pairs += sends.count - next
            func take(_ send: Activity, isSure: Bool) -> Bool {
                guard found < FlowSearch.limit else { return false }
                seen += 1
                guard send.id != read.id, known.insert(Text("\(read.id)\u{0}\(send.id)")).inserted else { return true }
                found += 1
                var flow = flow(read, send, within: group.name)
                if !isSure { flow.confidence = .low }
                flows.append(flow)
                return true
            }
            // Sendings of the same code that had not ended when the read began.
            if let code = Code(read), let sends = inside[code] {
                let end = max(read.end ?? read.time, read.time &+ 1)
                // What began after the call that reads is found among the others; of one call all sendings began with it.
                if read.toolCall != nil {
                    pairs += sends.count(from: end)
                    sends.forEach(from: end) { take($0, isSure: true) }
                }
                pairs += sends.count(begunBefore: end, notEndedAt: read.time)
                sends.forEach(begunBefore: end, notEndedAt: read.time) { take($0, isSure: false) }
            }
            var place = next
            while place < sends.count, take(sends[place], isSure: true) { place += 1 }
        }
        left += pairs - seen
        if pairs > seen { cutGroups += 1 }
    }

    /// The code that did an act, where it may do another one meanwhile: a call of a tool, or the agent itself.
    private struct Code: Hashable {
        let call: Text?
        let agent: Key?
        let service: Text?

        init?(_ act: Activity) {
            call = act.toolCall.map { Text($0.id) }
            agent = call == nil ? act.agents.last : nil
            service = call == nil ? act.service.map { Text($0) } : nil
            if call == nil, agent == nil || service == nil { return nil }
        }
    }

    /// Copies of restricted data to elsewhere: one call reads and writes, so it needs no trace and no conversation.
    private func copies(_ acts: [Activity]) -> [Flows.Flow] {
        var sends: [Text: Activity] = [:]
        for act in acts where act.isCloudCall && act.effect == .write { sends[Text(act.call)] = act }
        return acts.compactMap { read in
            guard risks.isRestrictedRead(read), let send = sends[Text(read.call)], send.id != read.id,
                risks.sendsOutside(send) || risks.isElsewhere(send, than: read) || risks.isByOutsider(read)
            else { return nil }
            var flow = flow(read, send, within: "call \(read.call)")
            flow.confidence = .certain
            return flow
        }
    }

    private func flow(_ read: Activity, _ send: Activity, within: String) -> Flows.Flow {
        let shared = read.agents.contains { send.agents.contains($0) }
        var keys: [Key] = [read.target, read.tool, read.server].compactMap { $0 }
        let isAnonymous = read.agents.isEmpty && send.agents.isEmpty
        keys +=
            isAnonymous
            ? [read.identity, send.identity].compactMap { $0 } : Flows.way(from: read.agents, to: send.agents)
        keys += [send.server, send.tool, send.target].compactMap { $0 }
        var path: [Key] = []
        for key in keys where path.last != key { path.append(key) }
        let isTrace = within.utf8.starts(with: "trace".utf8)
        return Flows.Flow(
            read: ActBrief(read, in: snapshot), send: ActBrief(send, in: snapshot),
            path: path.map { NodeRow($0, in: snapshot) }, within: within,
            confidence: isTrace && shared ? .high : isTrace || shared ? .medium : .low)
    }
}

extension Activity {
    /// When what the act does was fixed: at the beginning of the call of a tool that it is part of.
    fileprivate var begun: Int64 { toolCall?.begin ?? time }

    /// From when on what the act brought back can be sent: the end of that call, and never the moment of its beginning.
    fileprivate var passedOn: Int64 { max(toolCall?.end ?? end ?? time, begun &+ 1) }
}
