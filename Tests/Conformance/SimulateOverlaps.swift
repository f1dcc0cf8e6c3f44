import OverreachModel
import OverreachPolicy

/// How two patterns of resources lie to each other.
struct SimulateOverlaps: ConformanceTable {
    let name = "iam-simulate/resource-pattern-overlap"
    let files = ["iam-simulate/resource-pattern-overlap.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let id = row["id"]?.string ?? ""
            let arguments = row["args"]?.texts ?? []
            guard arguments.count == 2, let expected = row["expected"] else {
                score.skip(id, "no two patterns")
                continue
            }
            switch row["fn"]?.string {
            case "resourcePatternOverlap":
                let relation = Pattern(arguments[0]).relation(to: Pattern(request: arguments[1]))
                score.add(id, expected: expected.string ?? "", found: word(relation))
            case "resourceArnsOverlap":
                let overlaps = Pattern(completing: arguments[0]).overlaps(Pattern(completing: arguments[1]))
                score.add(id, expected: expected.isTrue, found: overlaps)
            case let other: score.skip(id, "the function \(other ?? "")")
            }
        }
        return score
    }

    private func word(_ relation: Pattern.Relation) -> String {
        switch relation {
        case .superset: "policy_is_superset"
        case .subset: "policy_is_subset"
        case .equal: "equal"
        case .overlap: "overlap"
        case .disjoint: "none"
        }
    }
}
