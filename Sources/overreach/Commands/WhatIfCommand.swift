internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel

/// What is different in a what-if.
struct ChangeOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("Somebody has this node and what runs in its process.", valueName: "node"))
    var compromise: [String] = []
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "A node, an edge or a grant is gone.",
            discussion: "An edge is FROM->TO or FROM-[KIND]->TO; a grant PRINCIPAL/SID, POLICY/SID or POLICY/#INDEX.",
            valueName: "node|edge|grant"))
    var remove: [String] = []
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("A credential as it is known opens nothing any more.", valueName: "credential"))
    var rotate: [String] = []
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("Nobody calls this server, and it acts as nobody.", valueName: "server"))
    var quarantine: [String] = []
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "A user, role or group may do an action on a resource.",
            discussion:
                "Of Kubernetes, a service account, user or group may do VERBS (get,list) on "
                + "[NAMESPACE:]RESOURCE[/SUBRESOURCE][=NAME].", valueName: "principal action resource"))
    var grant: [String] = []
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "A user, role or group has the policy in the file as well.", valueName: "principal file"))
    var attachPolicy: [String] = []
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "A policy says what is in the file.",
            discussion:
                "A managed policy by its ARN, an inline one by PRINCIPAL/POLICY, a trust or the policy of a resource by "
                + "the role's or resource's ARN.", valueName: "policy file"))
    var replacePolicy: [String] = []
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("A configuration of an MCP client is rolled out.", valueName: "file"))
    var addConfig: [String] = []

    func validate() throws {
        for (name, values, count) in [
            ("grant", grant, 3), ("attach-policy", attachPolicy, 2), ("replace-policy", replacePolicy, 2),
        ]
        where !values.count.isMultiple(of: count) {
            throw ValidationError("--\(name) takes \(count) values, \(values.count) were given")
        }
    }

    /// The changes: those of one option in their order, options in that of the help.
    ///
    /// Errors: `EngineError` about a file.
    func changes(_ engine: JudgingEngine) throws -> [Change] {
        var changes = compromise.map { Change.compromise($0) } + remove.map { .remove($0) }
        changes += rotate.map { .rotate($0) } + quarantine.map { .quarantine($0) }
        for place in stride(from: 0, to: grant.count, by: 3) {
            changes.append(
                .grant(principal: grant[place], action: grant[place + 1], resource: grant[place + 2]))
        }
        for place in stride(from: 0, to: attachPolicy.count, by: 2) {
            changes.append(
                .attachPolicy(
                    principal: attachPolicy[place], policy: try engine.policy(ofFile: attachPolicy[place + 1])))
        }
        for place in stride(from: 0, to: replacePolicy.count, by: 2) {
            changes.append(
                .replacePolicy(replacePolicy[place], policy: try engine.policy(ofFile: replacePolicy[place + 1])))
        }
        return try changes + addConfig.map { .addConfiguration(try engine.configuration(ofFile: $0)) }
    }
}

/// The command `overreach whatif CHANGE…`.
struct WhatIfCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: WhatIf.name, abstract: Help.abstract(WhatIf.self),
        discussion: """
            Any number of changes are made together, in memory; the store is not changed. Changes of policy are judged, \
            with all that other policies say. One row for each pair of an agent, or another entry point, and a data \
            store.

            Example: overreach whatif --remove support-mcp/Hotfix
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var walk: WalkOptions
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<WhatIf.Result> {
        let engine = try graphs.judging(ask.from, house)
        return try engine.ask(
            WhatIf(changes: try change.changes(engine), assumptions: try walk.assumptions()))
    }

    func picture(of graphs: Graphs) throws -> Picture? {
        let engine = try graphs.judging(ask.from, house)
        let question = WhatIf(changes: try change.changes(engine), assumptions: try walk.assumptions())
        return try engine.picture { try Pictures.whatIf(question, in: $0) }
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.whatIf($0) } }
}

/// The command `overreach diagram whatif CHANGE… -o FILE`.
struct DrawWhatIf: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: WhatIf.name,
        abstract: "What a change would close, struck through, and open, in red.",
        discussion: "Example: overreach diagram whatif --remove support-mcp/Hotfix -o whatif.svg")

    @OptionGroup var change: ChangeOptions
    @OptionGroup var walk: WalkOptions
    @OptionGroup var draw: DrawOptions

    func run() throws {
        let engine = try Graphs.store.judging(draw.from, draw.house)
        let question = WhatIf(changes: try change.changes(engine), assumptions: try walk.assumptions())
        let picture = try engine.picture { try Pictures.whatIf(question, in: $0) }
        try draw.write(picture, isComplete: engine.isComplete)
    }
}
