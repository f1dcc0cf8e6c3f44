internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel

/// The command `overreach diagram radius|exposure|paths|trace … -o FILE`.
struct DiagramCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagram", abstract: "Draws an answer as an attack-path diagram.",
        discussion: """
            The file's ending decides the form: .svg, .png, .pdf, or .dot. Above 60 nodes equal ones are folded, and the \
            picture says so.

            Example: overreach diagram radius support-bot -o support-bot.svg
            """,
        subcommands: [DrawRadius.self, DrawExposure.self, DrawPaths.self, DrawTrace.self, DrawWhatIf.self])
}

/// Options of every diagram.
struct DrawOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The file to write: .svg, .png, .pdf or .dot.")
    var output: String
    @OptionGroup var from: StoreOptions
    @OptionGroup var house: HouseOptions
    @Option(help: "Seconds after which the layout is given up.")
    var deadline = 20.0

    func validate() throws {
        if DiagramForm(path: output) == nil {
            throw ValidationError("-o is \"\(Plain.text(output))\", expected a name ending in .svg, .png, .pdf or .dot")
        }
        if !(deadline > 0 && deadline <= 3600) {
            throw ValidationError("--deadline is \(deadline), expected more than 0 and at most 3600 seconds")
        }
    }

    /// Draws and writes.
    func write(_ draw: (World) throws -> Picture) throws {
        let engine = try from.engine(house.house())
        try write(try engine.picture(draw), isComplete: engine.isComplete)
    }

    /// Writes a picture; one that lacks input ends with code 5.
    func write(_ picture: Picture, isComplete: Bool) throws {
        try Drawing(deadline: deadline).write(picture, to: output)
        if !isComplete { throw ExitCode(Exit.incomplete) }
    }
}

struct DrawRadius: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "radius", abstract: "What a node can reach.")

    @Argument(help: "A key, an id such as an ARN, or a unique name.")
    var node: String
    @OptionGroup var walk: WalkOptions
    @OptionGroup var draw: DrawOptions

    func run() throws {
        let question = Radius(node: node, assumptions: try walk.assumptions())
        try draw.write { try Pictures.radius(question, in: $0) }
    }
}

struct DrawExposure: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "exposure", abstract: "Who can reach a node.")

    @Argument(help: "A key, an id such as an ARN, or a unique name.")
    var node: String
    @OptionGroup var walk: WalkOptions
    @OptionGroup var draw: DrawOptions

    func run() throws {
        let question = Exposure(node: node, assumptions: try walk.assumptions())
        try draw.write { try Pictures.exposure(question, in: $0) }
    }
}

struct DrawPaths: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paths", abstract: "The best paths from one node to another.")

    @Argument(help: "Where the paths begin.")
    var from: String
    @Argument(help: "Where they end.")
    var to: String
    @OptionGroup var count: PathOptions
    @OptionGroup var walk: WalkOptions
    @OptionGroup var draw: DrawOptions

    func run() throws {
        let question = Paths(from: from, to: to, limit: count.limit, assumptions: try walk.assumptions())
        try draw.write { try Pictures.paths(question, in: $0) }
    }
}

struct DrawTrace: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "trace", abstract: "Who acted in one trace.")

    @Argument(help: "A trace id, the beginning of one, or an act's id.")
    var id: String
    @OptionGroup var draw: DrawOptions

    func run() throws { try draw.write { try Pictures.trace(Trace(id: id), in: $0) } }
}
