internal import OverreachAnalysis
internal import OverreachModel

/// What `overreach.yaml` may say.
enum HouseShape {
    static let file = ConfigObject(
        "house",
        "The policy of a house: what matters most, whose it is, what is accepted, which rules hold, what each agent is "
            + "for. Every value is optional. Data only: nothing in it is run, followed or replaced.",
        [
            .init("version", .number(1...1), "The version of this form: 1."),
            .init(
                "crown_jewels", .list(.short(selector)),
                "The nodes that matter most. Without it: data that is classified as restricted."),
            .init(
                "entry_points", .list(.short(selector)),
                "Where an attack may begin. Without it: agents; where none is known, clients, else servers, else identities."
            ),
            .init(
                "owners", .list(.object(ownership)),
                "Who answers for what; the first that fits holds, before what sources say."),
            .init(
                "window", .duration,
                "How far back use counts, before the newest act that is known. Without it: all of it."),
            .init(
                "weights", .object(weights), "What reaching data counts for: its own weight times that of the effect."),
            .init("costs", .object(costs), "What a change costs, by its kind, against the others."),
            .init("accepted_risks", .list(.object(acceptedRisk)), "Risks that somebody took."),
            .init("rules", .list(.object(rule)), "What `overreach check` holds. Without it: its built-in rules."),
            .init("agents", .map(.object(task)), "What each agent is for, by its name, id or key."),
        ])

    /// A text stands for `id`.
    static let selector = ConfigObject(
        "selector", "Which nodes are meant: all that is given must fit. A text alone stands for `id`.",
        [
            .init(
                "id", .text, "A pattern of the key, the id (an ARN) or the name; `*` and `?` stand for any characters."),
            .init("kind", .word(NodeKind.allCases.map(\.rawValue)), "What the node is."),
            .init("tag", .text, "A pattern of a tag or label, `name=value`."),
            .init("classification", .text, "How sensitive the data is, as its tag says it, whatever its case."),
            .init("owner", .text, "A pattern of who answers for it."),
            .init("crown_jewel", .truth, "Only crown jewels, or none of them."),
        ], atLeastOne: ["id", "kind", "tag", "classification", "owner", "crown_jewel"])

    private static let selectors = ConfigShape.oneOrMore(.short(selector))

    private static let ownership = ConfigObject(
        "ownership", "Who answers for some nodes.",
        [
            .init("of", selectors, "The nodes."),
            .init("owner", .text, "Who answers for them: a person, a team."),
        ], required: ["of", "owner"])

    private static let weight = ConfigShape.number(0...1000)

    private static let weights = ConfigObject(
        "weights", "What reaching data counts for.",
        [
            .init(
                "classification", .map(weight),
                "By classification: restricted 10, confidential 5, internal 2, public 0."),
            .init(
                "effect",
                .object(
                    ConfigObject(
                        "effect_weights", "What an effect counts for.",
                        Effect.allCases.map { .init($0.rawValue, weight, "Of `\($0.rawValue)`.") })),
                "By effect: read 1, write 2, delete 2, administer 3."),
            .init("crown_jewel", weight, "Of a crown jewel, whatever its classification."),
        ])

    private static let costs = ConfigObject(
        "costs", "What a change costs, by its kind.",
        ChangeCosts.Change.allCases.map { change in
            .init(
                change.rawValue, .number(1...1_000_000),
                "Of a change of kind `\(change.rawValue)`; \(ChangeCosts().cost(of: change)) without it.")
        })

    private static let acceptedRisk = ConfigObject(
        "accepted_risk", "A risk that somebody took: such findings and violations are shown, and break nothing.",
        [
            .init("finding", .text, "Ids of findings or of violations; `*` and `?` stand for any characters."),
            .init("rule", .text, "The rule that found it, of `check` or of `findings`."),
            .init("subject", selectors, "What it is about."),
            .init(
                "effects", .oneOrMore(.word(effects)),
                "The most that is done there: what does more is not accepted. Without it, whatever is done, also what comes "
                    + "to it later. Findings of no effects are accepted all the same."),
            .init("reason", .text, "Why it is taken."),
            .init("owner", .text, "Who took it."),
            .init("expires", .date, "The last day, or the moment, from which it is a finding again."),
        ], atLeastOne: ["finding", "rule"])

    static let effects = Effect.allCases.map(\.rawValue) + [allEffects]
    /// The word for every effect.
    static let allEffects = "all"

    private static let task = ConfigObject(
        "task", "What an agent is for; what it could or did beyond `may` is its overreach.",
        [
            .init("owner", .text, "Who answers for the agent."),
            .init("purpose", .text, "What it is for."),
            .init("may", .list(.short(permission)), "What it may do."),
        ])

    private static let permission = ConfigObject(
        "permission",
        "Effects on resources, or calls of tools. As text: `read arn:aws:s3:::reports`, `read,write orders`, "
            + "`call customer-data/get_customer`.",
        [
            .init(
                "effect", .oneOrMore(.word(effects)),
                "What is done; of a tool, what it may do to whatever data, which else must be named as resources."),
            .init(
                "resource", .text,
                "A pattern of the key, id or name of what is reached, or of a part of it: `arn:aws:s3:::lake/reports/*`."
            ),
            .init("tool", .text, "A pattern of `server/tool`, or of the tool alone."),
        ], exactlyOne: ["resource", "tool"])

    private static let rule = ConfigObject(
        "rule", "What must hold: an id, and one test.",
        [
            .init("id", .text, "Its name in answers."),
            .init("summary", .text, "One sentence."),
            .init("severity", .word(Severity.allCases.map(\.rawValue)), "How much a violation matters."),
            .init(
                "may_be_empty", .truth,
                "Whether it holds where what it names is not there; without it, such a rule is `unchecked` and the gate "
                    + "does not pass."),
        ] + tests, required: ["id"], exactlyOne: tests.map(\.name))

    private static let tests: [ConfigObject.Member] = [
        .init("no_reach", .object(reaching), "Nothing of `from` reaches anything of `to` with one of these effects."),
        .init(
            "no_finding",
            .object(
                ConfigObject(
                    "finding_test", "Which findings must not be there.",
                    [
                        .init("rules", .oneOrMore(.text), "Names of rules of findings; all without it."),
                        .init(
                            "severity", .word(Severity.allCases.map(\.rawValue)),
                            "The mildest that counts; all without it."
                        ),
                    ])), "None of these findings is there."),
        .init(
            "within_task", .word(CheckRule.TaskTest.allCases.map(\.rawValue)),
            "No agent with a task could, or did, what lies outside of it."),
        .init("task_declared", .onlyTrue, "Every agent has a task that says what it may do: true."),
        .init("no_new_path", .object(reaching), "No path from `from` to `to` that the baseline does not know."),
        .init("no_act", .object(reaching), "No act of `from` on `to` with one of these effects."),
        .init(
            "max_weight",
            .object(
                ConfigObject(
                    "weight_test", "How much may be reached.",
                    [
                        .init("of", selectors, "By what; by each entry point without it."),
                        .init("limit", .number(0...1_000_000_000), "The largest weight that is admitted."),
                    ], required: ["limit"])), "Nothing of `of` reaches more than `limit`, as weights count it."),
        .init(
            "collected", .oneOrMore(.word(["aws", "kubernetes", "mcp", "otlp", "cloudtrail"])),
            "These parts of the picture were collected: nothing of them is missing."),
    ]

    private static let reaching = ConfigObject(
        "reaching", "From where to where, and doing what.",
        [
            .init("from", selectors, "Where it begins; entry points without it."),
            .init("to", selectors, "Where it ends; all data without it."),
            .init("effects", .oneOrMore(.word(effects)), "What is done there; whatever it is without it."),
            .init(
                "assume", .oneOrMore(.word(Assumptions.named.map(\.name) + ["none"])),
                "What is assumed to give way; tool-latitude without it."),
            .init("conditional", .truth, "Whether what hangs on unknown conditions counts; it does without it."),
        ])
}
