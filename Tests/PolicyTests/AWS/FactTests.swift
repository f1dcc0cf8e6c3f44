import OverreachModel
import Testing

@testable import OverreachPolicy

/// What principal, action and resource settle by themselves, and how ARNs are read.
struct FactTests {
    static func outcome(
        _ action: String, _ resource: AWSResource, _ test: String, as asking: AWSPrincipal = role
    ) -> AWSDecision.Outcome {
        decide(attached(allow("*", "*", condition(test))), action, on: resource, as: asking)
    }

    static let table = AWSResource(
        arn: "arn:aws:dynamodb:eu-west-1:\(account):table/t", account: account, tags: [("team", "blue")])
    static let target = AWSResource(arn: role.arn, account: account, tags: [("team", "blue")])

    @Test(arguments: [
        ("s3:GetObject", bucket("/x"), #"{"StringEquals": {"s3:ResourceAccount": "\#(account)"}}"#),
        ("s3:GetObject", bucket("/x"), #"{"StringEquals": {"aws:ResourceAccount": "\#(account)"}}"#),
        ("dynamodb:GetItem", table, #"{"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}"#),
        ("iam:GetRole", target, #"{"StringEquals": {"aws:RequestedRegion": "us-east-1"}}"#),
        ("iam:PassRole", target, #"{"StringEquals": {"iam:ResourceTag/Team": "blue"}}"#),
        ("dynamodb:GetItem", table, #"{"StringEquals": {"aws:ResourceTag/team": "blue"}}"#),
        (
            "kms:ListKeys", AWSResource(arn: "*", account: account),
            #"{"StringEquals": {"kms:CallerAccount": "\#(account)"}}"#
        ),
        ("s3:GetObject", bucket("/x"), #"{"Bool": {"aws:PrincipalIsAWSService": "false"}}"#),
        ("s3:GetObject", bucket("/x"), #"{"StringLike": {"aws:userid": "AROAEXAMPLE:*"}}"#),
        ("s3:GetObject", bucket("/x"), #"{"Null": {"aws:SourceAccount": "true"}}"#),
    ])
    func aKeyThatTheRequestSettlesIsUsed(action: String, resource: AWSResource, test: String) {
        #expect(Self.outcome(action, resource, test) == .allowed)
    }

    @Test(arguments: [
        ("s3:GetObject", bucket("/x"), #"{"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}"#),
        ("s3:GetObject", bucket("/x"), #"{"Bool": {"aws:ViaAWSService": "true"}}"#),
        ("s3:GetObject", bucket("/x"), #"{"ForAnyValue:StringEquals": {"aws:CalledVia": ["athena.amazonaws.com"]}}"#),
        ("sts:AssumeRole", AWSResource(arn: "*", account: account), #"{"StringEquals": {"sts:ExternalId": "x"}}"#),
        ("kms:ListKeys", AWSResource(arn: "*", account: account), #"{"StringEquals": {"kms:ViaService": "s3"}}"#),
    ])
    func aKeyThatNothingSettlesIsACondition(action: String, resource: AWSResource, test: String) {
        let resource =
            action.hasPrefix("sts")
            ? AWSResource(arn: role.arn, account: account, policy: policy(allow("sts:*", "*", principal(#""*""#))))
            : resource
        #expect(
            decide(attached(allow("*", "*", condition(test))), action, on: resource, as: user)
                != .implicitlyDenied)
        #expect(
            judge(attached(allow("*", "*", condition(test))), action, on: resource, as: user)?.verdict == .conditional)
    }

    @Test(arguments: [
        (AWSSetting.on, AWSDecision.Outcome.allowed), (.off, .implicitlyDenied), (.unknown, .conditional),
    ])
    func tagsOfABucketCountOnceItsSwitchIsOn(setting: AWSSetting, outcome: AWSDecision.Outcome) {
        var resource = bucket("", tags: [("team", "blue")])
        resource.attributeBasedAccess = setting
        let test = #"{"StringEquals": {"aws:ResourceTag/team": "blue"}}"#
        #expect(Self.outcome("s3:ListBucket", resource, test) == outcome)
    }

    @Test func aSettledContextWinsAndAnOpenKeyIsOpen() {
        let policies = attached(allow("*", "*", condition(#"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#)))
        var context = RequestContext(isComplete: true)
        #expect(decide(policies, "a:b", on: bucket("/x"), context: context) == .allowed)
        context.set("aws:principaltag/TEAM", ["red"])
        #expect(decide(policies, "a:b", on: bucket("/x"), context: context) == .implicitlyDenied)
        context = RequestContext()
        context.leaveOpen("aws:PrincipalTag/team")
        #expect(decide(policies, "a:b", on: bucket("/x"), context: context) == .conditional)
        context.markPresent("aws:SourceVpc")
        let present = attached(allow("*", "*", condition(#"{"Null": {"aws:SourceVpc": "false"}}"#)))
        #expect(decide(present, "a:b", on: bucket("/x"), context: context) == .allowed)
    }

    @Test(arguments: [
        (PolicyLevel.identity, "arn:aws:sqs", true), (.identity, "arn:aws:sqs:us-west-2", false),
        (.boundary, "arn:aws:sqs:eu-west-1", true), (.serviceControl, "arn:aws:sqs", false),
        (.serviceControl, "arn:aws:sqs:*", true), (.resource, "arn:aws:sqs", false), (.resource, "arn:aws:sqs:*", true),
        (.resourceControl, "arn:aws:sqs:*", false), (.endpoint, "arn:aws:sqs:*:\(account)", true),
    ])
    func aShortARNIsReadAsTheLevelReadsIt(level: PolicyLevel, written: String, isMeant: Bool) {
        let template = ResourceTemplate(written, hasVariables: true)
        let queue = "arn:aws:sqs:eu-west-1:\(account):q"
        let facts = RequestFacts(
            principal: role, resource: AWSResource(arn: queue, account: account), context: RequestContext())
        guard case .pattern(let pattern, _) = template.resolved(in: facts, at: level, isNot: false) else {
            #expect(!isMeant)
            return
        }
        #expect(pattern.matches(queue) == isMeant)
    }

    @Test func aShortARNInNotResourceSilencesTheStatement() {
        let spared = attached(#"{"Effect": "Allow", "Action": "sqs:*", "NotResource": "arn:aws:ec2"}"#)
        let queue = AWSResource(arn: "arn:aws:sqs:eu-west-1:\(account):q", account: account)
        #expect(decide(spared, "sqs:SendMessage", on: queue) == .implicitlyDenied)
    }

    @Test func partitionsAreApart() {
        let foreign = AWSPrincipal(kind: .role, arn: "arn:aws-cn:iam::\(account):role/r")
        let named = { (partition: String) in
            policy(allow("s3:GetObject", "*", principal(#"{"AWS": "arn:\#(partition):iam::\#(account):role/r"}"#)))
        }
        let resource = { (partition: String, named: PolicyDocument) in
            AWSResource(arn: "arn:\(partition):s3:::b/x", account: account, policy: named)
        }
        #expect(
            decide(AWSPrincipalPolicies(), "s3:GetObject", on: resource("aws-cn", named("aws-cn")), as: foreign)
                == .allowed)
        #expect(
            decide(AWSPrincipalPolicies(), "s3:GetObject", on: resource("aws-cn", named("aws")), as: foreign)
                == .implicitlyDenied)
        #expect(
            decide(attached(allow("*", "*")), "s3:GetObject", on: resource("aws", named("aws-cn")), as: foreign)
                == .implicitlyDenied)
    }

    @Test func aServiceInChinaIsTheSameService() {
        let trust = policy(
            #"{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com.cn"}, "Action": "sts:AssumeRole"}"#)
        let taken = AWSRole(arn: "arn:aws-cn:iam::\(account):role/r", account: account, trust: trust)
        #expect(AWSEvaluator.lends(taken, to: "ec2.amazonaws.com")?.verdict == .allowed)
    }

    @Test func aFederatedSessionHasNothingFromItsUserWithoutASessionPolicy() {
        let session = AWSPrincipal(kind: .federatedUser, arn: "arn:aws:sts::\(account):federated-user/f")
        var policies = attached(allow("s3:*", "*"))
        #expect(decide(policies, "s3:GetObject", on: bucket("/x"), as: session) == .implicitlyDenied)
        policies.sessionPolicies = [policy(allow("s3:GetObject", "*"))]
        #expect(decide(policies, "s3:GetObject", on: bucket("/x"), as: session) == .allowed)
    }

    @Test func aQuestionMarkInARequestIsACharacter() {
        let policies = attached(allow("s3:GetObject", "arn:aws:s3:::b/a1"))
        #expect(decide(policies, "s3:GetObject", on: bucket("/a?")) == .implicitlyDenied)
        #expect(decide(policies, "s3:GetObject", on: bucket("/a*")) == .allowed)
    }
}
