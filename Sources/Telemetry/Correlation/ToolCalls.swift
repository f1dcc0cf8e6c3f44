import OverreachModel

/// Calls of tools, each once: what spans, log records and messages tell of one call is joined.
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

    init(_ runtime: Runtime, _ leaves: Leaves) {
        let scopes = CallScopes(runtime)
        let recorded = RecordedCalls(runtime, scopes, leaves)
        let told = MessageCalls(runtime, scopes).calls
        func isHandoff(_ call: MessageCalls.Call) -> Bool {
            runtime.chains.handoffs.isHandoff(tool: call.tool, of: call.asker)
        }
        let matching = CallMatching(recorded, told, isAct: { !isHandoff($0) }, runtime, scopes)

        var failures: [Int: Int] = [:]  // by part: where its answer says that it failed
        for (place, call) in told.enumerated() where call.isNumbered && call.hasFailed {
            // A framework that hands on what a server answered ends its own span well. Without the id it may be another call.
            for record in matching.records[place] ?? [] where recorded.calls[record].id == Text(call.id) {
                for part in recorded.calls[record].parts { failures[part] = call.answers.first }
            }
        }
        for (place, part) in recorded.parts.enumerated() {
            guard let act = part.act else { continue }
            calls.append(Call(span: act.span, others: act.others, failedIn: failures[place]))
        }
        for (place, call) in told.enumerated() where matching.records[place] == nil && !isHandoff(call) {
            guard let answer = call.answers.first else { continue }
            calls.append(Call(span: call.asker, others: answer == call.asker ? [] : [answer], asked: call))
        }
        calls.sort { $0.span == $1.span ? ($0.asked?.id ?? "") < ($1.asked?.id ?? "") : $0.span < $1.span }
    }
}
