import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// What `fixes` proposes is what comes of it: each patch, applied to the files as a user would and read again, removes
/// what was said, and nothing else.
struct FixTests {
    @Test(arguments: Lab.all) func everyFixRemovesExactlyWhatItSays(_ lab: Lab) throws {
        try FixTrial(lab.folder).holdsForEveryFix()
    }

    @Test(arguments: Lab.all, [false, true])
    func everyStepOfThePlanLeavesExactlyWhatItSays(_ lab: Lab, breaking: Bool) throws {
        try FixTrial(lab.folder).holdsForThePlan(breaking: breaking)
    }

    @Test(arguments: [UInt64(1), 3], [false, true])
    func everyFixOfAGeneratedAccountDoesToo(_ seed: UInt64, isUsed: Bool) throws {
        let account = try GeneratedAccount(seed: seed, isUsed: isUsed)
        let trial = try FixTrial(account.path)
        try trial.holdsForEveryFix()
        let used = try trial.fixes(Fixes(limit: 1000, breaks: true)).filter { ($0["used"]?["count"]?.int ?? 0) > 0 }
        #expect(used.isEmpty == !isUsed)
        for breaking in [false, true] { try trial.holdsForThePlan(breaking: breaking) }
    }

    /// Each writes the whole document, so that the second would bring back what the first took.
    @Test(arguments: Lab.all) func twoFixesOfOneDocumentSayThatTheyUndoEachOther(_ lab: Lab) throws {
        let fixes = try FixTrial(lab.folder).fixes(Fixes(limit: 1000, breaks: true)).filter {
            ["aws-policy", "kubernetes-manifest"].contains($0["patch"]?.text("format"))
        }
        let counts = Dictionary(grouping: fixes) { $0["patch"]?.text("target") }.mapValues(\.count)
        #expect(Set(counts.values.map { $0 > 1 }) == [true, false])
        for fix in fixes {
            let isSaid = fix["doubts"]?.strings.contains { $0.contains("the one applied last undoes the other") }
            #expect(isSaid == (counts[fix["patch"]?.text("target")] ?? 0 > 1), "\(fix.text("title"))")
        }
    }

    @Test(arguments: Lab.all) func whatAPlanLeavesOpenIsNamed(_ lab: Lab) throws {
        let reading = try Reading(lab.folder)
        for breaks in [false, true] {
            let result = try reading.judging.ask(Fixes(limit: 3, isPlan: true, breaks: breaks)).result
            let last = try #require(result.plan.last)
            #expect(result.open.count == last.remaining.unused)
            #expect(Set(result.open.map { "\($0.from.key) \($0.to.key)" }).count == result.open.count)
        }
        #expect(try reading.judging.ask(Fixes(limit: 3)).result.open.isEmpty)
    }

    @Test(arguments: Lab.all) func aLogOfSecondsMakesNothingSure(_ lab: Lab) throws {
        let fixes = try FixTrial(lab.folder).fixes(Fixes(limit: 1000, breaks: true))
        let short = fixes.filter { $0["doubts"]?.strings.contains { $0.hasPrefix("the audit log covers") } == true }
        #expect(!short.isEmpty && short.allSatisfy { $0.text("confidence") == "low" })
    }

    // MARK: - What breaks

    /// Files were read by sessions of the role for the whole recording, and the role was taken once.
    @Test func aTrustIsUsedByAllThatWasDoneThroughIt() throws {
        let trial = try FixTrial(Lab.northbay.folder)
        let all = try trial.fixes(Fixes(limit: 1000, breaks: true))
        let trust = try #require(
            all.first { $0.text("kind") == "remove-trust" && $0.text("title").hasSuffix("of files-reader away") })
        let acts = try json(Reading(Lab.northbay.folder).engine.ask(Activities()))["result"]?.array ?? []
        let role = "arn:aws:iam::210987654321:role/files-reader"
        let through = acts.filter { act in
            act.text("outcome") == "succeeded" && (act["identity"]?.text("id") == role || act.text("object") == role)
        }
        #expect(through.count > 10)
        #expect(trust["used"]?["count"]?.int == Int64(through.count))
        #expect(trust["used"]?["last"]?.string == through.map { $0.text("time") }.max())
        let broken = Set((trust["breaks"]?.array ?? []).map { "\($0.text("action")) \($0.text("on"))" })
        #expect(broken.contains("s3:GetObject nb-manifests") && broken.contains { $0.hasPrefix("sts:AssumeRole") })
        #expect(trust["removes"]?["still_seen"]?.array?.isEmpty == false)
    }

    @Test(arguments: Lab.all) func withoutBeingAskedNothingThatBreaksUseIsProposed(_ lab: Lab) throws {
        let trial = try FixTrial(lab.folder)
        let (fixes, plan) = try trial.answer(Fixes(limit: 100, isPlan: true))
        #expect(!fixes.isEmpty && !plan.isEmpty)
        #expect(fixes.allSatisfy { $0["breaks"]?.array?.isEmpty == true })
        #expect(plan.allSatisfy { $0["breaks"]?.array?.isEmpty == true })
        let (all, wide) = try trial.answer(Fixes(limit: 100, isPlan: true, breaks: true))
        #expect(all.contains { $0["breaks"]?.array?.isEmpty == false })
        func rows(_ one: JSONValue) -> [String] {
            (one["breaks"]?.array ?? []).map { "\($0.text("action")) \($0.text("on")) \($0["count"]?.int ?? -1)" }
        }
        for step in wide {
            let fix = try #require(all.first { $0.text("id") == step.text("fix") })
            #expect(rows(step) == rows(fix))
        }
        // What breaks nothing comes first.
        let isBreaking = wide.map { $0["breaks"]?.array?.isEmpty == false }
        #expect(isBreaking == isBreaking.sorted { !$0 && $1 })
    }

    // MARK: - Versions

    /// AWS keeps five versions of a managed policy.
    @Test func theOldestVersionGoesWhereThereIsNoRoom() throws {
        let folder = try PatchedFolder(copying: Lab.supportDesk.folder)
        let file = folder.path + "/aws/iam/get-account-authorization-details.json"
        var details = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file))) as? [String: Any])
        let own = "arn:aws:iam::123456789012:"
        details["Policies"] = (details["Policies"] as? [[String: Any]] ?? []).map { policy in
            guard (policy["Arn"] as? String)?.hasPrefix(own) == true else { return policy }
            var policy = policy
            let known = policy["PolicyVersionList"] as? [[String: Any]] ?? []
            let others = [10, 9, 7, 8].map {
                ["VersionId": "v\($0)", "IsDefaultVersion": false, "Document": [String: Any]()] as [String: Any]
            }
            policy["PolicyVersionList"] = known + others
            return policy
        }
        try JSONSerialization.data(withJSONObject: details).write(to: URL(fileURLWithPath: file))
        let fixes = try FixTrial(folder.path).fixes(Fixes(limit: 1000, breaks: true))
        let written = fixes.filter { $0["patch"]?["commands"]?.strings.last?.contains("create-policy-version") == true }
        #expect(!written.isEmpty)
        for fix in written {
            let (apply, undo) = (
                fix["patch"]?["commands"]?.strings ?? [], fix["patch"]?["undo_commands"]?.strings ?? []
            )
            #expect(apply.count == 2 && apply[0].hasPrefix("aws iam delete-policy-version "))
            #expect(apply[0].hasSuffix("--version-id v7"))
            #expect(undo.count == 2 && undo[0].hasSuffix("--version-id v8"))
            #expect(fix["doubts"]?.strings.contains { $0.contains("five versions") } == true)
        }
        let before = try FixTrial(Lab.supportDesk.folder).fixes(Fixes(limit: 1000, breaks: true))
        #expect(
            !before.contains {
                $0["patch"]?["commands"]?.strings.contains { $0.contains("delete-policy-version") } == true
            })
    }

    // MARK: - The recording

    @Test func theSecretThatWasUsedIsKept() throws {
        let fixes = try FixTrial(Lab.supportDesk.folder).fixes(Fixes(node: "support-bot", limit: 100))
        let secrets = try #require(fixes.first { $0["target"]?.text("name") == "support-data/Secrets" })
        #expect(secrets.text("kind") == "narrow-statement")
        #expect(secrets["breaks"]?.array?.isEmpty == true)
        #expect(secrets["used"]?["count"]?.int == 3)
        #expect(secrets["removes"]?["pairs"]?.array?.map { $0["to"]?.text("name") } == ["prod/payments-api"])
        #expect(secrets["removes"]?["narrowed"]?.array?.isEmpty == true)
        #expect(secrets["patch"]?.text("text").contains("secret:prod/db-??????\"") == true)
    }

    @Test func theForgottenHotfixGoes() throws {
        let fixes = try FixTrial(Lab.supportDesk.folder).fixes(Fixes(node: "support-bot", limit: 100))
        let hotfix = try #require(fixes.first { $0["target"]?.text("name") == "support-data/Hotfix" })
        #expect(hotfix.text("kind") == "remove-statement")
        #expect(hotfix["used"]?["count"]?.int == 0)
        #expect(hotfix["used"]?.text("observable") == "yes")
        #expect(hotfix["removes"]?["pairs"]?.array?.map { $0["to"]?.text("name") } == ["acme-billing"])
        #expect(hotfix.text("owner") == "support-engineering")
    }

    @Test func theFirstFixOfReleaseBotCutsItsWayToTheAdministrator() throws {
        let trial = try FixTrial(Lab.supportDesk.folder)
        let first = try #require(try trial.fixes(Fixes(node: "release-bot", limit: 1)).first)
        let folder = try PatchedFolder(copying: Lab.supportDesk.folder)
        try folder.apply(try #require(first["patch"]))
        let reached = try json(try Reading(folder.path).engine.ask(Radius(node: "release-bot")))["result"]?["reached"]
        #expect(reached?.array?.contains { $0["node"]?.text("name") == "org-admin" } == false)
    }

    @Test func aDataStoreCanBeAskedAbout() throws {
        let fixes = try FixTrial(Lab.supportDesk.folder).fixes(Fixes(node: "acme-billing", limit: 100))
        #expect(!fixes.isEmpty)
        let ends = fixes.flatMap { $0["removes"]?["pairs"]?.array ?? [] }.map { $0["to"]?.text("name") }
        #expect(Set(ends) == ["acme-billing"])
    }

    @Test func fixesAreRankedByWhatTheyRemove() throws {
        let fixes = try FixTrial(Lab.supportDesk.folder).fixes(Fixes(limit: 1000, breaks: true))
        for (first, second) in zip(fixes, fixes.dropFirst()) {
            let (x, y) = (first["removes"]?["reach"]?.int ?? 0, second["removes"]?["reach"]?.int ?? 0)
            #expect(x >= y)
            if x == y {
                #expect((first["used"]?["count"]?.int ?? 0) == 0 || (second["used"]?["count"]?.int ?? 0) > 0)
            }
        }
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let question = Fixes(limit: 20, isPlan: true)
        let texts = try (0..<2).map { _ in
            try JSONText.encode(Reading(Lab.supportDesk.folder).judging.ask(question), indented: true)
        }
        #expect(texts[0] == texts[1])
    }

    @Test func noSecretIsInAPatch() throws {
        let secrets = try Lab.supportDesk.truth()["no_secret_anywhere"]?.strings ?? []
        let text = try JSONText.encode(
            Reading(Lab.supportDesk.folder).judging.ask(Fixes(limit: 1000, isPlan: true, breaks: true)), indented: false
        )
        for secret in secrets + ["SSekYN5wZUsPVU3nEoYJ1ZoTqBM5Jq1sHbgDmFsx"] { #expect(!text.contains(secret)) }
    }
}

/// A folder that was ingested into a store of its own.
struct Reading {
    let engine: Engine
    private let scratch: Scratch

    func engine(_ house: House) throws -> Engine { try Engine(storePath: scratch.path + "/store.db", house: house) }

    var judging: JudgingEngine { get throws { try judging(House()) } }

    func judging(_ house: House, asOf moment: Moment? = nil) throws -> JudgingEngine {
        try JudgingEngine(storePath: scratch.path + "/store.db", house: house, asOf: moment)
    }

    init(_ folder: String) throws {
        scratch = try Scratch()
        let store = scratch.path + "/store.db"
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([folder])
        engine = try Engine(storePath: store)
    }

    /// The store of another reading once a newer dump of its account is read: the account's folder as it stands now.
    ///
    /// What telemetry saw is in the store already.
    init(_ earlier: Reading, thenAccountOf folder: String) throws {
        scratch = try Scratch()
        let store = scratch.path + "/store.db"
        for file in try FileManager.default.contentsOfDirectory(atPath: earlier.scratch.path) {
            try FileManager.default.copyItem(
                atPath: earlier.scratch.path + "/" + file, toPath: scratch.path + "/" + file)
        }
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([folder + "/aws"])
        engine = try Engine(storePath: store)
    }

    /// What every agent and client reaches: `from → to` with effects, by names and ids that a copy of the folder keeps.
    ///
    /// Telemetry of the past shows what was done under rights that are gone: such rows are only observed.
    func reach(observed: Bool = false) throws -> [String: Set<String>] {
        var reach: [String: Set<String>] = [:]
        for node in try engine.ask(Nodes()).result where node.kind == .agent || node.kind == .client {
            for row in try engine.ask(Radius(node: node.key)).result.reached
            where row.node.kind == .dataStore && (observed || row.verdict != .observed) {
                reach["\(node.name) → \(row.node.id)"] = Set(row.effects.map(\.rawValue))
            }
        }
        return reach
    }
}

/// Fixes of a folder, held against what reading the folder again says once they are applied.
struct FixTrial {
    let folder: String
    private let before: Reading
    /// Clients of which an agent is known: reach is not measured from there.
    private let covered: [String]

    init(_ folder: String) throws {
        self.folder = folder
        let reading = try Reading(folder)
        before = reading
        covered = try reading.engine.ask(Nodes(kind: .client)).result.filter { client in
            try reading.engine.ask(Exposure(node: client.key)).result.reachedBy.contains { $0.node.kind == .agent }
        }.map(\.name)
    }

    func fixes(_ question: Fixes) throws -> [JSONValue] { try answer(question).fixes }

    func answer(_ question: Fixes) throws -> (fixes: [JSONValue], plan: [JSONValue]) {
        let result = try json(before.judging.ask(question))["result"]
        return (result?["fixes"]?.array ?? [], result?["plan"]?.array ?? [])
    }

    /// Whether all rows of the second are in the first, with all effects.
    private static func covers(_ all: [String: Set<String>], _ some: [String: Set<String>]) -> Bool {
        some.allSatisfy { pair, effects in all[pair].map { effects.isSubset(of: $0) } ?? effects.isEmpty }
    }

    /// Applies every fix to a copy, reads it again, and takes the fix back.
    func holdsForEveryFix() throws {
        let (reach, fixes) = (try before.reach(observed: true), try fixes(Fixes(limit: 1000, breaks: true)))
        #expect(!fixes.isEmpty)
        let entries = entryNames(fixes)
        let original = try PatchedFolder(copying: folder).meaning()
        for fix in fixes {
            let folder = try PatchedFolder(copying: folder)
            let patch = try #require(fix["patch"])
            try folder.apply(patch)
            // That a resource has no policy any more, a newer dump alone does not say.
            let isOfAccount =
                patch.text("format").hasPrefix("aws-") && !patch.text("target").hasPrefix("policy of ")
            let reading =
                try isOfAccount
                ? Reading(before, thenAccountOf: folder.path) : Reading(folder.path)
            let after = of(entries, try reading.reach(observed: true))
            let expected = of(entries, predicted(from: reach, fix))
            if fix["breaks"]?.array?.isEmpty == true {
                #expect(after == expected, "\(fix.text("title"))")
            } else {
                // What was seen stays in the telemetry, whatever is allowed from then on: these pairs, and no others.
                let seen = Set((fix["removes"]?["still_seen"]?.array ?? []).map(pair))
                #expect(Set(after.keys) == Set(expected.keys).union(seen), "\(fix.text("title"))")
                #expect(Self.covers(after, expected), "\(fix.text("title"))")
                #expect(Self.covers(reach, after), "\(fix.text("title"))")
            }
            try folder.apply(patch, undo: true)
            // An undo that leaves other words is read again.
            if try folder.meaning() == original { continue }
            #expect(try Reading(folder.path).reach(observed: true) == reach, "undo of \(fix.text("title"))")
        }
    }

    /// Applies the steps of the plan one after the other, and reads the folder again after each.
    func holdsForThePlan(breaking: Bool) throws {
        let (_, plan) = try answer(Fixes(limit: 5, isPlan: true, breaks: breaking))
        let folder = try PatchedFolder(copying: folder)
        var predicted = Set(try before.reach(observed: true).keys.filter(isEntry))
        var closed: Set<String> = []
        for step in plan {
            try folder.apply(try #require(step["patch"]))
            let pairs = (step["closes"]?.array ?? []).map(pair)
            predicted.subtract(pairs)
            closed.formUnion(pairs)
            #expect(step["remaining"]?["reach"]?.int == Int64(predicted.count), "after \(step.text("fix"))")
            let left = Set(try Reading(folder.path).reach(observed: true).keys.filter(isEntry))
            // What was seen stays in the telemetry: some of what was closed, and nothing else.
            let seen = left.subtracting(predicted)
            #expect(left.isSuperset(of: predicted), "after \(step.text("fix"))")
            #expect(seen.isSubset(of: closed), "after \(step.text("fix"))")
            #expect(step["remaining"]?["still_seen"]?.int == Int64(seen.count), "after \(step.text("fix"))")
            if !breaking { #expect(seen.isEmpty, "after \(step.text("fix"))") }
        }
    }

    /// Whether reach is measured from there: an agent, or a client of which no agent is known.
    private func isEntry(_ pair: String) -> Bool { !covered.contains { pair.hasPrefix("\($0) → ") } }

    private func entryNames(_ fixes: [JSONValue]) -> Set<String> {
        Set(
            fixes.flatMap { fix in
                ["pairs", "narrowed"].flatMap { fix["removes"]?[$0]?.array ?? [] }.map {
                    $0["from"]?.text("name") ?? ""
                }
            })
    }

    private func of(_ entries: Set<String>, _ reach: [String: Set<String>]) -> [String: Set<String>] {
        reach.filter { pair in entries.contains { pair.key.hasPrefix("\($0) → ") } }
    }

    private func pair(_ row: JSONValue) -> String {
        "\(row["from"]?.text("name") ?? "") → \(row["to"]?.text("id") ?? "")"
    }

    private func predicted(from reach: [String: Set<String>], _ fix: JSONValue) -> [String: Set<String>] {
        var reach = reach
        for row in fix["removes"]?["pairs"]?.array ?? [] { reach[pair(row)] = nil }
        for row in fix["removes"]?["narrowed"]?.array ?? [] {
            reach[pair(row)]?.subtract(row["effects"]?.strings ?? [])
        }
        return reach
    }
}
