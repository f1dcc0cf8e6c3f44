import OverreachModel
import Testing

@testable import OverreachPolicy

struct EvaluatorTests {
    @Test(arguments: ["s3:GetObject", "S3:getobject", "s3:Get*", "s3:*", "*", "s3:Get?bject"])
    func actionsMatchWithoutRegardToCase(pattern: String) {
        #expect(judge(attached(allow(pattern, "arn:aws:s3:::b/*")), "s3:GetObject", on: bucket()) != nil)
    }

    @Test(arguments: ["s3:GetObjectAcl", "s3:Get", "s3: GetObject", "ec2:*", ""])
    func otherActionsDoNotMatch(pattern: String) {
        #expect(judge(attached(allow(pattern, "arn:aws:s3:::b/*")), "s3:GetObject", on: bucket()) == nil)
    }

    @Test func notActionAllowsTheRestAndNotWhatItLists() {
        let all = attached(#"{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}"#)
        #expect(judge(all, "s3:GetObject", on: bucket()) != nil)
        #expect(judge(all, "iam:GetRole", on: bucket()) == nil)
    }

    @Test(arguments: [
        ("arn:aws:s3:::b/*", ["*"]), ("arn:aws:s3:::*", ["*"]), ("*", ["*"]), ("arn:aws:s3:::b/in/*", ["in/*"]),
        ("arn:aws:s3:::b/in/x", ["in/x"]), ("arn:aws:s3:::*/x", ["*/x", "x"]),
        ("arn:aws:s3:::b/${aws:PrincipalTag/team}/*", ["blue/*"]),
    ])
    func whatIsAllowedOfASetIsShownBelowIt(resource: String, allowed: [String]) throws {
        let judged = try #require(judge(attached(allow("s3:GetObject", resource)), "s3:GetObject", on: bucket()))
        #expect(judged == AWSGrantJudgement(verdict: .allowed, allow: allowed))
    }

    @Test(arguments: ["arn:aws:s3:::b", "arn:aws:s3:::B/*", "arn:aws:s3:::bb/*", "arn:aws:s3:::b/${aws:username}"])
    func nothingOfASetIsAllowedElsewhere(resource: String) {
        #expect(judge(attached(allow("s3:GetObject", resource)), "s3:GetObject", on: bucket()) == nil)
    }

    @Test func anExplicitDenyTakesAPartAway() throws {
        let policies = attached(
            allow("s3:GetObject", "arn:aws:s3:::b/*") + "," + deny("s3:*", "arn:aws:s3:::b/payroll/*"))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged == AWSGrantJudgement(verdict: .allowed, deny: ["payroll/*"]))
        #expect(decide(policies, "s3:GetObject", on: bucket("/payroll/x")) == .explicitlyDenied)
        #expect(decide(policies, "s3:GetObject", on: bucket("/x")) == .allowed)
    }

    @Test(arguments: ["arn:aws:s3:::b/*", "*", "arn:aws:s3:::*"])
    func aDenyOfAllTakesAllAway(resource: String) {
        let policies = attached(allow("s3:GetObject", "arn:aws:s3:::b/*"), deny("s3:Get*", resource))
        #expect(judge(policies, "s3:GetObject", on: bucket()) == nil)
    }

    @Test func aDenyBesideTheAllowTakesNothing() throws {
        let policies = attached(allow("s3:GetObject", "arn:aws:s3:::b/in/*"), deny("s3:*", "arn:aws:s3:::b/out/*"))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged == AWSGrantJudgement(verdict: .allowed, allow: ["in/*"]))
    }

    @Test func aDenyOfAllButAPartLeavesThePart() throws {
        let policies = attached(
            allow("s3:GetObject", "*"),
            #"{"Effect": "Deny", "Action": "s3:*", "NotResource": ["arn:aws:s3:::b/in/*", "arn:aws:s3:::c/*"]}"#)
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged == AWSGrantJudgement(verdict: .allowed, allow: ["in/*"]))
    }

    @Test func aConditionalDenyOfAPartLeavesTheRestAllowed() throws {
        let policies = attached(
            allow("s3:GetObject", "*"),
            deny("s3:*", "arn:aws:s3:::b/in/*", condition(#"{"StringEquals": {"aws:SourceVpc": "v"}}"#)))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged.verdict == .allowed)
        #expect(judged.deny == ["in/*"])
        #expect(judged.conditions == [#"in/*: unless aws:SourceVpc StringEquals "v""#])
    }

    @Test func notResourceAllowsTheRest() throws {
        let policies = attached(
            #"{"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::b/in/*"}"#)
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged == AWSGrantJudgement(verdict: .allowed, deny: ["in/*"]))
    }

    @Test func anUnknownVariableMakesItConditional() throws {
        let policies = attached(allow("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team}/*"))
        let untold = AWSPrincipal(kind: .role, arn: role.arn, tags: nil)
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket(), as: untold))
        #expect(judged.verdict == .conditional)
        #expect(judged.allow == ["*/*"])
    }

    @Test func aSecretMatchesWithItsSuffix() {
        let secret = AWSResource(
            arn: "arn:aws:secretsmanager:us-east-1:\(account):secret:prod/db-AbCdEf", account: account)
        let head = "arn:aws:secretsmanager:us-east-1:\(account):secret:"
        for (pattern, isAllowed) in [("prod/*", true), ("prod/db-??????", true), ("prod/db", false), ("dev/*", false)] {
            let policies = attached(allow("secretsmanager:GetSecretValue", head + pattern))
            #expect((judge(policies, "secretsmanager:GetSecretValue", on: secret) != nil) == isAllowed, "\(pattern)")
        }
    }

    @Test func anActionWithoutAResourceNeedsAStar() {
        let nothing = AWSResource(arn: "*", account: account)
        #expect(decide(attached(allow("s3:*", "*")), "s3:ListAllMyBuckets", on: nothing) == .allowed)
        #expect(
            decide(attached(allow("s3:*", "arn:aws:s3:::*")), "s3:ListAllMyBuckets", on: nothing) == .implicitlyDenied)
    }

    @Test func aBoundaryNarrowsAndItsDenyCounts() throws {
        var policies = attached(allow("s3:*", "arn:aws:s3:::b/*"))
        policies.boundary = policy(allow("s3:Get*", "arn:aws:s3:::b/in/*") + "," + deny("s3:*", "arn:aws:s3:::b/in/x"))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged == AWSGrantJudgement(verdict: .allowed, allow: ["in/*"], deny: ["in/x"]))
        #expect(judge(policies, "s3:PutObject", on: bucket()) == nil)
        policies.boundary = policy("")
        #expect(judge(policies, "s3:GetObject", on: bucket()) == nil)
    }

    @Test func aBoundaryThatOnlyOverlapsLeavesTheCommonPart() throws {
        var policies = attached(allow("s3:GetObject", "arn:aws:s3:::b/a*"))
        policies.boundary = policy(allow("s3:*", "arn:aws:s3:::b/*.csv"))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged.allow == ["a*.csv"])
    }

    @Test func everyLevelOfTheOrganisationMustAllow() {
        var policies = attached(allow("s3:*", "*"))
        policies.serviceControlPolicies = [[policy(allow("*", "*"))], [policy(allow("s3:Get*", "*"))]]
        #expect(decide(policies, "s3:GetObject", on: bucket("/x")) == .allowed)
        #expect(decide(policies, "s3:PutObject", on: bucket("/x")) == .implicitlyDenied)
        policies.sessionPolicies = [policy(allow("s3:List*", "*"))]
        #expect(decide(policies, "s3:GetObject", on: bucket("/x")) == .implicitlyDenied)
    }

    @Test func callerIdentityIsAlwaysTold() {
        let nothing = AWSResource(arn: "*", account: account)
        #expect(decide(attached(deny("*", "*")), "sts:GetCallerIdentity", on: nothing) == .allowed)
    }

    @Test func whatAWSOwnsCannotBeChanged() {
        let managed = AWSResource(arn: "arn:aws:iam::aws:policy/ReadOnlyAccess", account: account)
        let own = AWSResource(arn: "arn:aws:iam::\(account):policy/mine", account: account)
        #expect(decide(attached(allow("*", "*")), "iam:CreatePolicyVersion", on: managed) == .implicitlyDenied)
        #expect(decide(attached(allow("*", "*")), "iam:GetPolicy", on: managed) == .allowed)
        #expect(decide(attached(allow("*", "*")), "iam:CreatePolicyVersion", on: own) == .allowed)
    }

    @Test func everyLevelSaysItsReason() {
        var policies = attached(allow("s3:GetObject", "*"), deny("s3:*", "arn:aws:s3:::b/x"))
        policies.boundary = policy(allow("ec2:*", "*"))
        let decision = AWSEvaluator.decide(
            principal: role, policies: policies, action: "s3:GetObject", resource: bucket("/x"),
            context: RequestContext())
        #expect(decision.outcome == .explicitlyDenied)
        #expect(decision.reasons.map(\.level) == [.identity, .identity, .boundary])
        #expect(decision.reasons.map(\.effect) == ["allows", "denies", "does not allow"])
        #expect(decision.reasons.map(\.policy) == ["p0", "p1", ""])
    }

    @Test func useOfAGrantIsCountedByActionAndResource() {
        let statement = policy(allow("s3:Get*", "arn:aws:s3:::b/*")).statements[0]
        #expect(AWSEvaluator.covers(statement: statement, action: "s3:getobject", resourceARN: "arn:aws:s3:::b/x"))
        #expect(!AWSEvaluator.covers(statement: statement, action: "s3:GetObject", resourceARN: "arn:aws:s3:::c/x"))
        #expect(!AWSEvaluator.covers(statement: statement, action: "s3:PutObject", resourceARN: nil))
        #expect(AWSEvaluator.actionPattern("S3:*", matches: "s3:PutObject"))
    }

    @Test func manyConditionalDeniesAreNotWorkedOutPartByPart() throws {
        let denies = (0..<16).map {
            deny("s3:*", "arn:aws:s3:::b/*\($0)*", condition(#"{"StringEquals": {"aws:SourceVpc": "v\#($0)"}}"#))
        }
        let policies = attached(allow("s3:GetObject", "*") + "," + denies.joined(separator: ","))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged.verdict == .conditional || !judged.deny.isEmpty)
        #expect(judged.conditions.count <= 32)
    }
}
