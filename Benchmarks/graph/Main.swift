internal import Foundation
internal import OverreachGraph

/// Answers the questions of a folder and prints what each took.
@main
enum Main {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first(where: { !$0.hasPrefix("--") }) else {
            print("usage: overreach-graph-bench FOLDER [--gates | --snapshot]")
            exit(2)
        }
        let begin = Report.now()
        let raw = try GraphFolder(folder)
        let queries = try Queries(folder)
        Report.line("read raw edges (binary file)", Report.now() - begin)

        if arguments.contains("--gates") { return GatedBench(raw, queries, rounds: 5).run() }

        if arguments.contains("--snapshot") { return try SnapshotBench(raw, queries, rounds: 5).run() }

        let bench = GraphBench(raw, queries, rounds: 5)
        bench.reach()
        await bench.allAgents()
        bench.paths()
        bench.chokes()
        bench.cut()
        await bench.changes()
        try bench.file()
    }
}
