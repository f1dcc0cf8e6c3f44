import OverreachModel
import OverreachPolicy

/// Single operators of conditions.
struct SimulateOperators: ConformanceTable {
    let name = "iam-simulate/condition-operators"
    let files = ["iam-simulate/condition-operators.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let name = row["operator"]?.string ?? ""
            let values = (row["policyValues"]?.elements ?? []).map { Value.Element($0.value) }
            let block = Value.object([Value.Member(name, .object([Value.Member("test:key", .array(values))]))])
            var context = RequestContext(isComplete: true)
            for member in row["context"]?.members ?? [] { context.set(member.name, member.value.texts) }
            context.set("test:key", row["requestValue"]?.texts ?? [])
            let expected = row["expected"]?.isTrue ?? false
            score.add(
                row["id"]?.string ?? "", expected: expected, found: block.outcome(in: context) == .allowed,
                known: difference(name, values.flatMap(\.value.texts), isExpected: expected))
        }
        return score
    }

    /// What AWS says against a table that expects this.
    private func difference(_ name: String, _ values: [String], isExpected: Bool) -> String? {
        let hasVariables = values.contains { $0.contains("${") }
        switch name {
        case "Bool" where hasVariables && isExpected:
            return "IAM User Guide, Variables and tags: variables cannot be used with Boolean operators"
        case "StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "ArnNotLike", "ArnNotEquals":
            guard hasVariables, !isExpected else { return nil }
            return "IAM User Guide, Policy variables with no value: inverted operators do match against a null value"
        case let date where date.hasPrefix("Date") && values.contains { $0.utf8.count == 13 && Int($0) != nil }:
            return "IAM User Guide, Date condition operators: epoch (UNIX) time, which counts seconds"
        default: return nil
        }
    }
}
