internal import OverreachModel
internal import OverreachSecrets
internal import OverreachStore
internal import OverreachTelemetry

/// What retention takes out of the records, and what it keeps of them: acts by the day, and what was seen.
///
/// A record goes with all that it makes acts with: a trace of which a part is younger stays whole, and so does what an
/// act joins to it. What later records need to be understood stays longer: who issued a credential, what a server said
/// of itself when it was first spoken to.
struct Retirement {
    /// The natural keys of the records that go.
    let records: Set<Text>
    /// What stands for the acts that they made: those of a day that are alike in one.
    let acts: [Activity]
    /// The nodes that they showed.
    let nodes: [NodeFact]
    /// The edges that they showed.
    let edges: [EdgeFact]

    /// How much longer is kept what others rest on: a session lasts 12 hours at most, its records come late.
    private static let contextAge: Int64 = 3 * Day.length
    /// The most objects of one store that acts of a day are told apart by.
    private static let objectLimit = 64
    /// The most programs that acts of a day are told apart by: what they call themselves is theirs to choose.
    private static let clientLimit = 8

    /// Takes what is older than the moment.
    ///
    /// Complexity: linear in records and acts.
    init(of records: [RuntimeRecord], making correlated: Correlated, before moment: Int64) {
        let groups = Retirement.groups(records)
        let oldest = moment.subtractingReportingOverflow(Retirement.contextAge).partialValue
        let issuers = Retirement.issuers(among: records, from: oldest, to: moment)
        let parts = correlated.activities.map { Retirement.parts(of: $0, groups, issuers) }
        var kept: Set<Text> = []
        for record in records where record.time >= moment { kept.insert(Retirement.group(of: record)) }
        for (groups, isIssuing) in parts where isIssuing { kept.formUnion(groups) }
        // What an act is made of stays together; each round can hold back more, and ends when none does.
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (groups, _) in parts where !groups.isDisjoint(with: kept) && !groups.isSubset(of: kept) {
                kept.formUnion(groups)
                hasChanged = true
            }
        }

        self.records = Set(
            records.lazy.filter { record in
                !kept.contains(Retirement.group(of: record)) && !Retirement.isGreeting(record, after: oldest)
                    && !Retirement.isIssuer(record, issuers)
            }.map { Text($0.naturalKey) })
        acts = Retirement.days(
            of: zip(correlated.activities, parts).filter { !$0.1.groups.isEmpty && $0.1.groups.isDisjoint(with: kept) }
                .map(\.0))
        func isOld(_ evidence: [Evidence]) -> Bool { evidence.contains { ($0.time ?? .max) < moment } }
        nodes = correlated.nodes.filter { isOld($0.evidence) }
        edges = correlated.edges.filter { isOld($0.evidence) }
    }

    /// The calls that issued a credential which may still be used, by what evidence cites: their names.
    private static func issuers(among records: [RuntimeRecord], from oldest: Int64, to moment: Int64) -> [Text: String]
    {
        var issuers: [Text: String] = [:]
        for case .cloudCall(let call) in records
        where !call.issuedAccessKeyID.isEmpty && call.time >= oldest && call.time < moment {
            issuers[Text(call.evidence.locator)] = call.eventName
        }
        return issuers
    }

    private static func isIssuer(_ record: RuntimeRecord, _ issuers: [Text: String]) -> Bool {
        guard case .cloudCall(let call) = record else { return false }
        return issuers[Text(call.evidence.locator)] != nil
    }

    /// The groups that an act is made of, and whether it is the issuing of a credential itself.
    ///
    /// Acts that use a credential cite who issued it, which stays by itself and holds none of them back.
    private static func parts(
        of act: Activity, _ groups: [Text: Text], _ issuers: [Text: String]
    ) -> (groups: Set<Text>, isIssuing: Bool) {
        var own: Set<Text> = []
        var isIssuing = false
        for evidence in act.evidence {
            let locator = Text(evidence.locator)
            guard let group = groups[locator] else { continue }
            if let name = issuers[locator] {
                guard act.action.utf8.reversed().starts(with: ":\(name)".utf8.reversed()) else { continue }
                isIssuing = true
            }
            own.insert(group)
        }
        return (own, isIssuing)
    }

    /// Whether a span is the first word to a server, which names it; it is no act, and stays by itself.
    private static func isGreeting(_ record: RuntimeRecord, after moment: Int64) -> Bool {
        guard case .span(let span) = record, span.start >= moment else { return false }
        return span.attributes.contains { UTF8Order.equal($0.value, "initialize") }
    }

    /// The trace of a span; a call by itself.
    private static func group(of record: RuntimeRecord) -> Text {
        switch record {
        case .span(let span): Text("t" + span.traceID)
        case .cloudCall(let call): Text("c" + call.evidence.locator)
        }
    }

    /// The groups by the locators that acts cite.
    private static func groups(_ records: [RuntimeRecord]) -> [Text: Text] {
        var groups: [Text: Text] = [:]
        for record in records {
            switch record {
            case .span(let span): groups[Text(span.evidence.locator)] = group(of: record)
            case .cloudCall(let call): groups[Text(call.evidence.locator)] = group(of: record)
            }
        }
        return groups
    }

    // MARK: - Days

    /// Acts that are alike as one, day by day, in the order of their ids.
    static func days(of acts: [Activity]) -> [Activity] {
        struct Like: Hashable {
            let day: Int64
            let act: Activity
        }
        let bare = acts.map { Like(day: Day.of($0.time), act: likeness(of: $0)) }
        var objects: [Like: Set<Text>] = [:]
        var clients: [Like: Set<Text>] = [:]
        for (act, like) in zip(acts, bare) {
            objects[like, default: []].insert(Text(act.object ?? ""))
            clients[like, default: []].insert(Text(act.client ?? ""))
        }
        var days: [Like: [Activity]] = [:]
        for (act, like) in zip(acts, bare) {
            // A store of which a thousand things were touched was touched anywhere; so it is with programs.
            var own = like.act
            if objects[like].map({ $0.count <= objectLimit }) ?? false { own.object = act.object }
            if clients[like].map({ $0.count <= clientLimit }) ?? false { own.client = act.client }
            days[Like(day: like.day, act: own), default: []].append(act)
        }
        return days.map { like, acts in sum(like.act, day: like.day, acts) }.sorted { UTF8Order.less($0.id, $1.id) }
    }

    /// What of an act others of its day may share.
    private static func likeness(of act: Activity) -> Activity {
        var like = act
        like.id = ""
        like.time = 0
        like.trace = nil
        like.session = nil
        like.conversation = nil
        like.conversationScope = nil
        like.end = nil
        like.toolCall = nil
        like.evidence = []
        like.object = nil
        like.client = nil
        like.joins = act.joins.map { join in
            var join = join
            join.rivals = []
            return join
        }
        like.labels = labels(act.labels)
        like.inputLabels = labels(act.inputLabels)
        like.count = 1
        like.firstTime = nil
        return like
    }

    private static func labels(_ labels: [PlacedLabel]) -> [PlacedLabel] {
        let kinds = labels.map { placed in
            var label = placed.label
            label.callID = ""
            return PlacedLabel(label, span: "")
        }
        return Set(kinds).sorted()
    }

    private static func sum(_ like: Activity, day: Int64, _ acts: [Activity]) -> Activity {
        var sum = like
        let order = acts.sorted { $0.time == $1.time ? UTF8Order.less($0.id, $1.id) : $0.time < $1.time }
        sum.count = acts.total
        sum.firstTime = acts.map(\.first).min()
        sum.time = acts.map(\.time).max() ?? 0
        sum.evidence = Set([order.first?.evidence.first, order.last?.evidence.first].compactMap { $0 }).sorted()
        let name = Digest.sha256(ActivityText.bytes(of: like)).prefix(8)
        sum.id = "day/\(day)/" + name.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return sum
    }
}

/// Days of UTC, counted from 1970.
enum Day {
    /// Nanoseconds.
    static let length: Int64 = 86_400_000_000_000

    /// The day of a moment.
    static func of(_ time: Int64) -> Int64 { time >= 0 ? time / length : (time + 1) / length - 1 }
}
