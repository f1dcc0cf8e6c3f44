import OverreachModel
import Testing

@testable import OverreachPolicy

/// The table of methods, and what a principal may do of one.
struct MethodTests {
    @Test func everyLineOfTheTableIsUnderstood() {
        let read = AWSMethodReader.methods(in: AWSMethodTable.text)
        #expect(read.problems.isEmpty)
        #expect(read.methods.count > 70)
        #expect(Set(read.methods.map(\.id)).count == read.methods.count)
    }

    @Test(arguments: [
        "x", "a: b\n  needs s:A on it", "a: b\n  runs nowhere\n  needs s:A on it", "a: b\n  runs function",
        "a: b\n  runs function\n  needs s:A", "a: b\n  runs function\n  needs s:A on it\n  where nowhere",
    ])
    func whatIsNoEntryIsReported(text: String) {
        #expect(!AWSMethodReader.methods(in: text).problems.isEmpty)
    }

    @Test func everyMethodHasWhatItsKindNeeds() {
        for method in AWSMethod.all {
            let places = Set(method.steps.flatMap { $0.flatMap { $0.map(\.on) } })
            switch method.effect {
            case .passes, .lends: #expect(places.contains(.role), "\(method.id)")
            case .creates: #expect(!places.contains(.role), "\(method.id)")
            default: #expect(!places.contains(.role), "\(method.id)")
            }
        }
    }

    @Test func theWaysOfAMethodAreOneOfEachStep() throws {
        let method = try #require(AWSMethod.all.first { $0.id == "lambda-create" })
        #expect(method.variants.count == 4)
        #expect(method.variants[0].map(\.action) == ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"])
        #expect(method.variants[3].count == 4)
    }

    @Test(.enabled(if: Tables.areHere, Tables.hint))
    func everyPublishedPathIsNamedByAMethod() throws {
        let known = Set(AWSMethod.all.flatMap(\.published))
        let paths = (try Tables.load("pathfinding/paths.json").elements ?? []).compactMap { $0.value["id"]?.string }
        // To assume a role takes no method: the right is the statement's own.
        #expect(paths.filter { !known.contains($0) } == ["sts-001"])
    }

    @Test(.enabled(if: Tables.areHere, Tables.hint))
    func anActionWithoutResourceTypesIsAskedOfEverything() throws {
        let table = try Tables.load("aws-actions.json")
        var checked = 0
        for method in AWSMethod.all {
            for right in method.steps.flatMap({ $0.flatMap { $0 } }) {
                let parts = right.action.split(separator: ":").map(String.init)
                guard let types = table[parts[0]]?["actions"]?[parts[1]]?["resources"]?.elements else { continue }
                checked += 1
                #expect(types.isEmpty == (right.on == .nothing), "\(method.id): \(right.action)")
            }
        }
        #expect(checked > 150)
    }

    @Test func whatStandsForSeveralServicesIsToldApartByItsARN() throws {
        for method in AWSMethod.all {
            switch method.effect {
            case .updates(.compute), .runs(.compute), .updates(.launchTemplate), .runs(.launchTemplate):
                #expect(method.form != nil, "\(method.id)")
            default: continue
            }
        }
        let browser = try #require(AWSMethod.all.first { $0.id == "bedrock-browser-use" })
        let head = "eu-west-1:\(account):"
        #expect(browser.isAbout("arn:aws:bedrock-agentcore:\(head)browser-custom/b"))
        for other in ["bedrock-agentcore:\(head)gateway/g", "scheduler:\(head)schedule/default/s", "x"] {
            #expect(!browser.isAbout("arn:aws:" + other))
        }
    }

    // MARK: - Reach

    @Test(arguments: [
        ("*", false), ("arn:aws:ssm:*", false), ("arn:aws:ssm:*:*:document/x", false),
        ("arn:aws:ssm:eu-west-1:\(account):document/*", false), ("arn:aws:ssm:*:\(account):*", false),
        ("arn:aws:ssm:*:999988887777:document/*", true), ("arn:aws:ssm:eu-west-1:999988887777:document/*", true),
        ("arn:aws:ssm:eu-west-1::document/*", true),
    ])
    func whatLiesInAnotherAccountIsNotOnesOwn(resource: String, isElsewhere: Bool) {
        let policies = attached(allow("ssm:SendCommand", resource))
        let pattern = "arn:aws:ssm:*:\(account):document/*"
        let reach = AWSMethodReach(
            policies.identity[0].document.statements, principal: user, policies: policies, action: "ssm:SendCommand",
            within: pattern, context: RequestContext())
        #expect((reach.isEmpty || reach.isElsewhere(pattern)) == isElsewhere)
    }

    static let roles = ["a/x", "a/y", "b"].map { "arn:aws:iam::\(account):role/\($0)" }

    func reach(_ statements: String..., boundary: String? = nil, context: RequestContext = RequestContext()) -> [String]
    {
        var policies = attached(statements.joined(separator: ","))
        policies.boundary = boundary.map { policy($0) }
        let reach = AWSMethodReach(
            [policies.identity[0].document.statements[0]], principal: user, policies: policies, action: "iam:PassRole",
            within: "arn:*", context: context)
        return Self.roles.compactMap { arn in
            let judged = reach.judge(
                AWSResource(arn: arn, account: account, tags: [("team", arn.hasSuffix("x") ? "blue" : "red")]))
            return judged.map { (arn.split(separator: "/").last ?? "") + ($0.verdict == .allowed ? "" : "?") }
        }
    }

    @Test func whatIsAskedOfAllIsLookedUpForEach() {
        #expect(reach(allow("iam:PassRole", "*")) == ["x", "y", "b"])
        #expect(reach(allow("iam:PassRole", "*:role/a/*")) == ["x", "y"])
        #expect(reach(allow("iam:PassRole", "*"), deny("iam:*", Self.roles[1])) == ["x", "b"])
        #expect(reach(allow("iam:PassRole", "*"), boundary: allow("iam:PassRole", Self.roles[2])) == ["b"])
        #expect(reach(allow("iam:GetRole", "*")).isEmpty)
    }

    @Test func aTagOfTheOneSettlesWhatIsOpenOfTheSet() {
        let tagged = condition(#"{"StringEquals": {"aws:ResourceTag/team": "blue"}}"#)
        #expect(reach(allow("iam:PassRole", "*", tagged)) == ["x"])
    }

    @Test func anUnknownConditionStaysOpen() {
        let passed = condition(#"{"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}"#)
        #expect(reach(allow("iam:PassRole", "*", passed)) == ["x?", "y?", "b?"])
        var context = RequestContext()
        context.set("iam:PassedToService", ["ec2.amazonaws.com"])
        #expect(reach(allow("iam:PassRole", "*", passed), context: context).isEmpty)
    }

    @Test func rightsOnDifferentNewThingsDoNotMeet() {
        let made = { (statement: String, action: String) in
            let policies = attached(statement)
            return AWSMethodReach(
                policies.identity[0].document.statements, principal: user, policies: policies, action: action,
                within: "arn:aws:lambda:*:\(account):function:*", context: RequestContext())
        }
        let head = "arn:aws:lambda:us-east-1:\(account):function:"
        let create = made(allow("lambda:CreateFunction", head + "ci-*"), "lambda:CreateFunction")
        #expect(
            create.sharing(with: made(allow("lambda:InvokeFunction", head + "prod-*"), "lambda:InvokeFunction")).isEmpty
        )
        #expect(
            !create.sharing(with: made(allow("lambda:InvokeFunction", head + "*-x"), "lambda:InvokeFunction")).isEmpty)
    }

    @Test func whatAWSKeepsToItselfIsNeverReached() {
        let policies = attached(allow("iam:*", "*"))
        let reach = AWSMethodReach(
            policies.identity[0].document.statements, principal: user, policies: policies,
            action: "iam:UpdateAssumeRolePolicy", within: "arn:*", context: RequestContext())
        let reserved = "arn:aws:iam::\(account):role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x"
        #expect(reach.judge(AWSResource(arn: reserved, account: account)) == nil)
        #expect(reach.judge(AWSResource(arn: Self.roles[0], account: account)) != nil)
    }

    @Test func aServiceTakesOnlyRolesThatTrustItAndAreNotAnothersOwn() {
        let trust = policy(
            #"{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}"#)
        let role = AWSRole(arn: Self.roles[0], account: account, trust: trust)
        #expect(AWSEvaluator.lends(role, to: "lambda.amazonaws.com")?.verdict == .allowed)
        #expect(AWSEvaluator.lends(role, to: "ec2.amazonaws.com") == nil)
        let linked = "arn:aws:iam::\(account):role/aws-service-role/lambda.amazonaws.com/x"
        #expect(
            AWSEvaluator.lends(AWSRole(arn: linked, account: account, trust: trust), to: "lambda.amazonaws.com") == nil)
    }

    @Test func anAdministratorWithoutWhatMakesItOneKeepsTheRest() {
        let policies = attached(allow("*", "*"), allow("lambda:UpdateFunctionCode", "*"))
        let rest = policies.withoutAdministration(of: user)
        #expect(rest.identity.map(\.document.statements.count) == [0, 1])
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
