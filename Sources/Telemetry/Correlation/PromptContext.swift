import OverreachModel

/// What detectors found in what agents read, and when: by trace, and by conversation where one is named.
struct PromptContext {
    private struct Entry {
        let time: Int64
        let label: PlacedLabel
    }

    private struct Kind: Hashable {
        let category: ContentLabel.Category
        let place: ContentLabel.Place
        let detector: Text
    }

    /// By time, each kind once: the first that was read stands for those that came after.
    private var byTrace: [Int: [Entry]] = [:]
    private var byTalk: [Int: [Entry]] = [:]
    private let traceOf: [Int]

    init(_ spans: [SpanRecord], _ readings: [SpanReading], _ forest: TraceForest, _ talks: Talks) {
        traceOf = forest.traceOf
        var traces: [Int: [Entry]] = [:]
        var conversations: [Int: [Entry]] = [:]
        for span in spans.indices {
            let labels = PromptContext.read(spans[span], readings[span])
            guard !labels.isEmpty else { continue }
            traces[traceOf[span], default: []] += labels
            let talk = talks.ofSpan[span]
            if talk >= 0 { conversations[talk, default: []] += labels }
        }
        byTrace = traces.mapValues(PromptContext.first)
        byTalk = conversations.mapValues(PromptContext.first)
    }

    /// What the model read by this span: its input when it was asked, a tool's result when the tool ended.
    private static func read(_ span: SpanRecord, _ reading: SpanReading) -> [Entry] {
        let time = reading.isTool ? span.end : span.start
        func placed(_ label: ContentLabel) -> Entry {
            Entry(time: time, label: PlacedLabel(label, span: span.evidence.locator))
        }
        var entries = span.labels.filter(\.place.isInput).map(placed)
        if let detector = outsideContent(span, reading) {
            let call = span.value(.callID).map(ContentWalk.safeID) ?? ""
            entries.append(placed(ContentLabel(.untrusted, detector: detector, place: .result, callID: call)))
        }
        return entries
    }

    /// What says that content of somebody outside came in: a tool that reads such, a resource of the web.
    private static func outsideContent(_ span: SpanRecord, _ reading: SpanReading) -> String? {
        switch reading.step {
        case .mcpServer, .mcpClient, .mcpInner, .toolExecution:
            if reading.readsOutside, !span.isError {
                return "outside-content-tool"
            }
            return span.value(.resourceURI).map { $0.utf8.starts(with: "http".utf8) } == true ? "web-resource" : nil
        case .webCall(let call):
            let isOutside = !HostPlace.isPrivate(HostPlace.host(ofOrigin: call.origin))
            return isOutside && call.effect == .read && !span.isError ? "web-request" : nil
        case .other, .decision, .model, .handoff, .cloudCall, .databaseCall, .storeCall: return nil
        }
    }

    private static func first(_ entries: [Entry]) -> [Entry] {
        var seen: Set<Kind> = []
        return entries.sorted { ($0.time, $0.label) < ($1.time, $1.label) }.filter { entry in
            let label = entry.label.label
            return seen.insert(
                Kind(category: label.category, place: label.place, detector: Text(label.detector))
            ).inserted
        }
    }

    /// What stood in the act's own arguments and results: of its span, and of the spans of the call that it is part of.
    func labels(of span: Int, _ runtime: Runtime) -> [PlacedLabel] {
        var found: Set<PlacedLabel> = []
        var at = span
        for _ in 0..<PromptContext.depthLimit {
            let record = runtime.spans[at]
            for label in record.labels where at == span || !label.place.isPrompting {
                found.insert(PlacedLabel(label, span: record.evidence.locator))
            }
            if case .none = runtime.chains.links[at].boundary { break }
            guard let parent = runtime.parentInCall(at) else { break }
            at = parent
        }
        return found.sorted()
    }

    /// What the agent had read before the act began.
    func inputLabels(of span: Int, _ runtime: Runtime) -> [PlacedLabel] {
        let start = runtime.spans[span].start
        let own = runtime.spans[span].evidence.locator
        var entries = byTrace[traceOf[span]] ?? []
        let talk = runtime.talks.ofSpan[span]
        if talk >= 0 { entries = PromptContext.first(entries + (byTalk[talk] ?? [])) }
        return entries.filter { $0.time <= start && !UTF8Order.equal($0.label.span, own) }.map(\.label).sorted()
    }

    private static let depthLimit = 64
}

extension ContentLabel.Place {
    /// Whether it belongs to the conversation, and to no call of a tool.
    fileprivate var isPrompting: Bool {
        switch self {
        case .prompt, .instructions, .answer: true
        case .arguments, .result: false
        }
    }
}

extension Runtime {
    /// The parent, as long as it is part of the same call of a tool.
    fileprivate func parentInCall(_ span: Int) -> Int? {
        let parent = forest.parents[span]
        guard parent >= 0 else { return nil }
        switch chains.links[parent].boundary {
        case .none: return nil
        case .server, .client, .local: return parent
        }
    }
}
