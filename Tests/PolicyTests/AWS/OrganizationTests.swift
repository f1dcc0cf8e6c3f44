import OverreachModel
import Testing

@testable import OverreachPolicy

/// What an organization, its control policies and the endpoint of a network settle.
struct OrganizationTests {
    static func keyed(_ key: String, _ value: String, _ operation: String = "StringEquals") -> AWSPrincipalPolicies {
        attached(allow("s3:GetObject", "*", condition(#"{"\#(operation)": {"\#(key)": "\#(value)"}}"#)))
    }

    static func member(_ membership: AWSMembership) -> AWSPrincipal {
        var asking = role
        asking.membership = membership
        return asking
    }

    @Test(arguments: [
        (AWSMembership.member(of: "o-1", path: nil), AWSDecision.Outcome.allowed),
        (.member(of: "o-2", path: nil), .implicitlyDenied), (AWSMembership.none, .implicitlyDenied),
        (.unknown, .conditional),
    ])
    func theOrganizationOfThePrincipalIsSettledOnceSomebodySaidIt(
        membership: AWSMembership, outcome: AWSDecision.Outcome
    ) {
        let policies = Self.keyed("aws:PrincipalOrgID", "o-1")
        #expect(decide(policies, "s3:GetObject", on: bucket("/x"), as: Self.member(membership)) == outcome)
    }

    @Test func aPathOfTheOrganizationIsSettledAsFarAsItIsKnown() {
        let policies = Self.keyed("aws:PrincipalOrgPaths", "o-1/r-1/ou-1/*", "ForAnyValue:StringLike")
        let outcome = { (path: String?) in
            decide(policies, "s3:GetObject", on: bucket("/x"), as: Self.member(.member(of: "o-1", path: path)))
        }
        #expect(outcome("o-1/r-1/ou-1/ou-2/") == .allowed)
        #expect(outcome("o-1/r-1/ou-3/") == .implicitlyDenied)
        #expect(outcome(nil) == .conditional)
        let elsewhere = Self.keyed("aws:PrincipalOrgPaths", "o-9/*", "ForAnyValue:StringLike")
        #expect(
            decide(elsewhere, "s3:GetObject", on: bucket("/x"), as: Self.member(.member(of: "o-1", path: nil)))
                == .implicitlyDenied)
    }

    @Test func theOrganizationOfTheResourceIsSettledToo() {
        var resource = bucket("/x")
        let policies = Self.keyed("aws:ResourceOrgID", "o-1")
        #expect(decide(policies, "s3:GetObject", on: resource) == .conditional)
        resource.membership = .member(of: "o-1", path: nil)
        #expect(decide(policies, "s3:GetObject", on: resource) == .allowed)
        resource.membership = .none
        #expect(decide(policies, "s3:GetObject", on: resource) == .implicitlyDenied)
    }

    @Test func strangersHaveNoOrganization() {
        let open = policy(
            allow(
                "s3:GetObject", "arn:aws:s3:::b/*",
                principal(#""*""#) + condition(#"{"StringEquals": {"aws:PrincipalOrgID": "o-1"}}"#)))
        let resource = bucket("/x", policy: open)
        #expect(decide(AWSPrincipalPolicies(), "s3:GetObject", on: resource, as: .anonymous) == .implicitlyDenied)
    }

    @Test(arguments: [
        ("s3:GetObject", "arn:aws:s3:::b/x", true), ("ec2:RunInstances", "arn:aws:ec2:eu-west-1:1:instance/i", false),
        ("kms:RetireGrant", "arn:aws:kms:eu-west-1:\(account):alias/a", false),
    ])
    func resourceControlPoliciesDenyWhereTheServiceSupportsThem(action: String, arn: String, isDenied: Bool) {
        var resource = AWSResource(arn: arn, account: account)
        resource.controlPolicies = [[policy(deny("*", "*", principal(#""*""#)))]]
        #expect((decide(attached(allow("*", "*")), action, on: resource) == .explicitlyDenied) == isDenied)
    }

    @Test func controlPoliciesDoNotBoundARoleThatIsLinkedToAService() {
        let linked = AWSPrincipal(
            kind: .role, arn: "arn:aws:iam::\(account):role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")
        var policies = attached(allow("s3:*", "*"))
        policies.serviceControlPolicies = [[policy(deny("*", "*"))]]
        var resource = bucket("/x")
        resource.controlPolicies = [[policy(deny("*", "*"))]]
        #expect(decide(policies, "s3:GetObject", on: resource, as: linked) == .allowed)
        #expect(decide(policies, "s3:GetObject", on: resource) == .explicitlyDenied)
    }

    @Test func aResourceControlPolicyWithoutAllowTakesNothingAway() {
        var resource = bucket("/x")
        resource.controlPolicies = [[policy(deny("s3:PutObject", "*"))]]
        #expect(decide(attached(allow("s3:*", "*")), "s3:GetObject", on: resource) == .allowed)
    }

    @Test(arguments: [
        (allow("s3:*", "arn:aws:s3:::b/*", principal(#""*""#)), AWSDecision.Outcome.allowed),
        (allow("s3:PutObject", "*", principal(#""*""#)), .implicitlyDenied),
        (allow("s3:*", "*", principal(#"{"AWS": "\#(user.arn)"}"#)), .implicitlyDenied),
        (allow("*", "*", principal(#""*""#)) + "," + deny("*", "*", principal(#""*""#)), .explicitlyDenied),
        (
            allow("*", "*", principal(#""*""#) + condition(#"{"StringEquals": {"aws:PrincipalOrgID": "o-1"}}"#)),
            .conditional
        ),
    ])
    func theEndpointOfTheNetworkMustAllowToo(statements: String, outcome: AWSDecision.Outcome) {
        var context = RequestContext()
        context.endpointPolicy = policy(statements)
        #expect(decide(attached(allow("s3:*", "*")), "s3:GetObject", on: bucket("/x"), context: context) == outcome)
        #expect(decide(attached(allow("s3:*", "*")), "s3:GetObject", on: bucket("/x")) == .allowed)
    }
}
