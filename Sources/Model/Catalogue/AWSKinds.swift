/// What Amazon Web Services knows.
public enum AWSNode: String, NodeDomain {
    case account = "AWS_ACCOUNT"
    case user = "AWS_USER"
    case role = "AWS_ROLE"
    case group = "AWS_GROUP"
    case accessKey = "AWS_ACCESS_KEY"
    case statement = "AWS_STATEMENT"
    case method = "AWS_METHOD"
    case managedPolicy = "AWS_MANAGED_POLICY"
    case function = "AWS_FUNCTION"
    case bucket = "AWS_BUCKET"
    case table = "AWS_TABLE"
    case secret = "AWS_SECRET"
    case oidcProvider = "AWS_OIDC_PROVIDER"
    case samlProvider = "AWS_SAML_PROVIDER"

    case key = "AWS_KMS_KEY"
    case queue = "AWS_QUEUE"
    case topic = "AWS_TOPIC"
    case parameter = "AWS_PARAMETER"
    case repository = "AWS_REPOSITORY"
    case stream = "AWS_STREAM"
    case logGroup = "AWS_LOG_GROUP"
    case database = "AWS_DATABASE"
    case knowledgeBase = "AWS_KNOWLEDGE_BASE"
    case outsideResource = "AWS_OUTSIDE_RESOURCE"

    case instance = "AWS_INSTANCE"
    case launchTemplate = "AWS_LAUNCH_TEMPLATE"
    case taskDefinition = "AWS_TASK_DEFINITION"
    case containerService = "AWS_CONTAINER_SERVICE"
    case nodeGroup = "AWS_NODE_GROUP"
    case buildProject = "AWS_BUILD_PROJECT"
    case stack = "AWS_STACK"
    case stackSet = "AWS_STACK_SET"
    case glueJob = "AWS_GLUE_JOB"
    case devEndpoint = "AWS_GLUE_DEV_ENDPOINT"
    case notebook = "AWS_NOTEBOOK"
    case webService = "AWS_WEB_SERVICE"
    case codeInterpreter = "AWS_CODE_INTERPRETER"
    case agentRuntime = "AWS_AGENT_RUNTIME"
    case bedrockAgent = "AWS_BEDROCK_AGENT"
    case stateMachine = "AWS_STATE_MACHINE"
    case jobDefinition = "AWS_JOB_DEFINITION"
    case compute = "AWS_COMPUTE"

    case organization = "AWS_ORGANIZATION"
    case organizationalUnit = "AWS_ORGANIZATIONAL_UNIT"
    case controlPolicy = "AWS_CONTROL_POLICY"
    case vpcEndpoint = "AWS_VPC_ENDPOINT"

    case service = "AWS_SERVICE"
    case federated = "AWS_FEDERATED"
    case foreignPrincipal = "AWS_FOREIGN_PRINCIPAL"
    case everybody = "AWS_EVERYBODY"
    case principalSet = "AWS_PRINCIPAL_SET"
    case resourceSet = "AWS_RESOURCE_SET"

    /// What there is to say of the type.
    public var spec: NodeSpec {
        switch self {
        case .account: NodeSpec(.scope, "AWS account", "An account with all that is in it.", id: "12 digits")
        case .user: NodeSpec(.identity, "IAM user", "A user of an account.", id: "ARN")
        case .role: NodeSpec(.identity, "IAM role", "A role of an account.", id: "ARN with path")
        case .group: NodeSpec(.identity, "IAM group", "A group of users.", id: "ARN")
        case .accessKey:
            NodeSpec(.credential, "access key", "A long-lived access key of a user.", id: "access key id")
        case .statement:
            NodeSpec(
                .grant, "policy statement", "A statement of a policy, as it holds for the principals that share it.",
                id: "policy#index, with a mark of the verdict where principals differ")
        case .method:
            NodeSpec(
                .grant, "escalation method", "Several rights of one principal that together make it somebody else.",
                id: "method@principal")
        case .managedPolicy: NodeSpec(.scope, "managed policy", "A policy that can be attached.", id: "ARN")
        case .function: NodeSpec(.workload, "Lambda function", "A function that runs as a role.", id: "ARN")
        case .bucket: NodeSpec(.dataStore, "S3 bucket", "A bucket with its objects.", id: "ARN")
        case .table: NodeSpec(.dataStore, "DynamoDB table", "A table with its items.", id: "ARN")
        case .secret: NodeSpec(.dataStore, "secret", "A secret of Secrets Manager.", id: "ARN with AWS's suffix")
        case .oidcProvider:
            NodeSpec(.scope, "OIDC provider", "An issuer whose tokens roles may trust.", id: "ARN")
        case .samlProvider:
            NodeSpec(.scope, "SAML provider", "A company directory whose assertions roles may trust.", id: "ARN")
        case .key: NodeSpec(.dataStore, "KMS key", "A key: to read with it is to decrypt.", id: "ARN of the key")
        case .queue: NodeSpec(.dataStore, "SQS queue", "A queue with its messages.", id: "ARN")
        case .topic: NodeSpec(.dataStore, "SNS topic", "A topic: who writes reaches its subscribers.", id: "ARN")
        case .parameter: NodeSpec(.dataStore, "SSM parameter", "A parameter of Systems Manager.", id: "ARN")
        case .repository: NodeSpec(.dataStore, "ECR repository", "A repository of container images.", id: "ARN")
        case .stream: NodeSpec(.dataStore, "Kinesis stream", "A stream with its records.", id: "ARN")
        case .logGroup: NodeSpec(.dataStore, "log group", "A log group of CloudWatch.", id: "ARN without :*")
        case .database: NodeSpec(.dataStore, "database", "A database or cluster of RDS or Redshift.", id: "ARN")
        case .knowledgeBase:
            NodeSpec(.dataStore, "knowledge base", "A knowledge base that agents of Bedrock search.", id: "ARN")
        case .outsideResource:
            NodeSpec(
                .dataStore, "resource outside the inventory", "What a policy names and no list that was given holds.",
                id: "ARN or its pattern, as the policy writes it")
        case .instance: NodeSpec(.workload, "EC2 instance", "A virtual machine.", id: "ARN")
        case .launchTemplate:
            NodeSpec(.workload, "launch template", "What later instances will run, and as which role.", id: "ARN")
        case .taskDefinition:
            NodeSpec(.workload, "ECS task definition", "Containers that run as a task role.", id: "ARN with revision")
        case .containerService:
            NodeSpec(.workload, "ECS service", "Tasks that are kept running.", id: "ARN")
        case .nodeGroup: NodeSpec(.workload, "EKS node group", "Machines of a cluster with their role.", id: "ARN")
        case .buildProject: NodeSpec(.workload, "CodeBuild project", "Builds that run as a role.", id: "ARN")
        case .stack: NodeSpec(.workload, "CloudFormation stack", "A stack that may act as a role.", id: "ARN")
        case .stackSet: NodeSpec(.workload, "CloudFormation stack set", "Stacks in many accounts.", id: "ARN")
        case .glueJob: NodeSpec(.workload, "Glue job", "A job that runs as a role.", id: "ARN")
        case .devEndpoint: NodeSpec(.workload, "Glue development endpoint", "A machine one logs into.", id: "ARN")
        case .notebook: NodeSpec(.workload, "SageMaker notebook", "A notebook that runs as a role.", id: "ARN")
        case .webService: NodeSpec(.workload, "App Runner service", "A web service that runs as a role.", id: "ARN")
        case .codeInterpreter:
            NodeSpec(.workload, "code interpreter", "A sandbox of Bedrock AgentCore with a role.", id: "ARN")
        case .agentRuntime:
            NodeSpec(.workload, "agent runtime", "An agent that Bedrock AgentCore runs as a role.", id: "ARN")
        case .bedrockAgent: NodeSpec(.workload, "Bedrock agent", "An agent of Bedrock with its role.", id: "ARN")
        case .stateMachine: NodeSpec(.workload, "state machine", "A Step Functions workflow with its role.", id: "ARN")
        case .jobDefinition: NodeSpec(.workload, "Batch job definition", "Jobs that run as a role.", id: "ARN")
        case .compute: NodeSpec(.workload, "AWS compute", "Anything else of AWS that runs as a role.", id: "ARN")
        case .organization: NodeSpec(.scope, "AWS organization", "Accounts under common policies.", id: "o-…")
        case .organizationalUnit:
            NodeSpec(.scope, "organizational unit", "A part of an organization, or its root.", id: "ou-… or r-…")
        case .controlPolicy:
            NodeSpec(.scope, "control policy", "A service or resource control policy.", id: "ARN")
        case .vpcEndpoint: NodeSpec(.scope, "VPC endpoint", "A private way to a service, with a policy.", id: "vpce-…")
        case .service: NodeSpec(.identity, "AWS service", "A service that acts by itself.", id: "its name")
        case .federated:
            NodeSpec(
                .identity, "federated identity", "Whom an outside provider vouches for.",
                id: "provider, then the subjects that the trust accepts")
        case .foreignPrincipal:
            NodeSpec(
                .identity, "outside principal", "A principal, or a whole account, of which no posture was given.",
                id: "ARN; the unique id (AROA…, AIDA…) where a log tells no more")
        case .everybody: NodeSpec(.identity, "everybody", "Anybody at all, even without signing.", id: "*")
        case .principalSet:
            NodeSpec(
                .identity, "set of principals", "Many principals to whom the same is given.",
                id: "account and digest of the members")
        case .resourceSet:
            NodeSpec(
                .grant, "set of resources", "Many resources that a right covers alike.",
                id: "account and digest of the members")
        }
    }
}

/// How AWS's parts hang together.
public enum AWSEdge: String, EdgeDomain {
    case memberOf = "AWS_MEMBER_OF"
    case assumes = "GRANT_ASSUMES"
    case assumed = "ROLE_ASSUMED"
    case updatesCode = "GRANT_UPDATES_CODE"
    case passesRole = "GRANT_PASSES_ROLE"
    case administers = "GRANT_ADMINISTERS_ACCOUNT"
    case accountControls = "ACCOUNT_CONTROLS"
    case takesOver = "GRANT_TAKES_OVER"
    case runsCode = "GRANT_RUNS_CODE"
    case covers = "GRANT_COVERS"
    case isAmong = "PRINCIPAL_IS_AMONG"
    case isIn = "AWS_IS_IN"

    /// What there is to say of the kind.
    public var spec: EdgeSpec {
        switch self {
        case .memberOf:
            EdgeSpec(
                "member of", "The user has what the group's policies give.", from: [.identity], to: [.identity],
                .structural)
        case .assumes:
            EdgeSpec("assumes", "The grant lets the role be assumed.", from: [.grant], to: [.identity], .control)
        case .assumed:
            EdgeSpec(
                "assumed", "The identity was seen taking the role.", from: [.identity], to: [.identity], .control)
        case .updatesCode:
            EdgeSpec(
                "updates", "The grant lets the function's code be replaced.", from: [.grant],
                to: [.workload], .control, cost: 2)
        case .passesRole:
            EdgeSpec(
                "passes", "The grant lets new compute be started with the role.", from: [.grant],
                to: [.identity], .control, cost: 2)
        case .administers:
            EdgeSpec(
                "administers", "The grant allows everything in the account.", from: [.grant], to: [.scope], .control)
        case .accountControls:
            EdgeSpec(
                "controls", "Who administers the account can become the identity, replace the code, use the data.",
                from: [.scope], to: [.identity, .workload, .grant], .control, cost: 2)
        case .takesOver:
            EdgeSpec(
                "takes over", "The grant lets the identity be changed or given new credentials, and so be used.",
                from: [.grant], to: [.identity], .control, cost: 2)
        case .runsCode:
            EdgeSpec(
                "runs code in", "The grant lets code or commands of one's own run in what exists.", from: [.grant],
                to: [.workload], .control, cost: 2)
        case .covers:
            EdgeSpec("covers", "The grant gives the same on every member.", from: [.grant], to: [.grant], .control)
        case .isAmong:
            EdgeSpec(
                "is among", "The principal is one of those to whom the same is given.", from: [.identity],
                to: [.identity], .control)
        case .isIn:
            EdgeSpec(
                "is in", "The account or unit lies in the unit or organization.", from: [.scope], to: [.scope],
                .structural)
        }
    }
}
