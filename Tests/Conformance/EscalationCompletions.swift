/// What rows of a list leave out though AWS asks for it.
///
/// A row that only names a tool's edge, not all that the principal must be allowed to, is completed before it is held
/// against an account; the text says why.
enum EscalationCompletions {
    struct Missing: Sendable {
        let permissions: [String]
        let text: String
    }

    static let all: [String: Missing] = [
        "autoscaling_launch_template": Missing(
            permissions: ["ec2:RunInstances"],
            text: "Auto Scaling User Guide, launch templates: who makes the group needs ec2:RunInstances itself"),
        "bedrock_create_code_interpreter": Missing(
            permissions: [
                "bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter",
            ], text: "the row says invoke; InvokeCodeInterpreter asks for a session"),
        "cloudformation_create_stackset": Missing(
            permissions: ["cloudformation:CreateStackInstances"],
            text: "CloudFormation API Reference, CreateStackSet: no stack is made before CreateStackInstances"),
        "cloudformation_update_stackset": Missing(
            permissions: ["iam:PassRole"],
            text: "CloudFormation API Reference, UpdateStackSet: a customized administration role is given again"),
        "codebuild_create_project": Missing(
            permissions: ["codebuild:StartBuild"], text: "CodeBuild API Reference: a project does not build by itself"),
        "codestar_create_project": Missing(
            permissions: ["iam:PassRole"], text: "Rhino 24 itself passes the role of the toolchain"),
        "ec2_replace_instance_profile": Missing(
            permissions: ["iam:PassRole"],
            text: "EC2 User Guide, IAM roles for Amazon EC2: an instance profile is attached by who may pass its role"),
        "ecs_create_service": Missing(
            permissions: ["ecs:RegisterTaskDefinition"],
            text: "ECS API Reference, CreateService: a service has no overrides, so the definition must be made"),
        "emr_serverless": Missing(
            permissions: ["emr-serverless:StartJobRun"],
            text: "EMR Serverless API Reference: the role is given to a job run, not to the application"),
        "glue_create_session": Missing(
            permissions: ["glue:RunStatement"], text: "Glue API Reference: code runs in a session by RunStatement"),
        "glue_update_job": Missing(
            permissions: ["iam:PassRole", "glue:StartJobRun"],
            text: "Glue API Reference, JobUpdate: the definition is overwritten, its role with it"),
        "glue_updatejob_createtrigger": Missing(
            permissions: ["iam:PassRole"],
            text: "Glue API Reference, JobUpdate: the definition is overwritten, its role with it"),
        "glue_updatejob_startjobrun": Missing(
            permissions: ["iam:PassRole"],
            text: "Glue API Reference, JobUpdate: the definition is overwritten, its role with it"),
        "iam_pass_role_glue": Missing(
            permissions: ["glue:StartJobRun"], text: "Glue API Reference: a job does not run by itself"),
        "iam_pass_role_lambda": Missing(
            permissions: ["lambda:InvokeFunction"], text: "Lambda Developer Guide: a function runs when it is invoked"),
        "imagebuilder_create_pipeline": Missing(
            permissions: ["imagebuilder:CreateImage"],
            text: "Image Builder API Reference: an infrastructure configuration starts nothing"),
        "kinesis_analytics": Missing(
            permissions: ["kinesisanalytics:StartApplication"],
            text: "Managed Service for Apache Flink API Reference: an application is started by StartApplication"),
        "omics_create_workflow": Missing(
            permissions: ["omics:StartRun"], text: "HealthOmics API Reference: the role is given to a run"),
        "passrole_modify_policy": Missing(
            permissions: ["iam:AttachRolePolicy", "lambda:CreateFunction", "lambda:InvokeFunction"],
            text: "the row names no service to pass the role to"),
        "ssm_createdocument_startautomation": Missing(
            permissions: ["iam:PassRole"],
            text: "Systems Manager User Guide, Automation: without a role the runbook acts as who starts it"),
        "stepfunctions_create": Missing(
            permissions: ["states:StartExecution"], text: "Step Functions API Reference: a machine is started"),
        "update_assume_role_passrole_service": Missing(
            permissions: ["lambda:CreateFunction", "lambda:InvokeFunction"],
            text: "the row names no service to pass the role to"),
    ]

    /// Paths by what exists already that no list names, so that a list takes them for none.
    static let unlisted = [
        Missing(
            permissions: ["iam:PassRole", "emr-serverless:StartJobRun"],
            text: "EMR Serverless API Reference, StartJobRun: an application that exists takes a role for each job")
    ]

    /// The services that a role must trust for actions, where a list does not say.
    static func services(of permissions: [String]) -> [String] {
        let names = [
            "apprunner": ["tasks.apprunner.amazonaws.com"], "codestar": ["cloudformation.amazonaws.com"],
            "bedrock-agentcore": ["bedrock-agentcore.amazonaws.com"],
            "cloudformation": ["cloudformation.amazonaws.com"], "lambda": ["lambda.amazonaws.com"],
            "glue": ["glue.amazonaws.com"], "ssm": ["ssm.amazonaws.com"],
            "kinesisanalytics": ["kinesisanalytics.amazonaws.com"],
        ]
        let prefixes = permissions.map { String($0.prefix { $0 != ":" }) }
        return Set(prefixes.flatMap { names[$0] ?? [] }).sorted()
    }
}
