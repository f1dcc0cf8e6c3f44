import Foundation
import OverreachAnalysis
import OverreachGraph
import OverreachModel
import OverreachStore
import Testing

@testable import OverreachEngine

/// What is left when telemetry is no longer kept record by record.
@Suite struct RetentionTests {
    let scratch: Scratch
    private var path: String { scratch.path + "/old.db" }

    init() throws { scratch = try Scratch() }

    /// The lab, read into a store, with a ground to retire from.
    private func ground(_ lab: Lab = .supportDesk) throws -> (store: Store, ground: LiveGround) {
        _ = try IngestRun(storePath: path, options: IngestOptions(cluster: "acme-prod")).run([lab.folder])
        let store = try Store.open(path, mode: .readWrite(create: false))
        var ground = LiveGround()
        _ = try ground.refresh(store, withPosture: true)
        return (store, ground)
    }

    private func used(_ engine: Engine) throws -> [String] {
        let snapshot = try engine.world.snapshot
        return try snapshot.nodes.filter { snapshot.kind($0) == .agent }.flatMap { node in
            let name = snapshot.key(node).text
            return try engine.ask(Radius(node: name)).result.reached.map { row in
                "\(name) \(row.node.key) \(row.verdict) \(row.used?.count ?? 0) \(row.used?.first ?? "") \(row.used?.last ?? "")"
            }
        }.sorted()
    }

    @Test func usedStaysWhatItWasWhenAllRecordsAreGone() throws {
        var (store, ground) = try self.ground()
        let before = try Engine(store, house: House(), asOf: nil, askedAt: nil)
        let (reach, acts) = (try used(before), try before.world.activities.total)
        #expect(reach.contains { !$0.contains(" 0  ") })

        try ground.retire(before: .max / 2, refusedBefore: Int64.max / 2, keyLimit: .max, in: store, at: 5)
        #expect(try store.records().isEmpty)
        let loader = try ground.refresh(store, withPosture: true)
        try ground.keep(in: store, at: 6)

        for after in [
            Engine(loader, house: House(), askedAt: nil, standing: .whole),
            try Engine(store, house: House(), asOf: nil, askedAt: nil),
        ] {
            #expect(try used(after) == reach)
            let world = try after.world
            #expect(world.activities.total == acts)
            #expect(world.activities.count < acts)
            #expect(world.caveats.contains { $0.detail.contains("kept as counts a day") })
        }
    }

    /// The records with two of the traces, and the calls that their acts are made of, some days earlier.
    private func aged(_ records: [RuntimeRecord], _ acts: [Activity], by days: Int64) -> [RuntimeRecord] {
        let traces = Set(acts.compactMap(\.trace)).sorted().prefix(2)
        let old = Set(acts.filter { traces.contains($0.trace ?? "") }.flatMap(\.evidence).map(\.locator))
        return records.map { record in
            switch record {
            case .span(var span) where traces.contains(span.traceID):
                span.start -= days * Day.length
                span.end -= days * Day.length
                span.evidence.time = span.start
                return .span(span)
            case .cloudCall(var call) where old.contains(call.evidence.locator):
                call.time -= days * Day.length
                call.evidence.time = call.time
                return .cloudCall(call)
            default: return record
            }
        }
    }

    /// Who issued a session stays three days longer than its use, which is longer than a session lasts: with ten days
    /// between, no real session is cut from its issuing call, but these are.
    @Test(arguments: Lab.all, [(days: Int64(10), before: Int64(5)), (2, 1)])
    func whatIsOldGoesWithItsActsAndTheRestIsJudgedAsBefore(_ lab: Lab, _ age: (days: Int64, before: Int64)) throws {
        let recorded = try self.ground(lab).store
        let records = aged(try recorded.records(), try recorded.activities(), by: age.days)
        let store = try Store.open(scratch.path + "/aged.db", mode: .readWrite(create: true))
        let draft = store.draft(
            source: "otlp", file: "f", sender: "a", digest: [1], records: records, received: records.count,
            rejections: [])
        _ = try store.write { try $0.append(draft, at: 1) }
        var ground = LiveGround()
        let all = try ground.refresh(store, withPosture: true).activities

        let moment = try #require(records.map(\.time).max()) - age.before * Day.length
        try ground.retire(before: moment, refusedBefore: nil, keyLimit: .max, in: store, at: 5)
        let loader = try ground.refresh(store, withPosture: true)
        if age.days > 3 { #expect(try store.records().allSatisfy { $0.time >= moment }) }
        #expect(loader.activities.total == all.count, "no act is lost, none counts twice")
        let kept = loader.activities.filter { !$0.id.hasPrefix("day/") }
        #expect(!kept.isEmpty)
        if age.days > 3 { #expect(kept.count < all.count) }
        let before = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        for act in kept {
            var expected = before[act.id]
            if age.days > 3, !act.joins.contains(where: { $0.link == Self.issuing }) {
                expected?.joins.removeAll { $0.link == Self.issuing }
            }
            #expect(act == expected, "an act that stays is what it was, in all that is said of it")
        }
        #expect(kept.contains { !$0.joins.isEmpty } && kept.contains { $0.effect != nil })
    }

    private static let issuing = "session → issuing call"

    @Test func whoIssuedACredentialStaysWithItsTraceForAWhile() throws {
        var (store, ground) = try self.ground()
        let all = try store.activities()
        let newest = try #require(try store.records().map(\.time).max())
        try ground.retire(before: newest + 1, refusedBefore: nil, keyLimit: .max, in: store, at: 5)
        let loader = try ground.refresh(store, withPosture: true)
        #expect(loader.activities.total == all.total)
        #expect(
            try store.records().contains { record in
                if case .cloudCall(let call) = record { !call.issuedAccessKeyID.isEmpty } else { false }
            })
    }

    @Test func whatIsOlderIsRefusedAndPostureStays() throws {
        var (store, ground) = try self.ground()
        let posture = try store.statedFacts()
        try ground.retire(before: .max / 2, refusedBefore: Int64.max / 2, keyLimit: .max, in: store, at: 5)

        let record = RuntimeRecord.span(
            SpanRecord(
                traceID: String(repeating: "a", count: 32), spanID: String(repeating: "b", count: 16), parentID: "",
                name: "x", role: .client, start: 5, end: 6, isError: false, instrumentation: "", resource: [],
                attributes: [], evidence: Evidence(source: "otlp", file: "f")))
        let draft = store.draft(
            source: "otlp", file: "f", sender: "a", digest: [1], records: [record], received: 1, rejections: [])
        let receipt = try store.write { try $0.append(draft, at: 7) }
        #expect(receipt.counts == BatchCounts(received: 1, accepted: 0, duplicate: 0, rejected: 1))
        #expect(receipt.reasons.first?.reason.contains("older than the telemetry that is kept") == true)
        #expect(try store.statedFacts().nodes == posture.nodes)
        #expect(try store.statedFacts().edges.count == posture.edges.count)
    }

    @Test func recordsThatGoForTheirNumberAreStillKnownWhileTheirKeysAre() throws {
        var (store, ground) = try self.ground()
        let records = try store.records()
        try ground.retire(before: .max / 2, refusedBefore: nil, keyLimit: .max, in: store, at: 5)
        func send(_ digest: UInt8) throws -> BatchCounts {
            let draft = store.draft(
                source: "otlp", file: "f", sender: "a", digest: [digest], records: records, received: records.count,
                rejections: [])
            return try store.write { try $0.append(draft, at: 7) }.counts
        }
        #expect(try store.records().isEmpty)
        #expect(try send(1).duplicate == records.count)

        // Without their keys they are refused, and count once all the same.
        _ = try ground.refresh(store, withPosture: true)
        let past = PastTelemetry(records: [], acts: [], nodes: [], edges: [])
        try store.write { try $0.retire(past, before: 1, refusedBefore: nil, keyLimit: 0, rules: 1, at: 8) }
        #expect(try send(2).rejected == records.count)
    }

    @Test func actsOfADayThatAreAlikeAreOneAndMeetLaterOnes() throws {
        func act(_ id: String, _ time: Int64, object: String = "o") -> Activity {
            var act = Activity(id: id, time: time, action: "s3:GetObject", isCloudCall: true, outcome: .succeeded)
            act.object = object
            act.trace = id
            act.evidence = [Evidence(source: "otlp", file: "", locator: id, time: time)]
            return act
        }
        let day = Day.length
        let acts = [act("a", 5), act("b", 9), act("c", day + 1), act("d", 7, object: "p")]
        let days = Retirement.days(of: acts)
        #expect(days.map(\.count).sorted() == [1, 1, 2])
        let both = days.first { $0.count == 2 }
        #expect(both?.firstTime == 5 && both?.time == 9)
        #expect(both?.evidence.map(\.locator) == ["a", "b"])
        #expect(Retirement.days(of: acts.reversed()) == days)

        let many = (0..<100).map { act("x\($0)", Int64($0), object: "o\($0)") }
        #expect(Retirement.days(of: many).map(\.count) == [100])
        #expect(Retirement.days(of: many).map(\.object) == [nil])
    }
}

/// Names that a sender invents.
@Suite struct NameLimitTests {
    private func span(_ agent: String, _ service: String = "bot") -> RuntimeRecord {
        .span(
            SpanRecord(
                traceID: String(repeating: "a", count: 32), spanID: String(repeating: "b", count: 16), parentID: "",
                name: "x", role: .client, start: 5, end: 6, isError: false, instrumentation: "",
                resource: [Property("service.name", service)], attributes: [Property("gen_ai.agent.name", agent)],
                evidence: Evidence(source: "otlp", file: "f")))
    }

    private func names(_ records: [RuntimeRecord]) -> Set<String> {
        Set(records.compactMap { if case .span(let span) = $0 { span.attributes.first?.value } else { nil } })
    }

    @Test func beyondTheLimitNamesAreOneAndCounted() {
        var limit = NameLimit(limit: 3)
        var records = (0..<10).map { span("agent-\($0)") }
        #expect(limit.apply(to: &records, of: "a") == [StoredExcess(sender: "a", term: "agent", records: 7)])
        #expect(names(records) == ["agent-0", "agent-1", "agent-2", "(other)"])
    }

    @Test func knownNamesPassAndOtherSendersHaveTheirOwn() {
        var limit = NameLimit(limit: 3)
        var first = (0..<10).map { span("agent-\($0)") }
        _ = limit.apply(to: &first, of: "a")
        var known = [span("agent-1"), span("agent-9")]
        #expect(limit.apply(to: &known, of: "b").isEmpty)
        #expect(names(known) == ["agent-1", "agent-9"])
    }

    @Test func namesThatAreKeptAreLearned() {
        var limit = NameLimit(limit: 0)
        limit.learn([span("agent-1")])
        var records = [span("agent-1"), span("agent-2")]
        _ = limit.apply(to: &records, of: "a")
        #expect(names(records) == ["agent-1", "(other)"])
    }
}
