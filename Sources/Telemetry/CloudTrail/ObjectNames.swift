import OverreachModel
import OverreachWire

/// What calls are about that holds no data: a user, a policy, a snapshot, a document.
///
/// One row a kind. A name is kept as the world says it: its path or its region may be unknown, so no ARN is made of it.
struct ObjectNames {
    /// Where a service's requests and answers name things of one kind.
    private struct Form {
        let service: Text
        let kind: String
        /// Members, with a dot before what is inside; lists are gone through.
        let paths: [[String]]
        /// What names of calls contain that mean this kind by it; empty for all.
        let operation: String

        init(_ service: Text, _ kind: String, _ paths: String..., of operation: String = "") {
            self.service = service
            self.kind = kind
            self.paths = paths.map { $0.split(separator: ".").map(String.init) }
            self.operation = operation
        }
    }

    private static let forms = [
        Form("iam", "user", "userName"), Form("iam", "role", "roleName"), Form("iam", "group", "groupName"),
        Form("iam", "policy", "policyArn", "policyName"), Form("iam", "instance-profile", "instanceProfileName"),
        Form("iam", "access-key", "accessKeyId", "accessKey.accessKeyId"),
        Form("iam", "saml-provider", "sAMLProviderArn"), Form("iam", "oidc-provider", "openIDConnectProviderArn"),
        Form("iam", "mfa", "serialNumber"), Form("iam", "server-certificate", "serverCertificateName"),
        Form("sts", "federated-user", "name", of: "GetFederationToken"),
        Form("ec2", "instance", "instanceId", "instancesSet.items.instanceId"),
        Form("ec2", "image", "imageId", "instancesSet.items.imageId"), Form("ec2", "snapshot", "snapshotId"),
        Form("ec2", "volume", "volumeId"), Form("ec2", "security-group", "groupId"), Form("ec2", "key-pair", "keyName"),
        Form("ec2", "vpc", "vpcId"), Form("ec2", "subnet", "subnetId"), Form("ec2", "route-table", "routeTableId"),
        Form("ec2", "network-interface", "networkInterfaceId"), Form("ec2", "launch-template", "launchTemplateId"),
        Form("ec2", "vpc-endpoint", "vpcEndpointId"), Form("ec2", "address", "allocationId"),
        Form("ec2-instance-connect", "instance", "instanceId"),
        Form("rds", "db", "dBInstanceIdentifier"), Form("rds", "cluster", "dBClusterIdentifier"),
        Form("rds", "snapshot", "dBSnapshotIdentifier"),
        Form("rds", "cluster-snapshot", "dBClusterSnapshotIdentifier"),
        Form("lambda", "layer", "layerName"), Form("lambda", "event-source-mapping", "uUID"),
        Form("ecr-public", "repository", "repositoryName"),
        Form("ssm", "document", "documentName"), Form("ssm", "document", "name", of: "Document"),
        Form("ssm", "instance", "instanceIds", "instanceId", "target"),
        Form("kms", "key", "keyId", "keyMetadata.keyId"), Form("bedrock", "model", "modelId"),
        Form("bedrock", "agent", "agentId"), Form("bedrock", "guardrail", "guardrailIdentifier"),
        Form("cloudtrail", "trail", "name", "trailName"), Form("config", "recorder", "configurationRecorderName"),
        Form("guardduty", "detector", "detectorId"),
        Form("route53resolver", "resolver-query-log-config", "resolverQueryLogConfigId"),
        Form("route53", "hosted-zone", "hostedZoneId"), Form("logs", "log-group", "logGroupName"),
        Form("logs", "log-stream", "logStreamName"), Form("cloudformation", "stack", "stackName"),
        Form("ecs", "cluster", "cluster"), Form("ecs", "service", "service"),
        Form("ecs", "task-definition", "taskDefinition", "family"), Form("eks", "cluster", "name", "clusterName"),
        Form("states", "state-machine", "stateMachineArn"), Form("events", "rule", "rule", "name"),
        Form("organizations", "policy", "policyId"), Form("organizations", "account", "accountId"),
        Form("organizations", "target", "targetId"), Form("sso", "permission-set", "permissionSetArn"),
        Form("glue", "job", "jobName"), Form("codebuild", "project", "projectName"),
        Form("sagemaker", "notebook-instance", "notebookInstanceName"), Form("apigateway", "api", "restApiId"),
        Form("autoscaling", "group", "autoScalingGroupName"), Form("cognito-idp", "user-pool", "userPoolId"),
    ]

    /// A call on many says how many more there are.
    private static let limit = 4
    private static let elementLimit = 64

    /// The things that the call names, in the order of the table; nil where it names none that the table has.
    static func object(_ request: JSONValue?, _ answer: JSONValue?, service: String, operation: String) -> String? {
        let service = Text(service)
        var names: [Text] = []
        for form in forms where form.service == service && operation.utf8.contains(form.operation.utf8) {
            let places = form.paths.map { values(request, $0[...]) } + form.paths.map { values(answer, $0[...]) }
            // What the request says is what was asked for; the answer names what it made.
            for value in places.first(where: { !$0.isEmpty }) ?? [] {
                let name = Text(ARN(value) == nil ? "\(form.kind)/\(value)" : value)
                if !names.contains(name), names.count <= elementLimit { names.append(name) }
            }
        }
        guard !names.isEmpty else { return nil }
        let more = names.count > limit ? ["and \(names.count - limit) more"] : []
        return (names.prefix(limit).map(\.string) + more).joined(separator: ", ")
    }

    /// What a refusal names, of whose request the log keeps nothing: `… is not authorized to perform: A on resource: R`.
    ///
    /// Source: AWS IAM user guide, "Troubleshoot access denied error messages".
    static func object(ofRefusal message: String?) -> String? {
        guard let message, let mark = message.firstRange(of: " on resource: ") else { return nil }
        let name = KeptText.cut(String(message[mark.upperBound...].prefix { !$0.isWhitespace && $0 != "\"" }))
        return ARN(name) == nil ? nil : name
    }

    /// The texts at a path of members, through lists.
    static func values(_ value: JSONValue?, _ path: ArraySlice<String>) -> [String] {
        guard let value else { return [] }
        if let list = value.array {
            return list.prefix(elementLimit).flatMap { $0.array == nil ? values($0, path) : [] }
        }
        if let name = path.first { return values(value[name], path.dropFirst()) }
        return RequestParameters.texts(value)
    }
}
