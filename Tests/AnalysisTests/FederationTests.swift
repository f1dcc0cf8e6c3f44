import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// Whose tokens a trust accepts: what it asks of each claim, and what it denies.
struct FederationTests {
    private static let issuer = "token.actions.githubusercontent.com"
    private static let provider = "arn:aws:iam::\(Account.id):oidc-provider/\(issuer)"

    /// A role that trusts tokens of GitHub under conditions, an operator with a claim and a value each.
    private static func account(_ trust: [(effect: String, tests: [(String, String, [String])])]) -> World {
        var account = Account()
        account.add(
            .role, "deploy", [statement("Allow", "*", on: "*")],
            trust: trust.map { effect, tests in
                let block = tests.map { operation, claim, values in
                    Value.Member(
                        operation,
                        .object([
                            Value.Member(
                                claim.contains(":") ? claim : "\(issuer):\(claim)",
                                .array(values.map { Value.Element(.string($0)) }))
                        ]))
                }
                guard
                    case .object(let members) = statement(
                        effect, "sts:AssumeRoleWithWebIdentity", principal: ("Federated", provider))
                else { return .null }
                return .object(members + [Value.Member("Condition", .object(block))])
            })
        return account.made
    }

    /// Who may take the role, as what follows the provider, and whether only on conditions.
    private static func identities(_ trust: [(effect: String, tests: [(String, String, [String])])]) -> [String] {
        let snapshot = account(trust).snapshot
        return snapshot.nodes.filter { snapshot.type($0) == NodeType(AWSNode.federated) }.flatMap { node in
            snapshot.outgoing(node).flatMap { snapshot.outgoing(snapshot.to($0)) }
                .filter { snapshot.kind($0) == EdgeKind(AWSEdge.assumes) }.map { edge in
                    let id = snapshot.key(node).id.dropFirst(provider.count + 1)
                    let conditions = snapshot.conditions(edge)
                    return conditions.isEmpty ? String(id) : "\(id) if \(conditions.joined(separator: " and "))"
                }
        }.sorted(by: UTF8Order.less)
    }

    private static func findings(_ trust: [(effect: String, tests: [(String, String, [String])])]) throws -> [String] {
        try Findings().answer(in: account(trust)).result.filter { $0.rule == "trust-too-wide" }.map {
            "\($0.severity.rawValue): \($0.title)"
        }
    }

    // MARK: - What a claim may be

    @Test func aStarThatIsComparedLetterByLetterIsInNoSubject() throws {
        for subject in ["repo:acme/*", "repo:acme/app:ref:refs/heads/*", "repo:acme/app?:environment:prod"] {
            #expect(Self.identities([("Allow", [("StringEquals", "sub", [subject])])]) == [], "\(subject)")
        }
        let environment = "repo:acme/app:environment:*"
        let trust = [("Allow", [("StringEquals", "sub", [environment])])]
        #expect(Self.identities(trust) == ["repo:acme/app:environment:${*}"])
        #expect(try Self.findings(trust) == [])
    }

    @Test func aSubjectThatMayBeAbsentNeverIs() throws {
        let trust = [("Allow", [("StringLikeIfExists", "sub", ["repo:acme/app:*"])])]
        #expect(Self.identities(trust) == ["repo:acme/app:*"])
        #expect(try Self.findings(trust).map { $0.prefix(7) } == ["medium:"])
        let all = [("Allow", [("ForAllValues:StringLike", "sub", ["repo:acme/app:*"])])]
        #expect(Self.identities(all) == ["repo:acme/app:*"])
    }

    @Test func aClaimThatMayBeLeftOutConfinesNobody() throws {
        let trust = [
            (
                "Allow",
                [("StringEqualsIfExists", "environment", ["prod"]), ("StringLike", "sub", ["repo:acme/app:*"])]
            )
        ]
        #expect(Self.identities(trust) == ["repo:acme/app:*"])
        #expect(try Self.findings(trust).count == 1)
    }

    @Test func otherClaimsArePartOfTheIdentity() {
        let trust = [
            (
                "Allow",
                [
                    ("StringEquals", "aud", ["sts.amazonaws.com"]), ("StringLike", "sub", ["repo:acme/*"]),
                    (
                        "StringLike", "job_workflow_ref",
                        ["acme/flows/.github/workflows/deploy.yml@refs/heads/main", "acme/flows/x*"]
                    ),
                ]
            )
        ]
        #expect(
            Self.identities(trust) == [
                "repo:acme/* {job_workflow_ref=acme/flows/.github/workflows/deploy.yml@refs/heads/main|acme/flows/x*}"
            ])
    }

    @Test func twoTestsOfOneClaimMustBothHold() {
        let tests = [
            ("StringLike", "sub", ["repo:acme/*"]), ("StringEquals", "sub", ["repo:acme/app:ref:x", "repo:b/c"]),
        ]
        #expect(Self.identities([("Allow", tests)]) == ["repo:acme/app:ref:x"])
        let never = [("StringLike", "sub", ["repo:acme/*"]), ("StringEquals", "sub", ["repo:b/c"])]
        #expect(Self.identities([("Allow", never)]) == [])
    }

    @Test(arguments: ["repository_owner", "event_name", "workflow_ref"])
    func aClaimThatIsNoConditionKeyIsNeverThere(claim: String) {
        #expect(Self.identities([("Allow", [("StringEquals", claim, ["acme"])])]) == [])
        #expect(Self.identities([("Allow", [("StringEqualsIfExists", claim, ["acme"])])]) == ["*"])
    }

    @Test func aClaimOfAnotherProviderIsNeverThere() {
        #expect(Self.identities([("Allow", [("StringEquals", "accounts.google.com:aud", ["x"])])]) == [])
        #expect(Self.identities([("Allow", [("StringNotEquals", "accounts.google.com:aud", ["x"])])]) == ["*"])
    }

    @Test func whatIsExcludedOfAClaimIsACondition() {
        let trust = [
            ("Allow", [("StringLike", "sub", ["repo:acme/*"]), ("StringNotLike", "sub", ["repo:acme/sandbox:*"])])
        ]
        #expect(
            Self.identities(trust) == ["repo:acme/* if \(Self.issuer):sub StringNotLike \"repo:acme/sandbox:*\""])
        let apart = [
            ("Allow", [("StringLike", "sub", ["repo:acme/app:*"]), ("StringNotLike", "sub", ["repo:acme/sandbox:*"])])
        ]
        #expect(Self.identities(apart) == ["repo:acme/app:*"])
    }

    @Test func aTrustThatNoTokenFitsIsACaveat() {
        let caveats = { (test: (String, String, [String])) in
            AWSCaveats.of(Self.account([("Allow", [test])]).documents).map(\.detail)
        }
        #expect(caveats(("StringLike", "sub", ["repo:acme/*"])) == [])
        let role = "arn:aws:iam::\(Account.id):role/deploy"
        #expect(
            caveats(("StringEquals", "sub", ["repo:acme/*"])) == [
                "\(role): no token of \(Self.provider) has what its trust asks for: the subject repo:acme/${*}, letter "
                    + "by letter"
            ])
        #expect(
            caveats(("StringEquals", "event_name", ["push"])) == [
                "\(role): no token of \(Self.provider) has what its trust asks for: \(Self.issuer):event_name "
                    + "StringEquals \"push\""
            ])
    }

    // MARK: - Denies

    @Test func aDenyOfAllOtherSubjectsConfinesTheTrust() throws {
        let trust = [("Allow", []), ("Deny", [("StringNotLike", "sub", ["repo:acme/app:ref:refs/heads/main"])])]
        #expect(Self.identities(trust) == ["repo:acme/app:ref:refs/heads/main"])
        #expect(try Self.findings(trust) == [])
    }

    @Test func aDenyTakesAwayTheSubjectsThatItMeans() {
        let trust = [
            ("Allow", [("StringLike", "sub", ["repo:acme/app:*", "repo:acme/old:*"])]),
            ("Deny", [("StringLike", "sub", ["repo:acme/old*"])]),
        ]
        #expect(Self.identities(trust) == ["repo:acme/app:*"])
    }

    @Test func aDenyOfSomeOfTheSubjectsIsACondition() {
        let trust = [
            ("Allow", [("StringLike", "sub", ["repo:acme/app:*"])]),
            ("Deny", [("StringLike", "sub", ["repo:acme/app:pull_request"])]),
        ]
        #expect(
            Self.identities(trust) == [
                "repo:acme/app:* if unless \(Self.issuer):sub StringLike \"repo:acme/app:pull_request\""
            ])
    }

    // MARK: - How wide

    @Test(arguments: [
        ([("repository", "acme/app")], "medium: every workflow of \"acme/app\""),
        ([("repository", "acme/*")], "high: every repository of \"acme\""),
        ([("repository_id", "17")], "medium: every workflow of the repository with the id 17"),
        ([("repository_owner_id", "17")], "high: every repository of the owner with the id 17"),
        ([("enterprise_id", "17")], "high: every repository of the enterprise with the id 17"),
        ([("environment", "prod")], "critical: anybody with a token of the issuer"),
        ([("ref", "refs/heads/main")], "critical: anybody with a token of the issuer"),
        ([("aud", "sts.amazonaws.com")], "critical: anybody with a token of the issuer"),
        ([("actor", "octocat")], "critical: anybody with a token of the issuer"),
        (
            [("job_workflow_ref", "acme/flows/.github/workflows/x.yml@*")],
            "medium: every repository that calls the workflow \"acme/flows/.github/workflows/x.yml@*\""
        ),
        ([("repository", "acme/app"), ("ref", "refs/heads/main")], nil),
        ([("repository", "acme/app"), ("environment", "prod")], nil),
        ([("repository", "acme/app"), ("environment", "*")], "medium: every workflow of \"acme/app\""),
        ([("repository", "acme/*"), ("environment", "prod")], "high: every repository of \"acme\""),
        ([("sub", "repo:acme/*"), ("repository_id", "17")], "medium: every workflow of the repository with the id 17"),
    ])
    func theNarrowestClaimDecidesHowWideATrustIs(claims: [(String, String)], expected: String?) throws {
        let found = try Self.findings([("Allow", claims.map { ("StringLike", $0.0, [$0.1]) })])
        #expect(found.count == (expected == nil ? 0 : 1), "\(found)")
        if let expected { #expect(found.first?.hasPrefix(expected) ?? false, "\(found)") }
    }

    @Test func aBlankInASubjectDoesNotSplitIt() throws {
        let trust = [("Allow", [("StringEquals", "sub", ["repo:acme/app:environment:Big *"])])]
        #expect(Self.identities(trust) == ["repo:acme/app:environment:Big%20${*}"])
        #expect(try Self.findings(trust) == [])
    }
}
