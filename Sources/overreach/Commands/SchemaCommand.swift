internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachHTTP

/// `overreach schema` writes what is generated from the program, or says what of it is stale.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Writes the schemas of the answers and the reference pages.",
        discussion: """
            Everything below schema (schema/store apart) and docs/reference comes from this command; a change of an \
            answer, a kind, a rule or a help text shows there.

            Example: overreach schema --check
            """)

    @Option(help: "The folder that holds schema and docs.")
    var out = "."
    @Flag(help: "Write nothing; list what differs and end with code 1.")
    var check = false

    /// The routes of the server.
    private var openAPI: GeneratedFile {
        let schemas = AnswerShape.all.map {
            ($0.command, $0.schemaPath.replacing("schema/", with: "", maxReplacements: 1))
        }
        return OpenAPIFile.file(
            ServedQuestions.all, schemas: Dictionary(schemas) { first, _ in first },
            version: Overreach.configuration.version)
    }

    func run() throws {
        let tree = GeneratedTree(root: out, files: GeneratedFile.all + [CommandsPage.file, openAPI])
        guard check else { return try tree.write() }

        let differences = tree.differences()
        for difference in differences { Output.complain("\(difference)") }
        if !differences.isEmpty { throw ExitCode(Exit.failed) }
    }
}

/// `docs/reference/commands.md`: the help of every command.
enum CommandsPage {
    /// Fixed, so that the bytes do not depend on the terminal.
    private static let columns = 100

    static var file: GeneratedFile {
        let sections = commands(below: Overreach.self, named: [Overreach._commandName]).map { command in
            let help = Overreach.helpMessage(for: command.type, columns: columns)
                .split(separator: "\n", omittingEmptySubsequences: false)
                .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
                .joined(separator: "\n")
            return """
                ## \(command.names.joined(separator: " "))

                ```text
                \(help.hasSuffix("\n") ? String(help.dropLast()) : help)
                ```
                \(schema(of: command.names))
                """
        }
        return GeneratedFile(
            page: "docs/reference/commands.md",
            """
            # Commands

            \(sections.joined(separator: "\n"))
            """)
    }

    /// The command and what is below it, in the order of the help; hidden ones are left out.
    private static func commands(
        below type: any ParsableCommand.Type, named names: [String]
    ) -> [(type: any ParsableCommand.Type, names: [String])] {
        guard type.configuration.shouldDisplay else { return [] }
        return [(type, names)]
            + type.configuration.subcommands.flatMap { commands(below: $0, named: names + [$0._commandName]) }
    }

    private static func schema(of names: [String]) -> String {
        let command = names.dropFirst().joined(separator: " ")
        guard let shape = AnswerShape.all.first(where: { $0.command == command }) else { return "" }
        let path = shape.schemaPath
        let rows = shape.isList ? "; a line of `ndjson` is its `#/properties/result/items`" : ""
        return "\nIts JSON: [\(path)](../../\(path))\(rows).\n"
    }
}
