import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// Everything that is true of a recording by construction comes out, and nothing else.
struct LabTruthTests {
    @Test(arguments: Lab.all) func everyActIsAttributed(_ lab: Lab) throws {
        let (truth, lab) = (try lab.truth(), try lab.ingested())
        var found: [String: Int] = [:]
        for act in try json(try lab.engine.ask(Activities()))["result"]?.array ?? [] {
            guard let target = act["target"], !target.isNull else { continue }
            let agents = (act["agents"]?.array ?? []).map { $0.text("name") }
            let who = act["initiator"].map { $0.isNull ? "nobody" : $0.text("id") } ?? "nobody"
            let parts = [
                agents.last ?? "?", act["server"]?.text("name") ?? "?", act["tool"]?.text("name") ?? "?",
                act["identity"]?.text("id") ?? "?", plain(target.text("id")), act.text("effect"), who,
                agents.dropLast().joined(separator: ">"),
            ]
            found[parts.joined(separator: " | "), default: 0] += 1
        }

        var expected: [String: Int] = [:]
        for row in truth["used"]?.array ?? [] {
            let parts = [
                row.text("agent"), row.text("server"), row.text("tool"), row.text("as"), row.text("target"),
                row.text("effect"), row["initiator"]?.string ?? "nobody",
                (row["via_agents"]?.strings ?? []).joined(separator: ">"),
            ]
            expected[parts.joined(separator: " | "), default: 0] += Int(row["count"]?.int ?? 0)
        }
        #expect(found == expected)
    }

    // The agent called `deploy`, and `deploy` used the key, on another bucket; that the key's user may read the reports is
    // what a policy says. So two steps were seen and the others are rights, and the path is no claim that it was gone.
    @Test func aPathOfSeenStepsAndRightsSaysOfEachStepWhichItIs() throws {
        let lab = try Lab.supportDesk.ingested()
        let paths = try lab.engine.ask(Paths(from: "release-bot", to: "acme-reports")).result.paths
        let path = try #require(paths.first { $0.path.first?.to.name == "deploy" })

        #expect(path.path.map(\.origin.rawValue).prefix(3) == ["observed", "observed", "declared"])
        #expect(path.path.dropFirst(3).allSatisfy { $0.origin != .observed })
        #expect(path.verdict == .allowed && path.assumes == ["tool-latitude"])
        #expect(path.path.prefix(2).allSatisfy { !$0.evidence.isEmpty })
        // What was seen done to the reports by this agent went another way.
        let acts = try lab.engine.ask(Activities()).result.filter { act in
            act.target?.name == "acme-reports" && act.agents.contains { $0.name == "release-bot" }
        }
        #expect(acts.map { $0.server?.name } == ["notes"])
    }

    @Test(arguments: Lab.all) func everyAgentReachesWhatItCanAndNothingElse(_ lab: Lab) throws {
        let (truth, lab) = (try lab.truth(), try lab.ingested())
        for agent in truth["reach"]?.object ?? [] {
            let answer = try json(try lab.engine.ask(Radius(node: agent.key)))
            let stores = (answer["result"]?["reached"]?.array ?? [])
                .filter { $0["node"]?.text("kind") == "data_store" && $0["node"]?.text("id").hasPrefix("arn:") == true }
            let can = stores.filter { $0.text("verdict") != "conditional" }
            let conditional = stores.filter { $0.text("verdict") == "conditional" }
            func ids(_ rows: [JSONValue]) -> [String] { rows.map { plain($0["node"]?.text("id") ?? "") }.sorted() }

            let wanted = agent.value["can"]?.object ?? []
            #expect(ids(can) == wanted.map(\.key).sorted(), "\(agent.key) can")
            #expect(
                ids(conditional) == (agent.value["conditional"]?.strings ?? []).sorted(), "\(agent.key) conditional")
            for store in wanted {
                guard let row = can.first(where: { plain($0["node"]?.text("id") ?? "") == store.key }) else { continue }
                let label = "\(agent.key) → \(store.key)"
                if let effects = store.value["effects"]?.strings {
                    #expect(row["effects"]?.strings == effects, "\(label)")
                }
                #expect(row["used"]?["count"]?.int ?? 0 == store.value["used"]?.int, "\(label) used")
                #expect(row["scope"]?["deny"]?.strings == store.value["deny"]?.strings ?? [], "\(label) deny")
                #expect(row["scope"]?["allow"]?.strings == store.value["only"]?.strings ?? ["*"], "\(label) allow")
            }
            for id in agent.value["cannot"]?.strings ?? [] {
                #expect(!stores.contains { plain($0["node"]?.text("id") ?? "") == id }, "\(agent.key) cannot \(id)")
            }
        }
    }

    @Test(arguments: Lab.all) func everyGrantedActionIsThereWithItsUse(_ lab: Lab) throws {
        let (truth, lab) = (try lab.truth(), try lab.ingested())
        func line(_ row: JSONValue, identity: String) -> String {
            let unused = (row["resources_never_used"]?.strings ?? []).map(plain).sorted()
            let sid = row["sid"]?.string ?? "-"
            let (policy, action) = (row.text("policy"), row.text("action"))
            return "\(identity) \(policy) \(sid) \(action) \(row["used"]?.int ?? -1) \(unused)"
        }
        let found = (try json(try lab.engine.ask(Gaps()))["result"]?["grants"]?.array ?? [])
            .map { line($0, identity: $0["identity"]?.text("name") ?? "") }.sorted()
        let expected = (truth["grants"]?.array ?? []).map { line($0, identity: $0.text("identity")) }.sorted()
        #expect(found == expected)
    }

    @Test(arguments: Lab.all) func declarationAndUseAreCompared(_ lab: Lab) throws {
        let (truth, lab) = (try lab.truth(), try lab.ingested())
        let gaps = try json(try lab.engine.ask(Gaps()))["result"]
        func names(_ list: String) -> [String] {
            (gaps?[list]?.array ?? []).map { $0["server"]?.text("name") ?? "" }.sorted()
        }
        #expect(names("undeclared_servers") == (truth["undeclared_servers"]?.strings ?? []).sorted())
        #expect(names("declared_never_used") == (truth["declared_never_used"]?.strings ?? []).sorted())
        #expect(
            Set(names("remote_servers_without_credential"))
                == Set(truth["remote_servers_without_configured_credential"]?.strings ?? []))

        let shared = (gaps?["shared_credentials"]?.array ?? []).map { row in
            let servers = (row["servers"]?.array ?? []).map { $0.text("name") }.sorted()
            return "\(row["identity"]?.text("name") ?? "") \(servers)"
        }
        let expected = (truth["shared_credentials"]?.array ?? []).map {
            "\($0.text("user")) \(($0["servers"]?.strings ?? []).sorted())"
        }
        #expect(shared.sorted() == expected.sorted())
        #expect(gaps?["unattributed"]?.array?.isEmpty == true)
    }

    @Test(arguments: Lab.all) func everyRiskIsFoundOnce(_ lab: Lab) throws {
        let (truth, lab) = (try lab.truth(), try lab.ingested())
        let findings = try json(try lab.engine.ask(Findings()))["result"]?.array ?? []
        func subjects(_ rule: String, _ member: String) -> [String] {
            findings.filter { $0.text("rule") == rule }.map { $0["subject"]?.text(member) ?? "" }.sorted()
        }
        #expect(subjects("agent-without-owner", "name") == (truth["agents_without_owner"]?.strings ?? []).sorted())
        #expect(
            subjects("escalation-to-administrator", "id")
                == (truth["escalation_to_administrator"]?.strings ?? []).sorted())
        #expect(subjects("undeclared-server", "name") == (truth["undeclared_servers"]?.strings ?? []).sorted())

        let secrets = findings.filter { $0.text("rule") == "hard-coded-credential" }.map { $0.text("title") }
        let expected = truth["hard_coded_credentials"]?.array ?? []
        #expect(secrets.count == expected.count)
        for row in expected {
            let found = secrets.contains { title in
                [row.text("name"), "\"\(row.text("server"))\"", row.text("file")].allSatisfy { title.contains($0) }
            }
            #expect(found, "\(row.text("name")) of \(row.text("server"))")
        }
        #expect(Set(findings.map { $0.text("id") }).count == findings.count)
    }

    @Test(arguments: Lab.all) func twoStoresOfTheSameInputHoldTheSameGraph(_ lab: Lab) throws {
        let (one, other) = (try lab.ingested(), try lab.ingested())
        let answers = try [one, other].map { try JSONText.encode($0.engine.ask(Gaps()), indented: false) }
        #expect(answers[0] == answers[1])
        #expect(try one.engine.ask(Nodes()).snapshot.id == other.engine.ask(Nodes()).snapshot.id)
    }

    @Test(arguments: Lab.all) func readingAgainChangesNothing(_ lab: Lab) throws {
        let first = try lab.ingested()
        let before = try first.engine.ask(Nodes())
        let report = try IngestRun(storePath: first.scratch.path + "/lab.db", options: IngestOptions())
            .run([lab.folder])
        let after = try Engine(storePath: first.scratch.path + "/lab.db").ask(Nodes())
        #expect(after.snapshot.id == before.snapshot.id)
        #expect(report.scopes.allSatisfy { $0.added + $0.changed + $0.ended == 0 })
        #expect(report.files.allSatisfy { $0.form == nil || $0.accepted == 0 || !$0.file.hasPrefix("otlp") })
    }
}
