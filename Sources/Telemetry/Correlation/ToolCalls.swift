import OverreachModel

/// Calls of tools, each once: what spans, log records and messages tell of one call is joined by its id.
struct ToolCalls {
    /// One call.
    struct Call {
        /// The record that tells most of it.
        let span: Int
        /// Others that tell of it.
        var others: [Int] = []
        /// What messages tell of it, where nothing else does.
        var asked: MessageCalls.Call?
        /// The span in whose messages its answer says that it failed.
        var failedIn: Int?
    }

    /// The calls that are acts, in the order of the records.
    private(set) var calls: [Call] = []

    private struct ID: Hashable {
        let process: Text
        let call: Text
    }

    private let runtime: Runtime
    private let scopes: CallScopes

    init(_ runtime: Runtime, _ leaves: Leaves) {
        self.runtime = runtime
        scopes = CallScopes(runtime)
        let isLeaf = Set(leaves.tools)
        var groups: [ID: [Int]] = [:]
        var known = KnownTools(runtime, scopes)
        for span in leaves.toolCalls {
            guard let id = runtime.spans[span].value(.callID) else {
                if isLeaf.contains(span) { calls.append(Call(span: span)) }
                known.addUnnumbered(span)
                continue
            }
            // Ids of calls are a model's, and tests make up the same ones: what two processes say is two calls.
            groups[ID(process: runtime.process(of: span).mark, call: Text(id)), default: []].append(span)
            known.add(id, span)
        }
        for (id, group) in groups {
            for part in parts(of: group, id.call.string) { calls += merged(part, isLeaf) }
        }
        let told = MessageCalls(runtime, scopes).calls
        noteFailures(told)
        for call in told {
            guard let answer = call.answers.first, !known.tells(of: call),
                !runtime.chains.handoffs.isHandoff(tool: call.tool, of: call.asker)
            else { continue }
            calls.append(Call(span: call.asker, others: answer == call.asker ? [] : [answer], asked: call))
        }
        calls.sort { $0.span == $1.span ? ($0.asked?.id ?? "") < ($1.asked?.id ?? "") : $0.span < $1.span }
    }

    /// Notes at calls that records of the tools tell of that messages say that they failed: a framework that hands on what a
    /// server answered ends its own span well.
    private mutating func noteFailures(_ told: [MessageCalls.Call]) {
        let failed = told.filter { $0.isNumbered && $0.hasFailed }
        guard !failed.isEmpty else { return }
        var places: [Text: [Int]] = [:]
        for place in calls.indices {
            let ids = ([calls[place].span] + calls[place].others).compactMap { runtime.spans[$0].value(.callID) }
            for id in Set(ids.map { Text($0) }) { places[id, default: []].append(place) }
        }
        for call in failed {
            let isDistinct = CallScopes.isDistinct(call.id, tool: call.tool)
            let within = Set(call.members.map { scopes[$0] })
            for place in places[Text(call.id)] ?? [] where isDistinct || within.contains(scopes[calls[place].span]) {
                calls[place].failedIn = call.answers.first
            }
        }
    }

    /// Records of one id in one process by the call that they are of: a model that counts its calls gives one id to calls
    /// of several conversations.
    ///
    /// What was logged outside of traces names no trace, and may be of any call that a span tells of.
    private func parts(of group: [Int], _ id: String) -> [[Int]] {
        guard group.count > 1, !CallScopes.isDistinct(id, tool: runtime.readings[group[0]].toolName) else {
            return [group]
        }
        var traced: [Int: [Int]] = [:]
        var talks: [Int: [Int]] = [:]
        for span in group {
            if runtime.spans[span].form != .untracedLog {
                traced[scopes[span], default: []].append(span)
            } else if runtime.talks.ofSpan[span] >= 0 {
                talks[scopes[span], default: []].append(span)
            }
        }
        let isOne = traced.count <= 1 && talks.count <= 1
        if isOne { return [group] }
        let loose = traced.isEmpty ? talks : talks.filter { traced[$0.key] != nil || traced.count == 1 }
        return traced.merging(loose, uniquingKeysWith: +).sorted { $0.key < $1.key }.map { $0.value.sorted() }
    }

    /// One call of several records: spans tell more than log records, results more than decisions.
    private func merged(_ group: [Int], _ isLeaf: Set<Int>) -> [Call] {
        let spans = group.filter { runtime.spans[$0].form == .span }
        let leaves = spans.filter { isLeaf.contains($0) }
        // Something was seen under the call, which is the act; what else tells of the call adds nothing.
        if !spans.isEmpty, leaves.isEmpty { return [] }
        if !leaves.isEmpty {
            let inner = leaves.max { depth($0) < depth($1) } ?? leaves[0]
            return [Call(span: inner, others: group.filter { $0 != inner })]
        }

        func isDecision(_ span: Int) -> Bool {
            if case .decision = runtime.readings[span].step { true } else { false }
        }
        if let result = group.first(where: { !isDecision($0) }) {
            return [Call(span: result, others: group.filter { $0 != result })]
        }
        // Nobody saw the call end; that it was refused is its end.
        guard let refused = group.first(where: { Outcomes.isRefused(runtime.spans[$0].value(.decision)) }) else {
            return []
        }
        return [Call(span: refused, others: group.filter { $0 != refused })]
    }

    private func depth(_ span: Int) -> Int {
        var (depth, at) = (0, span)
        while runtime.forest.parents[at] >= 0, depth < 64 {
            at = runtime.forest.parents[at]
            depth += 1
        }
        return depth
    }
}
