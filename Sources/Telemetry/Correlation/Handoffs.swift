import OverreachModel

/// Which agent handed the conversation over to which, trace by trace.
///
/// An agent that was handed over to stands beside the one that did it, not below: its parent span does not tell who
/// brought it in. What tells is a span for the handoff, or the call of a tool named after the agent.
struct Handoffs {
    /// Who handed over, and when.
    struct Handoff {
        let time: Int64
        let from: Key
        let fromName: String
    }

    private struct Place: Hashable {
        let trace: Int
        let agent: Text
    }

    private var handoffs: [Place: [Handoff]] = [:]
    private var agents: Set<Place> = []
    private let traceOf: [Int]

    /// None.
    init() { traceOf = [] }

    /// What the spans tell, given the agents that stand above each by parents alone.
    init(
        _ spans: [SpanRecord], _ readings: [SpanReading], _ forest: TraceForest, _ processes: ProcessTable,
        _ chains: Chains
    ) {
        traceOf = forest.traceOf
        for link in chains.agents {
            agents.insert(Place(trace: traceOf[link.span], agent: Handoffs.plain(link.name)))
        }
        var asked: Set<Text> = []
        for span in forest.order {
            if let to = readings[span].handoffTo {
                add(to, from: Handoffs.giver(span, spans, processes, chains), spans[span].start, span)
            }
            if case .toolExecution = readings[span].step,
                let to = readings[span].toolName.flatMap({ Handoffs.agent(inTool: $0) })
            {
                add(to, from: Handoffs.giver(span, spans, processes, chains), spans[span].start, span)
            }
            // Later questions to the model repeat what was asked for before; the first one asked.
            for call in spans[span].askedCalls + spans[span].repeatedCalls {
                // What nobody numbered is a call of the agent's own history.
                let isNumbered = ToldCalls.position(call.id, trace: spans[span].traceID) == nil
                let asker = isNumbered ? "" : chains.key(ofAgentOf: span)?.text ?? ""
                guard let to = Handoffs.agent(inTool: call.tool),
                    asked.insert(Text("\(traceOf[span])\u{0}\(asker)\u{0}\(call.id)")).inserted
                else { continue }
                add(to, from: Handoffs.giver(span, spans, processes, chains), spans[span].start, span)
            }
        }
    }

    /// Whether there is none.
    var isEmpty: Bool { handoffs.isEmpty }

    /// The last handoff to an agent before its span began.
    func last(to name: String, of span: Int, before time: Int64) -> Handoff? {
        guard span < traceOf.count else { return nil }
        let found = handoffs[Place(trace: traceOf[span], agent: Handoffs.plain(name))] ?? []
        return found.filter { $0.time <= time }.max { ($0.time, $0.from) < ($1.time, $1.from) }
    }

    /// Whether a call of this tool only hands over, to an agent of the span's trace where the tool names one.
    func isHandoff(tool: String, of span: Int) -> Bool {
        if Handoffs.tools.contains(Text(tool)) { return true }
        guard span < traceOf.count, let to = Handoffs.agent(inTool: tool) else { return false }
        return agents.contains(Place(trace: traceOf[span], agent: Handoffs.plain(to)))
    }

    private mutating func add(_ to: String, from giver: (key: Key, name: String)?, _ time: Int64, _ span: Int) {
        guard let giver, Handoffs.plain(to) != Handoffs.plain(giver.name) else { return }
        let place = Place(trace: traceOf[span], agent: Handoffs.plain(to))
        handoffs[place, default: []].append(Handoff(time: time, from: giver.key, fromName: giver.name))
    }

    /// Who hands over: the agent that the span says, else the one that acts in it.
    private static func giver(
        _ span: Int, _ spans: [SpanRecord], _ processes: ProcessTable, _ chains: Chains
    ) -> (key: Key, name: String)? {
        if let name = spans[span].value(.handoffFrom) {
            let process = processes[processes.ofSpan[span]]
            return (.agent(serviceNamespace: process.namespace, service: process.service, name: name), name)
        }
        let agent = chains.links[span].agent
        return agent < 0 ? nil : (chains.agents[agent].key, chains.agents[agent].name)
    }

    /// Tools that hand over to the agent that their arguments name (LlamaIndex, Agent Development Kit).
    private static let tools: Set<Text> = ["handoff", "transfer_to_agent"]
    /// What stands before the agent's name in tools that hand over to it (OpenAI Agents SDK, LangGraph, AutoGen).
    private static let prefixes = ["transfer_to_", "handoff_to_", "transfer_back_to_"]

    private static func agent(inTool name: String) -> String? {
        prefixes.lazy.compactMap { name.remainder(after: $0) }.first
    }

    /// An agent's name as a tool's name may hold it: letters and digits, small, all else a low line.
    private static func plain(_ name: String) -> Text {
        Text(
            String(
                decoding: name.lowercased().utf8.map { byte in
                    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80 ? byte : 0x5F
                }, as: UTF8.self))
    }
}
