import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// The schemas say what the JSON is: real output fits them, and nothing of them is made up.
struct SchemaTests {
    /// The JSON of one command, as users get it.
    struct Output: Sendable {
        let shape: AnswerShape
        let text: String

        init(_ command: String, _ value: some Encodable) throws {
            shape = try #require(AnswerShape.all.first { $0.command == command })
            text = try JSONText.encode(value, indented: false)
        }
    }

    /// Every command on every lab, asked once for all tests.
    private static let ofLabs = Dictionary(
        uniqueKeysWithValues: Lab.all.map { lab in
            (
                lab.name,
                Result {
                    let ingested = try lab.ingested()
                    let store = ingested.scratch.path + "/lab.db"
                    return try outputs(of: ingested.report, ingested.engine, ingested.access)
                        + outputsUnderAPolicy(of: ingested)
                        + outputs(of: JudgingEngine(storePath: store), ingested.engine)
                }
            )
        })

    private func outputs(of lab: Lab) throws -> [Output] { try #require(Self.ofLabs[lab.name]).get() }

    /// Every command on a folder with nothing but a file that breaks off.
    private func outputsOfDamage() throws -> [Output] {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.path + "/input", withIntermediateDirectories: true)
        try Data("{\"mcpServers\":".utf8).write(to: URL(fileURLWithPath: scratch.path + "/input/.mcp.json"))
        try Data("{\"resourceMetrics\":[{}]}".utf8)
            .write(to: URL(fileURLWithPath: scratch.path + "/input/metrics.json"))
        let store = scratch.path + "/damage.db"
        let report = try IngestRun(storePath: store, options: IngestOptions()).run([scratch.path + "/input"])
        return try Self.outputs(of: report, Engine(storePath: store), AccessEngine(storePath: store))
    }

    /// What a policy of the house adds to answers, and what two moments differ in.
    private static func outputsUnderAPolicy(of lab: Lab.Ingested) throws -> [Output] {
        let store = lab.scratch.path + "/lab.db"
        let engine = try Engine(storePath: store, house: HouseFile.house(at: HouseFileTests.example))
        let radii = try engine.ask(Nodes(kind: .agent)).result.map { agent in
            try Output("radius", engine.ask(Radius(node: agent.key)))
        }
        return radii + [
            try Output("check", engine.ask(Check())), try Output("findings", engine.ask(Findings())),
            try Output("activities", engine.ask(Activities())),
            try Output("diff", Comparison(storePath: store, from: .run(1), to: nil).answer()),
            try Output("diff", Comparison(storePath: store, from: nil, to: .time(0)).answer()),
        ]
    }

    /// Every command: of agents, identities and data stores each, of traces each.
    private static func outputs(
        of report: IngestReport, _ engine: Engine, _ access: AccessEngine
    ) throws -> [Output] {
        let (nodes, acts) = (try engine.ask(Nodes()), try engine.ask(Activities()))
        var outputs = [
            try Output("ingest", report), try Output("status", engine.status()), try Output("nodes", nodes),
            try Output("activities", acts), try Output("gaps", engine.ask(Gaps())),
            try Output("findings", engine.ask(Findings())), try Output("check", engine.ask(Check())),
        ]
        for node in nodes.result where [.agent, .identity, .dataStore].contains(node.kind) {
            let radius = try engine.ask(Radius(node: node.key))
            outputs.append(try Output("radius", radius))
            outputs.append(try Output("exposure", engine.ask(Exposure(node: node.key))))
            if node.kind == .agent { outputs.append(try Output("task draft", engine.ask(TaskDraft(agent: node.key)))) }
            guard let target = radius.result.reached.first?.node.key else { continue }
            outputs.append(try Output("paths", engine.ask(Paths(from: node.key, to: target))))
        }
        outputs += try Self.outputs(ofRuntime: engine, agents: nodes.result.filter { $0.kind == .agent })
        for trace in Set(acts.result.compactMap(\.trace)) {
            outputs.append(try Output("trace", engine.ask(Trace(id: trace))))
        }
        return outputs + (try self.outputs(on: nodes.result, access))
    }

    /// What would be: of every grant without it, of every agent taken over, and the fixes.
    private static func outputs(of judging: JudgingEngine, _ engine: Engine) throws -> [Output] {
        let nodes = try engine.ask(Nodes()).result
        var outputs = try nodes.filter { $0.kind == .grant }.prefix(6).map { grant in
            try Output("whatif", judging.ask(WhatIf(changes: [.remove(grant.key)])))
        }
        for agent in nodes where agent.kind == .agent {
            outputs.append(try Output("whatif", judging.ask(WhatIf(changes: [.compromise(agent.key)]))))
        }
        for server in nodes where Key(text: server.key).typeName == "MCP_SERVER" {
            outputs.append(
                try Output(
                    "whatif", judging.ask(WhatIf(changes: [.compromise(server.key)], assumptions: [.toolLatitude]))))
        }
        // One recording has all that a fix may say; judging each change of every recording takes its time.
        if nodes.contains(where: { UTF8Order.equal($0.name, "support-bot") }) {
            outputs.append(try Output("fixes", judging.ask(Fixes(limit: 50, isPlan: true, breaks: true))))
        }
        return outputs
    }

    /// What the runtime questions say.
    private static func outputs(ofRuntime engine: Engine, agents: [NodeRow]) throws -> [Output] {
        var outputs = [
            try Output("attribution", engine.ask(AttributionShare())), try Output("flows", engine.ask(Flows())),
            try Output("changes", engine.ask(Changes(since: 0))),
            try Output("changes", engine.ask(Changes(since: 1_767_398_400_000_000_000))),
        ]
        for agent in agents { outputs.append(try Output("review", engine.ask(Review(node: agent.key)))) }
        return outputs
    }

    /// The runtime questions on what the labs do not have: a flow, a reader that wrote, a new address.
    private func outputsOfIncident() throws -> [Output] {
        let engine = try Incident(page: "key \(Incident.secret)").engine
        return try Self.outputs(ofRuntime: engine, agents: engine.ask(Nodes(kind: .agent)).result)
    }

    /// What may be done to everything of AWS, and by whom.
    private static func outputs(on nodes: [NodeRow], _ access: AccessEngine) throws -> [Output] {
        let principals = nodes.filter { ["AWS_USER", "AWS_ROLE"].contains(Key(text: $0.key).typeName) }
        let stores = nodes.filter { $0.kind == .dataStore && $0.key.hasPrefix("AWS_") }
        var outputs: [Output] = []
        for (action, resources) in [
            ("s3:GetObject", stores.map(\.id) + ["arn:aws:s3:::*"]), ("sts:AssumeRole", principals.map(\.key)),
        ] {
            for resource in resources {
                outputs.append(
                    try Output("access who-can", access.ask(WhoCan(action: action, resource: resource))))
            }
        }
        for principal in principals {
            outputs.append(try Output("access list", access.ask(AccessList(principal: principal.id))))
            outputs.append(
                try Output(
                    "access can",
                    access.ask(Can(principal: principal.id, action: "s3:GetObject", resource: "arn:aws:s3:::*"))))
        }
        return outputs
    }

    // MARK: Shapes and values

    @Test(arguments: Lab.all) func membersAreThoseOfTheShapesInTheirOrder(_ lab: Lab) throws {
        var comparison = ShapeComparison()
        for output in try outputs(of: lab) { try comparison.compare(output) }
        #expect(comparison.problems == [])
    }

    @Test func everyObjectThatIsDescribedOccurs() throws {
        var comparison = ShapeComparison()
        for output in try Lab.all.flatMap(outputs) + outputsOfDamage() + outputsOfIncident() {
            try comparison.compare(output)
        }
        #expect(comparison.problems == [])
        #expect(AnswerShape.all.flatMap { described(in: $0) }.filter { !comparison.seen.contains($0) } == [])
    }

    @Test func theComparisonSeesWhatIsMissingAddedOrOfAnotherType() throws {
        let good = try #require(outputs(of: .supportDesk).first { $0.shape.command == "nodes" })
        for (word, other) in Self.breaks {
            let broken = good.text.replacing(word, with: other, maxReplacements: 1)
            #expect(broken != good.text)
            var comparison = ShapeComparison()
            comparison.compare(try JSONValue.parse(Array(broken.utf8)), with: good.shape.object, at: "")
            #expect(!comparison.problems.isEmpty, "\(other)")
        }
    }

    /// Changes of the answer of `nodes` that no reader of its schema would expect.
    private static let breaks = [
        ("\"complete\":true,", ""), ("\"complete\":true", "\"complete\":1"),
        ("\"kind\":", "\"sort\":"), ("\"kind\":\"", "\"kind\":\"un"), ("\"name\":\"", "\"more\":null,\"name\":\""),
        ("\"command\":\"nodes\"", "\"command\":\"gaps\""), ("\"result\":[", "\"result\":[null,"),
    ]

    @Test func everyNameInASchemaStandsForOneType() {
        for shape in AnswerShape.all {
            var types: [String: ObjectIdentifier] = [:]
            var words: [String: [String]] = [:]
            shape.object.eachPart { part in
                switch part {
                case .object(let type):
                    let known = types.updateValue(ObjectIdentifier(type), forKey: type.object.name)
                    #expect(known == nil || known == ObjectIdentifier(type), "\(type.object.name)")
                case .word(let set), .counts(let set):
                    let known = words.updateValue(set.words, forKey: set.name)
                    #expect(known == nil || known == set.words, "\(set.name)")
                default:
                    break
                }
            }
            #expect(Set(types.keys).isDisjoint(with: words.keys), "\(shape.command)")
        }
    }

    @Test func everyQuestionHasASchema() throws {
        let folder = Lab.checkout + "/Sources/Analysis"
        let sources = try FileManager.default.contentsOfDirectory(atPath: folder + "/")
        let below = try ["Findings", "Access", "Check", "House", "WhatIf", "Fixes"].flatMap { part in
            try FileManager.default.contentsOfDirectory(atPath: folder + "/" + part).map { part + "/" + $0 }
        }
        var names: [String] = []
        for file in sources + below where file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            let questions = text.replacing(/: (Access|Ground)Question {/, with: ": Question {")
                .split(separator: ": Question {").dropFirst()
            for question in questions {
                let name = question.firstMatch(of: /static let name = "(.+)"/)
                names.append(String(try #require(name).1))
            }
        }
        #expect(names.sorted() == AnswerShape.questions.map(\.command).sorted())
    }

    // MARK: Schemas and values

    @Test(.enabled(if: Validator.isThere, "python3 with jsonschema is not installed"), arguments: Lab.all)
    func everyAnswerIsValidByItsSchema(_ lab: Lab) throws {
        #expect(try Validator().complaints(about: outputs(of: lab).map { ($0.shape, $0.text) }) == [])
    }

    @Test(.enabled(if: Validator.isThere, "python3 with jsonschema is not installed"))
    func theAnswerAboutDamagedInputIsValidByItsSchema() throws {
        #expect(try Validator().complaints(about: outputsOfDamage().map { ($0.shape, $0.text) }) == [])
    }

    @Test(.enabled(if: Validator.isThere, "python3 with jsonschema is not installed"))
    func theSchemasRefuseWhatIsMissingAddedOrOfAnotherType() throws {
        let good = try #require(outputs(of: .supportDesk).first { $0.shape.command == "nodes" })
        let broken = Self.breaks.map { good.text.replacing($0, with: $1, maxReplacements: 1) }
        let complaints = try Validator().complaints(about: broken.map { (good.shape, $0) })
        #expect(complaints.count == broken.count, "\(complaints)")
    }

    // MARK: Generated files

    @Test func noGeneratedFileIsStale() {
        let tree = GeneratedTree(root: Lab.checkout, files: GeneratedFile.all)
        // Only the binary can make these; the test below and `.ci/run` ask it.
        let ofBinary = ["docs/reference/commands.md", "schema/openapi.json"]
        let differences = tree.differences().filter { !ofBinary.contains($0.path) }
        #expect(differences == [], "run `overreach schema`")
    }

    @Test(.enabled(if: CommandLineTests.isBuilt, "the binary is not built"))
    func theBinaryFindsNoGeneratedFileStale() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLineTests.binary)
        process.arguments = ["schema", "--check", "--out", Lab.checkout]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "run `overreach schema`")
    }

    @Test func generatedFilesBeginWithTheirMark() {
        for file in GeneratedFile.all {
            #expect(file.text.prefix(80).contains(GeneratedFile.mark), "\(file.path)")
            #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
        }
    }

    @Test func whatWasGeneratedOnceAndIsNoMoreIsFoundAndRemoved() throws {
        let scratch = try Scratch()
        let tree = GeneratedTree(root: scratch.path, files: GeneratedFile.all)
        #expect(tree.differences().count == GeneratedFile.all.count)
        try tree.write()
        #expect(tree.differences() == [])

        func put(_ path: String, _ text: String) throws {
            let url = URL(fileURLWithPath: scratch.path + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        try put("schema/store/v0001.sql", "CREATE TABLE node (id INTEGER PRIMARY KEY);")
        try put("schema/answers/former.schema.json", "{\"$comment\": \"\(GeneratedFile.mark)\"}")
        try put("docs/reference/handmade.md", "Written by hand.")
        try put("schema/catalogue.json", "{}")
        let paths = ["docs/reference/handmade.md", "schema/answers/former.schema.json", "schema/catalogue.json"]
        #expect(tree.differences().map(\.path) == paths)

        try tree.write()
        #expect(tree.differences().map(\.path) == ["docs/reference/handmade.md"])
        #expect(FileManager.default.fileExists(atPath: scratch.path + "/schema/store/v0001.sql"))
    }

    private func described(in shape: AnswerShape) -> [String] {
        var names = [shape.object.name]
        shape.object.eachPart { if case .object(let type) = $0 { names.append(type.object.name) } }
        return names
    }
}

extension ObjectShape {
    /// Visits every shape that the object is made of, each type once.
    func eachPart(_ visit: (Shape) -> Void) {
        var seen: Set<String> = []
        func walk(_ shape: Shape) {
            visit(shape)
            switch shape {
            case .nullable(let inner), .list(let inner): walk(inner)
            case .object(let type):
                if seen.insert(type.object.name).inserted { for member in type.object.members { walk(member.shape) } }
            case .text, .constant, .time, .number, .truth, .word, .counts, .openCounts: break
            }
        }
        for member in members { walk(member.shape) }
    }
}

/// Compares JSON with shapes, without the schemas in between.
struct ShapeComparison {
    private(set) var problems: [String] = []
    private(set) var seen: Set<String> = []

    mutating func compare(_ output: SchemaTests.Output) throws {
        let value = try JSONValue.parse(Array(output.text.utf8))
        compare(value, with: output.shape.object, at: output.shape.command)
    }

    mutating func compare(_ value: JSONValue, with object: ObjectShape, at place: String) {
        seen.insert(object.name)
        guard let members = value.object, members.map(\.key) == object.members.map(\.name) else {
            problems.append("\(place): \(value.object?.map(\.key) ?? []), expected \(object.members.map(\.name))")
            return
        }
        for (member, shape) in zip(members, object.members) {
            compare(member.value, with: shape.shape, at: "\(place).\(member.key)")
        }
    }

    private mutating func compare(_ value: JSONValue, with shape: Shape, at place: String) {
        let fits: Bool
        switch shape {
        case .text: fits = value.string != nil
        case .constant(let text): fits = value.string == text
        case .time: fits = value.string.map { Timestamp.nanoseconds($0) != nil } ?? false
        case .number: fits = value.int.map { $0 >= 0 } ?? false
        case .truth: fits = value.bool != nil
        case .word(let set): fits = value.string.map { set.words.contains($0) } ?? false
        case .nullable(let inner):
            fits = true
            if !value.isNull { compare(value, with: inner, at: place) }
        case .list(let element):
            fits = value.array != nil
            for (index, value) in (value.array ?? []).enumerated() {
                compare(value, with: element, at: "\(place)[\(index)]")
            }
        case .counts(let set):
            fits = value.object?.allSatisfy { set.words.contains($0.key) && ($0.value.int ?? 0) > 0 } ?? false
        case .openCounts: fits = value.object?.allSatisfy { ($0.value.int ?? 0) > 0 } ?? false
        case .object(let type):
            fits = true
            compare(value, with: type.object, at: place)
        }
        if !fits { problems.append("\(place): \(value.content), expected \(shape)") }
    }
}

/// An independent validator: python3's jsonschema over the schemas of the checkout.
struct Validator {
    static let isThere = run(["-c", "from jsonschema import Draft202012Validator"], nil)?.code == 0

    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator
        for number, job in enumerate(json.load(open(sys.argv[1]))):
            schema = json.load(open(job["schema"]))
            Draft202012Validator.check_schema(schema)
            answer = json.loads(job["text"])
            errors = [e for e in Draft202012Validator(schema).iter_errors(answer)]
            if "snapshot" in answer and isinstance(answer.get("result"), list):
                row = dict(schema["properties"]["result"]["items"], **{"$defs": schema["$defs"]})
                if any(not Draft202012Validator(row).is_valid(r) for r in answer["result"]) and not errors:
                    errors = ["a row is refused that the whole admits"]
            if errors:
                print(number, job["schema"].split("/")[-1], str(errors[0]).split("\\n")[0])
        """

    /// A line for each text that its command's schema refuses.
    func complaints(about answers: [(shape: AnswerShape, text: String)]) throws -> [String] {
        struct Job: Encodable {
            let schema: String
            let text: String
        }
        let scratch = try Scratch()
        let jobs = answers.map {
            Job(schema: "\(Lab.checkout)/\($0.shape.schemaPath)", text: $0.text)
        }
        try Data(JSONText.encode(jobs, indented: false).utf8).write(
            to: URL(fileURLWithPath: scratch.path + "/jobs.json"))
        let ended = try #require(Self.run(["-c", Self.script, scratch.path + "/jobs.json"], scratch))
        try #require(ended.code == 0, "the validator failed: \(ended.output)")
        return ended.output.split(separator: "\n").map(String.init)
    }

    static func run(_ arguments: [String], _ scratch: Scratch?) -> (code: Int32, output: String)? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        guard (try? process.run()) != nil else { return nil }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
