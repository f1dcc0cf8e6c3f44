import OverreachModel
import OverreachPolicy

/// Whether rules contain other rules.
struct KubernetesCovers: ConformanceTable {
    let name = "k8s-rbac/covers"
    let files = ["k8s-rbac/covers.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        let rules = { (value: Value?) in (value?.elements ?? []).map { KubernetesRule($0.value) } }
        for row in try folder.rows(files[0]) {
            let left = KubernetesRule.uncovered(rules(row["servantRules"]), by: rules(row["ownerRules"]))
            score.add(row["id"]?.string ?? "", expected: row["expectedCovered"]?.isTrue ?? false, found: left.isEmpty)
        }
        return score
    }
}
