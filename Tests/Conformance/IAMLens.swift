import OverreachAnalysis
import OverreachModel
import OverreachPolicy

/// Who may do an action on a resource, over whole organizations.
struct IAMLens: ConformanceTable {
    let name = "iam-lens/who-can"
    let files = ["iam-lens/who-can.json"]

    /// Cases that are answered otherwise, each with AWS's word for it or ours.
    static let differences: [String: String] = [:]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        var organizations: [Text: Value] = [:]
        for row in try folder.rows(files[0]) {
            let id = row["name"]?.string ?? ""
            let data = "iam-lens/iam-data-\(row["data"]?.string ?? "").json"
            guard let request = row["request"], let resource = request["resource"]?.string, folder.has(data) else {
                score.skip(id, "no request, or its organization is not there")
                continue
            }
            let organization = try organizations[Text(data)] ?? folder.load(data)
            organizations[Text(data)] = organization
            let abac = request["s3AbacOverride"]?.string.map { $0 == "enabled" ? "Enabled" : "Disabled" }
            let facts = IAMLensFolder(organization, abac: abac).facts
            var context = AccessContext()
            for key in request["strictContextKeys"]?.texts ?? [] { context.add(key, "") }

            var found: [String: Found] = [:]
            for action in request["actions"]?.texts ?? [] {
                let answer = try WhoCan(action: action, resource: resource, context: context).answer(in: facts).result
                found.merge(Found.all(answer)) { first, _ in first }
            }
            let scope = PrincipalScope(request["principalScope"])
            let expected = (row["expected"]?["who"]?.elements ?? []).map(\.value)
            compare(id, expected, found.filter { scope.holds($0.key, in: facts) }, resource, &score)
        }
        return score
    }

    /// What was found of one principal.
    private struct Found {
        let isConditional: Bool
        let parts: [String]

        /// Known principals and services; whom the table has no names for is left out.
        static func all(_ answer: WhoCan.Result) -> [String: Found] {
            var all: [String: Found] = [:]
            let parts = { (id: String) in answer.parts.first { $0.id == id }?.allow ?? [] }
            for id in answer.allowed { all[id] = Found(isConditional: false, parts: parts(id)) }
            for row in answer.conditional { all[row.id] = Found(isConditional: true, parts: parts(row.id)) }
            for row in answer.others where row.kind == "service" {
                all[row.id] = Found(isConditional: row.verdict == .conditional, parts: parts(row.id))
            }
            return all
        }
    }

    private func compare(
        _ id: String, _ expected: [Value], _ found: [String: Found], _ resource: String, _ score: inout Score
    ) {
        var wanted: [String: Value] = [:]
        for who in expected { if let principal = who["principal"]?.string { wanted[principal] = who } }
        var wrong: [String] = []
        for (principal, who) in wanted.sorted(by: { $0.key < $1.key }) {
            guard let row = found[principal] else {
                wrong.append("lacks \(principal)")
                continue
            }
            let isConditional = who["conditions"] != nil
            if row.isConditional != isConditional {
                wrong.append("\(principal) is \(row.isConditional ? "conditional" : "allowed")")
            }
            let patterns = (who["allowedPatterns"]?.elements ?? []).compactMap { $0.value["pattern"]?.string }
            if !patterns.isEmpty, !isSame(row.parts, patterns, within: resource) {
                wrong.append("\(principal) on \(row.parts.joined(separator: ", "))")
            }
        }
        let more = found.filter { wanted[$0.key] == nil }
        wrong += more.keys.sorted().map { "has \($0)" }
        score.add(
            id, expected: "\(wanted.count) principals",
            found: wrong.isEmpty ? "\(wanted.count) principals" : wrong.joined(separator: "; "),
            isFalselyAllowed: more.contains { !$0.value.isConditional }, known: IAMLens.differences[id])
    }

    /// Whether both lists of patterns mean the same part of what was asked for.
    private func isSame(_ found: [String], _ expected: [String], within resource: String) -> Bool {
        let asked = Pattern(resource)
        let ours = found.map { Pattern($0) }
        let theirs = expected.map { Pattern($0) }.map { $0.covers(asked) ? asked : $0 }
        return ours.allSatisfy { own in theirs.contains { $0.covers(own) } }
            && theirs.allSatisfy { their in ours.contains { $0.covers(their) } }
    }
}

/// Whom a request of the table asks about.
private struct PrincipalScope {
    private let principals: [String]
    private let accounts: [String]
    private let units: [String]
    private let isOpen: Bool

    init(_ value: Value?) {
        principals = value?["principals"]?.texts ?? []
        accounts = value?["accounts"]?.texts ?? []
        units = value?["ous"]?.texts ?? []
        isOpen = value?.unlessNull == nil
    }

    func holds(_ principal: String, in facts: AccessFacts) -> Bool {
        guard !isOpen else { return true }
        let account = ARN(principal)?.account ?? ""
        if principals.contains(principal) || accounts.contains(account) { return true }
        return !account.isEmpty
            && units.contains { path in
                path.split(separator: "/").last.map { isIn(account, String($0), facts) } ?? false
            }
    }

    private func isIn(_ account: String, _ unit: String, _ facts: AccessFacts) -> Bool {
        var key = Key.awsAccount(account)
        var seen: Set<Key> = []
        while seen.insert(key).inserted, let next = facts.base.edges(AWSEdge.isIn, from: key).first?.to {
            if next.id == unit { return true }
            key = next
        }
        return false
    }
}
