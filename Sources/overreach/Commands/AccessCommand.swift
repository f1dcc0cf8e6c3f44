internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine

/// The command `overreach access` with its questions.
struct AccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Who may do what in AWS, and which policy decides.",
        discussion: """
            Every policy that was ingested counts: of identities, groups and boundaries, of resources, keys and roles, \
            of the organization.

              overreach access who-can s3:GetObject arn:aws:s3:::acme-billing/2026/march.csv
              overreach access can analytics-reader s3:GetObject arn:aws:s3:::acme-datalake/payroll/june.csv --explain
              overreach access list ci-deployer
            """,
        subcommands: [WhoCanCommand.self, CanCommand.self, AccessListCommand.self])
}

/// What is known of a request.
struct ContextOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "A condition key of the request; may be given several times.",
            discussion: "A key that is given several times has several values; KEY= says that the key is absent.",
            valueName: "key=value"))
    var context: [String] = []

    /// The keys that are given.
    func settled() throws -> AccessContext { try AccessContext(context) }
}

/// The command `overreach access who-can ACTION RESOURCE`.
struct WhoCanCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: "who-can", abstract: Help.abstract(WhoCan.self),
        discussion: "Example: overreach access who-can secretsmanager:GetSecretValue prod/db")

    @Argument(help: "One action, such as s3:GetObject.")
    var action: String
    @Argument(help: "An ARN, with wildcards or without, *, a key, or a unique name or alias.")
    var resource: String
    @OptionGroup var given: ContextOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<WhoCan.Result> {
        let question = WhoCan(action: action, resource: resource, context: try given.settled())
        return try graphs.access(ask.from).ask(question)
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.whoCan($0) } }
}

/// The command `overreach access can PRINCIPAL ACTION RESOURCE`.
struct CanCommand: QuestionCommand {
    static let onlyInText: Set<String> = ["explain"]
    static let configuration = CommandConfiguration(
        commandName: "can", abstract: Help.abstract(Can.self),
        discussion: "Example: overreach access can ci-deployer s3:PutObject acme-artifacts --explain")

    @Argument(help: "An ARN of a user, role or session, a unique name, a service, or anonymous.")
    var principal: String
    @Argument(help: "One action, such as s3:GetObject.")
    var action: String
    @Argument(help: "An ARN, with wildcards or without, *, a key, or a unique name or alias.")
    var resource: String
    @Flag(help: "Show what each level says: which statement, or what is missing.")
    var explain = false
    @OptionGroup var given: ContextOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Can.Result> {
        let question = Can(
            principal: principal, action: action, resource: resource, context: try given.settled())
        return try graphs.access(ask.from).ask(question)
    }

    func run() throws {
        try Output.answer(try answer(of: .store), as: ask.format) { $1.can($0, isExplained: explain) }
    }
}

/// The command `overreach access list PRINCIPAL`.
struct AccessListCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: Help.abstract(AccessList.self),
        discussion: "Example: overreach access list ci-deployer")

    @Argument(help: "An ARN of a user, role or session, a unique name, a service, or anonymous.")
    var principal: String
    @OptionGroup var given: ContextOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<AccessList.Result> {
        let question = AccessList(principal: principal, context: try given.settled())
        return try graphs.access(ask.from).ask(question)
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.accessList($0) } }
}
