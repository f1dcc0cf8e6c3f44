extension AWSMethodTable {
    // MARK: - Compute that exists

    static let using = """
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

    static let identities = """
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
