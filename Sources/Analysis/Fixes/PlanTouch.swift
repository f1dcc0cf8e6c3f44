internal import OverreachGraph
internal import OverreachModel

/// How many of some best paths go by what a candidate takes away.
struct PlanTouch {
    /// Where paths are touched first, in steps from their beginnings, by their numbers in the order of the pairs.
    typealias Places = [Int: Int]

    private var paths: [Key: Places] = [:]  // by node on or under a path
    private var rights: [Text: Places] = [:]  // by the policy, or whose it is, that a grant on a path is of

    /// Complexity: linear in the paths.
    init(_ table: ReachTable, pairs: [ReachTable.Pair]) {
        let snapshot = table.snapshot
        for (number, pair) in pairs.enumerated() {
            for (step, edge) in (table.rows[pair]?.path ?? []).enumerated() {
                let ends = [snapshot.key(snapshot.from(edge)), snapshot.key(snapshot.to(edge))]
                for key in ends + snapshot.premises(edge) {
                    paths[key, default: [:]][number, default: step] += 0
                    for owner in PlanTouch.owners(of: key.id) {
                        rights[owner, default: [:]][number, default: step] += 0
                    }
                }
            }
        }
    }

    /// How many paths hold a node, or rest on a node, that the candidate is about.
    func paths(of candidate: Candidate) -> Int { places(of: candidate).count }

    /// These paths, and where each is touched first.
    func places(of candidate: Candidate) -> Places {
        var found: Places = [:]
        for key in [candidate.target] + candidate.holders { found.merge(paths[key] ?? [:], uniquingKeysWith: min) }
        for key in candidate.revision.documents {
            found.merge(rights[Text(key.subject.id)] ?? [:], uniquingKeysWith: min)
        }
        return found
    }

    /// What stands before the marks in the id of a statement or rule: its policy, and whose that is.
    private static func owners(of id: String) -> [Text] {
        [":inline/", ":trust/", ":policy/", "/#", "#"].compactMap { mark in
            id.firstRange(of: mark).map { Text(String(id[..<$0.lowerBound])) }
        } + [Text(id)]
    }
}
