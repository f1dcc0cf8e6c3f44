internal import Foundation
internal import OverreachGraph

extension GraphBench {
    /// Saving, and what passes from opening to the first answer: the time that passes, since a file is waited for.
    func file() throws {
        let path = NSTemporaryDirectory() + "overreach-graph-bench-\(getpid())"
        defer { unlink(path) }
        var begin = Report.now(.wall)
        try GraphFile.write(graph, stamp: "bench", to: path)
        let saving = Report.now(.wall) - begin
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        Report.line("save a snapshot, durable, wall", saving, "bytes=\(size)")

        for (name, start) in [("small", queries.small[0]), ("big", queries.big[0])] {
            var (opening, first) = ([Double](), [Double]())
            var reached = 0
            for _ in 0..<rounds {
                begin = Report.now(.wall)
                let file = try GraphFile(path, stamp: "bench")
                opening.append(Report.now(.wall) - begin)
                let (condensation, gates) = try file.components()
                var reach = ComponentReach(condensation, gates)
                reached = reach.search(from: [try file.numbers()[start]])
                first.append(Report.now(.wall) - begin)
            }
            Report.line("open a saved snapshot, wall", Report.median(opening))
            Report.line("open a saved snapshot, first answer, \(name) reach, wall", Report.median(first), "\(reached)")
        }

        var times: [Double] = []
        for _ in 0..<rounds {
            begin = Report.now(.wall)
            _ = try GraphFile(path, stamp: "bench").graph()
            times.append(Report.now(.wall) - begin)
        }
        Report.line("open a saved snapshot and check all of it, wall", Report.median(times))
    }
}
