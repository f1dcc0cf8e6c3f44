import Foundation
import OverreachAnalysis
import OverreachEngine
import Testing

/// The policy of the house: what a file may say, and that nothing wrong in it is passed over.
struct HouseFileTests {
    /// The house of a text, or the text of what is wrong with it.
    static func read(_ text: String) throws -> Result<House, HouseError> {
        let scratch = try Scratch()
        let path = scratch.path + "/overreach.yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        do {
            return .success(try HouseFile.house(at: path))
        } catch let error as HouseError {
            return .failure(error)
        }
    }

    static let example = Lab.checkout + "/examples/overreach.yaml"

    @Test func theExampleSaysWhatItSays() throws {
        let house = try HouseFile.house(at: Self.example)
        #expect(house.crownJewels?.count == 2)
        #expect(house.entryPoints == nil)
        #expect(house.owners.map(\.owner) == ["finance", "data-protection"])
        #expect(house.window == Int64(90 * 24 * 3_600_000_000_000))
        #expect(house.tasks.map(\.agent) == ["support-bot", "release-bot"])
        #expect(
            house.tasks[0].may?.map(\.text) == [
                "read customers", "read acme-reports", "read prod/db", "call customer-data/*",
            ])
        #expect(house.rules?.count == 7)
        #expect(house.acceptedRisks.first?.expires == 1_806_537_600_000_000_000)  // the end of 2027-03-31
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "~\n", "{}\n", "version: 1\n"])
    func aFileThatSaysNothingIsAHouseThatSaysNothing(text: String) throws {
        let house = try Self.read(text).get()
        #expect(house.rules == nil && house.tasks.isEmpty && house.crownJewels == nil)
    }

    /// What is wrong, the line, and a part of the message.
    static let wrong: [(text: String, line: Int, message: String)] = [
        ("crown_jewls: []\n", 1, "unknown key \"crown_jewls\" in the file, did you mean \"crown_jewels\""),
        ("owners: []\nagent:\n  a: {}\n", 2, "did you mean \"agents\""),
        ("agents:\n  a:\n    mya: []\n", 3, "unknown key \"mya\" in agents.a, did you mean \"may\""),
        ("crown_jewels: arn\n", 1, "crown_jewels is \"arn\", expected a list"),
        ("crown_jewels:\n  - 7\n", 2, "crown_jewels[0] is the number 7, expected text; put it in quotes"),
        ("owners:\n  - of: a\n    owner: no\n", 3, "owners[0].owner is true or false (no), expected text"),
        ("owners:\n  - owner: x\n", 2, "owners[0] lacks \"of\""),
        ("owners:\n  - of: {}\n    owner: x\n", 2, "has none of id, kind"),
        ("window: soon\n", 1, "window is \"soon\", expected a duration such as 12h"),
        ("window: 0d\n", 1, "expected a duration"),
        ("window: 99999999999999999999d\n", 1, "expected a duration"),
        ("costs:\n  statement: \"3\"\n", 2, "costs.statement is \"3\", expected a whole number from 1"),
        ("costs: { statement: 0 }\n", 1, "expected a whole number from 1"),
        ("weights: { effect: { raed: 1 } }\n", 1, "did you mean \"read\""),
        ("accepted_risks:\n  - reason: x\n", 2, "has none of finding, rule"),
        ("accepted_risks:\n  - rule: a\n    expires: 2027-02-30x\n", 3, "expected a day such as"),
        ("agents:\n  a:\n    may: [raed x]\n", 3, "expected an effect and a resource"),
        ("agents:\n  a:\n    may:\n      - { resource: x }\n", 4, "lacks \"effect\""),
        ("agents:\n  a:\n    may:\n      - { effect: read }\n", 4, "expected one of resource, tool"),
        ("agents:\n  a:\n    may:\n      - { effect: peek, resource: x }\n", 4, "is \"peek\", expected one of read"),
        ("rules:\n  - no_act: {}\n", 2, "rules[0] lacks \"id\""),
        ("rules:\n  - id: a\n", 2, "has none, expected one of no_reach"),
        ("rules:\n  - { id: a, no_act: {}, no_reach: {} }\n", 2, "no_reach and no_act, expected one of"),
        ("rules:\n  - { id: a, no_act: {} }\n  - { id: a, no_act: {} }\n", 3, "two rules have the id \"a\""),
        ("rules:\n  - { id: a, no_finding: { rules: nope } }\n", 2, "no finding has the name \"nope\""),
        ("rules:\n  - { id: a, no_reach: { from: { kind: agnet } } }\n", 2, "did you mean \"agent\""),
        ("rules:\n  - { id: a, no_reach: { effects: [raed] } }\n", 2, "did you mean \"read\""),
        ("rules:\n  - { id: a, no_reach: { from: [] } }\n", 2, "no_reach.from is an empty list, expected at least one"),
        ("rules:\n  - { id: a, no_reach: { effects: [] } }\n", 2, "effects is an empty list"),
        ("rules:\n  - { id: a, no_finding: { rules: [] } }\n", 2, "rules is an empty list"),
        ("rules:\n  - { id: a, task_declared: false }\n", 2, "expected true, or no such member"),
        ("rules:\n  - { id: a, may_be_emtpy: true, task_declared: true }\n", 2, "did you mean \"may_be_empty\""),
        (
            "rules:\n  - id: a\n    no_finding:\n      rules:\n        - undeclared-server\n        - undeclared-servers\n",
            6, "no finding has the name \"undeclared-servers\", did you mean \"undeclared-server\""
        ),
        ("accepted_risks:\n  - reason: x\n    rule: no-excalation\n", 3, "did you mean \"no-escalation\""),
        ("accepted_risks:\n  - rule: mine\nrules:\n  - { id: mien, no_act: {} }\n", 2, "did you mean \"mien\""),
        ("agents:\n  a:\n    may: [raed x]\n", 3, "did you mean \"read\""),
        ("version: 2\n", 1, "version is the number 2"),
        ("a: 1\na: 2\n", 1, "stands there twice"),
        ("agents: [\n", 2, "no YAML"),
        ("- a\n", 1, "the file is a list, expected named members"),
        ("a: 1\n---\nb: 2\n", 2, "no YAML: but found another document"),
        ("version: *x\n", 1, "undefined alias"),
    ]

    @Test(arguments: wrong.indices) func whatIsWrongIsSaidWithItsLine(index: Int) throws {
        let (text, line, message) = Self.wrong[index]
        guard case .failure(let error) = try Self.read(text) else {
            Issue.record("taken as right: \(text)")
            return
        }
        let lines = error.description.split(separator: "\n")
        #expect(
            lines.contains { $0.contains("overreach.yaml:\(line): ") && $0.contains(message) }, "\(error.description)")
    }

    @Test func everyProblemIsSaidAtOnce() throws {
        guard case .failure(let error) = try Self.read("window: x\nowner: []\ncosts: { tool: -1 }\n") else { return }
        #expect(error.description.split(separator: "\n").count == 3)
    }

    /// What a shape forbids, and what only the reading of what is left can tell.
    @Test func problemsOfShapeAndOfMeaningAreSaidAtOnce() throws {
        let text = """
            window: x
            agents:
              a: { may: [raed x] }
              b: { may: [{ effect: peek, resource: x }] }
            accepted_risks:
              - { rule: c, reason: 7 }
              - { rule: d }
            rules:
              - { id: c, task_declared: false }
              - { id: e, task_declared: true }
              - { id: e, task_declared: true }
              - { id: f, no_finding: { rules: [undeclared-servers] } }
            """
        guard case .failure(let error) = try Self.read(text) else { return }
        let lines = error.description.split(separator: "\n").compactMap { $0.split(separator: ":").dropFirst().first }
        // That there is no rule "d" is not known while a rule cannot be read.
        #expect(lines == ["1", "3", "4", "6", "9", "11", "12"])
    }

    @Test(.enabled(if: YAMLValidator.isThere, "python3 with jsonschema and yaml is not installed"))
    func theSchemaTakesTheExampleAndRefusesWhatIsWrong() throws {
        // What only the reader can know: rules of findings, two rules of one name, effects in a text, YAML itself.
        let texts = Self.wrong.filter { row in
            ![
                "no YAML", "twice", "undefined alias", "two rules", "no finding has", "effect and a resource",
                "lacks \"effect\"", "no-escalation", "mien",
            ]
            .contains { row.message.contains($0) } && !row.text.contains("may: [raed") && !row.text.contains("02-30")
                && !row.text.contains("window: 0d")
                && !row.text.contains("99999999")
        }.map(\.text)
        let example = try String(contentsOfFile: Self.example, encoding: .utf8)
        #expect(try YAMLValidator.verdicts([example] + texts) == [true] + texts.map { _ in false })
    }

    // MARK: Hostile files

    @Test func aliasesAreReadAndABombOfThemIsNot() throws {
        let house = try Self.read("crown_jewels: &all [a, b]\nentry_points: *all\n").get()
        #expect(house.entryPoints?.count == 2)

        var bomb = "crown_jewels: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            bomb +=
                "k\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
        }
        guard case .failure(let error) = try Self.read(bomb) else { return }
        #expect(error.description.contains("aliases"))
        // Keys are hashed while the file is parsed: a bomb of them must be refused before.
        var keys = "&a0 [x, x]: 1\n"
        for level in 1...40 { keys += "? &a\(level) [*a\(level - 1), *a\(level - 1)]\n: 1\n" }
        guard case .failure = try Self.read(keys) else {
            Issue.record("a bomb of keys was taken")
            return
        }
    }

    @Test func aDeepOrLargeFileIsRefused() throws {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
            "crown_jewels:\n" + String(repeating: "  - x\n", count: 200_000),
            "version: 1 #" + String(repeating: "x", count: 1 << 20),
        ] {
            guard case .failure = try Self.read(text) else {
                Issue.record("taken: \(text.prefix(20))")
                continue
            }
        }
    }

    @Test func changedBytesNeverStopTheProgram() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.example)))
        var generator = SeededNumbers(7)
        let scratch = try Scratch()
        for round in 0..<400 {
            var changed = bytes
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                let place = Int.random(in: 0..<changed.count, using: &generator)
                switch round % 4 {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: changed.removeSubrange(place..<min(changed.count, place + 9))
                case 2:
                    changed.insert(
                        contentsOf: Array(" &a *a [{:-?\n\t\"'|>%@`".utf8).shuffled(using: &generator).prefix(3),
                        at: place)
                default: changed = Array(changed.prefix(max(place, 1)))
                }
            }
            let path = scratch.path + "/\(round).yaml"
            try Data(changed).write(to: URL(fileURLWithPath: path))
            do { _ = try HouseFile.house(at: path) } catch is HouseError {}
        }
    }

    // MARK: Finding the file

    @Test func theFileOfAFolderIsFoundAndTwoAreRefused() throws {
        let scratch = try Scratch()
        #expect(try HouseFile.house(at: nil, orIn: scratch.path).file == nil)
        try Data("window: 1d\n".utf8).write(to: URL(fileURLWithPath: scratch.path + "/overreach.yml"))
        #expect(try HouseFile.house(at: nil, orIn: scratch.path).window == 86_400_000_000_000)
        try Data("window: 1d\n".utf8).write(to: URL(fileURLWithPath: scratch.path + "/overreach.yaml"))
        #expect(throws: HouseError.self) { try HouseFile.house(at: nil, orIn: scratch.path) }
        #expect(throws: HouseError.self) { try HouseFile.house(at: scratch.path + "/missing.yaml") }
        #expect(throws: HouseError.self) { try HouseFile.house(at: scratch.path) }
    }
}

/// Random numbers that are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    // Reference: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", doi:10.1145/2714064.2660195.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// An independent reader: python3's yaml and jsonschema over the schema of the checkout.
enum YAMLValidator {
    static let isThere = run(["-c", "import yaml; from jsonschema import Draft202012Validator"])?.code == 0

    // YAML's own dates become objects in python, which JSON has none of.
    private static let script = """
        import json, sys, yaml
        from jsonschema import Draft202012Validator
        class Loader(yaml.SafeLoader): pass
        Loader.yaml_implicit_resolvers = {
            k: [(t, r) for t, r in v if t != "tag:yaml.org,2002:timestamp"]
            for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        print(json.dumps([Draft202012Validator(schema).is_valid(yaml.load(t, Loader)) for t in json.load(open(sys.argv[2]))]))
        """

    static func verdicts(_ texts: [String], schema: String = "schema/overreach.schema.json") throws -> [Bool] {
        let scratch = try Scratch()
        try Data(JSONText.encode(texts, indented: false).utf8).write(
            to: URL(fileURLWithPath: scratch.path + "/texts.json"))
        let ended = try #require(
            run(["-c", script, "\(Lab.checkout)/\(schema)", scratch.path + "/texts.json"]))
        try #require(ended.code == 0, "the validator failed: \(ended.output)")
        return try JSONDecoder().decode([Bool].self, from: Data(ended.output.utf8))
    }

    private static func run(_ arguments: [String]) -> (code: Int32, output: String)? {
        Validator.run(arguments, nil)
    }
}
