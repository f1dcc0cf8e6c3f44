import OverreachModel
import Testing

@testable import OverreachPolicy

struct ResourcePolicyTests {
    static let roleARN = "arn:aws:iam::\(account):role/team/r"
    static let userARN = "arn:aws:iam::\(account):user/u"
    static let sessionARN = "arn:aws:sts::\(account):assumed-role/r/s"

    /// What the bucket's first statement gives by itself.
    func judged(
        _ named: String, as asking: AWSPrincipal, _ policies: AWSPrincipalPolicies = AWSPrincipalPolicies(),
        owner: String = account
    ) -> AWSGrantJudgement? {
        let document = policy(allow("s3:GetObject", "arn:aws:s3:::b/*", principal(named)))
        return AWSEvaluator.judge(
            resourceStatement: document.statements[0], principal: asking, policies: policies, action: "s3:GetObject",
            resource: bucket(policy: document, account: owner), context: RequestContext())
    }

    @Test(arguments: [
        (#"{"AWS": "\#(roleARN)"}"#, role), (#"{"AWS": "\#(userARN)"}"#, user), (#""*""#, user),
        (#"{"AWS": "*"}"#, role),
        (#"{"AWS": ["x", "AIDAEXAMPLE"]}"#, user), (#"{"AWS": "AROAEXAMPLE"}"#, role), (#""*""#, .anonymous),
        (#"{"Service": "lambda.amazonaws.com"}"#, .service("lambda.amazonaws.com")),
    ])
    func aStatementThatNamesThePrincipalIsEnoughInTheAccount(named: String, asking: AWSPrincipal) {
        #expect(judged(named, as: asking)?.verdict == .allowed)
    }

    @Test(arguments: [
        (#"{"AWS": "\#(roleARN)"}"#, user), (#"{"AWS": "arn:aws:iam::\#(account):role/*"}"#, role),
        (#"{"AWS": "\#(account)"}"#, role), (#"{"AWS": "arn:aws:iam::\#(account):root"}"#, user),
        (#"{"AWS": "\#(other)"}"#, role), (#"{"AWS": "AROARECREATED"}"#, role), (#"{"CanonicalUser": "c"}"#, user),
        (#"{"AWS": "\#(userARN)"}"#, .anonymous), (#"{"Service": "lambda.amazonaws.com"}"#, role),
        (#"{"Service": "ec2.amazonaws.com"}"#, .service("lambda.amazonaws.com")),
    ])
    func aStatementThatNamesOthersOrTheAccountGivesNothingByItself(named: String, asking: AWSPrincipal) {
        #expect(judged(named, as: asking) == nil)
    }

    @Test func aNamedSessionIsAConditionForTheRoleAndExactForItself() {
        #expect(judged(#"{"AWS": "\#(Self.sessionARN)"}"#, as: role)?.verdict == .conditional)
        let named = { AWSPrincipal(kind: .role, arn: role.arn, sessionName: $0) }
        #expect(judged(#"{"AWS": "\#(Self.sessionARN)"}"#, as: named("s"))?.verdict == .allowed)
        #expect(judged(#"{"AWS": "\#(Self.sessionARN)"}"#, as: named("t")) == nil)
    }

    @Test(arguments: [
        (#"{"AWS": "\#(userARN)"}"#, user, true), (#"{"AWS": "\#(roleARN)"}"#, role, false), (#""*""#, role, true),
        (#"{"AWS": "\#(sessionARN)"}"#, AWSPrincipal(kind: .role, arn: roleARN, sessionName: "s"), true),
    ])
    func aBoundaryLimitsWhatIsGivenToARoleOnly(named: String, asking: AWSPrincipal, isAllowed: Bool) {
        var policies = AWSPrincipalPolicies()
        policies.boundary = policy(allow("ec2:*", "*"))
        #expect((judged(named, as: asking, policies) != nil) == isAllowed)
        policies.boundary = policy(deny("s3:*", "*"))
        #expect(judged(named, as: asking, policies) == nil)
    }

    @Test(arguments: [#"{"AWS": "\#(roleARN)"}"#, #"{"AWS": "\#(account)"}"#, #""*""#])
    func acrossAccountsBothMustAllow(named: String) throws {
        let document = policy(allow("s3:*", "arn:aws:s3:::b/in/*", principal(named)))
        let foreign = bucket(policy: document, account: other)
        let statement = document.statements[0]
        let allowed = attached(allow("s3:GetObject", "arn:aws:s3:::*"))
        let judgements = [
            judge(allowed, "s3:GetObject", on: foreign),
            AWSEvaluator.judge(
                resourceStatement: statement, principal: role, policies: allowed, action: "s3:GetObject",
                resource: foreign, context: RequestContext()),
        ]
        #expect(judgements.map { $0?.allow } == [["in/*"], ["in/*"]])
        #expect(judged(named, as: role, owner: other) == nil)
        #expect(judge(allowed, "s3:GetObject", on: bucket(account: other)) == nil)
    }

    @Test func denyOfNotPrincipalSparesWhomItLists() {
        let spare = { (named: String) in
            policy(#"{"Effect": "Deny", "NotPrincipal": {"AWS": "\#(named)"}, "Action": "s3:*", "Resource": "*"}"#)
        }
        var policies = attached(allow("s3:GetObject", "*"))
        #expect(decide(policies, "s3:GetObject", on: bucket("/x", policy: spare(Self.roleARN))) == .allowed)
        #expect(decide(policies, "s3:GetObject", on: bucket("/x", policy: spare(Self.userARN))) == .explicitlyDenied)
        policies.boundary = policy(allow("*", "*"))
        #expect(decide(policies, "s3:GetObject", on: bucket("/x", policy: spare(Self.roleARN))) == .explicitlyDenied)
    }

    @Test func aBucketsDenyCountsAgainstThePrincipalsOwnPolicies() throws {
        let document = policy(deny("s3:GetObject", "arn:aws:s3:::b/in/*", principal(#""*""#)))
        let judged = try #require(
            judge(attached(allow("s3:GetObject", "*")), "s3:GetObject", on: bucket(policy: document)))
        #expect(judged == AWSGrantJudgement(verdict: .allowed, deny: ["in/*"]))
    }

    @Test func aStatementWithoutPrincipalSpeaksOfNobody() {
        let document = policy(allow("s3:GetObject", "*") + "," + deny("s3:GetObject", "*"))
        #expect(decide(AWSPrincipalPolicies(), "s3:GetObject", on: bucket("/x", policy: document)) == .implicitlyDenied)
        #expect(decide(attached(allow("s3:*", "*")), "s3:GetObject", on: bucket("/x", policy: document)) == .allowed)
    }
}
