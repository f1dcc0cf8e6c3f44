internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore

/// What of AWS was never collected: a caveat for each basic list of an account, then one a layer with the accounts that
/// lack it.
struct AWSGaps {
    private(set) var caveats: [Caveat] = []

    private let parts: [Text: Set<Text>]
    private let nodes: [NodeFact]
    private let documents: [Document]
    /// Accounts of which more was given than their place in an organization.
    private let accounts: [Text]

    init(runs: [StoredRun], nodes: [NodeFact], documents: [Document]) {
        self.nodes = nodes
        self.documents = documents
        parts = AWSGaps.parts(of: runs)
        accounts = parts.filter { $0.value.contains { !AWSGaps.isOfOrganization($0.string) } }.keys.sorted()
        for account in accounts {
            for (part, detail) in AWSGaps.expected where parts[account]?.contains(Text(part)) != true {
                missing("aws \(account.string) \(part)", detail)
            }
        }
        missingControls()
        missingKeyPolicies()
        for layer in AWSGaps.layers { missing(layer) }
    }

    private mutating func missing(_ source: String, _ detail: String) {
        caveats.append(Caveat(reason: Caveat.notCollected, source: source, detail: detail))
    }

    // MARK: - Layers

    /// A target has always a policy of a type that is in force, so an account without one was not asked for.
    private mutating func missingControls() {
        let roots = nodes.filter { $0.key.type == NodeType(AWSNode.organizationalUnit) && $0.key.id.hasPrefix("r-") }
        let inForce = Set(roots.flatMap { $0.values(of: PropertyName.policyType) }.map { Text($0) })
        let managers = Set(nodes.flatMap { $0.values(of: PropertyName.managementAccount) }.map { Text($0) })
        let lacking = AWSGaps.controls.map { type, words -> (words: String, accounts: [Text]) in
            if !inForce.isEmpty, !inForce.contains(Text(type)) { return (words, []) }
            let given = documents.filter { document in
                document.kind == .awsControlAttachment
                    && document.body["Type"]?.string.map { UTF8Order.equal($0, type) } == true
            }.map { Text($0.subject.id) }
            return (words, accounts.filter { !given.contains($0) && !managers.contains($0) })
        }
        let consequence = "they could deny what is shown as allowed"
        if let first = lacking.first, lacking.allSatisfy({ $0.accounts == first.accounts }) {
            let words = lacking.map(\.words).joined(separator: " and ")
            missing("aws organizations", first.accounts, "\(words) control policies", consequence)
        } else {
            for (words, accounts) in lacking {
                missing("aws organizations", accounts, "\(words) control policies", consequence)
            }
        }
    }

    private mutating func missingKeyPolicies() {
        let keys = nodes.filter { $0.key.type == NodeType(AWSNode.key) }
        let given = Set(documents.filter { $0.kind == .awsResourcePolicy }.map(\.subject))
        let lacking = accounts.filter { account in
            let parts = parts[account] ?? []
            let hasNoKeys =
                parts.contains("kms/list-keys") && !keys.contains { UTF8Order.equal($0.key.scope, account.string) }
            return !parts.contains("kms/get-key-policy") && !hasNoKeys
        }
        let consequence = "data under a customer key may need more than is shown"
        missing("aws kms", lacking, "key policies", consequence)

        // Keys that AWS manages let in whoever the service that uses them does.
        let without = keys.filter { key in
            !given.contains(key.key) && !lacking.contains(Text(key.key.scope))
                && key.property(PropertyName.keyManager).map { UTF8Order.equal($0, "AWS") } != true
        }.map(\.key).sorted()
        if let first = without.first {
            let others = without.count > 1 ? " and \(without.count - 1) others" : ""
            missing("aws kms", "the policy of \(first.id)\(others) was not given: \(consequence)")
        }
    }

    /// Says it once where all accounts lack it.
    private mutating func missing(_ source: String, _ accounts: [Text], _ what: String, _ consequence: String) {
        guard !accounts.isEmpty else { return }
        let whose = accounts.count == self.accounts.count ? "" : " of \(AWSGaps.words(accounts))"
        missing(source, "\(what)\(whose) were not given: \(consequence)")
    }

    /// Accounts that lack the same make one caveat.
    private mutating func missing(_ layer: Layer) {
        var lacking: [Text: [Text]] = [:]
        for account in accounts {
            let words = layer.parts.filter { part in
                !part.operations.contains { parts[account]?.contains(Text($0)) == true }
            }.map(\.words)
            if !words.isEmpty { lacking[Text(words.joined(separator: ", ")), default: []].append(account) }
        }
        for (words, accounts) in lacking.sorted(by: { $0.key < $1.key }) {
            let whose = accounts.count == self.accounts.count ? "" : " in \(AWSGaps.words(accounts))"
            missing(layer.source, "not listed\(whose): \(words.string): \(layer.consequence)")
        }
    }

    private static func words(_ accounts: [Text]) -> String {
        (accounts.count == 1 ? "the account " : "the accounts ") + accounts.map(\.string).joined(separator: ", ")
    }

    // MARK: - Accounts

    /// The parts that were given of each account, of a regional part in whatever region.
    private static func parts(of runs: [StoredRun]) -> [Text: Set<Text>] {
        var accounts: [Text: Set<Text>] = [:]
        for scope in Set(runs.map(\.scope)) where UTF8Order.equal(scope.source, "aws") {
            accounts[Text(account(of: scope)), default: []].insert(Text(scope.part))
        }
        // Parts whose account nobody named belong to the only one that is known, as their rights are judged.
        let named = accounts.filter {
            !$0.key.string.hasPrefix("unknown") && !$0.value.allSatisfy { isOfOrganization($0.string) }
        }
        if named.count == 1, let only = named.keys.first {
            for account in Array(accounts.keys) where account.string.hasPrefix("unknown") {
                let parts = accounts.removeValue(forKey: account) ?? []
                accounts[only]?.formUnion(parts)
            }
        }
        return accounts
    }

    private static func isOfOrganization(_ part: String) -> Bool { part.hasPrefix("organizations/") }

    /// The account of `account` or `account/region`, where either may be `unknown:` with a path.
    private static func account(of scope: RunScope) -> String {
        let global = ["iam/", "s3api/", "s3control/", "organizations/"]
        guard !global.contains(where: { scope.part.hasPrefix($0) }) else { return scope.instance }
        let parts = scope.instance.split(separator: "/", omittingEmptySubsequences: false)
        let region = parts.indices.dropFirst().first { parts[$0].hasPrefix("unknown:") } ?? parts.count - 1
        return parts[..<max(region, 1)].joined(separator: "/")
    }

    // MARK: - What is expected

    private static let controls = [
        ("SERVICE_CONTROL_POLICY", "service"), ("RESOURCE_CONTROL_POLICY", "resource"),
    ]

    /// What an account's posture should hold, and what is not known without it.
    private static let expected: [(part: String, detail: String)] = [
        ("iam/get-account-authorization-details", "identities and their policies were not given"),
        ("iam/list-access-keys", "access keys were not listed: a configured key may not be tied to its user"),
        ("s3api/list-buckets", "buckets were not listed"),
        ("s3api/get-bucket-policy", "no bucket policy was given: a bucket may allow or deny more than is shown"),
        ("dynamodb/list-tables", "tables were not listed"),
        ("secretsmanager/list-secrets", "secrets were not listed"),
        (
            "secretsmanager/get-resource-policy",
            "no secret's own policy was given: a secret may allow or deny more than is shown"
        ),
        ("lambda/list-functions", "functions were not listed"),
    ]

    private struct Layer {
        let source: String
        let parts: [(words: String, operations: [String])]
        let consequence: String
    }

    private static let layers = [
        Layer(
            source: "aws resources",
            parts: [
                ("queues", ["sqs/list-queues", "sqs/get-queue-attributes"]),
                ("topics", ["sns/list-topics", "sns/get-topic-attributes"]),
                ("parameters", ["ssm/describe-parameters"]), ("images", ["ecr/describe-repositories"]),
                ("streams", ["kinesis/list-streams", "kinesis/describe-stream-summary", "kinesis/describe-stream"]),
                ("log groups", ["logs/describe-log-groups"]),
                ("databases", ["rds/describe-db-instances", "rds/describe-db-clusters", "redshift/describe-clusters"]),
            ], consequence: "who reaches them is shown only where a policy names them"),
        Layer(
            source: "aws compute",
            parts: [
                ("instances", ["ec2/describe-instances"]),
                ("task definitions", ["ecs/list-task-definitions", "ecs/describe-task-definition"]),
                ("Kubernetes clusters", ["eks/list-clusters", "eks/describe-cluster"]),
                ("build projects", ["codebuild/batch-get-projects"]),
                ("stacks", ["cloudformation/describe-stacks"]),
                ("notebooks", ["sagemaker/list-notebook-instances", "sagemaker/describe-notebook-instance"]),
                ("jobs", ["glue/get-jobs", "glue/get-job"]),
                ("agents of Bedrock", ["bedrock-agent/list-agents", "bedrock-agent/get-agent"]),
            ], consequence: "what runs there, and as which role, is not known"),
    ]
}
