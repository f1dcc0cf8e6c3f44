import Foundation
import OverreachEngine
import OverreachWire
import Testing

/// The scripts of `examples/collect`, run with programs in the place of `aws` and `kubectl`.
struct CollectTests {
    private static let scripts = Lab.checkout + "/examples/collect/"
    private static let programs = Lab.checkout + "/Tests/Fixtures/collect/bin"

    private let scratch: Scratch
    private var out: String { scratch.path + "/out" }

    init() throws { scratch = try Scratch() }

    // MARK: - AWS

    private static let global = [
        "iam/get-account-authorization-details.json",
        "iam/list-access-keys/alice.json",
        "iam/list-access-keys/svc+ci@x.json",
        "iam/list-open-id-connect-providers.json",
        "iam/list-saml-providers.json",
        "organizations/describe-organization.json",
        "organizations/describe-policy/p-12345678.json",
        "organizations/list-accounts-for-parent/ou-ab12-cdefgh12.json",
        "organizations/list-accounts-for-parent/r-ab12.json",
        "organizations/list-accounts.json",
        "organizations/list-organizational-units-for-parent/ou-ab12-cdefgh12.json",
        "organizations/list-organizational-units-for-parent/r-ab12.json",
        "organizations/list-policies-for-target/111122223333/RESOURCE_CONTROL_POLICY.json",
        "organizations/list-policies-for-target/111122223333/SERVICE_CONTROL_POLICY.json",
        "organizations/list-policies-for-target/ou-ab12-cdefgh12/RESOURCE_CONTROL_POLICY.json",
        "organizations/list-policies-for-target/ou-ab12-cdefgh12/SERVICE_CONTROL_POLICY.json",
        "organizations/list-policies-for-target/r-ab12/RESOURCE_CONTROL_POLICY.json",
        "organizations/list-policies-for-target/r-ab12/SERVICE_CONTROL_POLICY.json",
        "organizations/list-policies/RESOURCE_CONTROL_POLICY.json",
        "organizations/list-policies/SERVICE_CONTROL_POLICY.json",
        "organizations/list-roots.json",
        "s3api/get-bucket-acl/acme-open.json",
        "s3api/get-bucket-acl/acme-plain.json",
        "s3api/get-bucket-policy/acme-open.json",
        "s3api/get-bucket-tagging/acme-plain.json",
        "s3api/list-buckets.json",
        "s3control/get-public-access-block.json",
    ]

    private static func regional(_ region: String) -> [String] {
        [
            "apprunner/describe-service/arn_aws_apprunner_\(region)_111122223333_service_site_1.json",
            "apprunner/list-services.json",
            "batch/describe-job-definitions.json",
            "bedrock-agent/get-agent/AGENT12345.json",
            "bedrock-agent/list-agents.json",
            "bedrock-agent/list-knowledge-bases.json",
            "cloudformation/describe-stacks.json",
            "codebuild/batch-get-projects/ci.json",
            "codebuild/list-projects.json",
            "dynamodb/describe-table/customers.json",
            "dynamodb/list-tables.json",
            "ec2/describe-instances.json",
            "ec2/describe-launch-template-versions.json",
            "ec2/describe-launch-templates.json",
            "ec2/describe-vpc-endpoints.json",
            "ecr/describe-repositories.json",
            "ecs/describe-services/arn_aws_ecs_\(region)_111122223333_service_prod_shop.json",
            "ecs/describe-task-definition/arn_aws_ecs_\(region)_111122223333_task-definition_shop_7.json",
            "ecs/list-clusters.json",
            "ecs/list-services/arn_aws_ecs_\(region)_111122223333_cluster_prod.json",
            "ecs/list-task-definitions.json",
            "eks/describe-cluster/lab.json",
            "eks/describe-nodegroup/lab/main.json",
            "eks/describe-pod-identity-association/lab/a-1.json",
            "eks/list-clusters.json",
            "eks/list-pod-identity-associations/lab.json",
            "glue/get-dev-endpoints.json",
            "glue/get-jobs.json",
            "kinesis/describe-stream-summary/clicks.json",
            "kinesis/list-streams.json",
            "kms/describe-key/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            "kms/get-key-policy/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            "kms/list-aliases.json",
            "kms/list-grants/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            "kms/list-keys.json",
            "kms/list-resource-tags/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            "lambda/list-functions.json",
            "logs/describe-log-groups.json",
            "rds/describe-db-clusters.json",
            "rds/describe-db-instances.json",
            "sagemaker/describe-notebook-instance/lab.json",
            "sagemaker/list-notebook-instances.json",
            "secretsmanager/get-resource-policy/prod_db.json",
            "secretsmanager/get-resource-policy/prod_db_.json",
            "secretsmanager/list-secrets.json",
            "sns/get-topic-attributes/arn_aws_sns_\(region)_111122223333_news.json",
            "sns/list-topics.json",
            "sqs/get-queue-attributes/jobs.json",
            "sqs/list-queues.json",
            "ssm/describe-parameters.json",
            "stepfunctions/describe-state-machine/arn_aws_states_\(region)_111122223333_stateMachine_flow.json",
            "stepfunctions/list-state-machines.json",
        ]
    }

    @Test func anAccountIsWrittenInTheLayoutThatIngestReads() throws {
        #expect(try run("aws.sh", out, "eu-west-1").code == 0)
        let files = try files(below: out)
        #expect(files == (Self.global + Self.regional("eu-west-1")).map { "aws/111122223333/\($0)" }.sorted())
        for file in files { _ = try JSONValue.parse(bytes(of: file)) }

        let report = try IngestRun(storePath: scratch.path + "/lab.db", options: IngestOptions()).run([out])
        #expect(report.isComplete)
        #expect(report.files.filter { $0.form == nil }.map(\.file) == [])
        #expect(report.scopes.filter { !$0.whole }.map(\.part) == [])
        #expect(report.scopes.filter { !$0.instance.hasPrefix("111122223333") }.map(\.instance) == [])
    }

    @Test(arguments: [["eu-west-1", "us-east-1"], ["all"]])
    func eachOfSeveralRegionsHasAFolder(regions: [String]) throws {
        #expect(try run("aws.sh", [out] + regions).code == 0)
        let inRegions = ["eu-west-1", "us-east-1"].flatMap { region in Self.regional(region).map { "\(region)/\($0)" } }
        #expect(try files(below: out) == (Self.global + inRegions).map { "aws/111122223333/\($0)" }.sorted())
    }

    @Test func aRefusedCallIsNotTakenForNothing() throws {
        let ended = try run("aws.sh", [out, "eu-west-1"], denied: "get-bucket-policy,acme-plain dynamodb,list-tables")
        #expect(ended.code == 1)

        let errors = try String(contentsOfFile: out + "/aws/111122223333/collect-errors.txt", encoding: .utf8)
        #expect(
            errors == """
                eu-west-1 s3api get-bucket-policy --bucket=acme-plain: An error occurred (AccessDenied) when calling it
                eu-west-1 dynamodb list-tables: An error occurred (AccessDenied) when calling it

                """)
        #expect(ended.errors.contains("2 calls failed"))
        for part in ["s3api/get-bucket-policy/acme-plain.json", "dynamodb/list-tables.json"] {
            #expect(throws: WireError.self) { try JSONValue.parse(bytes(of: "aws/111122223333/\(part)")) }
        }
        #expect(try files(below: out).contains("aws/111122223333/lambda/list-functions.json"))

        let report = try IngestRun(storePath: scratch.path + "/lab.db", options: IngestOptions()).run([out])
        #expect(!report.isComplete)
        #expect(report.scopes.filter(\.whole).map(\.part) == [])
    }

    @Test func onlyCallsOfThePolicyAreMade() throws {
        #expect(try run("aws.sh", out, "all").code == 0)
        let calls = try String(contentsOfFile: scratch.path + "/calls", encoding: .utf8).split(separator: "\n")
        // GetCallerIdentity needs no permission.
        let made = Set(calls.map(String.init)).subtracting(["sts get-caller-identity"])
        let actions = try #require(
            JSONValue.parse(contents(Self.scripts + "aws-policy.json"))["Statement"]?.array
        ).flatMap { $0["Action"]?.string.map { [$0] } ?? $0["Action"]?.strings ?? [] }
        #expect(made.compactMap(Self.action).sorted() == actions.sorted())
        #expect(made.count == actions.count)
    }

    /// Where neither the service nor the operation is written in the policy as in the call.
    private static let odd = [
        "s3api get-bucket-encryption": "s3:GetEncryptionConfiguration",
        "s3api get-public-access-block": "s3:GetBucketPublicAccessBlock",
        "s3control get-public-access-block": "s3:GetAccountPublicAccessBlock",
        "s3api list-buckets": "s3:ListAllMyBuckets",
        "iam list-open-id-connect-providers": "iam:ListOpenIDConnectProviders",
        "iam list-saml-providers": "iam:ListSAMLProviders", "rds describe-db-instances": "rds:DescribeDBInstances",
        "rds describe-db-clusters": "rds:DescribeDBClusters",
    ]

    private static let services = ["s3api": "s3", "bedrock-agent": "bedrock", "stepfunctions": "states"]

    /// `s3api get-bucket-policy` needs `s3:GetBucketPolicy`.
    private static func action(of call: String) -> String? {
        if let odd = odd[call] { return odd }
        let parts = call.split(separator: " ").map(String.init)
        guard parts.count == 2 else { return nil }
        let words = parts[1].split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return "\(services[parts[0]] ?? parts[0]):\(words)"
    }

    // MARK: - Kubernetes

    private static let kinds = [
        "clusterrolebindings", "clusterroles", "cronjobs", "daemonsets", "deployments", "jobs", "namespaces", "pods",
        "replicasets", "rolebindings", "roles", "serviceaccounts", "services", "statefulsets",
    ]

    @Test func aClusterIsAFileAKind() throws {
        #expect(try run("kubernetes.sh", out, "lab").code == 0)
        #expect(try files(below: out) == Self.kinds.map { "kubernetes/\($0).json" })
        for kind in Self.kinds { #expect(try JSONValue.parse(bytes(of: "kubernetes/\(kind).json"))["items"] != nil) }
    }

    @Test func ofSecretsOnlyNamesAreWritten() throws {
        #expect(try run("kubernetes.sh", "--secrets", out).code == 0)
        let items = try #require(JSONValue.parse(bytes(of: "kubernetes/secrets.json"))["items"]?.array)
        #expect(items.map { $0["metadata"]?.text("name") } == ["db", "tls.key"])
        #expect(items.map { $0["metadata"]?.text("namespace") } == ["shop", "shop"])
        #expect(items.allSatisfy { $0["data"] == nil && $0.text("kind") == "Secret" })
    }

    @Test func aRefusedKindLeavesTheOthers() throws {
        let ended = try run("kubernetes.sh", [out], denied: "roles secrets")
        #expect(ended.code == 1)
        #expect(ended.errors.contains("get roles: Error from server (Forbidden)"))
        #expect(
            try files(below: out)
                == (Self.kinds.map { "kubernetes/\($0).json" } + ["kubernetes/collect-errors.txt"]).sorted())
        #expect(throws: WireError.self) { try JSONValue.parse(bytes(of: "kubernetes/roles.json")) }
        #expect(throws: Never.self) { try JSONValue.parse(bytes(of: "kubernetes/services.json")) }
    }

    // MARK: - MCP

    @Test func configurationsKeepTheirPlaces() throws {
        let kept = [
            "home/.mcp.json", "home/.cursor/mcp.json", "home/two words/.vscode/mcp.json", "home/.gemini/settings.json",
        ]
        let left = ["home/package.json", "home/settings.json", "home/node_modules/x/.mcp.json", "home/.git/mcp.json"]
        for file in kept + left {
            let path = URL(fileURLWithPath: scratch.path + "/" + file)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("{}".utf8).write(to: path)
        }

        // Below a folder that is read itself, so that it must leave its own copies alone.
        let out = scratch.path + "/home/out"
        #expect(try run("mcp.sh", out, scratch.path + "/home/.cursor", scratch.path + "/home").code == 0)
        #expect(try files(below: out) == (kept.map { "mcp/\($0)" } + ["mcp/.cursor/mcp.json"]).sorted())
        let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }

    // MARK: - All

    @Test(arguments: ["aws.sh", "kubernetes.sh", "mcp.sh"]) func nothingIsMixedWithAnEarlierCollection(script: String)
        throws
    {
        let arguments = script == "mcp.sh" ? [out, scratch.path] : script == "aws.sh" ? [out, "eu-west-1"] : [out]
        #expect(try run(script, arguments).code == 0)
        let before = try files(below: out)
        #expect(try run(script, arguments).code == 2)
        #expect(try files(below: out) == before)
    }

    @Test(arguments: ["aws.sh", "kubernetes.sh", "mcp.sh"]) func aWrongCallIsUsage(script: String) throws {
        #expect(try run(script).code == 2)
        #expect(try run(script, "--nonsense").code == 2)
        #expect(try run(script, "").code == 2)
    }

    @Test func noSecretIsWritten() throws {
        #expect(try run("aws.sh", out, "all").code == 0)
        #expect(try run("kubernetes.sh", "--secrets", out).code == 0)
        let secret = Data("value-of-a-secret".utf8)
        for file in try files(below: out) { #expect(try Data(bytes(of: file)).range(of: secret) == nil, "\(file)") }
    }

    // MARK: - Running

    private struct Ended {
        let code: Int32
        let errors: String
    }

    private func run(_ script: String, _ arguments: String...) throws -> Ended { try run(script, arguments) }

    private func run(_ script: String, _ arguments: [String], denied: String = "") throws -> Ended {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.scripts + script)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        process.environment = [
            "PATH": Self.programs + ":/usr/bin:/bin", "CALLS": scratch.path + "/calls", "DENIED": denied,
        ]
        let errors = scratch.path + "/errors"
        FileManager.default.createFile(atPath: errors, contents: nil)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return Ended(code: process.terminationStatus, errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    private func files(below folder: String) throws -> [String] {
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return found.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    private func bytes(of file: String) throws -> [UInt8] { try contents(out + "/" + file) }

    private func contents(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
