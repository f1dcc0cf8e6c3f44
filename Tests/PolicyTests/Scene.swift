import OverreachModel

@testable import OverreachPolicy

let account = "111122223333"
let other = "444455556666"

/// A policy from the JSON of its statements.
func policy(_ statements: String, version: String = "2012-10-17") -> PolicyDocument {
    PolicyDocument(JSON.value(#"{"Version": "\#(version)", "Statement": [\#(statements)]}"#))
}

func attached(_ statements: String..., name: String = "p") -> AWSPrincipalPolicies {
    AWSPrincipalPolicies(
        identity: statements.enumerated().map { index, text in
            AttachedPolicy(
                key: .aws(.role, arn: "arn:aws:iam::\(account):role/r", account: account),
                name: statements.count == 1 ? name : "\(name)\(index)", document: policy(text), source: .inline)
        })
}

func allow(_ action: String, _ resource: String, _ more: String = "") -> String {
    #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "\#(resource)"\#(more)}"#
}

func deny(_ action: String, _ resource: String, _ more: String = "") -> String {
    #"{"Effect": "Deny", "Action": "\#(action)", "Resource": "\#(resource)"\#(more)}"#
}

func condition(_ text: String) -> String { #", "Condition": \#(text)"# }

func principal(_ text: String) -> String { #", "Principal": \#(text)"# }

let role = AWSPrincipal(
    kind: .role, arn: "arn:aws:iam::\(account):role/team/r", uniqueID: "AROAEXAMPLE", tags: [("team", "blue")])
let user = AWSPrincipal(
    kind: .user, arn: "arn:aws:iam::\(account):user/u", uniqueID: "AIDAEXAMPLE", tags: [("team", "blue")])

func bucket(
    _ suffix: String = "/*", policy: PolicyDocument? = nil, account owner: String = account,
    tags: [(String, String)]? = []
) -> AWSResource {
    AWSResource(arn: "arn:aws:s3:::b\(suffix)", account: owner, policy: policy, tags: tags)
}

/// What the first statement of the first policy gives.
func judge(
    _ policies: AWSPrincipalPolicies, _ action: String, on resource: AWSResource, as principal: AWSPrincipal = role,
    context: RequestContext = RequestContext()
) -> AWSGrantJudgement? {
    AWSEvaluator.judge(
        statement: policies.identity[0].document.statements[0], of: policies.identity[0], principal: principal,
        policies: policies, action: action, resource: resource, context: context)
}

func decide(
    _ policies: AWSPrincipalPolicies, _ action: String, on resource: AWSResource, as principal: AWSPrincipal = role,
    context: RequestContext = RequestContext()
) -> AWSDecision.Outcome {
    AWSEvaluator.decide(
        principal: principal, policies: policies, action: action, resource: resource, context: context
    ).outcome
}
