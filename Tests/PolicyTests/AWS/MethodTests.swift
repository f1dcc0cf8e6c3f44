import OverreachModel
import Testing

@testable import OverreachPolicy

struct MethodTests {
    static let trusting = policy(
        #"{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}"#)
    static let target = AWSRole(arn: "arn:aws:iam::\(account):role/target", account: account, trust: trusting)

    static let full = [
        allow("iam:PassRole", "*"), allow("lambda:CreateFunction", "*"), allow("lambda:InvokeFunction", "*"),
    ]

    func create(_ statements: [String], _ role: AWSRole = target) throws -> AWSMethodJudgement? {
        let method = try #require(AWSMethod.all.first { $0.id == "lambda-create" })
        return AWSEvaluator.judge(
            method: method, principal: user, policies: attached(statements.joined(separator: ",")), role: role,
            context: RequestContext())
    }

    @Test func allRightsTogetherLeadToTheRole() throws {
        let found = try #require(try create(Self.full))
        #expect(found.verdict == .allowed)
        #expect(found.uses.map(\.statement) == [0, 1, 2])
        #expect(found.uses.map(\.action) == ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"])
    }

    @Test(arguments: 0..<3)
    func withoutOneOfThemThereIsNone(missing: Int) throws {
        var statements = Self.full
        statements.remove(at: missing)
        #expect(try create(statements) == nil)
    }

    @Test(arguments: [
        [allow("lambda:AddPermission", "*")], [allow("lambda:CreateEventSourceMapping", "*")],
        [allow("lambda:CreateFunctionUrlConfig", "*"), allow("lambda:InvokeFunctionUrl", "*")],
    ])
    func everyWayOfHavingItRunCounts(ways: [String]) throws {
        #expect(try create(Array(Self.full.prefix(2)) + ways)?.verdict == .allowed)
    }

    @Test func rightsOnDifferentFunctionsDoNotMeet() throws {
        let head = "arn:aws:lambda:us-east-1:\(account):function:"
        let rights = { (create: String, invoke: String) in
            [
                Self.full[0], allow("lambda:CreateFunction", head + create),
                allow("lambda:InvokeFunction", head + invoke),
            ]
        }
        #expect(try create(rights("ci-*", "prod-*")) == nil)
        #expect(try create(rights("ci-*", "*-x"))?.verdict == .allowed)
    }

    @Test func theRoleMustTrustTheServiceAndBePassable() throws {
        let untrusting = policy(trustOf("ec2.amazonaws.com"))
        #expect(try create(Self.full, AWSRole(arn: Self.target.arn, account: account, trust: untrusting)) == nil)
        let foreign = AWSRole(arn: "arn:aws:iam::\(other):role/target", account: other, trust: Self.trusting)
        #expect(try create(Self.full, foreign) == nil)
        let linked = "arn:aws:iam::\(account):role/aws-service-role/lambda.amazonaws.com/x"
        #expect(try create(Self.full, AWSRole(arn: linked, account: account, trust: Self.trusting)) == nil)
    }

    @Test(arguments: [
        ("lambda.amazonaws.com", Verdict?.some(.allowed)), ("ec2.amazonaws.com", nil),
    ])
    func theServiceThatIsPassedToIsSettled(service: String, verdict: Verdict?) throws {
        let pass = allow("iam:PassRole", "*", condition(#"{"StringEquals": {"iam:PassedToService": "\#(service)"}}"#))
        #expect(try create([pass] + Self.full.dropFirst())?.verdict == verdict)
    }

    @Test func anUnknownConditionOfAnyRightMakesItConditional() throws {
        let made = allow("lambda:CreateFunction", "*", condition(#"{"StringEquals": {"lambda:VpcIds": "v"}}"#))
        let found = try #require(try create([Self.full[0], made, Self.full[2]]))
        #expect(found.verdict == .conditional)
        #expect(found.conditions == [#"lambda:VpcIds StringEquals "v""#])
    }

    @Test func codeOfAnExistingFunctionIsReplacedByOneRight() throws {
        let method = try #require(AWSMethod.all.first { $0.id == "lambda-update-code" })
        let function = AWSResource(arn: "arn:aws:lambda:us-east-1:\(account):function:f", account: account)
        let judged = { (statement: String) in
            AWSEvaluator.judge(
                method: method, principal: user, policies: attached(statement), function: function,
                context: RequestContext())?.uses
        }
        let use = AWSMethodJudgement.Use(action: "lambda:UpdateFunctionCode", policy: 0, statement: 0)
        #expect(judged(allow("lambda:UpdateFunctionCode", function.arn)) == [use])
        #expect(judged(allow("lambda:UpdateFunctionCode", function.arn + "x")) == nil)
    }

    private func trustOf(_ service: String) -> String {
        #"{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "\#(service)"}}"#
    }
}

struct AdministratorTests {
    func isAdministrator(_ policies: AWSPrincipalPolicies) -> Bool {
        AWSEvaluator.isAdministrator(policies: policies, principal: role)
    }

    @Test func everythingOnEverythingMakesAnAdministrator() {
        #expect(isAdministrator(attached(allow("*", "*"))))
        #expect(isAdministrator(attached(allow("*:*", "*"))))
        #expect(isAdministrator(attached(allow("*", "*"), deny("aws-portal:*", "*"))))
    }

    @Test(arguments: [
        attached(allow("s3:*", "*")), attached(allow("*", "arn:aws:s3:::*")), attached(deny("*", "*")),
        attached(allow("*", "*"), deny("iam:*", "*")), attached(allow("*", "*"), deny("*", "*")),
        attached(allow("*", "*", condition(#"{"Bool": {"aws:MultiFactorAuthPresent": "true"}}"#))),
    ])
    func lessThanThatDoesNot(policies: AWSPrincipalPolicies) {
        #expect(!isAdministrator(policies))
    }

    @Test func aBoundaryThatBoundsMakesNoAdministrator() {
        var policies = attached(allow("*", "*"))
        policies.boundary = policy(allow("*", "*"))
        #expect(isAdministrator(policies))
        policies.boundary = policy(allow("s3:*", "*"))
        #expect(!isAdministrator(policies))
        policies.boundary = policy(allow("*", "*") + "," + deny("iam:*", "*"))
        #expect(!isAdministrator(policies))
    }

    @Test func aConditionMakesAConditionalAdministrator() {
        let policies = attached(allow("*", "*", condition(#"{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#)))
        let judged = AWSEvaluator.administers(
            statement: policies.identity[0].document.statements[0], principal: role, policies: policies)
        #expect(judged?.conditions == [#"aws:SourceIp IpAddress "10.0.0.0/8""#])
    }
}
