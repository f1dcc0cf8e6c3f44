extension AWSSample {
    /// Agents and the rest that runs as a role.
    static let agents: [AWSSample] = [
        AWSSample(
            "bedrock-agent/list-agents.json",
            #"{"agentSummaries": [{"agentId": "AGENT12345", "agentName": "helper", "agentStatus": "PREPARED"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_BEDROCK_AGENT arn:aws:bedrock:eu-west-1:111122223333:agent/AGENT12345 "helper""#,
            ]),
        AWSSample(
            "bedrock-agent/get-agent/AGENT12345.json",
            #"{"agent": {"agentId": "AGENT12345", "agentArn": "arn:aws:bedrock:eu-west-1:111122223333:agent/AGENT12345", "agentName": "helper", "agentResourceRoleArn": "arn:aws:iam::111122223333:role/helper", "instruction": "be kind"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_BEDROCK_AGENT arn:aws:bedrock:eu-west-1:111122223333:agent/AGENT12345 "helper""#,
                "arn:aws:bedrock:eu-west-1:111122223333:agent/AGENT12345 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/helper",
            ]),
        AWSSample(
            "bedrock-agent/get-flow/F1.json",
            #"{"arn": "arn:aws:bedrock:eu-west-1:111122223333:flow/F1", "id": "F1", "name": "triage", "executionRoleArn": "arn:aws:iam::111122223333:role/flow"}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:bedrock:eu-west-1:111122223333:flow/F1 "triage" | service: bedrock"#,
                "arn:aws:bedrock:eu-west-1:111122223333:flow/F1 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/flow",
            ]),
        AWSSample(
            "bedrock-agentcore-control/list-code-interpreters.json",
            #"{"codeInterpreterSummaries": [{"codeInterpreterId": "ci-1", "codeInterpreterArn": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:code-interpreter-custom/ci-1", "name": "ci", "status": "READY"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_CODE_INTERPRETER arn:aws:bedrock-agentcore:eu-west-1:111122223333:code-interpreter-custom/ci-1 "ci""#,
            ]),
        AWSSample(
            "bedrock-agentcore-control/get-code-interpreter/ci-1.json",
            #"{"codeInterpreterId": "ci-1", "codeInterpreterArn": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:code-interpreter-custom/ci-1", "name": "ci", "executionRoleArn": "arn:aws:iam::111122223333:role/ci"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_CODE_INTERPRETER arn:aws:bedrock-agentcore:eu-west-1:111122223333:code-interpreter-custom/ci-1 "ci""#,
                "arn:aws:bedrock-agentcore:eu-west-1:111122223333:code-interpreter-custom/ci-1 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/ci",
            ]),
        AWSSample(
            "bedrock-agentcore-control/list-agent-runtimes.json",
            #"{"agentRuntimes": [{"agentRuntimeArn": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/rt-1", "agentRuntimeId": "rt-1", "agentRuntimeName": "rt"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_AGENT_RUNTIME arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/rt-1 "rt""#,
            ]),
        AWSSample(
            "bedrock-agentcore-control/get-agent-runtime/rt-1.json",
            #"{"agentRuntimeArn": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/rt-1", "agentRuntimeId": "rt-1", "agentRuntimeName": "rt", "roleArn": "arn:aws:iam::111122223333:role/rt"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_AGENT_RUNTIME arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/rt-1 "rt""#,
                "arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/rt-1 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/rt",
            ]),
        AWSSample(
            "bedrock-agentcore-control/get-browser/b.json",
            #"{"browserId": "b", "browserArn": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:browser-custom/b", "name": "b", "executionRoleArn": "arn:aws:iam::111122223333:role/b"}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:bedrock-agentcore:eu-west-1:111122223333:browser-custom/b "b" | service: bedrock-agentcore"#,
                "arn:aws:bedrock-agentcore:eu-west-1:111122223333:browser-custom/b WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/b",
            ]),
        AWSSample(
            "bedrock-agentcore-control/get-gateway/g.json",
            #"{"gatewayArn": "arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/g", "gatewayId": "g", "name": "tools", "roleArn": "arn:aws:iam::111122223333:role/g"}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/g "tools" | service: bedrock-agentcore"#,
                "arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/g WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/g",
            ]),
        AWSSample(
            "apprunner/list-services.json",
            #"{"ServiceSummaryList": [{"ServiceName": "site", "ServiceId": "1", "ServiceArn": "arn:aws:apprunner:eu-west-1:111122223333:service/site/1", "Status": "RUNNING"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_WEB_SERVICE arn:aws:apprunner:eu-west-1:111122223333:service/site/1 "site""#,
            ]),
        AWSSample(
            "apprunner/describe-service/site.json",
            #"""
            {"Service": {"ServiceName": "site", "ServiceArn": "arn:aws:apprunner:eu-west-1:111122223333:service/site/1", "Status": "RUNNING", "InstanceConfiguration": {"InstanceRoleArn": "arn:aws:iam::111122223333:role/site"},
              "SourceConfiguration": {"AuthenticationConfiguration": {"AccessRoleArn": "arn:aws:iam::111122223333:role/pull"}}}}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_WEB_SERVICE arn:aws:apprunner:eu-west-1:111122223333:service/site/1 "site" | service role: arn:aws:iam::111122223333:role/pull"#,
                "arn:aws:apprunner:eu-west-1:111122223333:service/site/1 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/site",
            ]),
        AWSSample(
            "stepfunctions/list-state-machines.json",
            #"{"stateMachines": [{"stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:flow", "name": "flow", "type": "STANDARD"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STATE_MACHINE arn:aws:states:eu-west-1:111122223333:stateMachine:flow "flow""#,
            ]),
        AWSSample(
            "stepfunctions/describe-state-machine/flow.json",
            #"{"stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:flow", "name": "flow", "roleArn": "arn:aws:iam::111122223333:role/flow", "definition": "{}"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STATE_MACHINE arn:aws:states:eu-west-1:111122223333:stateMachine:flow "flow""#,
                "arn:aws:states:eu-west-1:111122223333:stateMachine:flow WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/flow",
            ]),
        AWSSample(
            "batch/describe-job-definitions.json",
            #"""
            {"jobDefinitions": [{"jobDefinitionArn": "arn:aws:batch:eu-west-1:111122223333:job-definition/etl:3", "jobDefinitionName": "etl", "revision": 3, "status": "ACTIVE",
              "containerProperties": {"image": "x", "jobRoleArn": "arn:aws:iam::111122223333:role/etl", "executionRoleArn": "arn:aws:iam::111122223333:role/pull"}},
             {"jobDefinitionArn": "arn:aws:batch:eu-west-1:111122223333:job-definition/etl:2", "jobDefinitionName": "etl", "revision": 2, "status": "INACTIVE"}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_JOB_DEFINITION arn:aws:batch:eu-west-1:111122223333:job-definition/etl:3 "etl" | service role: arn:aws:iam::111122223333:role/pull"#,
                "arn:aws:batch:eu-west-1:111122223333:job-definition/etl:3 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/etl",
            ]),
        AWSSample(
            "amplify/list-apps.json",
            #"{"apps": [{"appArn": "arn:aws:amplify:eu-west-1:111122223333:apps/d1", "appId": "d1", "name": "web", "iamServiceRoleArn": "arn:aws:iam::111122223333:role/amplify", "tags": {"team": "web"}}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:amplify:eu-west-1:111122223333:apps/d1 "web" | owner: web | service: amplify | tag: team=web"#,
                "arn:aws:amplify:eu-west-1:111122223333:apps/d1 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/amplify",
            ]),
        AWSSample(
            "amplify/get-app/d1.json",
            #"{"app": {"appArn": "arn:aws:amplify:eu-west-1:111122223333:apps/d1", "appId": "d1", "name": "web", "computeRoleArn": "arn:aws:iam::111122223333:role/ssr"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:amplify:eu-west-1:111122223333:apps/d1 "web" | service: amplify"#,
                "arn:aws:amplify:eu-west-1:111122223333:apps/d1 WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/ssr",
            ]),
        AWSSample(
            "pipes/describe-pipe/p.json",
            #"{"Arn": "arn:aws:pipes:eu-west-1:111122223333:pipe/p", "Name": "p", "RoleArn": "arn:aws:iam::111122223333:role/p"}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:pipes:eu-west-1:111122223333:pipe/p "p" | service: pipes"#,
                "arn:aws:pipes:eu-west-1:111122223333:pipe/p WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/p",
            ]),
        AWSSample(
            "scheduler/get-schedule/s.json",
            #"{"Arn": "arn:aws:scheduler:eu-west-1:111122223333:schedule/default/s", "Name": "s", "Target": {"Arn": "arn:aws:lambda:eu-west-1:111122223333:function:export", "RoleArn": "arn:aws:iam::111122223333:role/s"}}"#,
            [
                "in 111122223333/eu-west-1, a part",
                #"AWS_COMPUTE arn:aws:scheduler:eu-west-1:111122223333:schedule/default/s "s" | service: scheduler"#,
                "arn:aws:scheduler:eu-west-1:111122223333:schedule/default/s WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/s",
            ]),
        AWSSample(
            "appstream/describe-fleets.json",
            #"{"Fleets": [{"Arn": "arn:aws:appstream:eu-west-1:111122223333:fleet/f", "Name": "f", "IamRoleArn": "arn:aws:iam::111122223333:role/f"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:appstream:eu-west-1:111122223333:fleet/f "f" | service: appstream"#,
                "arn:aws:appstream:eu-west-1:111122223333:fleet/f WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/f",
            ]),
        AWSSample(
            "appstream/describe-image-builders.json",
            #"{"ImageBuilders": [{"Arn": "arn:aws:appstream:eu-west-1:111122223333:image-builder/i", "Name": "i", "IamRoleArn": "arn:aws:iam::111122223333:role/i"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:appstream:eu-west-1:111122223333:image-builder/i "i" | service: appstream"#,
                "arn:aws:appstream:eu-west-1:111122223333:image-builder/i WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/i",
            ]),
        AWSSample(
            "gamelift/describe-fleet-attributes.json",
            #"{"FleetAttributes": [{"FleetArn": "arn:aws:gamelift:eu-west-1:111122223333:fleet/f", "Name": "g", "InstanceRoleArn": "arn:aws:iam::111122223333:role/g"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_COMPUTE arn:aws:gamelift:eu-west-1:111122223333:fleet/f "g" | service: gamelift"#,
                "arn:aws:gamelift:eu-west-1:111122223333:fleet/f WORKLOAD_RUNS_AS arn:aws:iam::111122223333:role/g",
            ]),
    ]
}
