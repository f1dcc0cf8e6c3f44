internal import OverreachModel
internal import OverreachPolicy

/// Patches of AWS: policies as they should be, and commands.
struct PolicyPatch {
    private let documents: [DocumentKey: Document]
    private let versions: PolicyVersions
    /// How often the policies were written already.
    private let made: Int

    init(_ documents: [Document], _ versions: PolicyVersions, made: Int = 0) {
        self.versions = versions
        self.made = made
        self.documents = Dictionary(documents.map { (DocumentKey($0), $0) }) { first, _ in first }
    }

    /// The patch that turns a policy into another text; nil for a policy that no command can write.
    func patch(of key: DocumentKey, to body: Value) -> Patch? {
        guard let document = documents[key], let old = PolicyText(document.body).plain else { return nil }
        if key.kind == .awsResourcePolicy, key.subject.type == NodeType(AWSNode.function) {
            return FunctionPermissions.patch(
                of: key.subject, from: old.statements, to: PolicyText(body).plain?.statements ?? [])
        }
        guard let new = PolicyText(body).plain ?? PolicyPatch.closed(document) else { return removal(of: document) }

        let (before, after) = (DocumentText.json(old.body), DocumentText.json(new.body))
        guard let apply = AWSCommand.writing(document, body: new.body),
            let undo = AWSCommand.writing(document, body: old.body)
        else { return nil }
        let title = AWSCommand.title(of: document)
        return Patch(
            format: .policy, target: title, text: after, undo: before,
            diff: UnifiedDiff.text(from: before, to: after, names: ("\(title) (as it is)", "\(title) (as proposed)")),
            commands: room(for: key, made) + apply, undoCommands: room(for: key, made + 1) + undo)
    }

    /// What makes room for one more version of a managed policy.
    private func room(for key: DocumentKey, _ made: Int) -> [String] {
        guard key.kind == .awsManagedPolicy, let version = versions.surplus(of: key.subject, after: made) else {
            return []
        }
        return [PolicyVersions.deletion(of: version, from: key.subject)]
    }

    /// The patch that takes a policy away whose last statement went.
    private func removal(of document: Document) -> Patch? {
        guard let apply = AWSCommand.deleting(document), let undo = AWSCommand.writing(document, body: document.body)
        else { return nil }
        return PolicyPatch.commands(apply, undo: undo, target: AWSCommand.title(of: document))
    }

    /// What takes a managed policy from all who hold it, where its last statement goes: it cannot be left without one.
    ///
    /// Nil for other policies, and where nobody holds it.
    static func detaching(_ policy: Document, among documents: [Document]) -> (revision: Revision, patch: Patch)? {
        guard policy.kind == .awsManagedPolicy else { return nil }
        let held = documents.filter { document in
            document.kind == .awsAttachment && UTF8Order.equal(document.name, policy.subject.id)
        }.sorted { $0.subject < $1.subject }
        func all(_ verb: String) -> [String] {
            held.compactMap { AWSCommand.attachment(verb, of: $0.name, to: $0.subject) }
        }
        let (detach, attach) = (all("detach"), all("attach"))
        guard !held.isEmpty, detach.count == held.count else { return nil }
        return (
            Revision(held.map { .drop(DocumentKey($0)) }), commands(detach, undo: attach, target: policy.subject.id)
        )
    }

    /// Commands without a policy.
    static func commands(_ apply: [String], undo: [String], target: String) -> Patch {
        Patch(
            format: .commands, target: target, text: apply.joined(separator: "\n"), undo: undo.joined(separator: "\n"),
            diff: "", commands: apply, undoCommands: undo)
    }

    /// What stands in the place of a trust without a statement, since a role must have one: nobody takes it.
    private static func closed(_ document: Document) -> PolicyText? {
        guard document.kind == .awsTrustPolicy else { return nil }
        return PolicyText(
            .object([
                Value.Member("Version", .string("2012-10-17")),
                Value.Member(
                    "Statement",
                    .array([
                        Value.Element(
                            .object([
                                Value.Member("Sid", .string("NobodyAssumesThisRole")),
                                Value.Member("Effect", .string("Deny")), Value.Member("Principal", .string("*")),
                                Value.Member("Action", .string("sts:AssumeRole")),
                            ]))
                    ])),
            ]))
    }
}

/// Commands of AWS's command line that change who may do what.
enum AWSCommand {
    /// What writes a policy; nil for what has no command of its own.
    static func writing(_ document: Document, body: Value) -> [String]? {
        let text = DocumentText.compact(body)
        let name = AWSCommand.name(of: document.subject)
        switch (document.kind, AWSNode(rawValue: String(document.subject.typeName))) {
        case (.awsInlinePolicy, .role):
            return [
                iam("put-role-policy", "--role-name", name, "--policy-name", document.name, "--policy-document", text)
            ]
        case (.awsInlinePolicy, .user):
            return [
                iam("put-user-policy", "--user-name", name, "--policy-name", document.name, "--policy-document", text)
            ]
        case (.awsInlinePolicy, .group):
            return [
                iam("put-group-policy", "--group-name", name, "--policy-name", document.name, "--policy-document", text)
            ]
        case (.awsManagedPolicy, _):
            return [
                iam(
                    "create-policy-version", "--policy-arn", document.subject.id, "--set-as-default",
                    "--policy-document", text)
            ]
        case (.awsTrustPolicy, _):
            return [iam("update-assume-role-policy", "--role-name", name, "--policy-document", text)]
        case (.awsResourcePolicy, .bucket):
            return [aws("s3api", "put-bucket-policy", "--bucket", name, "--policy", text)]
        case (.awsResourcePolicy, .secret):
            return [
                aws(
                    "secretsmanager", "put-resource-policy", "--secret-id", document.subject.id, "--resource-policy",
                    text)
            ]
        case (.awsResourcePolicy, .key):
            return [
                aws(
                    "kms", "put-key-policy", "--key-id", document.subject.id, "--policy-name", "default", "--policy",
                    text)
            ]
        case (.awsResourcePolicy, .table), (.awsResourcePolicy, .stream):
            return [
                aws(
                    AWSNode(rawValue: String(document.subject.typeName)) == .table ? "dynamodb" : "kinesis",
                    "put-resource-policy", "--resource-arn", document.subject.id, "--policy", text)
            ]
        case (.awsResourcePolicy, .topic):
            return [
                aws(
                    "sns", "set-topic-attributes", "--topic-arn", document.subject.id, "--attribute-name", "Policy",
                    "--attribute-value", text)
            ]
        case (.awsResourcePolicy, .repository):
            return [aws("ecr", "set-repository-policy", "--repository-name", name, "--policy-text", text)]
        case (.awsResourcePolicy, .queue):
            return queuePolicy(of: document.subject, text).map { [$0] }
        case (.awsResourcePolicy, .logGroup):
            return [
                aws("logs", "put-resource-policy", "--resource-arn", document.subject.id, "--policy-document", text)
            ]
        default: return nil
        }
    }

    /// What gives a queue this policy; an empty one takes it away.
    private static func queuePolicy(of queue: Key, _ text: String) -> String? {
        guard let arn = ARN(queue.id), !arn.region.isEmpty, !arn.account.isEmpty else { return nil }
        let domain = arn.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"
        let url = "https://sqs.\(arn.region).\(domain)/\(arn.account)/\(arn.resource)"
        let attributes = DocumentText.compact(.object([Value.Member("Policy", .string(text))]))
        return aws("sqs", "set-queue-attributes", "--queue-url", url, "--attributes", attributes)
    }

    /// What takes a policy away; nil for what has no command of its own.
    static func deleting(_ document: Document) -> [String]? {
        let name = AWSCommand.name(of: document.subject)
        switch (document.kind, AWSNode(rawValue: String(document.subject.typeName))) {
        case (.awsInlinePolicy, .role):
            return [iam("delete-role-policy", "--role-name", name, "--policy-name", document.name)]
        case (.awsInlinePolicy, .user):
            return [iam("delete-user-policy", "--user-name", name, "--policy-name", document.name)]
        case (.awsInlinePolicy, .group):
            return [iam("delete-group-policy", "--group-name", name, "--policy-name", document.name)]
        case (.awsResourcePolicy, .bucket): return [aws("s3api", "delete-bucket-policy", "--bucket", name)]
        case (.awsResourcePolicy, .secret):
            return [aws("secretsmanager", "delete-resource-policy", "--secret-id", document.subject.id)]
        case (.awsResourcePolicy, .table), (.awsResourcePolicy, .stream):
            let service = AWSNode(rawValue: String(document.subject.typeName)) == .table ? "dynamodb" : "kinesis"
            return [aws(service, "delete-resource-policy", "--resource-arn", document.subject.id)]
        case (.awsResourcePolicy, .queue): return queuePolicy(of: document.subject, "").map { [$0] }
        case (.awsResourcePolicy, .logGroup):
            return [aws("logs", "delete-resource-policy", "--resource-arn", document.subject.id)]
        case (.awsResourcePolicy, .repository):
            return [aws("ecr", "delete-repository-policy", "--repository-name", name)]
        default: return nil
        }
    }

    /// What gives a managed policy to an identity, or takes it away; nil for what is no identity.
    static func attachment(_ verb: String, of policy: String, to holder: Key) -> String? {
        let name = AWSCommand.name(of: holder)
        switch AWSNode(rawValue: String(holder.typeName)) {
        case .role: return iam("\(verb)-role-policy", "--role-name", name, "--policy-arn", policy)
        case .user: return iam("\(verb)-user-policy", "--user-name", name, "--policy-arn", policy)
        case .group: return iam("\(verb)-group-policy", "--group-name", name, "--policy-arn", policy)
        default: return nil
        }
    }

    /// A command of IAM.
    static func iam(_ words: String...) -> String { ShellText.command(["aws", "iam"] + words) }

    /// A command of a service.
    static func aws(_ words: String...) -> String { ShellText.command(["aws"] + words) }

    /// What IAM, or the service, calls the thing beside its ARN.
    static func name(of key: Key) -> String {
        guard let arn = ARN(key.id) else { return key.id }
        // A repository's name has slashes of its own, a path of IAM does not belong to the name.
        if arn.service == "ecr" { return String(arn.resource.dropFirst("repository/".count)) }
        return arn.resource.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? arn.resource
    }

    /// What people call the policy.
    static func title(of document: Document) -> String {
        switch document.kind {
        case .awsTrustPolicy: "trust of \(document.subject.id)"
        case .awsResourcePolicy: "policy of \(document.subject.id)"
        case .awsInlinePolicy: "\(document.subject.id)/\(document.name)"
        default: document.subject.id
        }
    }
}
