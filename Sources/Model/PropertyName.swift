/// Names of properties that more than one stage uses.
public enum PropertyName {
    /// How sensitive a data store is (`public`, `internal`, `confidential`, `restricted`, or a house's own word).
    public static let classification = "classification"
    /// What a tool's server says of it, such as that it only reads: nobody holds the server to that.
    public static let hint = "hint"
    /// The hint of a tool that changes nothing.
    public static let readOnlyHint = "read-only"
    /// The hint of a tool that may destroy what is there.
    public static let destructiveHint = "destructive"
    /// The hint of a tool that speaks with others than its server's own systems.
    public static let openWorldHint = "open-world"
    /// A tool that a saved list names.
    public static let listedTool = "listed tool"
    /// Who answers for the node.
    public static let owner = "owner"
    /// The URL of a remote MCP server, without credentials.
    public static let url = "url"
    /// How an MCP server is spoken to: `stdio` or `http`.
    public static let transport = "transport"
    /// The program of a stdio server.
    public static let command = "command"
    /// Arguments of a stdio server that hold no secret, joined by blanks.
    public static let arguments = "arguments"
    /// `hard-coded` or `reference`: how a configuration holds a credential.
    public static let held = "held"
    /// The keyed fingerprint of a secret; it never leaves the store.
    public static let fingerprint = "fingerprint"
    /// The name of the place of a secret: a variable, a header, an argument.
    public static let place = "place"
    /// The type of a secret, such as `aws-secret-access-key`.
    public static let secretType = "secret type"
    /// The file, relative to what was ingested.
    public static let file = "file"
    /// The line in it.
    public static let line = "line"
    /// A pod's uid; several for the pods of one owner.
    public static let podUID = "pod uid"
    /// A pod's name; several for the pods of one owner.
    public static let podName = "pod name"
    /// A label of a pod or of a pod template, `name=value`.
    public static let label = "label"
    /// A service's selector, `name=value`.
    public static let selector = "selector"
    /// The role that a service account is annotated with.
    public static let roleARN = "role arn"
    /// The namespace of a Kubernetes object.
    public static let namespace = "namespace"
    /// The Kubernetes kind of a workload: Pod, Deployment, ….
    public static let kubernetesKind = "kind"
    /// A tag, `name=value`.
    public static let tag = "tag"
    /// A unique id of an AWS identity (AIDA…, AROA…).
    public static let uniqueID = "unique id"
    /// The account of an AWS resource.
    public static let account = "account"
    /// The region of an AWS resource.
    public static let region = "region"
    /// The user that an access key belongs to.
    public static let user = "user"
    /// Whether a user has a password for the console: `true` or `false`.
    public static let password = "password"
    /// Whether an access key is `Active` or `Inactive`.
    public static let status = "status"
    /// The service name of telemetry.
    public static let serviceName = "service name"
    /// The service namespace of telemetry.
    public static let serviceNamespace = "service namespace"
    /// The host's name.
    public static let hostName = "host name"
    /// The name that a server gives itself.
    public static let serverName = "server name"
    /// The service of the process that started a stdio server.
    public static let parentService = "parent service"
    /// The access key id that a server was seen signing with, or an entry configures.
    public static let accessKeyID = "access key id"
    /// The KMS key that what is in a store is encrypted with, as AWS names it: an ARN, a key id or an alias.
    public static let encryptionKey = "kms key"
    /// Who manages a KMS key: `AWS` or `CUSTOMER`.
    public static let keyManager = "key manager"
    /// The ARN of the instance profile of an instance, or of a role.
    public static let instanceProfile = "instance profile"
    /// Whether a bucket, or an account for all of its buckets, restricts public policies to its own: `true` or `false`.
    public static let restrictsPublicBuckets = "restricts public buckets"
    /// Whether a bucket, or an account for all of its buckets, ignores public access lists: `true` or `false`.
    public static let ignoresPublicLists = "ignores public access lists"
    /// Whether a bucket lets tags decide about access: `Enabled` or `Disabled`.
    public static let attributeBasedAccess = "attribute based access control"
    /// The management account of an organization.
    public static let managementAccount = "management account"
    /// What an open-ended type is of, such as `amplify` for AWS compute.
    public static let awsService = "service"
    /// The role that a pod identity association gives to a service account.
    public static let podIdentityRole = "pod identity role"
    /// The ARN of the task definition that an ECS service or task runs.
    public static let taskDefinition = "task definition"
    /// The role that AWS itself uses for the node; code in it does not run as that role.
    public static let serviceRole = "service role"
    /// The ARN of a secret or parameter that AWS hands to the code of the node.
    public static let secretReference = "secret reference"
    /// The issuer of the tokens of an EKS cluster's service accounts.
    public static let tokenIssuer = "token issuer"
    /// Whether an instance's metadata service asks for tokens: `required` or `optional`.
    public static let metadataTokens = "metadata tokens"
    /// The AWS service that a VPC endpoint leads to, such as `com.amazonaws.eu-west-1.s3`.
    public static let endpointService = "endpoint service"
    /// The kind of a control policy, and which kinds a root has enabled.
    public static let policyType = "policy type"
    /// When the identity was made or the policy was last changed, as its source writes it.
    public static let changed = "changed"
    /// That a credential as it is known opens nothing any more, in a what-if.
    public static let rotated = "rotated"
    /// A version of a managed policy that is kept beside the default one.
    public static let otherVersion = "other version"
    /// Another name by which the node is asked for.
    public static let alias = "alias"
    /// What a command line of a running process says, without secrets.
    public static let commandLine = "command line"
}
