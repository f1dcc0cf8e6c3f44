import OverreachPolicy
import Testing

/// Which single calls and requests the tables of methods and powers call risky.
@Suite struct RiskyActTests {
    @Test(arguments: [
        "iam:AttachUserPolicy", "iam:AttachRolePolicy", "iam:AttachGroupPolicy", "iam:PutUserPolicy",
        "iam:PutRolePolicy", "iam:PutGroupPolicy", "iam:CreateAccessKey", "iam:CreateLoginProfile",
        "iam:UpdateLoginProfile", "iam:UpdateAssumeRolePolicy", "iam:CreatePolicyVersion",
        "iam:SetDefaultPolicyVersion", "iam:AddUserToGroup", "iam:DeleteRolePermissionsBoundary", "iam:PassRole",
        "lambda:UpdateFunctionCode", "ec2:ModifyInstanceAttribute", "IAM:attachuserpolicy",
    ])
    func callsThatGiveAnIdentityEscalate(action: String) { #expect(AWSMethod.act(ofAction: action) == .escalates) }

    @Test(arguments: ["ssm:SendCommand", "ssm:StartSession", "ecs:ExecuteCommand"])
    func callsThatRunCommandsRunCode(action: String) { #expect(AWSMethod.act(ofAction: action) == .runsCode) }

    // What a method needs besides its own call is done all day.
    @Test(arguments: [
        "iam:GetUser", "iam:ListUsers", "s3:GetObject", "s3:PutObject", "lambda:InvokeFunction", "ec2:StopInstances",
        "ec2:StartInstances", "ec2:RunInstances", "ec2:DescribeInstances", "sts:GetCallerIdentity", "sts:AssumeRole",
        "iam:DeleteAccessKey", "dynamodb:GetItem", "lambda:GetFunction",
    ])
    func everydayCallsAreNothing(action: String) { #expect(AWSMethod.act(ofAction: action) == nil) }

    @Test(arguments: [
        ("create", "rolebindings", KubernetesPower.Act?.some(.escalates)),
        ("create", "clusterrolebindings", .escalates),
        ("patch", "clusterroles", .escalates), ("create", "serviceaccounts/token", .escalates),
        ("create", "pods", .escalates), ("patch", "deployments", .escalates), ("create", "pods/exec", .runsCode),
        ("get", "pods/exec", .runsCode), ("create", "pods/attach", .runsCode), ("get", "pods", nil),
        ("get", "rolebindings", nil), ("delete", "rolebindings", nil), ("create", "configmaps", nil),
        ("get", "secrets", nil), ("create", "pods/eviction", nil),
    ])
    func requestsAreJudgedByVerbAndResource(verb: String, resource: String, act: KubernetesPower.Act?) {
        #expect(KubernetesPower.act(verb: verb, resource: resource) == act)
    }
}
