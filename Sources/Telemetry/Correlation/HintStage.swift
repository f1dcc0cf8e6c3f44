import OverreachModel

/// States what servers say of their tools: hints of a server that may not be trusted, to be held against what was seen.
enum HintStage {
    /// Of tools that were called; that a server offers more is for its own list to say.
    static func state(_ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts) {
        for span in runtime.spans.indices {
            let process = runtime.processes.ofSpan[span]
            let readers = runtime.spans[span].readers
            guard !readers.isEmpty, let server = servers.answering(inProcess: process) else { continue }
            for name in readers {
                let tool = Key.tool(of: server, name: name)
                guard facts.holds(tool) else { continue }
                facts.node(
                    tool, name: name, [(PropertyName.hint, PropertyName.readOnlyHint)],
                    evidence: runtime.spans[span].evidence)
            }
        }
    }
}
