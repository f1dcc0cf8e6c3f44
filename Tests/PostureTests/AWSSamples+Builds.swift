extension AWSSample {
    /// Builds, stacks, jobs and notebooks.
    static let builds: [AWSSample] = [
        AWSSample(
            "codebuild/batch-get-projects.json",
            #"{"projects": [{"name": "ci", "arn": "arn:aws:codebuild:eu-west-1:111122223333:project/ci", "serviceRole": "arn:aws:iam::111122223333:role/service-role/ci", "tags": [{"key": "team", "value": "dev"}]}], "projectsNotFound": []}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_BUILD_PROJECT arn:aws:codebuild:eu-west-1:111122223333:project/ci "ci" | owner: dev | tag: team=dev"#,
                "arn:aws:codebuild:eu-west-1:111122223333:project/ci WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/service-role/ci",
            ]),
        AWSSample(
            "codebuild/list-projects.json",
            #"{"projects": ["ci"]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_BUILD_PROJECT arn:aws:codebuild:eu-west-1:111122223333:project/ci "ci""#,
            ]),
        AWSSample(
            "cloudformation/describe-stacks.json",
            #"""
            {"Stacks": [{"StackId": "arn:aws:cloudformation:eu-west-1:111122223333:stack/net/0a1b", "StackName": "net", "RoleARN": "arn:aws:iam::111122223333:role/deploy", "StackStatus": "CREATE_COMPLETE", "Parameters": []},
             {"StackId": "arn:aws:cloudformation:eu-west-1:111122223333:stack/old/0c1d", "StackName": "old", "StackStatus": "DELETE_COMPLETE"}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STACK arn:aws:cloudformation:eu-west-1:111122223333:stack/net/0a1b "net""#,
                "arn:aws:cloudformation:eu-west-1:111122223333:stack/net/0a1b WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/deploy",
            ]),
        AWSSample(
            "cloudformation/list-stack-sets.json",
            #"{"Summaries": [{"StackSetName": "base", "StackSetId": "base:0a1b", "Status": "ACTIVE"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STACK_SET arn:aws:cloudformation:eu-west-1:111122223333:stackset/base:0a1b "base""#,
            ]),
        AWSSample(
            "cloudformation/describe-stack-set/base.json",
            #"{"StackSet": {"StackSetName": "base", "StackSetId": "base:0a1b", "StackSetARN": "arn:aws:cloudformation:eu-west-1:111122223333:stackset/base:0a1b", "Status": "ACTIVE", "AdministrationRoleARN": "arn:aws:iam::111122223333:role/sets"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STACK_SET arn:aws:cloudformation:eu-west-1:111122223333:stackset/base:0a1b "base""#,
                "arn:aws:cloudformation:eu-west-1:111122223333:stackset/base:0a1b WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/sets",
            ]),
        AWSSample(
            "codepipeline/get-pipeline/release.json",
            #"{"pipeline": {"name": "release", "roleArn": "arn:aws:iam::111122223333:role/pipeline", "stages": []}, "metadata": {"pipelineArn": "arn:aws:codepipeline:eu-west-1:111122223333:release"}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:codepipeline:eu-west-1:111122223333:release "release" | service: codepipeline"#,
                "arn:aws:codepipeline:eu-west-1:111122223333:release WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/pipeline",
            ]),
        AWSSample(
            "glue/get-jobs.json",
            #"{"Jobs": [{"Name": "nightly", "Role": "arn:aws:iam::111122223333:role/glue"}, {"Name": "hourly", "Role": "glue"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_GLUE_JOB arn:aws:glue:eu-west-1:111122223333:job/hourly "hourly""#,
                #"AWS_GLUE_JOB arn:aws:glue:eu-west-1:111122223333:job/nightly "nightly""#,
                "arn:aws:glue:eu-west-1:111122223333:job/hourly WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/glue",
                "arn:aws:glue:eu-west-1:111122223333:job/nightly WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/glue",
            ]),
        AWSSample(
            "glue/get-job/nightly.json",
            #"{"Job": {"Name": "nightly", "Role": "arn:aws:iam::111122223333:role/glue"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_GLUE_JOB arn:aws:glue:eu-west-1:111122223333:job/nightly "nightly""#,
                "arn:aws:glue:eu-west-1:111122223333:job/nightly WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/glue",
            ]),
        AWSSample(
            "glue/get-dev-endpoints.json",
            #"{"DevEndpoints": [{"EndpointName": "dev", "RoleArn": "arn:aws:iam::111122223333:role/glue"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_GLUE_DEV_ENDPOINT arn:aws:glue:eu-west-1:111122223333:devEndpoint/dev "dev""#,
                "arn:aws:glue:eu-west-1:111122223333:devEndpoint/dev WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/glue",
            ]),
        AWSSample(
            "sagemaker/list-notebook-instances.json",
            #"{"NotebookInstances": [{"NotebookInstanceName": "lab", "NotebookInstanceArn": "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_NOTEBOOK arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab "lab""#,
            ]),
        AWSSample(
            "sagemaker/describe-notebook-instance/lab.json",
            #"{"NotebookInstanceArn": "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab", "NotebookInstanceName": "lab", "RoleArn": "arn:aws:iam::111122223333:role/notebook"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_NOTEBOOK arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab "lab""#,
                "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/notebook",
            ]),
        AWSSample(
            "sagemaker/describe-domain/d-1.json",
            #"{"DomainArn": "arn:aws:sagemaker:eu-west-1:111122223333:domain/d-1", "DomainId": "d-1", "DomainName": "studio", "DefaultUserSettings": {"ExecutionRole": "arn:aws:iam::111122223333:role/studio"}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:sagemaker:eu-west-1:111122223333:domain/d-1 "studio" | service: sagemaker"#,
                "arn:aws:sagemaker:eu-west-1:111122223333:domain/d-1 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/studio",
            ]),
        AWSSample(
            "sagemaker/describe-user-profile/mia.json",
            #"{"DomainId": "d-1", "UserProfileArn": "arn:aws:sagemaker:eu-west-1:111122223333:user-profile/d-1/mia", "UserProfileName": "mia", "UserSettings": {"ExecutionRole": "arn:aws:iam::111122223333:role/studio-mia"}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:sagemaker:eu-west-1:111122223333:user-profile/d-1/mia "mia" | service: sagemaker"#,
                "arn:aws:sagemaker:eu-west-1:111122223333:user-profile/d-1/mia WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/studio-mia",
            ]),
        AWSSample(
            "sagemaker/describe-training-job/x.json",
            #"{"TrainingJobArn": "arn:aws:sagemaker:eu-west-1:111122223333:training-job/x", "TrainingJobName": "x", "RoleArn": "arn:aws:iam::111122223333:role/ml"}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:sagemaker:eu-west-1:111122223333:training-job/x "x" | service: sagemaker"#,
                "arn:aws:sagemaker:eu-west-1:111122223333:training-job/x WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/ml",
            ]),
        AWSSample(
            "sagemaker/describe-processing-job/x.json",
            #"{"ProcessingJobArn": "arn:aws:sagemaker:eu-west-1:111122223333:processing-job/x", "ProcessingJobName": "x", "RoleArn": "arn:aws:iam::111122223333:role/ml"}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:sagemaker:eu-west-1:111122223333:processing-job/x "x" | service: sagemaker"#,
                "arn:aws:sagemaker:eu-west-1:111122223333:processing-job/x WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/ml",
            ]),
        AWSSample(
            "sagemaker/describe-model/m.json",
            #"{"ModelName": "m", "ModelArn": "arn:aws:sagemaker:eu-west-1:111122223333:model/m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/ml"}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:sagemaker:eu-west-1:111122223333:model/m "m" | service: sagemaker"#,
                "arn:aws:sagemaker:eu-west-1:111122223333:model/m WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/ml",
            ]),
        AWSSample(
            "emr/describe-cluster/j-1.json",
            #"{"Cluster": {"Id": "j-1", "Name": "batch", "ClusterArn": "arn:aws:elasticmapreduce:eu-west-1:111122223333:cluster/j-1", "Status": {"State": "WAITING"}, "ServiceRole": "EMR_DefaultRole", "Ec2InstanceAttributes": {"IamInstanceProfile": "EMR_EC2"}}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:elasticmapreduce:eu-west-1:111122223333:cluster/j-1 "batch" | instance profile: arn:aws:iam::111122223333:instance-profile/EMR_EC2 | service: elasticmapreduce | service role: EMR_DefaultRole"#,
            ]),
        AWSSample(
            "emr-serverless/get-job-run/x.json",
            #"{"jobRun": {"arn": "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/a/jobruns/x", "name": "etl", "executionRole": "arn:aws:iam::111122223333:role/etl"}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:emr-serverless:eu-west-1:111122223333:/applications/a/jobruns/x "etl" | service: emr-serverless"#,
                "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/a/jobruns/x WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/etl",
            ]),
        AWSSample(
            "mwaa/get-environment/flow.json",
            #"{"Environment": {"Name": "flow", "Arn": "arn:aws:airflow:eu-west-1:111122223333:environment/flow", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/airflow"}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:airflow:eu-west-1:111122223333:environment/flow "flow" | service: airflow"#,
                "arn:aws:airflow:eu-west-1:111122223333:environment/flow WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/airflow",
            ]),
        AWSSample(
            "kinesisanalyticsv2/describe-application/a.json",
            #"{"ApplicationDetail": {"ApplicationARN": "arn:aws:kinesisanalytics:eu-west-1:111122223333:application/a", "ApplicationName": "a", "ServiceExecutionRole": "arn:aws:iam::111122223333:role/flink"}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:kinesisanalytics:eu-west-1:111122223333:application/a "a" | service: kinesisanalytics"#,
                "arn:aws:kinesisanalytics:eu-west-1:111122223333:application/a WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/flink",
            ]),
    ]
}
