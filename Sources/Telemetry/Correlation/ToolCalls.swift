import OverreachModel

/// Calls of tools, each once: what spans, log records and messages tell of one call is joined by its id.
struct ToolCalls {
    /// One call.
    struct Call {
        /// The record that tells most of it.
        let span: Int
        /// Others that tell of it.
        var others: [Int] = []
        /// The tool that a model asked for, where only messages tell of the call.
        var asked: (id: String, tool: String)?
    }

    /// The calls that are acts, in the order of the records.
    private(set) var calls: [Call] = []

    private struct ID: Hashable {
        let process: Text
        let call: Text
    }

    private let runtime: Runtime

    init(_ runtime: Runtime, _ leaves: Leaves) {
        self.runtime = runtime
        let isLeaf = Set(leaves.tools)
        var groups: [ID: [Int]] = [:]
        var toolsWithoutID: Set<Text> = []
        for span in leaves.toolCalls {
            guard let id = runtime.spans[span].value(.callID) else {
                if isLeaf.contains(span) { calls.append(Call(span: span)) }
                toolsWithoutID.insert(nameMark(span, runtime.readings[span].toolName ?? ""))
                continue
            }
            groups[ID(process: process(span), call: Text(id)), default: []].append(span)
        }
        for group in groups.values { calls += merged(group, isLeaf) }
        calls += asked(known: Set(groups.keys), toolsWithoutID)
        calls.sort { $0.span == $1.span ? ($0.asked?.id ?? "") < ($1.asked?.id ?? "") : $0.span < $1.span }
    }

    private func process(_ span: Int) -> Text {
        // Ids of calls are a model's, and tests make up the same ones: what two processes say is two calls.
        runtime.process(of: span).mark
    }

    private func nameMark(_ span: Int, _ tool: String) -> Text {
        let bare = tool.utf8.starts(with: "mcp__".utf8) ? String(tool.split(separator: "_").last ?? "") : tool
        return Text("\(process(span).string)\u{0}\(bare)")
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

    /// Calls that a model asked for and whose results came back, though no record of the tool itself is there.
    private func asked(known: Set<ID>, _ toolsWithoutID: Set<Text>) -> [Call] {
        var asking: [ID: (span: Int, tool: String)] = [:]
        var answering: [ID: Int] = [:]
        for span in runtime.spans.indices {
            for call in runtime.spans[span].askedCalls {
                let id = ID(process: process(span), call: Text(call.id))
                if let other = asking[id], isBefore(other.span, span) { continue }
                asking[id] = (span, call.tool)
            }
            for call in runtime.spans[span].answeredCalls {
                let id = ID(process: process(span), call: Text(call))
                if let other = answering[id], isBefore(other, span) { continue }
                answering[id] = span
            }
        }
        return asking.compactMap { id, asker -> Call? in
            guard !known.contains(id), let answer = answering[id],
                !runtime.chains.handoffs.isHandoff(tool: asker.tool, of: asker.span),
                !toolsWithoutID.contains(nameMark(asker.span, asker.tool))
            else { return nil }
            return Call(
                span: asker.span, others: answer == asker.span ? [] : [answer], asked: (id.call.string, asker.tool))
        }
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        (runtime.spans[a].start, a) < (runtime.spans[b].start, b)
    }
}
