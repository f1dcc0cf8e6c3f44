import OverreachAnalysis
import OverreachModel

/// Questions about one account, described by what AWS's own export says of it.
struct IAMSpy: ConformanceTable {
    let name = "iamspy"
    let files = ["iamspy/cases.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let id = row["id"]?.string ?? ""
            let asked = (row["inp"]?.elements ?? []).map(\.value)
            let isCan = row["test"]?.string == "test_can_i"
            guard isCan || row["test"]?.string == "test_who_can", let expected = row["out"] else {
                score.skip(id, "another question")
                continue
            }
            var account = IAMSpyAccount()
            let given = { (list: String) in
                try (row["files"]?[list]?.texts ?? []).map { try folder.load("iamspy/files/\($0)") }
            }
            for file in try given("gaads") { account.read(details: file) }
            for file in try given("resources") { account.read(resources: file) }
            for file in try given("scps") { account.read(organization: file) }
            let facts = account.facts
            let words = asked.compactMap(\.string)
            let rest = asked.dropFirst(isCan ? 3 : 2).map { $0 }
            // What hangs on a condition counts unless the question is strict.
            let isStrict = rest.count > 2 && rest[2].isTrue
            let context = try AccessContext(rest.first?.texts ?? [])
            if isCan {
                let answer = try Can(principal: words[0], action: words[1], resource: words[2], context: context)
                    .answer(in: facts).result.verdict
                let found = answer == .allowed || (answer == .conditional && !isStrict)
                score.add(id, expected: expected.isTrue, found: found)
            } else {
                let answer = try WhoCan(action: words[0], resource: words[1], context: context).answer(in: facts).result
                let found = (answer.allowed + (isStrict ? [] : answer.conditional.map(\.id))).sorted()
                let wanted = expected.texts.sorted()
                score.add(
                    id, expected: wanted.joined(separator: " "), found: found.joined(separator: " "),
                    isFalselyAllowed: !Set(found).isSubset(of: wanted))
            }
        }
        return score
    }
}

/// An account as facts.
struct IAMSpyAccount {
    private var nodes: [Key: NodeFact] = [:]
    private var edges: [EdgeFact] = []
    private var documents: [Document] = []

    var facts: AccessFacts {
        AccessFacts(
            base: FactBase(nodes: nodes.values.map { $0 }, edges: edges, documents: documents, activities: []),
            graph: AccessFacts.Graph(id: "", nodes: 0, edges: 0), caveats: [])
    }

    private mutating func keep(_ kind: Document.Kind, _ subject: Key, _ name: String, _ body: Value = .null) {
        let place = Evidence(source: "iamspy", file: "", line: nil, locator: name)
        documents.append(Document(kind, subject: subject, name: name, body: body, evidence: place))
    }

    /// The output of `get-account-authorization-details`.
    mutating func read(details: Value) {
        let rows = { (list: String) in (details[list]?.elements ?? []).map(\.value) }
        let groups = rows("GroupDetailList")
        for (word, list) in [("User", rows("UserDetailList")), ("Group", groups), ("Role", rows("RoleDetailList"))] {
            for row in list {
                guard let arn = row["Arn"]?.string, let key = Key.awsIdentity(arn: arn) else { continue }
                let id = row["\(word)Id"]?.string.map { [Property(PropertyName.uniqueID, $0)] } ?? []
                nodes[key] = NodeFact(key, name: row["\(word)Name"]?.string ?? arn, properties: id)
                for policy in row["\(word)PolicyList"]?.elements ?? [] {
                    keep(
                        .awsInlinePolicy, key, policy.value["PolicyName"]?.string ?? "",
                        policy.value["PolicyDocument"] ?? .null)
                }
                for policy in row["AttachedManagedPolicies"]?.elements ?? [] {
                    keep(.awsAttachment, key, policy.value["PolicyArn"]?.string ?? "")
                }
                if let boundary = row["PermissionsBoundary"]?["PermissionsBoundaryArn"]?.string {
                    keep(.awsBoundary, key, boundary)
                }
                if let trust = row["AssumeRolePolicyDocument"] { keep(.awsTrustPolicy, key, "trust policy", trust) }
                for name in row["GroupList"]?.texts ?? [] {
                    let group = groups.first { $0["GroupName"]?.string == name }?["Arn"]?.string
                    guard let group = group.flatMap({ Key.awsIdentity(arn: $0) }) else { continue }
                    edges.append(EdgeFact(key, EdgeKind(AWSEdge.memberOf), group, origin: .declared, evidence: []))
                }
            }
        }
        for policy in rows("Policies") {
            guard let arn = policy["Arn"]?.string else { continue }
            let versions = (policy["PolicyVersionList"]?.elements ?? []).map(\.value)
            guard let document = versions.first(where: { $0["IsDefaultVersion"]?.isTrue == true })?["Document"] else {
                continue
            }
            keep(.awsManagedPolicy, .aws(.managedPolicy, arn: arn, account: ARN(arn)?.account ?? ""), arn, document)
        }
    }

    /// Resources with their own policies.
    mutating func read(resources: Value) {
        for row in (resources.elements ?? []).map(\.value) {
            guard let arn = row["Resource"]?.string, let parts = ARN(arn), let account = row["Account"]?.string else {
                continue
            }
            let type: AWSNode =
                switch parts.service {
                case "s3": .bucket
                case "lambda": .function
                default: .outsideResource
                }
            let key = Key.aws(type, arn: arn, account: account)
            nodes[key] = NodeFact(key, name: arn)
            keep(.awsResourcePolicy, key, "policy", row["Policy"] ?? .null)
        }
    }

    /// The root of an organization with all that is below it.
    mutating func read(organization root: Value) {
        let parts = root["Arn"]?.string.flatMap { ARN($0) }
        let names = parts?.resource.split(separator: "/").map { String($0) } ?? []
        guard let parts, names.count > 1 else { return }
        let organization = Key(NodeType(AWSNode.organization), scope: "", id: names[1])
        // The account in the ARNs of an organization's parts is the one that manages it.
        nodes[organization] = NodeFact(
            organization, name: names[1], properties: [Property(PropertyName.managementAccount, parts.account)])
        read(unit: root, in: organization, organization: names[1])
    }

    private mutating func read(unit: Value, in container: Key, organization: String) {
        guard let id = unit["Id"]?.string else { return }
        let isAccount = unit["Arn"]?.string.flatMap { ARN($0) }?.resource.hasPrefix("account/") ?? false
        let key =
            isAccount ? Key.awsAccount(id) : Key(NodeType(AWSNode.organizationalUnit), scope: organization, id: id)
        nodes[key] = NodeFact(key, name: id)
        edges.append(EdgeFact(key, EdgeKind(AWSEdge.isIn), container, origin: .declared, evidence: []))
        for policy in (unit["Policies"]?.elements ?? []).map(\.value) {
            guard let arn = policy["Arn"]?.string, let type = policy["Type"] else { continue }
            let members = [Value.Member("Type", type)]
            keep(.awsControlAttachment, key, arn, .object(members))
            keep(
                .awsControlPolicy, .aws(.controlPolicy, arn: arn, account: ""), arn,
                .object(members + [Value.Member("Content", policy["Content"] ?? .null)]))
        }
        for child in unit["Children"]?.elements ?? [] { read(unit: child.value, in: key, organization: organization) }
    }
}
