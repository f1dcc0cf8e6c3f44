import OverreachModel

/// States what servers say of their tools: hints of a server that may not be trusted, to be held against what was seen.
enum HintStage {
    /// Of tools that were called; that a server offers more is for its own list to say.
    static func state(_ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts) {
        for span in runtime.spans.indices {
            for hint in ToolHint.allCases {
                let tools = runtime.spans[span].tools(with: hint)
                guard !tools.isEmpty, let server = servers.answering(inProcess: runtime.processes.ofSpan[span]) else {
                    continue
                }
                for name in tools {
                    let tool = Key.tool(of: server, name: name)
                    guard facts.holds(tool) else { continue }
                    facts.node(
                        tool, name: name, [(PropertyName.hint, hint.word)], evidence: runtime.spans[span].evidence)
                }
            }
        }
    }
}
