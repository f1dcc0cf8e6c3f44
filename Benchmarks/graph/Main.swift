internal import Foundation
internal import OverreachGraph

/// Answers the questions of a folder and prints what each took.
@main
enum Main {
    static func main() async throws {
        guard CommandLine.arguments.count >= 2 else {
            print("usage: overreach-graph-bench FOLDER [ROUNDS]")
            exit(2)
        }
        let folder = CommandLine.arguments[1]
        let rounds = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 5 : 5
        let begin = Report.now()
        let raw = try GraphFolder(folder)
        Report.line("read raw edges (binary file)", Report.now() - begin)

        let bench = GraphBench(raw, try Queries(folder), rounds: rounds)
        bench.reach()
        if CommandLine.arguments.count < 4 { await bench.allAgents() }
        bench.paths()
        bench.chokes()
        bench.cut()
    }
}
