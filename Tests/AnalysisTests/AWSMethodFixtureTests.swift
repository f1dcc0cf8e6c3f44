import Foundation
import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// The published account of escalations, read by hand: who becomes administrator, and by which first step.
///
/// The account is read where it lies and never copied.
@Suite(.enabled(if: PublishedAccount.isHere, "the folder with the account is not at hand: set OVERREACH_DATA"))
struct AWSMethodFixtureTests {
    /// Worked out from the policies alone: what each allows, who holds it, whom the roles trust.
    static let expected: [(who: String, verdict: Verdict?, first: String)] = [
        // CreatePolicyVersion on everything, and the policy that says so is attached to the user.
        ("user/privesc1-CreateNewPolicyVersion-user", .allowed, "iam-create-policy-version"),
        // SetDefaultPolicyVersion: what another version says is not in the account's description.
        ("user/privesc2-SetExistingDefaultPolicyVersion-user", .conditional, "iam-set-default-version"),
        // PassRole and RunInstances; the service role trusts EC2 and has an instance profile.
        ("user/privesc3-CreateEC2WithExistingInstanceProfile-user", .allowed, "ec2-run"),
        // The same by two policies.
        ("user/fn1-privesc3-partial-user", .allowed, "ec2-run"),
        // A key of any user, among them one who may do everything in IAM.
        ("user/privesc4-CreateAccessKey-user", .allowed, "iam-create-access-key"),
        ("user/privesc7-AttachUserPolicy-user", .allowed, "iam-attach-user-policy"),
        ("user/privesc10-PutUserPolicy-user", .allowed, "iam-put-user-policy"),
        // A member of the group that it may write into.
        ("user/privesc11-PutGroupPolicy-user", .allowed, "iam-put-group-policy"),
        // The role may do the same, but roles are in no group.
        ("role/privesc11-PutGroupPolicy-role", nil, ""),
        // A role may write into itself; a user that may write into roles can become none of them.
        ("role/privesc12-PutRolePolicy-role", .allowed, "iam-put-role-policy"),
        ("user/privesc12-PutRolePolicy-user", nil, ""),
        // The group's policy allows everything in IAM.
        ("user/privesc13-AddUserToGroup-user", .allowed, "iam-add-user-to-group"),
        ("user/privesc14-UpdatingAssumeRolePolicy-user", .allowed, "iam-update-trust"),
        ("user/privesc15-PassExistingRoleToNewLambdaThenInvoke-user", .allowed, "lambda-create"),
        ("user/privesc16-PassRoleToNewLambdaThenTriggerWithNewDynamo-user", .allowed, "lambda-create"),
        // No function, no stack and no endpoint is in the account.
        ("user/privesc17-EditExistingLambdaFunctionWithRole-user", nil, ""),
        ("user/privesc-CloudFormationUpdateStack-user", nil, ""),
        ("user/privesc19-UpdateExistingGlueDevEndpoint-user", nil, ""),
        ("user/privesc21-PassExistingRoleToNewDataPipeline-user", .allowed, "datapipeline-create"),
        // Three roles in a row, each trusting the one before.
        ("role/privesc-AssumeRole-starting-role", .allowed, "trust"),
        // Policies of the account that begin with fn2-, among them its own; AWS's own that begin with fp4-.
        ("user/fn2-exploitableResourceConstraint-user", .allowed, "iam-create-policy-version"),
        ("user/fp4-nonExploitableResourceConstraint-user", nil, ""),
        // NotAction leaves out Update, Create and Attach, not Put.
        ("user/fn4-exploitableNotAction-user", .allowed, "iam-put-user-policy"),
        ("user/fp1-allow-and-deny-user", nil, ""), ("user/fp2-allow-and-deny-multiple-policies-user", nil, ""),
        ("user/fp3-deny-iam-user", nil, ""),
    ]

    @Test func whoBecomesAdministratorAndByWhichStep() throws {
        let account = try PublishedAccount()
        let snapshot = world(nodes: account.nodes, edges: account.edges, documents: account.documents).snapshot
        let id = "200611803367"
        let goal = try #require(snapshot.node(.awsAccount(id)))
        let reach = snapshot.bestReach(to: goal, following: Filter())
        for row in Self.expected {
            let arn = "arn:aws:iam::\(id):\(row.who)"
            let type = row.who.hasPrefix("user/") ? AWSNode.user : .role
            let node = try #require(snapshot.node(.aws(type, arn: arn, account: id)), "\(row.who)")
            #expect(reach.verdict(of: node) == row.verdict, "\(row.who)")
            guard row.verdict != nil else { continue }
            let steps = snapshot.outgoing(node).map { snapshot.name(snapshot.to($0)) }
            #expect(steps.contains { $0.hasPrefix(row.first) }, "\(row.who): \(steps)")
        }
    }

    /// In the other account an instance's role may make keys of an administrator.
    @Test func aKeyOfAnAdministratorIsWorthOne() throws {
        let account = try PublishedAccount()
        let snapshot = world(nodes: account.nodes, edges: account.edges, documents: account.documents).snapshot
        let id = "012345678901"
        let role = Key.aws(.role, arn: "arn:aws:iam::\(id):role/OverprivilegedEC2", account: id)
        let (from, to) = (try #require(snapshot.node(role)), try #require(snapshot.node(.awsAccount(id))))
        #expect(snapshot.bestReach(to: to, following: Filter()).verdict(of: from) == .allowed)
    }
}

/// The facts of `get-account-authorization-details`, as far as escalations hang on them.
struct PublishedAccount {
    private(set) var nodes: [NodeFact] = []
    private(set) var edges: [EdgeFact] = []
    private(set) var documents: [Document] = []

    private static let file: String = {
        let folder =
            ProcessInfo.processInfo.environment["OVERREACH_DATA"]
            ?? FileManager.default.currentDirectoryPath + "/../shared/data"
        return folder + "/aws/cloudsplaining-example/iam/get-account-authorization-details.json"
    }()

    static var isHere: Bool { FileManager.default.fileExists(atPath: file) }

    init() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: Self.file))
        let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        for record in Self.records(root, "UserDetailList") { add(.user, record, inline: "UserPolicyList") }
        for record in Self.records(root, "GroupDetailList") { add(.group, record, inline: "GroupPolicyList") }
        for record in Self.records(root, "RoleDetailList") { add(.role, record, inline: "RolePolicyList") }
        for record in Self.records(root, "Policies") {
            guard let arn = record["Arn"] as? String, let parts = ARN(arn) else { continue }
            for version in Self.records(record, "PolicyVersionList") where version["IsDefaultVersion"] as? Bool == true
            {
                documents.append(
                    Document(
                        .awsManagedPolicy, subject: .aws(.managedPolicy, arn: arn, account: parts.account),
                        name: record["PolicyName"] as? String ?? "", body: Self.value(version["Document"]),
                        evidence: .test))
            }
        }
        for account in Set(nodes.map(\.key.scope)).sorted() {
            nodes.append(NodeFact(.awsAccount(account), name: account, evidence: [.test]))
        }
    }

    private mutating func add(_ type: AWSNode, _ record: [String: Any], inline: String) {
        guard let arn = record["Arn"] as? String, let parts = ARN(arn) else { return }
        let key = Key.aws(type, arn: arn, account: parts.account)
        let profiles = Self.records(record, "InstanceProfileList").compactMap { $0["Arn"] as? String }
        nodes.append(
            NodeFact(
                key, name: arn, properties: profiles.map { Property(PropertyName.instanceProfile, $0) },
                evidence: [.test]))
        for policy in Self.records(record, inline) {
            documents.append(
                Document(
                    .awsInlinePolicy, subject: key, name: policy["PolicyName"] as? String ?? "",
                    body: Self.value(policy["PolicyDocument"]), evidence: .test))
        }
        for policy in Self.records(record, "AttachedManagedPolicies") {
            documents.append(
                Document(
                    .awsAttachment, subject: key, name: policy["PolicyArn"] as? String ?? "", body: .null,
                    evidence: .test))
        }
        if let trust = record["AssumeRolePolicyDocument"] {
            documents.append(
                Document(.awsTrustPolicy, subject: key, name: "trust", body: Self.value(trust), evidence: .test))
        }
        for group in record["GroupList"] as? [String] ?? [] {
            let arn = "arn:aws:iam::\(parts.account):group/\(group)"
            edges.append(
                EdgeFact(
                    key, EdgeKind(AWSEdge.memberOf), .aws(.group, arn: arn, account: parts.account), origin: .declared,
                    evidence: [.test]))
        }
    }

    private static func records(_ object: [String: Any], _ name: String) -> [[String: Any]] {
        object[name] as? [[String: Any]] ?? []
    }

    private static func value(_ json: Any?) -> Value {
        switch json {
        case let text as String: .string(text)
        case let object as [String: Any]:
            .object(object.keys.sorted().map { Value.Member($0, value(object[$0])) })
        case let list as [Any]: .array(list.map { Value.Element(value($0)) })
        case let flag as Bool: .bool(flag)
        default: .null
        }
    }
}
