import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// What a method is done to and what its rights must be held on: other services, other accounts, parts of a cluster.
struct AWSMethodPlaceTests {
    private var account = Account()
    private static let foreign = "999988887777"

    /// The targets of a user's methods by one id.
    private mutating func targets(_ method: String, allowed pairs: (String, String)...) -> [String] {
        targets(method, allowed: pairs)
    }

    private mutating func targets(_ method: String, allowed pairs: [(String, String)]) -> [String] {
        account.add(.user, "u", pairs.map { statement("Allow", $0.0, on: $0.1) })
        let snapshot = world(nodes: account.nodes, edges: account.edges, documents: account.documents).snapshot
        guard let holder = snapshot.node(Account.key(.user, "u")) else { return [] }
        return snapshot.outgoing(holder).map { snapshot.to($0) }
            .filter { snapshot.name($0).hasPrefix(method + " ") }
            .flatMap { snapshot.outgoing($0).map { snapshot.key(snapshot.to($0)).id } }
            .map { (id: String) in id.split(separator: "/").last.map(String.init) ?? id }.sorted()
    }

    private mutating func add(_ type: AWSNode, _ form: String) {
        let parts = form.split(separator: ":", maxSplits: 1)
        let arn = "arn:aws:\(parts[0]):eu-west-1:\(Account.id):\(parts[1])"
        account.nodes.append(NodeFact(.aws(type, arn: arn, account: Account.id), name: form, evidence: [.test]))
    }

    private mutating func addRole(_ service: String) {
        account.add(
            .role, "target", [statement("Allow", "*", on: "*")],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("Service", service))])
        let profile = "arn:aws:iam::\(Account.id):instance-profile/p"
        account.nodes[account.nodes.count - 1].properties = [Property(PropertyName.instanceProfile, profile)]
    }

    @Test(arguments: [
        (AWSNode.compute, "airflow:environment/own", "mwaa-update", "airflow:*"),
        (.compute, "bedrock-agentcore:browser-custom/own", "bedrock-browser-use", "bedrock-agentcore:*"),
        (.launchTemplate, "ec2:launch-template/own", "ec2-template", "ec2:*"),
    ])
    func aMethodIsDoneToItsOwnServiceOnly(type: AWSNode, form: String, method: String, action: String) {
        var test = self
        test.add(type, form)
        test.add(.compute, "scheduler:schedule/default/s")
        test.add(.compute, "bedrock-agentcore:gateway/g")
        test.add(.launchTemplate, "autoscaling:launchConfiguration:1:launchConfigurationName/c")
        #expect(test.targets(method, allowed: (action, "*")) == ["own"])
    }

    @Test(arguments: [("*", ["target"]), ("arn:aws:glue:eu-west-1:\(Account.id):devEndpoint/*", [])])
    func anActionWithoutResourceTypesIsNotGivenByAnARN(resource: String, expected: [String]) {
        var test = self
        test.addRole("glue.amazonaws.com")
        let found = test.targets(
            "glue-endpoint-create", allowed: ("iam:PassRole", "*"), ("glue:CreateDevEndpoint", resource))
        #expect(found == expected)
    }

    @Test(arguments: [(Account.id, ["target"]), (foreign, [])])
    func whatLiesInAnotherAccountGivesNoMethod(owner: String, expected: [String]) {
        var test = self
        test.addRole("scheduler.amazonaws.com")
        let arn = "arn:aws:scheduler:eu-west-1:\(owner):schedule/*"
        #expect(
            test.targets("scheduler-create", allowed: ("iam:PassRole", "*"), ("scheduler:CreateSchedule", arn))
                == expected)
    }

    @Test(arguments: [
        (["task/main/*", "cluster/main"], ["web"]), (["task/other/*", "cluster/main"], []),
        (["task/main/*"], []), (["task/main/*", "cluster/other"], []),
    ])
    func commandsInAServiceNeedItsOwnCluster(resources: [String], expected: [String]) {
        var test = self
        test.add(.containerService, "ecs:service/main/web")
        let allowed = resources.map { ("ecs:ExecuteCommand", "arn:aws:ecs:eu-west-1:\(Account.id):\($0)") }
        #expect(test.targets("ecs-execute", allowed: allowed) == expected)
    }

    @Test(arguments: [("volume", ["target"]), ("key-pair", [])])
    func anInstanceNeedsAllThatItIsMadeOf(last: String, expected: [String]) {
        var test = self
        test.addRole("ec2.amazonaws.com")
        let own = ["instance", "subnet", "network-interface", "security-group", last].map {
            ("ec2:RunInstances", "arn:aws:ec2:eu-west-1:\(Account.id):\($0)/*")
        }
        let image = ("ec2:RunInstances", "arn:aws:ec2:eu-west-1::image/*")
        #expect(test.targets("ec2-run", allowed: [("iam:PassRole", "*"), image] + own) == expected)
    }

    @Test(arguments: ["SubmitJob", "RegisterJobDefinition"])
    func aJobNeedsAQueue(action: String) {
        var test = self
        test.addRole("ecs-tasks.amazonaws.com")
        let made = ["RegisterJobDefinition", "SubmitJob"].map {
            ("batch:\($0)", "arn:aws:batch:eu-west-1:\(Account.id):job-definition/*")
        }
        let queue = ("batch:\(action)", "arn:aws:batch:eu-west-1:\(Account.id):job-queue/*")
        let found = test.targets("batch-create", allowed: [("iam:PassRole", "*"), queue] + made)
        #expect(found == (action == "SubmitJob" ? ["target"] : []))
    }

    @Test(arguments: [
        ("lambda", AWSNode.function, "lambda:function:f", "lambda-replace"),
        ("states", .stateMachine, "states:stateMachine:m", "stepfunctions-replace"),
        ("tasks.apprunner", .webService, "apprunner:service/web/1", "apprunner-replace"),
        ("sagemaker", .notebook, "sagemaker:notebook-instance/n", "sagemaker-notebook-replace"),
        ("cloudformation", .stack, "cloudformation:stack/s/1", "cloudformation-replace-change"),
        ("bedrock-agentcore", .agentRuntime, "bedrock-agentcore:runtime/r", "bedrock-runtime-replace"),
    ])
    func whatExistsMayBeGivenAnotherRole(service: String, type: AWSNode, form: String, method: String) {
        var test = self
        test.add(type, form)
        test.addRole(service + ".amazonaws.com")
        let prefix = form.prefix { $0 != ":" }
        #expect(
            test.targets(method, allowed: [("iam:PassRole", "*"), ("\(prefix):*", "*")]) == ["target"])
    }
}
