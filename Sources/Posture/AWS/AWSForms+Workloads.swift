internal import OverreachModel
internal import OverreachWire

extension AWSForm {
    /// What runs as a role.
    static let workloads: [AWSForm] = functions + containers + builds + data + agents + others

    // MARK: - Functions

    private static let functions: [AWSForm] = [
        // Names of other clouds' functions are in such a list too, so the first must look like one of Lambda's.
        .records(
            "lambda/list-functions", "Functions[]", .function, "lambda:function:", .arn("FunctionArn"),
            told: .other { page, _ in
                (page.root["Functions"]?.array ?? []).allSatisfy {
                    $0["FunctionName"] != nil || $0["FunctionArn"] != nil
                }
            }, function),
        .records(
            "lambda/get-function", "Configuration", .function, "lambda:function:", .arn("FunctionArn"),
            extent: .one(of: "lambda/list-functions")
        ) {
            function(&$0)
            $0.outerTags = "Tags"
        },
        .records(
            "lambda/get-function-configuration", "", .function, "lambda:function:", .arn("FunctionArn"),
            extent: .one(of: "lambda/list-functions"), function),
    ]

    private static let function: @Sendable (inout AWSRecords) -> Void = {
        $0.name = "FunctionName"
        $0.roles = ["Role"]
        $0.needsRole = true
        $0.tags = "Tags"
        $0.plain = AWSOutput.plainFunction
    }

    // MARK: - Containers

    private static let containers: [AWSForm] = [
        .records(
            "ecs/list-task-definitions", "taskDefinitionArns[]", .taskDefinition, "ecs:task-definition/", .arn("")
        ) { $0.shortName = AWSOutput.definitionName },
        .records(
            "ecs/describe-task-definition", "taskDefinition", .taskDefinition, "ecs:task-definition/",
            .arn("taskDefinitionArn"), extent: .one(of: "ecs/list-task-definitions")
        ) {
            $0.shortName = AWSOutput.definitionName
            $0.outerTags = "tags"
            $0.roles = ["taskRoleArn"]
            // The execution role pulls images and fetches secrets; code in the containers never has it.
            $0.properties = [
                (PropertyName.serviceRole, "executionRoleArn"),
                (PropertyName.secretReference, "containerDefinitions[].secrets[].valueFrom"),
            ]
        },
        .records(
            "ecs/list-services", "serviceArns[]", .containerService, "ecs:service/", .arn(""),
            extent: .one(of: "ecs/list-clusters")),
        .records(
            "ecs/describe-services", "services[]", .containerService, "ecs:service/", .arn("serviceArn"),
            extent: .one(of: "ecs/list-services")
        ) {
            $0.name = "serviceName"
            $0.tags = "tags"
            $0.properties = [(PropertyName.taskDefinition, "taskDefinition"), (PropertyName.serviceRole, "roleArn")]
            $0.gone = ("status", ["INACTIVE"])
        },
        .records("ecs/list-clusters", "clusterArns[]", .compute, "ecs:cluster/", .arn("")),
        .records(
            "ecs/describe-clusters", "clusters[]", .compute, "ecs:cluster/", .arn("clusterArn"),
            extent: .one(of: "ecs/list-clusters")
        ) {
            $0.name = "clusterName"
            $0.tags = "tags"
            $0.gone = ("status", ["INACTIVE"])
        },
        .records("ecs/describe-tasks", "tasks[]", .compute, "ecs:task/", .arn("taskArn"), extent: .some) {
            $0.tags = "tags"
            $0.roles = ["overrides.taskRoleArn"]
            $0.properties = [
                (PropertyName.taskDefinition, "taskDefinitionArn"),
                (PropertyName.serviceRole, "overrides.executionRoleArn"),
            ]
            $0.gone = ("lastStatus", ["STOPPED", "DELETED"])
        },
        .records("eks/list-clusters", "clusters[]", .compute, "eks:cluster/", .id("")),
        .records(
            "eks/describe-cluster", "cluster", .compute, "eks:cluster/", .arn("arn"),
            extent: .one(of: "eks/list-clusters")
        ) {
            $0.name = "name"
            $0.tags = "tags"
            // The control plane of AWS has this role, no pod does.
            $0.properties = [
                (PropertyName.serviceRole, "roleArn"), (PropertyName.tokenIssuer, "identity.oidc.issuer"),
            ]
        },
        .records(
            "eks/describe-nodegroup", "nodegroup", .nodeGroup, "eks:nodegroup/", .arn("nodegroupArn"),
            extent: .one(of: "eks/list-clusters")
        ) {
            $0.name = "nodegroupName"
            $0.tags = "tags"
            $0.roles = ["nodeRole"]
        },
        AWSForm(
            "eks/list-pod-identity-associations", ["associations[]"], told: .arn(of: "eks:podidentityassociation/"),
            extent: .one(of: "eks/list-clusters"), owned: ["associations[].associationArn"]
        ) { $0.readPodIdentities("associations[]") },
        AWSForm(
            "eks/describe-pod-identity-association", ["association"], told: .arn(of: "eks:podidentityassociation/"),
            extent: .one(of: "eks/list-clusters"), owned: ["association.associationArn"]
        ) { $0.readPodIdentities("association") },
    ]

    // MARK: - Builds and stacks

    private static let builds: [AWSForm] = [
        .records("codebuild/list-projects", "projects[]", .buildProject, "codebuild:project/", .id("")),
        .records(
            "codebuild/batch-get-projects", "projects[]", .buildProject, "codebuild:project/", .arn("arn"),
            extent: .one(of: "codebuild/list-projects")
        ) {
            $0.name = "name"
            $0.tags = "tags"
            $0.roles = ["serviceRole"]
            $0.properties = [(PropertyName.serviceRole, "resourceAccessRole")]
        },
        .records("cloudformation/describe-stacks", "Stacks[]", .stack, "cloudformation:stack/", .arn("StackId")) {
            $0.name = "StackName"
            $0.tags = "Tags"
            $0.roles = ["RoleARN"]
            $0.gone = ("StackStatus", ["DELETE_COMPLETE"])
        },
        .records(
            "cloudformation/list-stack-sets", "Summaries[]", .stackSet, "cloudformation:stackset/",
            .id("StackSetId"), told: .other { _, _ in false }
        ) {
            $0.name = "StackSetName"
            $0.gone = ("Status", ["DELETED"])
        },
        .records(
            "cloudformation/describe-stack-set", "StackSet", .stackSet, "cloudformation:stackset/",
            .arn("StackSetARN", orID: "StackSetId"), extent: .one(of: "cloudformation/list-stack-sets")
        ) {
            $0.name = "StackSetName"
            $0.tags = "Tags"
            $0.roles = ["AdministrationRoleARN"]
            $0.gone = ("Status", ["DELETED"])
        },
        .records(
            "codepipeline/get-pipeline", "", .compute, "codepipeline:", .arn("metadata.pipelineArn"), extent: .some
        ) {
            $0.top = "pipeline"
            $0.topKind = .object
            $0.name = "pipeline.name"
            $0.roles = ["pipeline.roleArn"]
        },
    ]

    // MARK: - Data and notebooks

    private static let data: [AWSForm] = [
        .records(
            "glue/get-jobs", "Jobs[]", .glueJob, "glue:job/", .id("Name", account: "Role"), told: .arn(of: "iam:role/")
        ) {
            $0.roles = ["Role"]
            $0.rolesByName = true
        },
        .records(
            "glue/get-job", "Job", .glueJob, "glue:job/", .id("Name", account: "Role"), told: .other { _, _ in false },
            extent: .one(of: "glue/get-jobs")
        ) {
            $0.roles = ["Role"]
            $0.rolesByName = true
        },
        .records(
            "glue/get-dev-endpoints", "DevEndpoints[]", .devEndpoint, "glue:devEndpoint/",
            .id("EndpointName", account: "RoleArn"), told: .top
        ) {
            $0.roles = ["RoleArn"]
            $0.rolesByName = true
        },
        .records(
            "sagemaker/list-notebook-instances", "NotebookInstances[]", .notebook, "sagemaker:notebook-instance/",
            .arn("NotebookInstanceArn"), told: .top
        ) { $0.name = "NotebookInstanceName" },
        .records(
            "sagemaker/describe-notebook-instance", "", .notebook, "sagemaker:notebook-instance/",
            .arn("NotebookInstanceArn"), extent: .one(of: "sagemaker/list-notebook-instances")
        ) {
            $0.name = "NotebookInstanceName"
            $0.roles = ["RoleArn"]
        },
        compute(
            "sagemaker/describe-domain", "sagemaker:domain/", "DomainArn", "DomainName",
            "DefaultUserSettings.ExecutionRole"),
        compute(
            "sagemaker/describe-user-profile", "sagemaker:user-profile/", "UserProfileArn", "UserProfileName",
            "UserSettings.ExecutionRole"),
        compute(
            "sagemaker/describe-training-job", "sagemaker:training-job/", "TrainingJobArn", "TrainingJobName", "RoleArn"
        ),
        compute(
            "sagemaker/describe-processing-job", "sagemaker:processing-job/", "ProcessingJobArn", "ProcessingJobName",
            "RoleArn"),
        compute("sagemaker/describe-model", "sagemaker:model/", "ModelArn", "ModelName", "ExecutionRoleArn"),
        AWSForm(
            "emr/describe-cluster", ["Cluster"], told: .arn(of: "elasticmapreduce:cluster/"), extent: .some,
            owned: ["Cluster.ClusterArn"]
        ) { $0.readMapReduce() },
        compute("emr-serverless/get-job-run", "emr-serverless:", "arn", "name", "executionRole", in: "jobRun"),
        compute("mwaa/get-environment", "airflow:environment/", "Arn", "Name", "ExecutionRoleArn", in: "Environment"),
        compute(
            "kinesisanalyticsv2/describe-application", "kinesisanalytics:application/", "ApplicationARN",
            "ApplicationName", "ServiceExecutionRole", in: "ApplicationDetail"),
    ]

    // MARK: - Agents

    private static let agents: [AWSForm] = [
        .records(
            "bedrock-agent/list-agents", "agentSummaries[]", .bedrockAgent, "bedrock:agent/", .id("agentId"), told: .top
        ) {
            $0.name = "agentName"
        },
        .records(
            "bedrock-agent/get-agent", "agent", .bedrockAgent, "bedrock:agent/", .arn("agentArn"),
            extent: .one(of: "bedrock-agent/list-agents")
        ) {
            $0.name = "agentName"
            $0.roles = ["agentResourceRoleArn"]
        },
        compute("bedrock-agent/get-flow", "bedrock:flow/", "arn", "name", "executionRoleArn"),
        .records(
            "bedrock-agentcore-control/list-code-interpreters", "codeInterpreterSummaries[]", .codeInterpreter,
            "bedrock-agentcore:code-interpreter", .arn("codeInterpreterArn"), told: .top
        ) { $0.name = "name" },
        .records(
            "bedrock-agentcore-control/get-code-interpreter", "", .codeInterpreter,
            "bedrock-agentcore:code-interpreter", .arn("codeInterpreterArn"),
            extent: .one(of: "bedrock-agentcore-control/list-code-interpreters")
        ) {
            $0.name = "name"
            $0.roles = ["executionRoleArn"]
        },
        .records(
            "bedrock-agentcore-control/list-agent-runtimes", "agentRuntimes[]", .agentRuntime,
            "bedrock-agentcore:runtime/", .arn("agentRuntimeArn"), told: .top
        ) { $0.name = "agentRuntimeName" },
        .records(
            "bedrock-agentcore-control/get-agent-runtime", "", .agentRuntime, "bedrock-agentcore:runtime/",
            .arn("agentRuntimeArn"), extent: .one(of: "bedrock-agentcore-control/list-agent-runtimes")
        ) {
            $0.name = "agentRuntimeName"
            $0.roles = ["roleArn"]
        },
        compute(
            "bedrock-agentcore-control/get-browser", "bedrock-agentcore:browser", "browserArn", "name",
            "executionRoleArn"),
        compute("bedrock-agentcore-control/get-gateway", "bedrock-agentcore:gateway/", "gatewayArn", "name", "roleArn"),
    ]

    // MARK: - Others

    private static let others: [AWSForm] = [
        .records(
            "apprunner/list-services", "ServiceSummaryList[]", .webService, "apprunner:service/", .arn("ServiceArn"),
            told: .top
        ) {
            $0.name = "ServiceName"
            $0.gone = ("Status", ["DELETED"])
        },
        .records(
            "apprunner/describe-service", "Service", .webService, "apprunner:service/", .arn("ServiceArn"),
            extent: .one(of: "apprunner/list-services")
        ) {
            $0.name = "ServiceName"
            $0.roles = ["InstanceConfiguration.InstanceRoleArn"]
            $0.properties = [
                (PropertyName.serviceRole, "SourceConfiguration.AuthenticationConfiguration.AccessRoleArn")
            ]
            $0.gone = ("Status", ["DELETED"])
        },
        .records(
            "stepfunctions/list-state-machines", "stateMachines[]", .stateMachine, "states:stateMachine:",
            .arn("stateMachineArn"), told: .top
        ) {
            $0.name = "name"
        },
        .records(
            "stepfunctions/describe-state-machine", "", .stateMachine, "states:stateMachine:", .arn("stateMachineArn"),
            extent: .one(of: "stepfunctions/list-state-machines")
        ) {
            $0.name = "name"
            $0.roles = ["roleArn"]
        },
        .records(
            "batch/describe-job-definitions", "jobDefinitions[]", .jobDefinition, "batch:job-definition/",
            .arn("jobDefinitionArn")
        ) {
            $0.name = "jobDefinitionName"
            $0.tags = "tags"
            $0.roles = [
                "containerProperties.jobRoleArn", "ecsProperties.taskProperties[].taskRoleArn",
                "nodeProperties.nodeRangeProperties[].container.jobRoleArn",
            ]
            $0.properties = [
                (PropertyName.serviceRole, "containerProperties.executionRoleArn"),
                (PropertyName.serviceRole, "ecsProperties.taskProperties[].executionRoleArn"),
            ]
            $0.gone = ("status", ["INACTIVE"])
        },
        .records("amplify/list-apps", "apps[]", .compute, "amplify:apps/", .arn("appArn"), amplify),
        .records(
            "amplify/get-app", "app", .compute, "amplify:apps/", .arn("appArn"), extent: .one(of: "amplify/list-apps"),
            amplify),
        compute("pipes/describe-pipe", "pipes:pipe/", "Arn", "Name", "RoleArn"),
        compute("scheduler/get-schedule", "scheduler:schedule/", "Arn", "Name", "Target.RoleArn"),
        compute("appstream/describe-fleets", "appstream:fleet/", "Arn", "Name", "IamRoleArn", in: "Fleets[]"),
        compute(
            "appstream/describe-image-builders", "appstream:image-builder/", "Arn", "Name", "IamRoleArn",
            in: "ImageBuilders[]"),
        compute(
            "gamelift/describe-fleet-attributes", "gamelift:fleet/", "FleetArn", "Name", "InstanceRoleArn",
            in: "FleetAttributes[]"),
    ]

    private static let amplify: @Sendable (inout AWSRecords) -> Void = {
        $0.name = "name"
        $0.tags = "tags"
        $0.roles = ["iamServiceRoleArn", "computeRoleArn"]
    }

    /// Anything that carries one role: where its ARN, name and role stand.
    private static func compute(
        _ part: String, _ form: String, _ arn: AWSPath, _ name: AWSPath, _ role: AWSPath, in list: AWSPath = ""
    ) -> AWSForm {
        .records(part, list, .compute, form, .arn(arn), extent: list.first?.isList == true ? .list : .some) {
            $0.name = name
            $0.roles = [role]
        }
    }
}
