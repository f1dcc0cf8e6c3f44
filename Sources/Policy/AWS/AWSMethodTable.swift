/// The published ways of becoming somebody else, in the notation of `AWSMethodReader`.
///
/// Sources: DataDog, pathfinding.cloud (ids such as lambda-001); Rhino Security Labs, "AWS IAM Privilege Escalation
/// Methods" (rhino-02); NCC Group, Principal Mapper; Praetorian, Aurelian (file names). What a right is held on and
/// which service a role must trust is AWS's: Service Authorization Reference and each service's own guide.
enum AWSMethodTable {
    static let text = passing + using + identities

    // MARK: - New compute that runs as a role

    private static let passing = """
        amplify-create: builds an Amplify app of its own
          passes amplify.amazonaws.com
          needs iam:PassRole on role, amplify:CreateApp on new apps/*, amplify:CreateBranch on new apps/*
          needs amplify:StartJob on new apps/*
          as amplify-001 amplify_create_app
        apprunner-create: starts an App Runner service of its own
          passes tasks.apprunner.amazonaws.com
          needs iam:PassRole on role, apprunner:CreateService on new service/*
          as apprunner-001 apprunner_create_service
        autoscaling-create: has an Auto Scaling group start instances of its own
          passes ec2.amazonaws.com
          needs iam:PassRole on role
          needs ec2:CreateLaunchTemplate on new launch-template/*
             or ec2:CreateLaunchTemplateVersion on own launch-template/*
          needs autoscaling:CreateAutoScalingGroup on own autoScalingGroup:*
             or autoscaling:UpdateAutoScalingGroup on own autoScalingGroup:*
          needs ec2:RunInstances on new instance/*, ec2:RunInstances on aws image/*, ec2:RunInstances on own subnet/*
          needs ec2:RunInstances on own network-interface/*, ec2:RunInstances on own security-group/*
          needs ec2:RunInstances on own volume/*
          where profiled
          as autoscaling_launch_template
        autoscaling-configure: has an Auto Scaling group start instances by a launch configuration of its own
          passes ec2.amazonaws.com
          needs iam:PassRole on role, autoscaling:CreateLaunchConfiguration on new launchConfiguration:*
          needs autoscaling:CreateAutoScalingGroup on own autoScalingGroup:*
             or autoscaling:UpdateAutoScalingGroup on own autoScalingGroup:*
          where profiled
        apprunner-replace: deploys other code to an App Runner service with another role
          passes tasks.apprunner.amazonaws.com
          needs iam:PassRole on role, apprunner:UpdateService on some web-service
        batch-create: submits a Batch job of its own
          passes ecs-tasks.amazonaws.com
          needs iam:PassRole on role, batch:RegisterJobDefinition on new job-definition/*
          needs batch:SubmitJob on new job-definition/*, batch:SubmitJob on own job-queue/*
          as batch-001 batch-003 batch_passrole
        bedrock-browser-create: drives a Bedrock AgentCore browser of its own
          passes bedrock-agentcore.amazonaws.com
          needs iam:PassRole on role, bedrock-agentcore:CreateBrowser on *
          needs bedrock-agentcore:StartBrowserSession on new browser-custom/*
          needs bedrock-agentcore:ConnectBrowserAutomationStream on *
          as bedrock-006
        bedrock-harness-create: runs commands in a Bedrock AgentCore harness of its own
          passes bedrock-agentcore.amazonaws.com
          needs iam:PassRole on role, bedrock-agentcore:CreateHarness on own harness/*
          needs bedrock-agentcore:CreateAgentRuntime on *
          needs bedrock-agentcore:CreateAgentRuntimeEndpoint on new runtime/*
          needs bedrock-agentcore:CreateWorkloadIdentity on own workload-identity-directory/*
          needs bedrock-agentcore:GetHarness on own harness/*, bedrock-agentcore:GetAgentRuntime on new runtime/*
          needs bedrock-agentcore:InvokeAgentRuntimeCommand on new runtime/*
          as bedrock-005
        bedrock-interpreter-create: runs code in a Bedrock AgentCore code interpreter of its own
          passes bedrock-agentcore.amazonaws.com
          needs iam:PassRole on role, bedrock-agentcore:CreateCodeInterpreter on *
          needs bedrock-agentcore:StartCodeInterpreterSession on new code-interpreter-custom/*
          needs bedrock-agentcore:InvokeCodeInterpreter on new code-interpreter-custom/*
          as bedrock-001 bedrock_create_code_interpreter
        bedrock-runtime-create: runs commands in a Bedrock AgentCore runtime of its own
          passes bedrock-agentcore.amazonaws.com
          needs iam:PassRole on role, bedrock-agentcore:CreateAgentRuntime on *
          needs bedrock-agentcore:CreateAgentRuntimeEndpoint on new runtime/*
          needs bedrock-agentcore:CreateWorkloadIdentity on own workload-identity-directory/*
          needs bedrock-agentcore:InvokeAgentRuntimeCommand on new runtime/*
          as bedrock-003
        bedrock-runtime-replace: runs other code in a Bedrock AgentCore runtime with another role
          passes bedrock-agentcore.amazonaws.com
          needs iam:PassRole on role, bedrock-agentcore:UpdateAgentRuntime on some agent-runtime
          needs bedrock-agentcore:InvokeAgentRuntime on some agent-runtime
             or bedrock-agentcore:InvokeAgentRuntimeCommand on some agent-runtime
        braket-create: starts a Braket job of its own
          passes braket.amazonaws.com
          needs iam:PassRole on role, braket:CreateJob on own job/*
          as braket-001 braket_create_job
        cloudformation-create: has CloudFormation build a stack of its own
          passes cloudformation.amazonaws.com
          needs iam:PassRole on role
          needs cloudformation:CreateStack on new stack/*
             or cloudformation:CreateChangeSet on new stack/* and cloudformation:ExecuteChangeSet on new stack/*
          as cloudformation-001 iam_pass_role_cloudformation
        cloudformation-create-set: has CloudFormation build a stack set of its own
          passes cloudformation.amazonaws.com
          needs iam:PassRole on role, cloudformation:CreateStackSet on *
          needs cloudformation:CreateStackInstances on new stackset/*
          as cloudformation-003 cloudformation_create_stackset
        cloudformation-replace: has CloudFormation update a stack with another role
          passes cloudformation.amazonaws.com
          needs iam:PassRole on role, cloudformation:UpdateStack on some stack
          as cloudformation_update_stack_passing
        cloudformation-replace-change: executes a change set on a stack with another role
          passes cloudformation.amazonaws.com
          needs iam:PassRole on role, cloudformation:CreateChangeSet on some stack
          needs cloudformation:ExecuteChangeSet on some stack
        cloudformation-replace-set: has CloudFormation update a stack set with another role
          passes cloudformation.amazonaws.com
          needs iam:PassRole on role, cloudformation:UpdateStackSet on some stack-set
          as cloudformation-004 cloudformation_update_stackset
        codebuild-create: builds a CodeBuild project of its own
          passes codebuild.amazonaws.com
          needs iam:PassRole on role, codebuild:CreateProject on new project/*
          needs codebuild:StartBuild on new project/* or codebuild:StartBuildBatch on new project/*
          as codebuild-001 codebuild-004 codebuild_create_project
        codebuild-replace: builds a CodeBuild project with another role
          passes codebuild.amazonaws.com
          needs iam:PassRole on role, codebuild:UpdateProject on some build-project
          needs codebuild:StartBuild on some build-project or codebuild:StartBuildBatch on some build-project
          as codebuild_update_project
        codebuild-replace-waiting: gives a CodeBuild project another role and waits for the next build
          passes codebuild.amazonaws.com
          needs iam:PassRole on role, codebuild:UpdateProject on some build-project
          if somebody or something else starts a build of the project
        codestar-create: has CodeStar build a project of its own
          passes cloudformation.amazonaws.com codestar.amazonaws.com
          needs iam:PassRole on role, codestar:CreateProject on own project/*
          if the account still has CodeStar, which AWS ended in July 2024
          as rhino-24 codestar_create_project
        cognito-lend: gives the role to the guests of an identity pool
          lends cognito-identity.amazonaws.com
          needs iam:PassRole on role, cognito-identity:SetIdentityPoolRoles on *
          as cognitoidentity-001 cognito_set_identity_pool_roles
        datapipeline-create: activates a Data Pipeline of its own
          passes datapipeline.amazonaws.com elasticmapreduce.amazonaws.com
          needs iam:PassRole on role, datapipeline:CreatePipeline on *
          needs datapipeline:PutPipelineDefinition on own pipeline/*
          needs datapipeline:ActivatePipeline on own pipeline/*
          as datapipeline-001 iam_pass_role_datapipeline
        datapipeline-create-instance: activates a Data Pipeline that starts an instance of its own
          passes ec2.amazonaws.com
          needs iam:PassRole on role, datapipeline:CreatePipeline on *
          needs datapipeline:PutPipelineDefinition on own pipeline/*
          needs datapipeline:ActivatePipeline on own pipeline/*
          where profiled
          as datapipeline-001 iam_pass_role_datapipeline
        ec2-associate: gives an instance that it controls the role
          passes ec2.amazonaws.com
          needs iam:PassRole on role
          needs ec2:AssociateIamInstanceProfile on some instance
             or ec2:ReplaceIamInstanceProfileAssociation on some instance
          where profiled
          if it runs code in the instance
          as ec2_replace_instance_profile
        ec2-run: starts an instance of its own
          passes ec2.amazonaws.com
          needs iam:PassRole on role
          needs ec2:RunInstances on new instance/* and ec2:RunInstances on aws image/*
            and ec2:RunInstances on own subnet/* and ec2:RunInstances on own network-interface/*
            and ec2:RunInstances on own security-group/* and ec2:RunInstances on own volume/*
             or ec2:RequestSpotInstances on new spot-instances-request/*
          where profiled
          as ec2-001 ec2-003 iam_pass_role_ec2 ec2_request_spot_instances
        ec2-run-profile: starts an instance of its own with an instance profile of its own
          passes ec2.amazonaws.com
          needs iam:PassRole on role, iam:CreateInstanceProfile on new instance-profile/*
          needs iam:AddRoleToInstanceProfile on new instance-profile/*
          needs ec2:RunInstances on new instance/* and ec2:RunInstances on aws image/*
            and ec2:RunInstances on own subnet/* and ec2:RunInstances on own network-interface/*
            and ec2:RunInstances on own security-group/* and ec2:RunInstances on own volume/*
             or ec2:RequestSpotInstances on new spot-instances-request/*
          where unprofiled
        ecs-create: starts an ECS task of its own
          passes ecs-tasks.amazonaws.com
          needs iam:PassRole on role, ecs:RegisterTaskDefinition on new task-definition/*
          needs ecs:RunTask on new task-definition/* or ecs:StartTask on new task-definition/*
             or ecs:CreateService on own service/* or ecs:UpdateService on own service/*
          as ecs-001 ecs-002 ecs-003 ecs-004 ecs-005 ecs_create_service
        ecs-override: starts an ECS task with another role and another command
          passes ecs-tasks.amazonaws.com
          needs iam:PassRole on role
          needs ecs:RunTask on some task-definition or ecs:StartTask on some task-definition
          as ecs-007 ecs-008 ecs-009 ecs_passrole_runtask ecs_start_task
        eks-associate: gives a service account of a cluster the role
          passes pods.eks.amazonaws.com
          needs iam:PassRole on role, eks:CreatePodIdentityAssociation on own cluster/*
             or iam:PassRole on role and eks:UpdatePodIdentityAssociation on own podidentityassociation/*
          if it runs a pod as that service account
        emr-create: starts an EMR cluster of its own
          passes ec2.amazonaws.com
          needs iam:PassRole on role, elasticmapreduce:RunJobFlow on *
          where profiled
          as emr-001 emr_run_job_flow
        emr-serverless-create: starts an EMR Serverless job of its own
          passes emr-serverless.amazonaws.com
          needs iam:PassRole on role, emr-serverless:CreateApplication on new /applications/*
          needs emr-serverless:StartJobRun on new /applications/*
          as emrserverless-001 emr_serverless emr_serverless_startjobrun
        emr-serverless-reuse: starts a job with another role in an EMR Serverless application that exists
          passes emr-serverless.amazonaws.com
          needs iam:PassRole on role, emr-serverless:StartJobRun on own /applications/*
          if the account has such an application
        gamelift-create: starts a GameLift fleet with a build of its own
          passes gamelift.amazonaws.com
          needs iam:PassRole on role, gamelift:CreateBuild on own build/*, gamelift:CreateFleet on own fleet/*
          as gamelift-001 gamelift_createbuild_createfleet
        gamelift-reuse: starts a GameLift fleet with a build that exists
          passes gamelift.amazonaws.com
          needs iam:PassRole on role, gamelift:CreateFleet on own fleet/*
          if the build does what it wants
          as gamelift_create_fleet
        glue-endpoint-create: logs into a Glue development endpoint of its own
          passes glue.amazonaws.com
          needs iam:PassRole on role, glue:CreateDevEndpoint on *
          as glue-001 glue_create_dev_endpoint
        glue-job-create: runs a Glue job of its own
          passes glue.amazonaws.com
          needs iam:PassRole on role, glue:CreateJob on new job/*
          needs glue:StartJobRun on new job/* or glue:CreateTrigger on own trigger/*
          as glue-003 glue-004 iam_pass_role_glue glue_createjob_startjobrun glue_createjob_createtrigger
        glue-job-replace: runs a Glue job with another role and other code
          passes glue.amazonaws.com
          needs iam:PassRole on role, glue:UpdateJob on some glue-job
          needs glue:StartJobRun on some glue-job or glue:CreateTrigger on own trigger/*
          as glue-005 glue-006 glue_update_job glue_updatejob_startjobrun glue_updatejob_createtrigger
        glue-session-create: runs statements in a Glue session of its own
          passes glue.amazonaws.com
          needs iam:PassRole on role, glue:CreateSession on new session/*, glue:RunStatement on new session/*
          as glue-007 glue_create_session glue_createsession_runstatement
        imagebuilder-create: has Image Builder run a component of its own
          passes ec2.amazonaws.com
          needs iam:PassRole on role, imagebuilder:CreateComponent on own component/*
          needs imagebuilder:CreateImageRecipe on own image-recipe/*
          needs imagebuilder:CreateInfrastructureConfiguration on new infrastructure-configuration/*
          needs imagebuilder:CreateImage on own image/*
             or imagebuilder:CreateImagePipeline on new image-pipeline/*
            and imagebuilder:StartImagePipelineExecution on new image-pipeline/*
          where profiled
          as imagebuilder-001
        imagebuilder-reuse: has Image Builder run a recipe that exists
          passes ec2.amazonaws.com
          needs iam:PassRole on role
          needs imagebuilder:CreateInfrastructureConfiguration on new infrastructure-configuration/*
          needs imagebuilder:CreateImage on own image/*
             or imagebuilder:CreateImagePipeline on new image-pipeline/*
            and imagebuilder:StartImagePipelineExecution on new image-pipeline/*
          where profiled
          if the recipe does what it wants
          as imagebuilder_create_pipeline imagebuilder_createimage
        kinesisanalytics-create: starts a Managed Flink application of its own
          passes kinesisanalytics.amazonaws.com
          needs iam:PassRole on role, kinesisanalytics:CreateApplication on new application/*
          needs kinesisanalytics:StartApplication on new application/*
          as kinesisanalytics-001 kinesis_analytics kinesisanalytics_startapplication
        lambda-create: starts a Lambda function of its own
          passes lambda.amazonaws.com
          needs iam:PassRole on role, lambda:CreateFunction on new function:*
          needs lambda:InvokeFunction on new function:* or lambda:AddPermission on new function:*
             or lambda:CreateEventSourceMapping on *
             or lambda:CreateFunctionUrlConfig on new function:* and lambda:InvokeFunctionUrl on new function:*
          as lambda-001 lambda-002 lambda-006 rhino-17 iam_pass_role_lambda
        lambda-replace: replaces the role and the code of a Lambda function
          passes lambda.amazonaws.com
          needs iam:PassRole on role, lambda:UpdateFunctionConfiguration on some function
          needs lambda:UpdateFunctionCode on some function
        mwaa-create: starts an Airflow environment of its own
          passes airflow.amazonaws.com airflow-env.amazonaws.com
          needs iam:PassRole on role, airflow:CreateEnvironment on new environment/*
          as mwaa-001
        omics-create: runs a HealthOmics workflow of its own
          passes omics.amazonaws.com
          needs iam:PassRole on role, omics:CreateWorkflow on own workflow/*, omics:StartRun on own run/*
          as omics-001 omics_create_workflow omics_startrun
        sagemaker-notebook-create: opens a SageMaker notebook of its own
          passes sagemaker.amazonaws.com
          needs iam:PassRole on role, sagemaker:CreateNotebookInstance on new notebook-instance/*
          as sagemaker-001 rhino-27 iam_pass_role_sagemaker
        sagemaker-notebook-replace: restarts a SageMaker notebook with another role and opens it
          passes sagemaker.amazonaws.com
          needs iam:PassRole on role, sagemaker:StopNotebookInstance on some notebook
          needs sagemaker:UpdateNotebookInstance on some notebook, sagemaker:StartNotebookInstance on some notebook
          needs sagemaker:CreatePresignedNotebookInstanceUrl on some notebook
             or sagemaker:CreateNotebookInstanceLifecycleConfig on own notebook-instance-lifecycle-config/*
        sagemaker-processing-create: runs a SageMaker processing job of its own
          passes sagemaker.amazonaws.com
          needs iam:PassRole on role, sagemaker:CreateProcessingJob on new processing-job/*
          as sagemaker-003 sagemaker_processing_job
        sagemaker-training-create: runs a SageMaker training job of its own
          passes sagemaker.amazonaws.com
          needs iam:PassRole on role, sagemaker:CreateTrainingJob on new training-job/*
          as sagemaker-002 sagemaker_training_job
        scheduler-create: has EventBridge Scheduler call any API
          passes scheduler.amazonaws.com
          needs iam:PassRole on role
          needs scheduler:CreateSchedule on own schedule/* or scheduler:UpdateSchedule on own schedule/*
          as scheduler_create_schedule
        ssm-automation-create: runs a Systems Manager runbook of its own
          passes ssm.amazonaws.com
          needs iam:PassRole on role, ssm:CreateDocument on new document/*
          needs ssm:StartAutomationExecution on own automation-definition/*
             or ssm:StartAutomationExecution on new document/*
          as ssm-003
        ssm-automation-reuse: runs a Systems Manager runbook that exists
          passes ssm.amazonaws.com
          needs iam:PassRole on role
          needs ssm:StartAutomationExecution on own automation-definition/*
             or ssm:StartAutomationExecution on aws automation-definition/*
             or ssm:StartAutomationExecution on own document/* or ssm:StartAutomationExecution on aws document/*
          if a runbook does what it wants
          as ssm_start_automation
        stepfunctions-create: runs a state machine of its own
          passes states.amazonaws.com
          needs iam:PassRole on role, states:CreateStateMachine on new stateMachine:*
          needs states:StartExecution on new stateMachine:*
          as stepfunctions_create stepfunctions_create_startexecution
        stepfunctions-replace: runs a state machine with another role and another definition
          passes states.amazonaws.com
          needs iam:PassRole on role, states:UpdateStateMachine on some state-machine
          needs states:StartExecution on some state-machine

        """

    // MARK: - Compute that exists

    private static let using = """
        apprunner-update: deploys other code to an App Runner service
          updates web-service
          needs apprunner:UpdateService on it
          as apprunner-002 apprunner_update_service
        batch-submit: submits a job with another command
          runs job-definition
          needs batch:SubmitJob on it, batch:SubmitJob on own job-queue/*
          as batch-002 batch_submit_job
        autoscaling-launch: starts instances by a launch configuration that exists
          runs launch-template autoscaling:launchConfiguration:
          needs autoscaling:CreateAutoScalingGroup on own autoScalingGroup:*
             or autoscaling:UpdateAutoScalingGroup on own autoScalingGroup:*
          if it runs code in the instance
        bedrock-browser-use: drives a Bedrock AgentCore browser
          runs compute bedrock-agentcore:browser
          needs bedrock-agentcore:StartBrowserSession on it
          needs bedrock-agentcore:ConnectBrowserAutomationStream on *
          as bedrock-007
        bedrock-interpreter-use: runs code in a Bedrock AgentCore code interpreter
          runs code-interpreter
          needs bedrock-agentcore:StartCodeInterpreterSession on it, bedrock-agentcore:InvokeCodeInterpreter on it
          as bedrock-002 bedrock_access_code_interpreter
        bedrock-runtime-use: runs commands in a Bedrock AgentCore runtime
          runs agent-runtime
          needs bedrock-agentcore:InvokeAgentRuntimeCommand on it
          as bedrock-004
        cloudformation-change: executes a change set on a stack
          updates stack
          needs cloudformation:CreateChangeSet on it, cloudformation:ExecuteChangeSet on it
          as cloudformation-005 cloudformation_changeset
        cloudformation-update: updates a stack
          updates stack
          needs cloudformation:UpdateStack on it
          as cloudformation-002 cloudformation_update_stack
        codebuild-start: starts a build with other commands
          runs build-project
          needs codebuild:StartBuild on it or codebuild:StartBuildBatch on it
          as codebuild-002 codebuild-003 codebuild_start_build
        codedeploy-create: deploys code of its own to instances
          runs instance
          needs codedeploy:CreateDeployment on own deploymentgroup:*
          if the instance is in a deployment group that it may deploy to
          as codedeploy-001 codedeploy_create_deployment
        ec2-connect: logs into an instance with a key of its own
          runs instance
          needs ec2-instance-connect:SendSSHPublicKey on it
          as ec2instanceconnect-003 ec2_instance_connect
        ec2-template: has later instances start with other user data
          updates launch-template ec2:launch-template/
          needs ec2:CreateLaunchTemplateVersion on it, ec2:ModifyLaunchTemplate on it
          as ec2-004 ec2-005 ec2_launch_template_version
        ec2-user-data: restarts an instance with other user data
          updates instance
          needs ec2:ModifyInstanceAttribute on it, ec2:StopInstances on it, ec2:StartInstances on it
          as ec2-002 ec2_modify_instance_attribute
        ecs-execute: runs commands in the containers of an ECS service
          runs container-service
          needs ecs:ExecuteCommand on its task/CLUSTER/*, ecs:ExecuteCommand on its cluster/CLUSTER
          if the service has ECS Exec enabled
          as ecs-006 ecs_execute_command
        ecs-execute-task: runs commands in containers of an ECS task
          runs task-definition
          needs ecs:ExecuteCommand on own task/*, ecs:ExecuteCommand on own cluster/*
          if a task of the definition runs with ECS Exec enabled
        glue-endpoint-update: logs into a Glue development endpoint with a key of its own
          updates glue-dev-endpoint
          needs glue:UpdateDevEndpoint on it
          as glue-002 glue_update_dev_endpoint
        lambda-layer: puts a layer of its own before a function's code
          updates function
          needs lambda:UpdateFunctionConfiguration on it
          as rhino-26
        lambda-update: replaces the code of a Lambda function
          updates function
          needs lambda:UpdateFunctionCode on it
          as lambda-003 lambda-004 lambda-005 lambda_update_function_code lambda_add_permission
          as lambda_create_event_source_mapping lambda_updatecode_invoke
        mwaa-update: has an Airflow environment read other code
          updates compute airflow:environment/
          needs airflow:UpdateEnvironment on it, airflow:CreateCliToken on it
          as mwaa-002
        sagemaker-lifecycle: restarts a SageMaker notebook with a start script of its own
          updates notebook
          needs sagemaker:CreateNotebookInstanceLifecycleConfig on own notebook-instance-lifecycle-config/*
          needs sagemaker:StopNotebookInstance on it, sagemaker:UpdateNotebookInstance on it
          needs sagemaker:StartNotebookInstance on it
          as sagemaker-005 sagemaker_lifecycle_config
        sagemaker-lifecycle-edit: replaces the start script of SageMaker notebooks
          updates notebook
          needs sagemaker:UpdateNotebookInstanceLifecycleConfig on own notebook-instance-lifecycle-config/*
          if the notebook starts with that script
        sagemaker-open: opens a SageMaker notebook
          runs notebook
          needs sagemaker:CreatePresignedNotebookInstanceUrl on it
          as sagemaker-004 sagemaker_presigned_url
        ssm-associate: has Systems Manager run commands on an instance
          runs instance
          needs ssm:CreateAssociation on it
          needs ssm:CreateAssociation on aws document/AWS-RunShellScript
             or ssm:CreateAssociation on aws document/AWS-RunPowerShellScript
             or ssm:CreateDocument on new document/* and ssm:CreateAssociation on new document/*
          where managed
          as ec2_ssm_association
        ssm-command: sends commands to an instance
          runs instance
          needs ssm:SendCommand on it
          needs ssm:SendCommand on aws document/AWS-RunShellScript
             or ssm:SendCommand on aws document/AWS-RunPowerShellScript
             or ssm:CreateDocument on new document/* and ssm:SendCommand on new document/*
          where managed
          as ssm-002 ssm_send_command
        ssm-session: opens a session on an instance
          runs instance
          needs ssm:StartSession on it
          where managed
          as ssm-001 ssm_start_session
        stepfunctions-update: replaces a state machine and runs it
          updates state-machine
          needs states:UpdateStateMachine on it, states:StartExecution on it
          as stepfunctions_update

        """

    // MARK: - Identities and their rights

    private static let identities = """
        iam-create-access-key: makes an access key of a user
          takes user
          needs iam:CreateAccessKey on it
          where key-free
          as iam-002 iam-003 iam_create_access_key
        iam-replace-access-key: replaces an access key of a user
          takes user
          needs iam:CreateAccessKey on it, iam:DeleteAccessKey on it
          where keys-full
          as iam-003
        iam-create-login-profile: gives a user a password
          takes user
          needs iam:CreateLoginProfile on it
          where password-free
          as iam-004 iam_create_login_profile
        iam-update-login-profile: changes the password of a user
          takes user
          needs iam:UpdateLoginProfile on it
          where password-set
          as iam-006 iam_update_login_profile
        iam-update-trust: has a role trust it
          takes role
          needs iam:UpdateAssumeRolePolicy on it
          as iam-012 iam_update_assume_role_policy
        iam-put-user-policy: writes a policy into a user
          changes user
          needs iam:PutUserPolicy on it
          as iam-007 iam-018 iam_put_user_policy
        iam-put-role-policy: writes a policy into a role
          changes role
          needs iam:PutRolePolicy on it
          as iam-005 iam-017 iam-021 iam_put_role_policy
        iam-put-group-policy: writes a policy into a group
          changes group
          needs iam:PutGroupPolicy on it
          as iam-011 iam_put_group_policy
        iam-attach-user-policy: attaches a policy to a user
          attaches user
          needs iam:AttachUserPolicy on it
          as iam-008 iam-015 iam_attach_user_policy
        iam-attach-role-policy: attaches a policy to a role
          attaches role
          needs iam:AttachRolePolicy on it
          as iam-009 iam-014 iam-019 iam_attach_role_policy
        iam-attach-group-policy: attaches a policy to a group
          attaches group
          needs iam:AttachGroupPolicy on it
          as iam-010 iam_attach_group_policy
        iam-create-policy-version: rewrites a policy that is attached
          rewrites
          needs iam:CreatePolicyVersion on it
          as iam-001 iam-016 iam-020 iam_create_policy_version
        iam-set-default-version: makes an earlier version of an attached policy count again
          restores
          needs iam:SetDefaultPolicyVersion on it
          if another version of the policy allows more
          as rhino-02 iam_set_default_policy_version
        iam-add-user-to-group: puts a user into a group
          joins
          needs iam:AddUserToGroup on it
          as iam-013 iam_add_user_to_group
        iam-unbind-user: frees a user of its permissions boundary
          unbinds user
          needs iam:DeleteUserPermissionsBoundary on it or iam:PutUserPermissionsBoundary on it
        iam-unbind-role: frees a role of its permissions boundary
          unbinds role
          needs iam:DeleteRolePermissionsBoundary on it or iam:PutRolePermissionsBoundary on it
        iam-create-role: makes a role with every right that trusts it
          creates role
          needs iam:CreateRole on new role/*
          needs iam:PutRolePolicy on new role/* or iam:AttachRolePolicy on new role/*
        iam-create-user: makes a user with every right
          creates user
          needs iam:CreateUser on new user/*
          needs iam:PutUserPolicy on new user/* or iam:AttachUserPolicy on new user/*
          needs iam:CreateAccessKey on new user/* or iam:CreateLoginProfile on new user/*

        """
}
