internal import OverreachGraph
internal import OverreachModel

/// How many of some best paths go by what a candidate takes away.
struct PlanTouch {
    private var paths: [Key: Set<Int>] = [:]  // by node on or under a path
    private var rights: [Text: Set<Int>] = [:]  // by the policy, or whose it is, that a grant on a path is of

    /// Complexity: linear in the paths.
    init(_ table: ReachTable, pairs: [ReachTable.Pair]) {
        let snapshot = table.snapshot
        for (number, pair) in pairs.enumerated() {
            for edge in table.rows[pair]?.path ?? [] {
                let ends = [snapshot.key(snapshot.from(edge)), snapshot.key(snapshot.to(edge))]
                for key in ends + snapshot.premises(edge) {
                    paths[key, default: []].insert(number)
                    for owner in PlanTouch.owners(of: key.id) { rights[owner, default: []].insert(number) }
                }
            }
        }
    }

    /// The paths that hold a node, or rest on a node, that the candidate is about.
    func paths(of candidate: Candidate) -> Int {
        var found: Set<Int> = []
        for key in [candidate.target] + candidate.holders { found.formUnion(paths[key] ?? []) }
        for key in candidate.revision.documents { found.formUnion(rights[Text(key.subject.id)] ?? []) }
        return found.count
    }

    /// What stands before the marks in the id of a statement or rule: its policy, and whose that is.
    private static func owners(of id: String) -> [Text] {
        [":inline/", ":trust/", ":policy/", "/#", "#"].compactMap { mark in
            id.firstRange(of: mark).map { Text(String(id[..<$0.lowerBound])) }
        } + [Text(id)]
    }
}
