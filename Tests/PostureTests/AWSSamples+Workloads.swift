extension AWSSample {
    /// Functions and containers.
    static let workloads: [AWSSample] = [
        AWSSample(
            "lambda/list-functions.json",
            #"{"Functions": [{"FunctionName": "export", "FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:export", "Role": "arn:aws:iam::111122223333:role/service-role/export"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_FUNCTION arn:aws:lambda:eu-west-1:111122223333:function:export "export""#,
                "arn:aws:lambda:eu-west-1:111122223333:function:export WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/service-role/export",
            ]),
        AWSSample(
            "lambda/get-function/export.json",
            #"{"Configuration": {"FunctionName": "export", "FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:export", "Role": "arn:aws:iam::111122223333:role/service-role/export"}, "Code": {"RepositoryType": "S3", "Location": "https://x"}, "Tags": {"team": "billing"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_FUNCTION arn:aws:lambda:eu-west-1:111122223333:function:export "export" | owner: billing | tag: team=billing"#,
                "arn:aws:lambda:eu-west-1:111122223333:function:export WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/service-role/export",
            ]),
        AWSSample(
            "lambda/get-function-configuration/export.json",
            #"{"FunctionName": "export", "FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:export", "Role": "arn:aws:iam::111122223333:role/service-role/export"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_FUNCTION arn:aws:lambda:eu-west-1:111122223333:function:export "export""#,
                "arn:aws:lambda:eu-west-1:111122223333:function:export WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/service-role/export",
            ]),
        AWSSample(
            "ecs/list-task-definitions.json",
            #"{"taskDefinitionArns": ["arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7"]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_TASK_DEFINITION arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7 "shop:7""#,
            ]),
        AWSSample(
            "ecs/describe-task-definition/shop_7.json",
            #"""
            {"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7", "family": "shop", "revision": 7,
              "taskRoleArn": "arn:aws:iam::111122223333:role/shop-task", "executionRoleArn": "arn:aws:iam::111122223333:role/shop-execution",
              "containerDefinitions": [{"name": "app", "image": "x", "secrets": [{"name": "DB", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf"}]}]}, "tags": [{"key": "team", "value": "shop"}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_TASK_DEFINITION arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7 "shop:7" | owner: shop | secret reference: arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf | service role: arn:aws:iam::111122223333:role/shop-execution | tag: team=shop"#,
                "arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/shop-task",
            ]),
        AWSSample(
            "ecs/list-services/prod.json",
            #"{"serviceArns": ["arn:aws:ecs:eu-west-1:111122223333:service/prod/shop"]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_CONTAINER_SERVICE arn:aws:ecs:eu-west-1:111122223333:service/prod/shop "shop""#,
            ]),
        AWSSample(
            "ecs/describe-services/prod.json",
            #"""
            {"services": [{"serviceArn": "arn:aws:ecs:eu-west-1:111122223333:service/prod/shop", "serviceName": "shop", "clusterArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/prod", "status": "ACTIVE",
              "taskDefinition": "arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7"}], "failures": []}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_CONTAINER_SERVICE arn:aws:ecs:eu-west-1:111122223333:service/prod/shop "shop" | task definition: arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7"#,
            ]),
        AWSSample(
            "ecs/list-clusters.json",
            #"{"clusterArns": ["arn:aws:ecs:eu-west-1:111122223333:cluster/prod"]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:ecs:eu-west-1:111122223333:cluster/prod "prod" | service: ecs"#,
            ]),
        AWSSample(
            "ecs/describe-clusters.json",
            #"{"clusters": [{"clusterArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/prod", "clusterName": "prod", "status": "ACTIVE", "tags": []}], "failures": []}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:ecs:eu-west-1:111122223333:cluster/prod "prod" | service: ecs"#,
            ]),
        AWSSample(
            "ecs/describe-tasks/prod.json",
            #"""
            {"tasks": [{"taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/prod/0a1b", "taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7", "lastStatus": "RUNNING",
              "overrides": {"containerOverrides": [], "taskRoleArn": "arn:aws:iam::111122223333:role/override"}}], "failures": []}
            """#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:ecs:eu-west-1:111122223333:task/prod/0a1b "0a1b" | service: ecs | task definition: arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7"#,
                "arn:aws:ecs:eu-west-1:111122223333:task/prod/0a1b WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/override",
            ]),
        AWSSample(
            "eks/list-clusters.json",
            #"{"clusters": ["lab"]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:eks:eu-west-1:111122223333:cluster/lab "lab" | service: eks"#,
            ]),
        AWSSample(
            "eks/describe-cluster/lab.json",
            #"""
            {"cluster": {"name": "lab", "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/lab", "roleArn": "arn:aws:iam::111122223333:role/eks-control",
              "identity": {"oidc": {"issuer": "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E"}}, "tags": {"team": "platform"}}}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:eks:eu-west-1:111122223333:cluster/lab "lab" | owner: platform | service: eks | service role: arn:aws:iam::111122223333:role/eks-control | tag: team=platform | token issuer: https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E"#,
            ]),
        AWSSample(
            "eks/describe-nodegroup/lab/general.json",
            #"{"nodegroup": {"nodegroupName": "general", "nodegroupArn": "arn:aws:eks:eu-west-1:111122223333:nodegroup/lab/general/0a1b", "clusterName": "lab", "nodeRole": "arn:aws:iam::111122223333:role/eks-node"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_NODE_GROUP arn:aws:eks:eu-west-1:111122223333:nodegroup/lab/general/0a1b "general""#,
                "arn:aws:eks:eu-west-1:111122223333:nodegroup/lab/general/0a1b WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/eks-node",
            ]),
        AWSSample(
            "eks/list-pod-identity-associations/lab.json",
            #"{"associations": [{"clusterName": "lab", "namespace": "shop", "serviceAccount": "orders", "associationArn": "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/lab/a-1", "associationId": "a-1"}]}"#,
            [
                "in 111122223333/eu-west-1"
            ]),
        AWSSample(
            "eks/describe-pod-identity-association/lab/a-1.json",
            #"{"association": {"clusterName": "lab", "namespace": "shop", "serviceAccount": "orders", "associationArn": "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/lab/a-1", "associationId": "a-1", "roleArn": "arn:aws:iam::111122223333:role/orders"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"KUBERNETES_SERVICE_ACCOUNT shop/orders "orders" | namespace: shop | pod identity role: arn:aws:iam::111122223333:role/orders"#,
            ]),
    ]
}
