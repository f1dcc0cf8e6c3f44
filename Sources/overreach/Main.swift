internal import ArgumentParser
internal import OverreachEngine

/// The one binary: parses the command line, runs the command, turns errors into exit codes.
@main
struct Main {
    static func main() async {
        do {
            var command = try Overreach.parseAsRoot()
            if var server = command as? any AsyncParsableCommand {
                try await server.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(error)
        }
    }
}

/// The root of all commands.
struct Overreach: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overreach",
        abstract: "How far AI agents and other non-human identities reach, by which path, on what evidence.",
        discussion: """
            Read posture and telemetry into a store, then ask:

              overreach ingest examples/support-desk
              overreach radius support-bot
              overreach diagram radius support-bot -o support-bot.svg

            Exit codes: 0 ok, 1 error, 2 usage, 3 a rule is broken, 5 the answer is incomplete.
            """,
        version: "0.1.0",
        subcommands: [
            IngestCommand.self, StatusCommand.self, RadiusCommand.self, ExposureCommand.self, PathsCommand.self,
            ActivitiesCommand.self, TraceCommand.self, GapsCommand.self, NodesCommand.self, FindingsCommand.self,
            WhatIfCommand.self, FixesCommand.self, AttributionCommand.self, FlowsCommand.self, ChangesCommand.self,
            ReviewCommand.self, CheckCommand.self, DiffCommand.self, TaskCommand.self, AccessCommand.self,
            DiagramCommand.self, ServeCommand.self, TokenCommand.self, DemoCommand.self,
            SchemaCommand.self, LayoutWorkerCommand.self,
        ])
}

/// The hidden command that a diagram's worker process runs.
struct LayoutWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout-worker", abstract: "Lays out and renders for the parent process.", shouldDisplay: false)

    func run() throws { Drawing.runWorker() }
}
