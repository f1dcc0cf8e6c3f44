import OverreachModel

/// Calls of tools that records of the tools themselves tell of: spans of agents, clients and servers, and log records.
///
/// Records of one id in one process are one call, unless spans tell that they are several. Records inside each other
/// are one call, whichever process they come from.
struct RecordedCalls {
    /// Records of one process that tell of one call.
    struct Part {
        /// Its id, as the model gave it; nil where the records name none.
        let id: Text?
        /// Sorted.
        let spans: [Int]
        /// The record that tells most of the act and the others; nil where the act is told by what was seen below, or where
        /// nobody saw the call end.
        let act: (span: Int, others: [Int])?
        /// Whether it tells that the call was carried out or refused: an approval alone does not.
        let isEnd: Bool
    }

    /// One call: all parts that are inside each other.
    struct Call {
        var id: Text?
        var parts: [Int] = []
        var spans: [Int] = []
    }

    private(set) var parts: [Part] = []
    private(set) var calls: [Call] = []

    private let runtime: Runtime
    private let scopes: CallScopes

    init(_ runtime: Runtime, _ scopes: CallScopes, _ leaves: Leaves) {
        self.runtime = runtime
        self.scopes = scopes
        let isLeaf = Set(leaves.tools)
        var groups: [CallScopes.InProcess: [Int]] = [:]
        for span in leaves.toolCalls {
            if let id = runtime.spans[span].value(.callID) {
                // Ids of calls are a model's, and tests make up the same ones: what two processes say is two calls.
                groups[scopes.inProcess(Text(id), span), default: []].append(span)
            } else if !isDecision(span) {
                let act = isLeaf.contains(span) ? (span: span, others: [Int]()) : nil
                parts.append(Part(id: nil, spans: [span], act: act, isEnd: true))
            }
        }
        for (key, group) in groups {
            for records in split(group, key.id.string) { parts.append(part(key.id, records, isLeaf)) }
        }
        parts.sort { $0.spans.lexicographicallyPrecedes($1.spans) }
        join()
    }

    /// The tools that records of a call name.
    func tools(of call: Call) -> Set<Text> {
        Set(call.spans.compactMap { runtime.readings[$0].toolName.map { Text($0) } })
    }

    // MARK: - Records of one id

    /// Records of one id in one process by the call that they are of: a model that counts its calls gives one id to calls
    /// of several conversations, of several agents, and of several answers.
    ///
    /// What was logged outside of traces names no trace, and may be of any call that a span tells of.
    private func split(_ group: [Int], _ id: String) -> [[Int]] {
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
        if traced.count <= 1, talks.count <= 1 { return byCall(group) }
        let loose = traced.isEmpty ? talks : talks.filter { traced[$0.key] != nil || traced.count == 1 }
        return traced.merging(loose, uniquingKeysWith: +).sorted { $0.key < $1.key }.flatMap {
            byCall($0.value.sorted())
        }
    }

    /// Records of one id in one scope by the call: spans that neither are inside each other nor overlap, or that are of
    /// different turns of agents, are of several; a log record is of the span that it is in, else of the nearest one.
    private func byCall(_ group: [Int]) -> [[Int]] {
        let spans = group.filter { runtime.spans[$0].form == .span }.sorted {
            (runtime.spans[$0].start, $0) < (runtime.spans[$1].start, $1)
        }
        guard spans.count > 1 else { return [group] }
        var sets = DisjointSets()
        var places: [Int: Int] = [:]
        for span in spans { places[span] = sets.add() }
        for (place, span) in spans.enumerated() {
            if let outer = outer(of: span, where: { places[$0] != nil }) { sets.join(places[outer] ?? place, place) }
        }
        // Of spans beside each other only those of one turn and one time tell of one call.
        var turns = OpenTurns()
        for (place, span) in spans.enumerated() {
            let record = runtime.spans[span]
            for other in turns.take(place, (record.start, record.end), turn: runtime.turn(of: span)) {
                sets.join(other, place)
            }
        }
        var calls: [Int: [Int]] = [:]
        for (place, span) in spans.enumerated() { calls[sets.root(of: place), default: []].append(span) }
        guard calls.count > 1 else { return [group] }
        for log in group where runtime.spans[log].form != .span {
            let call = outer(of: log, where: { places[$0] != nil }).flatMap { places[$0] }.map { sets.root(of: $0) }
            calls[call ?? nearest(to: log, calls), default: []].append(log)
        }
        return calls.values.map { $0.sorted() }
    }

    /// The call in whose time a log record was written, else the one that ended or began nearest.
    private func nearest(to log: Int, _ calls: [Int: [Int]]) -> Int {
        let (time, turn) = (runtime.spans[log].start, runtime.turn(of: log))
        func distance(_ root: Int) -> (Int, UInt64, Int) {
            let spans = (calls[root] ?? []).filter { runtime.spans[$0].form == .span }
            let apart = spans.map { span -> UInt64 in
                let record = runtime.spans[span]
                if time < record.start { return record.start.magnitudeOfDifference(to: time) }
                return time > record.end ? time.magnitudeOfDifference(to: record.end) : 0
            }
            let isOther = turn != nil && !spans.contains { runtime.turn(of: $0) == turn }
            return (isOther ? 1 : 0, apart.min() ?? .max, root)
        }
        return calls.keys.min { distance($0) < distance($1) } ?? 0
    }

    /// One call of several records: spans tell more than log records, results more than decisions.
    private func part(_ id: Text, _ group: [Int], _ isLeaf: Set<Int>) -> Part {
        func with(_ span: Int?, isEnd: Bool) -> Part {
            let act = span.map { span in (span: span, others: group.filter { $0 != span }) }
            return Part(id: id, spans: group, act: act, isEnd: isEnd)
        }
        let spans = group.filter { runtime.spans[$0].form == .span }
        let leaves = spans.filter { isLeaf.contains($0) }
        // Something was seen under the call, which is the act; what else tells of the call adds nothing.
        if !spans.isEmpty, leaves.isEmpty { return with(nil, isEnd: true) }
        if !leaves.isEmpty { return with(leaves.max { depth($0) < depth($1) } ?? leaves[0], isEnd: true) }
        if let result = group.first(where: { !isDecision($0) }) { return with(result, isEnd: true) }
        // Nobody saw the call end; that it was refused is its end.
        let refused = group.first { Outcomes.isRefused(runtime.spans[$0].value(.decision)) }
        return with(refused, isEnd: refused != nil)
    }

    private func isDecision(_ span: Int) -> Bool {
        if case .decision = runtime.readings[span].step { true } else { false }
    }

    private func depth(_ span: Int) -> Int {
        var (depth, at) = (0, span)
        while runtime.forest.parents[at] >= 0, depth < RecordedCalls.nestingLimit {
            at = runtime.forest.parents[at]
            depth += 1
        }
        return depth
    }

    // MARK: - Records inside each other

    /// Makes one call of parts of which one is inside the other: of one id, or of one tool where not both have one.
    private mutating func join() {
        var sets = DisjointSets()
        var partOf: [Int: Int] = [:]  // by span
        for (place, part) in parts.enumerated() {
            _ = sets.add()
            for span in part.spans { partOf[span] = place }
        }
        for (place, part) in parts.enumerated() {
            for span in part.spans {
                let outer = outer(of: span) { above in
                    guard let other = partOf[above], other != place else { return false }
                    if let id = part.id, let otherID = parts[other].id { return id == otherID }
                    return isOneTool(span, above)
                }
                if let other = outer.flatMap({ partOf[$0] }) { sets.join(other, place) }
            }
        }
        var placeOf: [Int: Int] = [:]
        for (place, part) in parts.enumerated() where part.isEnd {
            let root = sets.root(of: place)
            let call = placeOf[root] ?? calls.count
            if placeOf.updateValue(call, forKey: root) == nil { calls.append(Call()) }
            calls[call].id = calls[call].id ?? part.id
            calls[call].parts.append(place)
            calls[call].spans += part.spans
        }
    }

    private func isOneTool(_ a: Int, _ b: Int) -> Bool {
        guard let a = runtime.readings[a].toolName, let b = runtime.readings[b].toolName else { return false }
        return UTF8Order.equal(Servers.bare(a), Servers.bare(b))
    }

    /// The nearest span above that fits, with no other agent's work between.
    private func outer(of span: Int, where fits: (Int) -> Bool) -> Int? {
        var at = runtime.forest.parents[span]
        let agent = runtime.chains.links[span].agent
        for _ in 0..<RecordedCalls.nestingLimit where at >= 0 && runtime.chains.links[at].agent == agent {
            if fits(at) { return at }
            at = runtime.forest.parents[at]
        }
        return nil
    }

    /// As many spans as stand between two records of one call, and more.
    private static let nestingLimit = 64
}

extension Int64 {
    /// How far apart two times are, whatever they are.
    func magnitudeOfDifference(to other: Int64) -> UInt64 {
        self > other ? UInt64(bitPattern: self &- other) : UInt64(bitPattern: other &- self)
    }
}
