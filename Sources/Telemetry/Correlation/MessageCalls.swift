import OverreachModel

/// Calls of tools that the messages of models tell of.
///
/// A call is what a model asked for in one of its answers. Questions after that repeat it, and so do the spans of gateways and
/// of instruments around each other; these are the same call. It is told by its id in the trace or the conversation, and
/// where it has none by its place in the history of the agent that asks. An answer is that to the last call before it.
struct MessageCalls {
    /// One call.
    struct Call {
        let id: String
        let tool: String
        /// Whether the model gave it an id.
        let isNumbered: Bool
        /// The span that asks for it.
        let asker: Int
        /// All spans in which it is asked for.
        let members: [Int]
        /// The spans whose messages hold its answer, the first one first.
        var answers: [Int] = []
        var hasFailed = false
        /// Who asks for it: agents that are known, whether one is not, their turns, and processes.
        fileprivate(set) var agents: Set<Key> = []
        fileprivate var isOfUnnamed = false
        fileprivate var turns: Set<Int> = []
        fileprivate(set) var processes: Set<Text> = []
        fileprivate(set) var services: Set<Text> = []
        /// From when on it may have been carried out: since it was asked for, where that was seen.
        fileprivate(set) var begin = Int64.min
        /// Until when: until its answer came back, where that was seen.
        fileprivate(set) var end = Int64.max

        /// Whether an id in a record of the trace is the call's.
        func isCalled(_ id: String, trace: String) -> Bool {
            UTF8Order.equal(isNumbered ? id : ToldCalls.position(id, trace: trace) ?? "", self.id)
        }
    }

    /// A call in the messages of a span.
    struct Mention {
        let span: Int
        let id: String
        let tool: String
        let isNumbered: Bool
        /// Whether it stands in a history, so that it was asked for before.
        let isRepeated: Bool

        /// Whether its id is nobody else's.
        var isDistinct: Bool { isNumbered && CallScopes.isDistinct(id, tool: tool) }
    }

    private let runtime: Runtime
    private let scopes: CallScopes
    private let rank: [Int]  // of spans: parents before children
    private(set) var calls: [Call] = []
    private var starts: [Int64] = []  // of the first spans that ask, by call
    private var inScope: [CallScopes.InScope: [Int]] = [:]
    private var inProcess: [CallScopes.InProcess: [Int]] = [:]  // with an id, outside of conversations
    private var distinct: [Text: [Int]] = [:]

    init(_ runtime: Runtime, _ scopes: CallScopes) {
        self.runtime = runtime
        self.scopes = scopes
        var rank = Array(repeating: 0, count: runtime.spans.count)
        for (place, span) in runtime.forest.order.enumerated() { rank[span] = place }
        self.rank = rank

        let (asked, repeated) = mentions()
        let shared = SharedCalls(asked + repeated, runtime, scopes).calls
        for call in shared where !call.allSatisfy(\.isRepeated) { add(call.filter { !$0.isRepeated }) }
        for group in groups(of: asked) { for call in parts(of: group) { add(call) } }
        let renaming = spansThatRename(repeated)
        for call in shared where call.allSatisfy(\.isRepeated) {
            let isKnown = call.contains { renaming.contains($0.span) || self.call(repeatedBy: $0) != nil }
            if !isKnown { add([call[0]]) }
        }
        for mention in repeated where !mention.isDistinct && !renaming.contains(mention.span) {
            if call(repeatedBy: mention) == nil { add([mention]) }
        }
        let starts = starts
        func byTime(_ places: [Int]) -> [Int] { places.sorted { (starts[$0], $0) < (starts[$1], $1) } }
        inScope = inScope.mapValues(byTime)
        inProcess = inProcess.mapValues(byTime)
        answer()
    }

    // MARK: - Who asked

    /// What is asked for in answers of models, and what stands in histories, by the beginning of the spans.
    ///
    /// A step that is no question to a model only hands on what one answered.
    private func mentions() -> (asked: [Mention], repeated: [Mention]) {
        var (asked, repeated): ([Mention], [Mention]) = ([], [])
        for span in inTime(runtime.spans.indices.filter { runtime.spans[$0].tellsOfCalls }) {
            let record = runtime.spans[span]
            func mention(_ call: SpanRecord.ToldCall, isRepeated: Bool) -> Mention {
                let place = ToldCalls.position(call.id, trace: record.traceID)
                return Mention(
                    span: span, id: place ?? call.id, tool: call.tool, isNumbered: place == nil,
                    isRepeated: isRepeated)
            }
            let isQuestion = if case .model = runtime.readings[span].step { true } else { false }
            let own = record.askedCalls.map { mention($0, isRepeated: !isQuestion) }
            if isQuestion { asked += own } else { repeated += own }
            repeated += record.repeatedCalls.map { mention($0, isRepeated: true) }
        }
        return (asked, repeated)
    }

    /// Spans whose histories give calls other ids than they were asked for with, and their answers the same: as many calls
    /// that nobody asked for as answers to calls that are known and do not stand there.
    ///
    /// OpenLLMetry's spans of OpenAI's responses hold the item's id in a history, and the call's in answers.
    private func spansThatRename(_ repeated: [Mention]) -> Set<Int> {
        var unknown: [Int: Int] = [:]
        for mention in repeated where mention.isNumbered && call(repeatedBy: mention) == nil {
            unknown[mention.span, default: 0] += 1
        }
        return Set(
            unknown.filter { span, count in
                let record = runtime.spans[span]
                let told = Set((record.askedCalls + record.repeatedCalls).map { Text($0.id) })
                let others = record.answeredCalls.filter { id in
                    !told.contains(Text(id)) && call(Text(id), knownTo: span) != nil
                }
                return count <= others.count
            }.keys)
    }

    private func inTime(_ spans: [Int]) -> [Int] {
        spans.sorted { (runtime.spans[$0].start, $0) < (runtime.spans[$1].start, $1) }
    }

    /// Mentions of one id of one scope.
    private func groups(of mentions: [Mention]) -> [[Mention]] {
        struct Group: Hashable {
            let scope: Int
            let id: Text
            let tool: Text  // parallel agents of a model that counts give one id to calls of different tools
        }
        var order: [Group] = []
        var groups: [Group: [Mention]] = [:]
        for mention in mentions where !mention.isDistinct {
            let group = Group(
                scope: scopes[mention.span], id: Text(mention.id),
                tool: Text(Servers.bare(mention.tool)))
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(mention)
        }
        return order.map { groups[$0] ?? [] }
    }

    /// The calls that mentions of one id are of.
    private func parts(of group: [Mention]) -> [[Mention]] {
        guard let first = group.first, group.count > 1 else { return [group] }

        var sets = DisjointSets()
        var places: [Int: Int] = [:]  // by span
        for mention in group { places[mention.span] = sets.add() }
        for (place, mention) in group.enumerated() {
            if let outer = outer(of: mention.span, among: places) { sets.join(outer, place) }
        }
        if first.isNumbered {
            // An agent's questions at one time are one, told by two instruments: in turn they would be two. Two turns of one
            // name at one time are two agents, unless two instruments tell of them in a trace each.
            var turns: [Key?: OpenTurns] = [:]
            for (place, mention) in group.enumerated() {
                let (span, time) = (mention.span, runtime.times(of: mention.span))
                let teller = OpenTurns.Teller(
                    trace: runtime.forest.traceOf[span], instrument: Text(runtime.spans[span].instrumentation))
                let agent = runtime.chains.key(ofAgentOf: span)
                for other in turns[agent, default: OpenTurns()].take(
                    place, time, turn: runtime.turn(of: span), by: teller)
                {
                    sets.join(other, place)
                }
            }
        }
        return sets.all().map { members in members.map { group[$0] } }
    }

    /// The nearest of the spans above that asks for the same, with no tool and no other agent between.
    private func outer(of span: Int, among places: [Int: Int]) -> Int? {
        var at = runtime.forest.parents[span]
        for _ in 0..<MessageCalls.nestingLimit where at >= 0 {
            if let place = places[at] { return place }
            let reading = runtime.readings[at]
            if reading.isTool || reading.isUnnamedAgent { return nil }
            if case .model = reading.step {} else if reading.agentName != nil { return nil }
            at = runtime.forest.parents[at]
        }
        return nil
    }

    /// As many spans as instruments and gateways put around one question to a model, and more.
    private static let nestingLimit = 32

    private mutating func add(_ mentions: [Mention]) {
        guard let first = asker(of: mentions) else { return }
        var call = Call(
            id: first.id, tool: first.tool, isNumbered: first.isNumbered, asker: first.span,
            members: mentions.map(\.span))
        for span in call.members {
            if let agent = runtime.chains.key(ofAgentOf: span) {
                call.agents.insert(agent)
            } else {
                call.isOfUnnamed = true
            }
            call.turns.insert(runtime.chains.links[span].agent)
            call.processes.insert(runtime.process(of: span).mark)
            call.services.insert(scopes.service(of: span))
        }
        if !first.isRepeated { call.begin = call.members.map { runtime.times(of: $0).start }.min() ?? .min }
        let (place, id) = (calls.count, Text(first.id))
        calls.append(call)
        starts.append(mentions.map { runtime.spans[$0.span].start }.min() ?? 0)
        for key in Set(call.members.map { scopes.inScope(id, $0) }) { inScope[key, default: []].append(place) }
        guard first.isNumbered else { return }
        if first.isDistinct { distinct[id, default: []].append(place) }
        for span in call.members where !scopes.namesConversation(scopes[span]) {
            let key = scopes.inProcess(id, span)
            if inProcess[key]?.last != place { inProcess[key, default: []].append(place) }
        }
    }

    /// Who asks is rather an agent that somebody names than one that nobody does, and rather the outer than the inner: the one
    /// whose trace asks first, and in that the one above.
    private func asker(of mentions: [Mention]) -> Mention? {
        var first: [Int: Int64] = [:]  // by trace
        for mention in mentions {
            let (trace, start) = (runtime.forest.traceOf[mention.span], runtime.times(of: mention.span).start)
            first[trace] = min(first[trace] ?? start, start)
        }
        func weight(_ span: Int) -> (Int, Int64, Int, Int) {
            let isNamed = runtime.chains.links[span].agent >= 0 && !runtime.chains.isInferred(of: span)
            let trace = runtime.forest.traceOf[span]
            return (isNamed ? 0 : 1, first[trace] ?? 0, trace, rank[span])
        }
        return mentions.min { weight($0.span) < weight($1.span) }
    }

    /// The call that a history repeats; nil where it was not seen being asked for.
    private func call(repeatedBy mention: Mention) -> Int? {
        let id = Text(mention.id)
        guard !mention.isNumbered else { return call(id, knownTo: mention.span) }
        return inScope[scopes.inScope(id, mention.span)]?.first
    }

    /// The call with that id where the span stands.
    private func call(_ id: Text, knownTo span: Int) -> Int? {
        if let known = inScope[scopes.inScope(id, span)]?.first { return known }
        if let known = distinct(id, in: span) { return known }
        if scopes.namesConversation(scopes[span]) { return nil }
        return inProcess[scopes.inProcess(id, span)]?.first
    }

    // MARK: - What was answered

    private mutating func answer() {
        for span in inTime(runtime.spans.indices.filter { runtime.spans[$0].tellsOfAnswers }) {
            let record = runtime.spans[span]
            let failed = Set(record.failedCalls.map { Text($0) })
            for told in record.answeredCalls {
                let place = ToldCalls.position(told, trace: record.traceID)
                guard let call = call(place ?? told, isNumbered: place == nil, answeredIn: span) else { continue }
                calls[call].answers.append(span)
                if failed.contains(Text(told)) { calls[call].hasFailed = true }
            }
        }
        for place in calls.indices {
            guard let first = calls[place].answers.first else { continue }
            calls[place].end = max(calls[place].begin, runtime.times(of: first).end)
        }
    }

    /// The last call with the id before the span: of the agent's own, and where it has a number of others from whom the
    /// history may have been taken over.
    private func call(_ id: String, isNumbered: Bool, answeredIn span: Int) -> Int? {
        let scope = scopes[span]
        if let known = last(inScope[scopes.inScope(Text(id), span)] ?? [], before: span, isNumbered: isNumbered) {
            return known
        }
        guard isNumbered else { return nil }
        if let known = distinct(Text(id), in: span) { return known }
        if scopes.namesConversation(scope) { return nil }
        let others = inProcess[scopes.inProcess(Text(id), span)] ?? []
        return last(others.filter { isOfSameAgent(calls[$0], span) }, before: span, isNumbered: true)
    }

    /// The call of an id that is nobody else's, of a service that asks for it.
    private func distinct(_ id: Text, in span: Int) -> Int? {
        guard let places = distinct[id] else { return nil }
        let service = scopes.service(of: span)
        return places.first { calls[$0].services.contains(service) }
    }

    /// How many calls of one id are looked at: agents that take turns are few.
    private static let candidateLimit = 64

    /// The nearest of the calls, which are in the order of time, and of those equally near the last.
    private func last(_ candidates: [Int], before span: Int, isNumbered: Bool) -> Int? {
        let start = runtime.spans[span].start
        var (low, high) = (0, candidates.count)
        while low < high {
            let middle = low + (high - low) / 2
            if starts[candidates[middle]] <= start { low = middle + 1 } else { high = middle }
        }
        // An only call that seems to be asked for later is so by the clock of another machine.
        if low == 0, isNumbered, candidates.count == 1 { return candidates[0] }
        var best: (nearness: Int, place: Int)?
        for place in candidates[..<low].suffix(MessageCalls.candidateLimit).reversed() {
            let nearness = nearness(of: calls[place], to: span)
            guard nearness > (best?.nearness ?? (isNumbered ? -1 : 0)) else { continue }
            best = (nearness, place)
            if nearness == 2 { break }
        }
        return best?.place
    }

    /// How near a call is to a history: of the same turn of an agent, of the same agent, of somebody else.
    private func nearness(of call: Call, to span: Int) -> Int {
        let link = runtime.chains.links[span].agent
        if call.turns.contains(link) { return link < 0 ? 1 : 2 }
        return isOfSameAgent(call, span) ? 1 : 0
    }

    /// Whether the span is of the agent that asks, as far as one knows.
    private func isOfSameAgent(_ call: Call, _ span: Int) -> Bool {
        guard let agent = runtime.chains.key(ofAgentOf: span) else {
            return call.processes.contains(runtime.process(of: span).mark)
        }
        return call.isOfUnnamed || call.agents.contains(agent)
    }
}
