import OverreachAnalysis
import OverreachGraph
import OverreachModel

/// An account in which one principal has exactly the named permissions, and what a published path wants besides: a
/// role that trusts the service, compute that runs as an administrator, somebody whose rights can be changed.
struct EscalationAccount {
    static let id = "111122223333"

    /// The permissions of the starting principal.
    let permissions: [String]
    /// What decides which surroundings the path needs: all permissions of the path.
    let path: [String]
    /// Services that the target role trusts.
    let services: [String]
    /// Whether rights over identities are held on the very target instead of on everything.
    let isScoped: Bool

    private var surroundings: [String] { path.map { $0.lowercased() } }

    private func has(_ actions: String...) -> Bool { actions.contains { surroundings.contains($0.lowercased()) } }

    private func arn(_ kind: String, _ name: String) -> String { "arn:aws:iam::\(Self.id):\(kind)/\(name)" }

    /// Only a role can write policies into itself.
    private var isRole: Bool {
        has("iam:PutRolePolicy", "iam:AttachRolePolicy") && surroundings.count == 1
    }

    /// Changes of rights that only pay with a second step: becoming whose rights were changed.
    private var changesOthers: Bool {
        has(
            "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PutUserPolicy", "iam:AttachUserPolicy",
            "iam:CreatePolicyVersion") && surroundings.count > 1
    }

    private var start: Key { isRole ? role("start") : .aws(.user, arn: arn("user", "start"), account: Self.id) }
    private func role(_ name: String) -> Key { .aws(.role, arn: arn("role", name), account: Self.id) }

    /// Whether some method leads to what is of the same type as a published target, but of another service.
    var reachesDecoys: Bool {
        let base = Derivation.run(over: facts).base
        return Self.decoys.contains { decoy in
            let key = Key.aws(decoy.type, arn: "arn:aws:\(decoy.form)", account: Self.id)
            return [AWSEdge.updatesCode, .runsCode].contains { !base.edges($0, to: key).isEmpty }
        }
    }

    /// Whether the starting principal reaches the administration of its account.
    var isTaken: Bool {
        let base = Derivation.run(over: facts).base
        var builder = SnapshotBuilder()
        for node in base.nodes.values.sorted(by: { $0.key < $1.key }) { builder.add(node) }
        for edge in base.edges { builder.add(edge) }
        let snapshot = builder.build()
        guard let account = snapshot.node(.awsAccount(Self.id)), let from = snapshot.node(start) else { return false }
        return snapshot.bestReach(to: account, following: Filter()).nodes.contains(from)
    }

    private var facts: FactBase {
        var nodes = [NodeFact(.awsAccount(Self.id), name: Self.id, evidence: [proof])]
        var edges: [EdgeFact] = []
        var documents: [Document] = []
        let all = statement("Allow", ["*"], on: ["*"])

        func add(_ key: Key, policy: Value? = nil, trust: Value? = nil, properties: [Property] = []) {
            nodes.append(NodeFact(key, name: key.id, properties: properties, evidence: [proof]))
            if let policy { documents.append(document(.awsInlinePolicy, key, "inline", policy)) }
            if let trust { documents.append(document(.awsTrustPolicy, key, "trust", trust)) }
        }

        add(start, policy: policy)
        let profile = [Property(PropertyName.instanceProfile, arn("instance-profile", "target"))]
        add(role("target"), policy: changesOthers ? nil : all, trust: trust(services), properties: profile)
        add(role("worker"), policy: all, trust: trust([]))
        if has("sts:AssumeRole") {
            add(role("assumable"), policy: changesOthers ? nil : all, trust: trustOfAccount)
        }
        let victim = Key.aws(.user, arn: arn("user", "victim"), account: Self.id)
        add(victim, policy: changesOthers ? nil : all)
        if has("iam:DeleteAccessKey") {
            for number in 1...2 {
                add(
                    .awsAccessKey(id: "AKIA\(number)"),
                    properties: [
                        Property(PropertyName.user, "victim"), Property(PropertyName.account, Self.id),
                    ])
            }
        }
        add(role("decoy"), policy: all, trust: trust([]))
        for decoy in Self.decoys {
            let key = Key.aws(decoy.type, arn: "arn:aws:\(decoy.form)", account: Self.id)
            add(key)
            edges.append(EdgeFact(key, EdgeKind(AgentEdge.runsAs), role("decoy"), origin: .declared, evidence: [proof]))
        }
        addGroups(&nodes, &edges, &documents, all)
        if has("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion") {
            let policy = Key.aws(.managedPolicy, arn: arn("policy", "team"), account: Self.id)
            documents.append(
                document(.awsManagedPolicy, policy, "team", statement("Allow", ["s3:ListAllMyBuckets"], on: ["*"])))
            let holder = !changesOthers ? start : has("sts:AssumeRole") ? role("assumable") : role("target")
            documents.append(document(.awsAttachment, holder, policy.id, .null))
        }
        for (type, form, creation) in Self.compute where !has(creation) {
            let key = Key.aws(type, arn: "arn:aws:\(form)", account: Self.id)
            add(key)
            edges.append(
                EdgeFact(key, EdgeKind(AgentEdge.runsAs), role("worker"), origin: .declared, evidence: [proof]))
        }
        return FactBase(nodes: nodes, edges: edges, documents: documents, activities: [])
    }

    private func addGroups(
        _ nodes: inout [NodeFact], _ edges: inout [EdgeFact], _ documents: inout [Document], _ all: Value
    ) {
        for name in ["admins", "team"] {
            let key = Key.aws(.group, arn: arn("group", name), account: Self.id)
            nodes.append(NodeFact(key, name: name, evidence: [proof]))
            if name == "admins" { documents.append(document(.awsInlinePolicy, key, "inline", all)) }
            if name == "team", !isRole {
                edges.append(
                    EdgeFact(start, EdgeKind(AWSEdge.memberOf), key, origin: .declared, evidence: [proof]))
            }
        }
    }

    /// What no published path is about, though its type is that of something that one is about.
    private static let decoys: [(type: AWSNode, form: String)] = [
        (.compute, "scheduler:eu-west-1:\(id):schedule/default/nightly"),
        (.compute, "elasticmapreduce:eu-west-1:\(id):cluster/j-1"),
        (.compute, "bedrock-agentcore:eu-west-1:\(id):gateway/g-1"),
        (.launchTemplate, "autoscaling:eu-west-1:\(id):elsewhere:1"),
    ]

    /// What exists of each type, all of it as an administrator, unless the path makes one of its own.
    private static let compute: [(type: AWSNode, form: String, creation: String)] = [
        (.function, "lambda:eu-west-1:\(id):function:job", "lambda:CreateFunction"),
        (.instance, "ec2:eu-west-1:\(id):instance/i-1", "ec2:RunInstances"),
        (.launchTemplate, "ec2:eu-west-1:\(id):launch-template/lt-1", "ec2:CreateLaunchTemplate"),
        (.taskDefinition, "ecs:eu-west-1:\(id):task-definition/web:1", "ecs:RegisterTaskDefinition"),
        (.containerService, "ecs:eu-west-1:\(id):service/main/web", "ecs:CreateService"),
        (.buildProject, "codebuild:eu-west-1:\(id):project/build", "codebuild:CreateProject"),
        (.stack, "cloudformation:eu-west-1:\(id):stack/base/1", "cloudformation:CreateStack"),
        (.stackSet, "cloudformation:eu-west-1:\(id):stackset/base:1", "cloudformation:CreateStackSet"),
        (.glueJob, "glue:eu-west-1:\(id):job/etl", "glue:CreateJob"),
        (.devEndpoint, "glue:eu-west-1:\(id):devEndpoint/dev", "glue:CreateDevEndpoint"),
        (.notebook, "sagemaker:eu-west-1:\(id):notebook-instance/nb", "sagemaker:CreateNotebookInstance"),
        (.webService, "apprunner:eu-west-1:\(id):service/web/1", "apprunner:CreateService"),
        (
            .codeInterpreter, "bedrock-agentcore:eu-west-1:\(id):code-interpreter-custom/ci-1",
            "bedrock-agentcore:CreateCodeInterpreter"
        ),
        (.agentRuntime, "bedrock-agentcore:eu-west-1:\(id):runtime/rt-1", "bedrock-agentcore:CreateAgentRuntime"),
        (.stateMachine, "states:eu-west-1:\(id):stateMachine:flow", "states:CreateStateMachine"),
        (.jobDefinition, "batch:eu-west-1:\(id):job-definition/job:1", "batch:RegisterJobDefinition"),
        (.compute, "bedrock-agentcore:eu-west-1:\(id):browser-custom/b-1", "bedrock-agentcore:CreateBrowser"),
        (.compute, "airflow:eu-west-1:\(id):environment/flow", "airflow:CreateEnvironment"),
    ]

    // MARK: - Policies

    private var policy: Value? {
        if permissions.isEmpty { return nil }
        let statements = permissions.map { statement("Allow", [$0], on: isScoped ? targets(of: $0) : ["*"]) }
        return .object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member("Statement", .array(statements.flatMap { $0["Statement"]?.elements ?? [] })),
        ])
    }

    /// What a right over identities is held on where it is held narrowly.
    private func targets(of action: String) -> [String] {
        let name = action.lowercased()
        if name == "iam:passrole" { return [arn("role", "target")] }
        if name.hasPrefix("iam:"), name.contains("group"), !name.contains("adduser") { return [arn("group", "team")] }
        if name == "iam:addusertogroup" { return [arn("group", "admins")] }
        if name.contains("policyversion") { return [arn("policy", "team")] }
        if name.hasPrefix("iam:") || name.hasPrefix("sts:"), name.contains("role") {
            if isRole { return [start.id] }
            return [arn("role", has("sts:AssumeRole") ? "assumable" : "target")]
        }
        if name.hasPrefix("iam:") {
            let isSelf = !changesOthers && (name.contains("policy"))
            return [arn("user", isSelf ? "start" : "victim")]
        }
        return ["*"]
    }

    private var trustOfAccount: Value {
        trust(statements: [
            [Value.Member("AWS", .string("arn:aws:iam::\(Self.id):root"))]
        ])
    }

    private func trust(_ services: [String]) -> Value {
        trust(
            statements: services.map { service in
                let isProvider = service.hasPrefix("cognito-identity")
                return [Value.Member(isProvider ? "Federated" : "Service", .string(service))]
            })
    }

    private func trust(statements: [[Value.Member]]) -> Value {
        .object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member(
                "Statement",
                .array(
                    statements.map { principal in
                        let isProvider = principal.contains { $0.name == "Federated" }
                        return Value.Element(
                            .object([
                                Value.Member("Effect", .string("Allow")),
                                Value.Member(
                                    "Action", .string(isProvider ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole")),
                                Value.Member("Principal", .object(principal)),
                            ]))
                    })),
        ])
    }

    private func statement(_ effect: String, _ actions: [String], on resources: [String]) -> Value {
        let list = { (texts: [String]) in Value.array(texts.map { Value.Element(.string($0)) }) }
        return .object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member(
                "Statement",
                .array([
                    Value.Element(
                        .object([
                            Value.Member("Effect", .string(effect)), Value.Member("Action", list(actions)),
                            Value.Member("Resource", list(resources)),
                        ]))
                ])),
        ])
    }

    private var proof: Evidence { Evidence(source: "conformance", file: "account.json", line: 1) }

    private func document(_ kind: Document.Kind, _ subject: Key, _ name: String, _ body: Value) -> Document {
        Document(kind, subject: subject, name: name, body: body, evidence: proof)
    }
}
