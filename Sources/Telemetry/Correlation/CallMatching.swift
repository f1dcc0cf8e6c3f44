import OverreachModel

/// Which calls of tools that messages tell of are told by records of the tools too: one record to one call, so that as many
/// records as there are account for no more calls.
///
/// An id of a large provider tells by itself which call a record is of. One that a model counted, and no id at all, do not:
/// records and calls of one place, one agent and one tool are joined by time, a record lying between the question that
/// asks and the one that brings the result. What fits most closely is joined first.
///
/// Complexity: O(n log n) in the records and calls.
struct CallMatching {
    /// By call of `MessageCalls`: the recorded calls that tell of it.
    private(set) var records: [Int: [Int]] = [:]

    private let runtime: Runtime
    private let scopes: CallScopes
    private let told: [MessageCalls.Call]
    private let items: [Item]
    private var isFree: [Bool]  // by item
    private var isOpen: [Bool]  // by told call

    /// A recorded call as matching sees it.
    private struct Item {
        let id: Text?
        let isDistinct: Bool
        let spans: [Int]
        let tools: [Text]
        let turns: Set<Int>
        let scopes: Set<Int>
        /// Processes in whose traces no model is asked: where each step is a trace by itself, the question is in another.
        let processesApart: Set<Text>
        let processes: Set<Text>
        let agents: Set<Key>
        let start: Int64
        let end: Int64
        let isLogged: Bool
    }

    /// Where a record and a call must agree.
    private struct Slot: Hashable {
        enum Place: Hashable {
            case turn(Int)
            case scope(Int)
            case process(Text)
        }
        let place: Place
        var id: Text?
        var agent: Key?
        var tool: Text?
    }

    private enum Place: CaseIterable { case turn, scope, process }

    /// Whose the two are: of one agent, or of somebody whom one side does not name.
    private enum User { case agent, unnamedRecord, unnamedCall }

    /// How the names of the tools agree.
    private enum Name: CaseIterable {
        case whole
        /// The record's name begins with its server's, or the call's does.
        case prefixedRecord, prefixedCall
        /// The ids agree, in one turn of an agent, and the names do not.
        case any
    }

    init(
        _ recorded: RecordedCalls, _ told: [MessageCalls.Call], isAct: (MessageCalls.Call) -> Bool, _ runtime: Runtime,
        _ scopes: CallScopes
    ) {
        self.runtime = runtime
        self.scopes = scopes
        self.told = told
        items = recorded.calls.map { CallMatching.item($0, recorded, runtime, scopes) }
        isFree = Array(repeating: true, count: items.count)
        isOpen = told.map(isAct)

        matchDistinct()
        for isTimed in [true, false] {
            for isNumbered in [true, false] { match(isNumbered: isNumbered, isTimed: isTimed) }
        }
    }

    private static func item(
        _ call: RecordedCalls.Call, _ recorded: RecordedCalls, _ runtime: Runtime, _ scopes: CallScopes
    ) -> Item {
        let tools = recorded.tools(of: call).sorted()
        let isDistinct = call.id.map { CallScopes.isDistinct($0.string, tool: tools.first?.string) } ?? false
        let apart = call.spans.filter { !scopes.asksModel(scopes[$0]) }
        return Item(
            id: call.id, isDistinct: isDistinct, spans: call.spans, tools: tools,
            turns: Set(call.spans.compactMap { runtime.turn(of: $0) }), scopes: Set(call.spans.map { scopes[$0] }),
            processesApart: Set(apart.map { runtime.process(of: $0).mark }),
            processes: Set(call.spans.map { runtime.process(of: $0).mark }),
            agents: Set(call.spans.compactMap { runtime.chains.key(ofAgentOf: $0) }),
            start: call.spans.map { runtime.spans[$0].start }.min() ?? 0,
            end: call.spans.map { runtime.spans[$0].end }.max() ?? 0,
            isLogged: call.spans.allSatisfy { runtime.spans[$0].form != .span })
    }

    // MARK: - Ids that nobody else gives

    /// Joins records and calls of an id that is nobody else's: of one trace, conversation, process or service; elsewhere only
    /// where the tool is the same, the time fits, and the record names no other agent.
    private mutating func matchDistinct() {
        var calls: [Text: [Int]] = [:]
        for (place, call) in told.enumerated() where isOpen[place] && call.isNumbered {
            if CallScopes.isDistinct(call.id, tool: call.tool) { calls[Text(call.id), default: []].append(place) }
        }
        for (place, item) in items.enumerated() {
            guard let id = item.id, let candidates = calls[id] else { continue }
            let near = candidates.filter { isNear(item, told[$0]) }
            let taken = near.isEmpty ? Array(candidates.filter { isSameElsewhere(item, told[$0]) }.prefix(1)) : near
            for call in taken {
                records[call, default: []].append(place)
                isOpen[call] = false
            }
            if !taken.isEmpty { isFree[place] = false }
        }
    }

    private func isNear(_ item: Item, _ call: MessageCalls.Call) -> Bool {
        call.members.contains { member in
            item.scopes.contains(scopes[member]) || item.processes.contains(runtime.process(of: member).mark)
        } || !call.services.isDisjoint(with: item.spans.map { scopes.service(of: $0) })
    }

    private func isSameElsewhere(_ item: Item, _ call: MessageCalls.Call) -> Bool {
        let bare = Servers.bare(call.tool)
        return item.tools.contains { UTF8Order.equal(Servers.bare($0.string), bare) }
            && CallScopes.overlap((item.start, item.end), (call.begin, call.end))
            && (item.agents.isEmpty || !item.agents.isDisjoint(with: call.agents))
    }

    // MARK: - Everything else

    private mutating func match(isNumbered: Bool, isTimed: Bool) {
        for place in Place.allCases {
            let users: [User] = place == .turn ? [.agent] : [.agent, .unnamedRecord, .unnamedCall]
            // Two processes of one name may stand on different machines, but one process has one clock.
            if place == .process, !isTimed { continue }
            for user in users {
                for name in Name.allCases where name != .any || (isNumbered && place == .turn) {
                    match(isNumbered: isNumbered, isTimed: isTimed, place, user, name)
                }
            }
        }
    }

    private mutating func match(isNumbered: Bool, isTimed: Bool, _ place: Place, _ user: User, _ name: Name) {
        let open = told.indices.filter { isOpen[$0] && (!isNumbered || told[$0].isNumbered) }
        guard !open.isEmpty else { return }
        var records: [Slot: [Int]] = [:]
        for (item, record) in items.enumerated() where isFree[item] && (!isNumbered || record.id != nil) {
            for slot in slots(of: record, isNumbered, place, user, name) { records[slot, default: []].append(item) }
        }
        guard !records.isEmpty else { return }
        var order: [Slot] = []
        var calls: [Slot: [Int]] = [:]
        for call in open {
            for slot in slots(of: told[call], isNumbered, place, user, name) where records[slot] != nil {
                if calls[slot] == nil { order.append(slot) }
                calls[slot, default: []].append(call)
            }
        }
        for slot in order {
            let records = (records[slot] ?? []).filter { isFree[$0] }
            let calls = (calls[slot] ?? []).filter { isOpen[$0] }
            if isTimed {
                // What has two ids is not one call.
                for isOfNumbered in [true, false] where !isNumbered {
                    let own = calls.filter { told[$0].isNumbered == isOfNumbered && isOpen[$0] }
                    joinByTime(records.filter { isFree[$0] && (!isOfNumbered || items[$0].id == nil) }, own)
                }
                if isNumbered { joinByTime(records, calls) }
            } else {
                joinInTurn(records, calls, isNumbered: isNumbered)
            }
        }
    }

    private func slots(
        of item: Item, _ isNumbered: Bool, _ place: Place, _ user: User, _ name: Name
    ) -> Set<Slot> {
        let places: [Slot.Place] =
            switch place {
            case .turn: item.turns.map { .turn($0) }
            case .scope: item.scopes.map { .scope($0) }
            case .process: item.processesApart.map { .process($0) }
            }
        let agents: [Key?]
        switch user {
        case _ where place == .turn: agents = [nil]
        case .agent: agents = Array(item.agents)
        case .unnamedRecord: agents = item.agents.isEmpty ? [nil] : []
        case .unnamedCall: agents = [nil]
        }
        let names: [Text?]
        switch name {
        case .whole: names = item.tools
        case .prefixedRecord: names = item.tools.compactMap { Servers.prefixed($0.string).map { Text($0.tool) } }
        case .prefixedCall: names = item.tools.filter { Servers.prefixed($0.string) == nil }
        case .any: names = [nil]
        }
        return CallMatching.slots(places, isNumbered ? item.id : nil, agents, names)
    }

    private func slots(
        of call: MessageCalls.Call, _ isNumbered: Bool, _ place: Place, _ user: User, _ name: Name
    ) -> Set<Slot> {
        let (tool, bare) = (Text(call.tool), Servers.prefixed(call.tool).map { Text($0.tool) })
        let names: [Text?]
        switch name {
        case .whole: names = [tool]
        case .prefixedRecord: names = bare == nil ? [tool] : []
        case .prefixedCall: names = bare.map { [$0] } ?? []
        case .any: names = [nil]
        }
        guard !names.isEmpty else { return [] }
        var slots: Set<Slot> = []
        for member in call.members {
            let agent = runtime.chains.key(ofAgentOf: member)
            let agents: [Key?]
            switch user {
            case _ where place == .turn: agents = [nil]
            case .agent: agents = agent.map { [$0] } ?? []
            case .unnamedRecord: agents = [nil]
            case .unnamedCall: agents = agent == nil ? [nil] : []
            }
            let at: Slot.Place? =
                switch place {
                case .turn: runtime.turn(of: member).map { .turn($0) }
                case .scope: .scope(scopes[member])
                case .process: .process(runtime.process(of: member).mark)
                }
            slots.formUnion(
                CallMatching.slots(at.map { [$0] } ?? [], isNumbered ? Text(call.id) : nil, agents, names))
        }
        return slots
    }

    private static func slots(_ places: [Slot.Place], _ id: Text?, _ agents: [Key?], _ names: [Text?]) -> Set<Slot> {
        var slots: Set<Slot> = []
        for place in places {
            for agent in agents {
                for name in names { slots.insert(Slot(place: place, id: id, agent: agent, tool: name)) }
            }
        }
        return slots
    }

    /// Joins as many records to calls as lie in their times: to the calls in the order of their ends the first record that is
    /// left.
    private mutating func joinByTime(_ records: [Int], _ calls: [Int]) {
        guard !records.isEmpty, !calls.isEmpty else { return }
        let points = records.sorted { (items[$0].start, $0) < (items[$1].start, $1) }
        let order = calls.sorted { a, b in
            (told[a].end, told[a].begin, a) < (told[b].end, told[b].begin, b)
        }
        var next = Array(0...points.count)  // the first point from here on that is left
        func left(_ from: Int) -> Int {
            var at = from
            while next[at] != at {
                next[at] = next[next[at]]
                at = next[at]
            }
            return at
        }
        for call in order {
            var (low, high) = (0, points.count)
            while low < high {
                let middle = low + (high - low) / 2
                if items[points[middle]].start < told[call].begin { low = middle + 1 } else { high = middle }
            }
            let point = left(low)
            guard point < points.count, items[points[point]].start <= told[call].end else { continue }
            next[point] = point + 1
            join(points[point], call)
        }
    }

    /// Joins records to calls in the order of time whatever the clocks say: of one id, of another machine, or of a log that
    /// was written later.
    private mutating func joinInTurn(_ records: [Int], _ calls: [Int], isNumbered: Bool) {
        var left = records.sorted { (items[$0].start, $0) < (items[$1].start, $1) }
        if !isNumbered {
            let own = calls.reduce(into: Set<Text>()) { marks, call in marks.formUnion(told[call].processes) }
            left = left.filter { items[$0].isLogged || items[$0].processes.isDisjoint(with: own) }
        }
        var unjoined = calls.sorted { (told[$0].begin, $0) < (told[$1].begin, $1) }
        if !isNumbered, left.contains(where: { items[$0].id != nil }) {
            // What has two ids is not one call.
            unjoined = unjoined.filter { !told[$0].isNumbered } + unjoined.filter { told[$0].isNumbered }
            left = left.filter { items[$0].id != nil } + left.filter { items[$0].id == nil }
        }
        for (record, call) in zip(left, unjoined) where isNumbered || items[record].id == nil || !told[call].isNumbered
        {
            join(record, call)
        }
    }

    private mutating func join(_ record: Int, _ call: Int) {
        isFree[record] = false
        isOpen[call] = false
        records[call, default: []].append(record)
    }
}
