import OverreachModel
import Testing

@testable import OverreachPolicy

/// The reasons of a decision.
struct DecisionTests {
    static func reasons(
        _ policies: AWSPrincipalPolicies, _ action: String, on resource: AWSResource, as asking: AWSPrincipal = role,
        context: RequestContext = RequestContext()
    ) -> [AWSDecision.Reason] {
        AWSEvaluator.decide(
            principal: asking, policies: policies, action: action, resource: resource, context: context
        ).reasons
    }

    @Test func everyLevelSaysWhatItSays() {
        var policies = attached(
            #"{"Sid": "Read", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}"#, deny("s3:GetObject", "*"))
        policies.boundary = policy(allow("ec2:*", "*"))
        policies.serviceControlPolicies = [[policy(allow("*", "*"))], [policy(deny("s3:*", "*"))]]
        policies.serviceControlPolicies[1][0].name = "DenyS3"
        let named = policy(allow("s3:GetObject", "*", principal(#"{"AWS": "\#(account)"}"#)))
        var context = RequestContext()
        context.endpointPolicy = policy(allow("ec2:*", "*", principal(#""*""#)))

        let found = Self.reasons(policies, "s3:GetObject", on: bucket("/x", policy: named), context: context)
        #expect(
            found.map { "\($0.level.rawValue) \($0.depth) \($0.policy) \($0.sid ?? "-") \($0.effect)" } == [
                "identity 0 p0 Read allows", "identity 0 p1 - denies", "permissions boundary 0  - does not allow",
                "service control policy 0  - allows", "service control policy 1 DenyS3 - denies",
                "service control policy 1  - does not allow", "resource 0  - allows",
                "endpoint policy 0  - does not allow",
            ])
        #expect(found.first { $0.level == .resource }?.naming == .account)
    }

    @Test func whatHangsOnAKeyIsSaidWithTheStatement() {
        let policies = attached(
            allow("s3:GetObject", "*", condition(#"{"StringEquals": {"aws:SourceVpc": "v"}}"#)))
        let found = Self.reasons(policies, "s3:GetObject", on: bucket("/x"))
        #expect(found.map(\.conditions) == [[#"aws:SourceVpc StringEquals "v""#]])
    }

    static let policyOfAWS = AWSResource(arn: "arn:aws:iam::aws:policy/ReadOnlyAccess", account: "aws")
    static let linked = AWSResource(
        arn: "arn:aws:iam::\(account):role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", account: account)
    static let key = AWSResource(arn: "arn:aws:kms:eu-west-1:\(account):key/k", account: account)

    @Test(arguments: [
        ("iam:CreatePolicyVersion", policyOfAWS, role, AWSDecision.Finding.immutable),
        ("iam:PutRolePolicy", linked, role, .immutable), ("iam:UpdateAssumeRolePolicy", linked, role, .immutable),
        ("kms:Decrypt", key, role, .doesNotConsent),
        ("s3:GetObject", AWSResource(arn: "arn:aws:s3:::b/x", account: other), role, .doesNotConsent),
        ("s3:GetObject", AWSResource(arn: "arn:aws-cn:s3:::b/x", account: account), role, .otherPartition),
        ("sts:GetCallerIdentity", AWSResource(arn: "*", account: account), role, .isAlwaysAllowed),
        (
            "s3:GetObject", AWSResource(arn: "arn:aws:s3:::b/x", account: account),
            AWSPrincipal(kind: .root, arn: "arn:aws:iam::\(account):root"), .isRoot
        ),
    ])
    func whatNoStatementSaysIsAReasonOfItsOwn(
        action: String, resource: AWSResource, asking: AWSPrincipal, finding: AWSDecision.Finding
    ) {
        let found = Self.reasons(attached(allow("*", "*")), action, on: resource, as: asking)
        #expect(found.map(\.finding).contains(finding))
    }

    @Test func blockedPublicAccessIsAReason() {
        var resource = bucket("/x", policy: policy(allow("s3:*", "*", principal(#""*""#))))
        resource.restrictsPublicPolicy = .on
        let found = Self.reasons(AWSPrincipalPolicies(), "s3:GetObject", on: resource, as: .anonymous)
        #expect(found.map(\.finding) == [.publicAccessIsBlocked, .allows])
        #expect(found.map(\.level) == [.publicAccessBlock, .resource])
    }

    @Test func theJudgementOfManyIsThatOfTheDecision() {
        let policies = attached(allow("s3:GetObject", "arn:aws:s3:::b/in/*"))
        let judged = AWSEvaluator.judge(
            principal: role, policies: policies, action: "s3:GetObject", resource: bucket(), context: RequestContext())
        #expect(judged == AWSGrantJudgement(verdict: .allowed, allow: ["in/*"]))
        #expect(
            AWSEvaluator.judge(
                principal: role, policies: policies, action: "s3:PutObject", resource: bucket(),
                context: RequestContext()) == nil)
    }
}
