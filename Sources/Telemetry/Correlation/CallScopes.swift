import OverreachModel

/// Where ids of calls of tools mean the same: in one trace, and in the traces of one conversation.
struct CallScopes {
    /// An id, or a place in a history, where it means the same.
    struct InScope: Hashable {
        let scope: Int
        let id: Text
    }

    /// An id in one process, for where each step is a trace by itself.
    struct InProcess: Hashable {
        let process: Text
        let id: Text
    }

    private let runtime: Runtime
    private var ofTrace: [Int]
    private var withTalk: Set<Int> = []
    private var withModel: Set<Int> = []

    init(_ runtime: Runtime) {
        self.runtime = runtime
        var sets = DisjointSets()
        for _ in 0..<runtime.forest.traceCount { _ = sets.add() }
        var first: [Int: Int] = [:]  // by conversation: a trace of it
        for span in runtime.spans.indices where runtime.talks.ofSpan[span] >= 0 {
            let trace = runtime.forest.traceOf[span]
            sets.join(first[runtime.talks.ofSpan[span], default: trace], trace)
            first[runtime.talks.ofSpan[span]] = trace
        }
        ofTrace = (0..<runtime.forest.traceCount).map { sets.root(of: $0) }
        for span in runtime.spans.indices {
            if runtime.talks.ofSpan[span] >= 0 { withTalk.insert(self[span]) }
            if case .model = runtime.readings[span].step { withModel.insert(self[span]) }
        }
    }

    /// The scope of a span.
    subscript(span: Int) -> Int { ofTrace[runtime.forest.traceOf[span]] }

    /// The id as it stands in the span's scope.
    func inScope(_ id: Text, _ span: Int) -> InScope { InScope(scope: self[span], id: id) }

    /// The id as it stands in the span's process.
    func inProcess(_ id: Text, _ span: Int) -> InProcess { InProcess(process: runtime.process(of: span).mark, id: id) }

    /// Whether a conversation is named in it, so that what it does not hold is another one's.
    func namesConversation(_ scope: Int) -> Bool { withTalk.contains(scope) }

    /// Whether a model is asked in it.
    func asksModel(_ scope: Int) -> Bool { withModel.contains(scope) }

    /// The service that a span comes from, whatever replica of it speaks.
    func service(of span: Int) -> Text { Talks.service(runtime.process(of: span)) }

    /// Whether two times have a moment in common, as far as the clocks of two machines agree.
    static func overlap(_ a: (start: Int64, end: Int64), _ b: (start: Int64, end: Int64)) -> Bool {
        func isBefore(_ end: Int64, _ start: Int64) -> Bool {
            end < start && end.magnitudeOfDifference(to: start) > clockDifference
        }
        return !isBefore(max(a.start, a.end), b.start) && !isBefore(max(b.start, b.end), a.start)
    }

    /// Nanoseconds by which clocks that are kept in step differ, and more.
    private static let clockDifference: UInt64 = 1_000_000_000

    /// Whether a model's id of a call is none that another conversation has too.
    ///
    /// Those of the large providers have 20 random letters and more; others count (`call_0`), or count behind the name of
    /// the tool (`functions.find:0`).
    static func isDistinct(_ id: String, tool: String?) -> Bool {
        guard id.utf8.count >= 20, Set(id.utf8).count >= 10 else { return false }
        return tool.map { $0.isEmpty || !id.contains($0) } ?? true
    }
}
