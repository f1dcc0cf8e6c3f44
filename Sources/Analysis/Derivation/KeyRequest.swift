internal import OverreachModel
internal import OverreachPolicy

/// The request to a customer's key that the service of a store makes for whoever uses the store's content.
///
/// Source: AWS KMS Developer Guide, "AWS KMS condition keys" (`kms:ViaService`, `kms:CallerAccount`), "Encryption
/// context".
struct KeyRequest {
    let principal: AWSPrincipal
    let policies: AWSPrincipalPolicies
    /// The key; without a policy where nobody gave it.
    let key: AWSResource
    /// Whether only the key's grants were given, not its policy.
    let isPolicyPartial: Bool
    private let context: RequestContext

    /// A request by the principal with what is known of how the store's service asks.
    init(
        _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies, key: AWSResource, isPolicyPartial: Bool,
        context: RequestContext
    ) {
        self.principal = principal
        self.policies = policies
        self.key = key
        self.isPolicyPartial = isPolicyPartial
        var context = context
        if !principal.account.isEmpty { context.set("kms:CallerAccount", [principal.account]) }
        self.context = context
    }

    /// What is left of a right to the key where nobody gave its policy.
    static let isNotGiven = "the key's policy, which was not given, allows it"

    /// How far it is allowed; nil for not at all.
    func judge(_ action: String) -> AWSGrantJudgement? {
        let isOpen = hangsOnPolicy(action)
        guard let judged = judge(action, isOpen ? opened : key) else { return nil }
        let conditions = judged.verdict == .allowed ? [] : judged.conditions
        return AWSGrantJudgement(
            verdict: isOpen ? .conditional : judged.verdict,
            conditions: conditions + (isOpen ? [KeyRequest.isNotGiven] : []), allow: judged.allow, deny: judged.deny)
    }

    /// The principal's own policies that give it.
    func givers(of action: String) -> [Key] {
        let resource = hangsOnPolicy(action) ? opened : key
        let given = policies.identity.filter { policy in
            policy.document.statements.contains { statement in
                statement.isAllow
                    && AWSEvaluator.judge(
                        statement: statement, of: policy, principal: principal, policies: policies, action: action,
                        resource: resource, context: context) != nil
            }
        }
        return Set(given.map(\.key)).sorted()
    }

    /// What a grant allows it allows whatever the policy says that nobody gave.
    private func hangsOnPolicy(_ action: String) -> Bool {
        key.policy == nil || isPolicyPartial && judge(action, key)?.verdict != .allowed
    }

    private func judge(_ action: String, _ resource: AWSResource) -> AWSGrantJudgement? {
        AWSEvaluator.judge(
            principal: principal, policies: policies, action: action, resource: resource, context: context)
    }

    /// The key as if its policy let everybody in.
    private var opened: AWSResource {
        var opened = key
        opened.policy = .allowsEverything
        return opened
    }

    // MARK: - How services ask

    /// The service through which a store's key is asked for.
    ///
    /// A key is used in its own region; the ARN of a bucket names none.
    static func via(_ store: ARN, in region: String) -> (key: String, values: [String]) {
        ("kms:ViaService", ["\(store.service).\(region)\(AWSServiceName.suffix(in: store.partition))"])
    }

    /// What the service puts into the encryption context for the whole of a store.
    ///
    /// S3 names the bucket or the object there, by how the bucket is set, so that nothing is settled.
    static func purpose(of store: ARN) -> [(key: String, values: [String])] {
        let pairs: [(String, String)] =
            switch store.service {
            case "secretsmanager": [("SecretARN", store.text)]
            case "ssm": [("PARAMETER_ARN", store.text)]
            case "sqs": [("aws:sqs:arn", store.text)]
            case "sns": [("aws:sns:topicArn", store.text)]
            case "kinesis": [("aws:kinesis:arn", store.text)]
            case "dynamodb":
                [
                    (
                        "aws:dynamodb:tableName",
                        store.resource.split(separator: "/").last.map(String.init) ?? store.resource
                    ),
                    ("aws:dynamodb:subscriberId", store.account),
                ]
            default: []
            }
        return pairs.map { ("kms:EncryptionContext:\($0)", [$1]) }
    }

    /// All that is known of how a store's service asks for its key.
    static func settled(of store: ARN, with key: ARN) -> [(key: String, values: [String])] {
        [via(store, in: key.region)] + purpose(of: store)
    }
}
