import OverreachModel
import Testing

@testable import OverreachPolicy

struct AssumeTests {
    static let target = "arn:aws:iam::\(account):role/target"

    func role(_ trust: String, in owner: String = account) -> AWSRole {
        AWSRole(arn: "arn:aws:iam::\(owner):role/target", account: owner, trust: policy(trust))
    }

    func trust(_ named: String, _ more: String = "", action: String = "sts:AssumeRole") -> String {
        #"{"Effect": "Allow", "Action": "\#(action)", "Principal": \#(named)\#(more)}"#
    }

    func ways(
        _ policies: AWSPrincipalPolicies, _ role: AWSRole, as asking: AWSPrincipal = user,
        action: String = "sts:AssumeRole", context: RequestContext = RequestContext()
    ) -> [AWSAssumeJudgement] {
        AWSEvaluator.judgeAssume(principal: asking, policies: policies, role: role, action: action, context: context)
    }

    @Test func aTrustThatNamesThePrincipalIsEnoughInTheAccount() {
        let found = ways(AWSPrincipalPolicies(), role(trust(#"{"AWS": "\#(user.arn)"}"#)))
        #expect(found.map(\.verdict) == [.allowed])
        #expect(found.map(\.identityStatement) == [nil])
    }

    @Test func anIdentityStatementBesidesIsARightOfItsOwn() {
        let found = ways(attached(allow("sts:*", "*")), role(trust(#"{"AWS": "\#(user.arn)"}"#)))
        #expect(found.map { $0.identityStatement?.statement } == [nil, 0])
    }

    @Test func aTrustInTheAccountNeedsAnIdentityStatement() {
        let root = role(trust(#"{"AWS": "arn:aws:iam::\#(account):root"}"#))
        #expect(ways(AWSPrincipalPolicies(), root).isEmpty)
        #expect(ways(attached(allow("sts:AssumeRole", Self.target)), root).map(\.trustStatement) == [0])
        #expect(ways(attached(allow("sts:AssumeRole", Self.target + "x")), root).isEmpty)
    }

    @Test func anIdentityStatementNeedsTheTrust() {
        #expect(ways(attached(allow("*", "*")), role(trust(#"{"AWS": "\#(other)"}"#))).isEmpty)
        #expect(ways(attached(allow("*", "*")), role(trust(#"{"Service": "ec2.amazonaws.com"}"#))).isEmpty)
    }

    @Test func acrossAccountsBothAreNeeded() {
        let foreign = role(trust(#"{"AWS": "\#(user.arn)"}"#), in: other)
        #expect(ways(AWSPrincipalPolicies(), foreign).isEmpty)
        let found = ways(attached(allow("sts:AssumeRole", "arn:aws:iam::\(other):role/*")), foreign)
        #expect(found.map { $0.identityStatement?.statement } == [0])
    }

    @Test func aDenyEndsIt() {
        let named = role(trust(#"{"AWS": "\#(user.arn)"}"#))
        #expect(ways(attached(deny("sts:AssumeRole", "*")), named).isEmpty)
        let denied = role(
            trust(#""*""#) + "," + #"{"Effect": "Deny", "Action": "*", "Principal": {"AWS": "\#(account)"}}"#)
        #expect(ways(AWSPrincipalPolicies(), denied).isEmpty)
    }

    @Test func anUnknownConditionOfTheTrustMakesItConditional() {
        let more = condition(#"{"StringEquals": {"sts:ExternalId": "x"}}"#)
        let found = ways(AWSPrincipalPolicies(), role(trust(#"{"AWS": "\#(user.arn)"}"#, more)))
        #expect(found.map(\.conditions) == [[#"sts:ExternalId StringEquals "x""#]])
    }

    @Test func aFederatedIdentityIsJudgedByTheTrustAlone() {
        let provider = "arn:aws:iam::\(account):oidc-provider/oidc.example/id/1"
        let trusted = role(
            trust(
                #"{"Federated": "\#(provider)"}"#,
                condition(#"{"StringEquals": {"oidc.example/id/1:sub": "system:serviceaccount:ns:sa"}}"#),
                action: "sts:AssumeRoleWithWebIdentity"))
        let verdict = { (subject: String?, action: String) in
            var context = RequestContext()
            if let subject { context.set("oidc.example/id/1:sub", [subject]) }
            return ways(
                AWSPrincipalPolicies(), trusted, as: .federated(provider: provider), action: action, context: context
            ).map(\.verdict)
        }
        #expect(verdict("system:serviceaccount:ns:sa", "sts:AssumeRoleWithWebIdentity") == [.allowed])
        #expect(verdict("system:serviceaccount:ns:sb", "sts:AssumeRoleWithWebIdentity") == [])
        #expect(verdict(nil, "sts:AssumeRoleWithWebIdentity") == [.conditional])
        #expect(verdict("system:serviceaccount:ns:sa", "sts:AssumeRole") == [])
    }

    @Test func aResourceControlPolicyBoundsTheTakingOfARole() {
        let bounded = { (condition: String) in
            AWSRole(
                arn: Self.target, account: account,
                trust: policy(trust(#"{"AWS": "\#(user.arn)", "Service": "ec2.amazonaws.com"}"#)),
                controlPolicies: [[policy(deny("sts:*", "*", principal(#""*""#) + condition))]],
                membership: .member(of: "o-1", path: nil))
        }
        #expect(ways(AWSPrincipalPolicies(), bounded("")).isEmpty)
        #expect(AWSEvaluator.lends(bounded(""), to: "ec2.amazonaws.com") == nil)
        let people = condition(#"{"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}"#)
        #expect(ways(AWSPrincipalPolicies(), bounded(people)).isEmpty)
        #expect(AWSEvaluator.lends(bounded(people), to: "ec2.amazonaws.com")?.verdict == .allowed)
        let others = condition(#"{"StringNotEquals": {"aws:ResourceOrgID": "o-1"}}"#)
        #expect(ways(AWSPrincipalPolicies(), bounded(others)).map(\.verdict) == [.allowed])
        let resource = bounded("").resource
        #expect(AWSEvaluator.couldAssume(resource, principal: user, policies: AWSPrincipalPolicies()) == nil)
    }

    @Test func aServiceIsTrustedWhereTheTrustNamesIt() {
        let trusted = role(trust(#"{"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]}"#))
        let verdict = { AWSEvaluator.lends(trusted, to: $0)?.verdict }
        #expect(verdict("lambda.amazonaws.com") == .allowed)
        #expect(verdict("ecs-tasks.amazonaws.com") == nil)
    }
}
