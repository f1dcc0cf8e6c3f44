internal import OverreachGraph

extension GraphBench {
    func paths() {
        var hops = HopSearch(graph)
        measure("b shortest path hops", rounds) { from, to in
            let length = hops.search(from: [from], to: [to]).length
            return "\(length)/\(hops.touched)"
        }

        var costs = CostSearch(graph)
        measure("b shortest path weighted", rounds) { from, to in
            guard case .found(let arcs) = costs.search(from: [from], to: [to]) else { return "none" }
            return "\(arcs.reduce(0) { $0 + Int(graph.costs[$1]) })"
        }

        var many = CheapestPaths(graph)
        for limit in [10, 100] {
            measure("d k-shortest simple weighted k=\(limit)", min(rounds, 3)) { from, to in
                let found = many.paths(from: from, to: to, limit: limit).paths
                return "\(found.count):\(found.last?.cost ?? 0)"
            }
        }
    }

    private func measure(_ question: String, _ rounds: Int, _ ask: (UInt32, UInt32) -> String) {
        var times: [Double] = []
        var note = ""
        for pair in queries.pairs {
            let (from, to) = (node(pair.from), node(pair.to))
            var answer = ""
            times.append(Report.time(rounds) { answer = ask(from, to) })
            note += answer + " "
        }
        Report.line(question, Report.median(times), note + " max_ms \((times.max() ?? 0) * 1e3)")
    }
}

extension PathOutcome {
    /// How many arcs the path has; -1 for none.
    fileprivate var length: Int {
        switch self {
        case .found(let arcs): arcs.count
        case .none, .outOfBudget: -1
        }
    }
}
