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
}
