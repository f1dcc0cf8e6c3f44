import OverreachAnalysis
import OverreachModel
import Testing

/// What documents leave open is said, and nothing else is.
struct CaveatTests {
    private let cluster = "c"

    private func role(_ name: String, namespace: String = "", _ verb: String, _ group: String, _ resource: String)
        -> Document
    {
        func list(_ text: String) -> Value { .array([Value.Element(.string(text))]) }
        let rule = Value.object([
            Value.Member("verbs", list(verb)), Value.Member("apiGroups", list(group)),
            Value.Member("resources", list(resource)),
        ])
        return Document(
            .kubernetesRole, subject: .kubernetes(.role, cluster: cluster, namespace: namespace, name: name),
            name: name, body: .object([Value.Member("rules", .array([Value.Element(rule)]))]), evidence: .test)
    }

    private func binding(_ name: String, _ kind: String, _ role: String, namespace: String = "", users: String...)
        -> Document
    {
        let roleRef = Value.object([Value.Member("kind", .string(kind)), Value.Member("name", .string(role))])
        let subjects = users.map {
            Value.Element(.object([Value.Member("kind", .string("User")), Value.Member("name", .string($0))]))
        }
        return Document(
            .kubernetesBinding,
            subject: .kubernetes(.binding, cluster: cluster, namespace: namespace, name: name), name: name,
            body: .object([
                Value.Member("namespace", .string(namespace)), Value.Member("roleRef", roleRef),
                Value.Member("subjects", .array(subjects)),
            ]), evidence: .test)
    }

    private func kubernetes(_ documents: Document...) -> [String] { KubernetesCaveats.of(documents).map(\.detail) }

    @Test func everyRoleThatIsBoundButWasNotGivenIsNamedOnce() {
        let documents = [
            role("reader", "get", "", "pods"), role("local", namespace: "n", "get", "", "pods"),
            binding("1", "ClusterRole", "reader", namespace: "n", users: "a"),
            binding("2", "Role", "local", namespace: "n", users: "a"),
            binding("3", "Role", "local", namespace: "other", users: "a"),
            binding("4", "ClusterRole", "gone", users: "a"), binding("5", "ClusterRole", "gone", users: "b"),
            binding("6", "ClusterRole", "of nobody"),
        ]
        #expect(
            DocumentCaveats.of(documents).map(\.detail) == [
                "the role gone of cluster c was not given: what is allowed by 2 bindings is not shown",
                "the role other/local of cluster c was not given: what is allowed by 1 binding is not shown",
            ])
    }

    @Test func powersThatNoEdgeFollowsAreNamedWithTheirHolders() {
        #expect(
            kubernetes(
                role("maker", "bind", "rbac.authorization.k8s.io", "*"),
                binding("1", "ClusterRole", "maker", namespace: "n", users: "a", "b"),
                binding("2", "ClusterRole", "maker", users: "b"))
                == [
                    "the role maker of cluster c: \"binds a role whose rights it does not have\" is not followed: "
                        + "its 2 holders may reach more than is shown"
                ])
        #expect(
            kubernetes(role("double", "impersonate", "", "*"), binding("1", "ClusterRole", "double", users: "a")) == [
                "the role double of cluster c: \"acts as a user\", \"acts as a member of a group\" is not followed: "
                    + "its 1 holder may reach more than is shown"
            ])
    }

    @Test func whatIsFollowedOrGivenToNobodyIsNoCaveat() {
        let followed = role("r", "impersonate", "", "serviceaccounts")
        #expect(kubernetes(followed, binding("1", "ClusterRole", "r", users: "a")).isEmpty)
        #expect(kubernetes(role("r", "impersonate", "", "users")).isEmpty)
        let users = role("r", "impersonate", "", "users")
        #expect(kubernetes(users, binding("1", "ClusterRole", "r", namespace: "n", users: "a")).isEmpty)
    }

    private func caveats(_ statements: Value...) -> [String] {
        var account = Account()
        account.addBucket("b", statements)
        return AWSCaveats.of(account.documents).map(\.detail)
    }

    /// Those of a project of CodeBuild, which holds no data.
    private func outsiders(_ statements: Value...) -> [String] {
        var account = Account()
        let key = Key.aws(.buildProject, arn: Self.project, account: Account.id)
        account.addPolicy(.awsResourcePolicy, of: key, "policy", statements)
        return AWSCaveats.of(account.documents).map(\.detail)
    }

    private static let project = "arn:aws:codebuild:eu-west-1:\(Account.id):project/p"

    private func allow(
        _ kind: String, _ name: String, where condition: (test: String, key: String, value: String)? = nil
    ) -> Value {
        statement("Allow", "*", on: "*", principal: (kind, name), condition: condition)
    }

    @Test(arguments: [
        ("AWS", "*", "everybody"), ("AWS", "999999999999", "the account 999999999999"),
        ("AWS", "arn:aws:iam::999999999999:root", "the account 999999999999"),
        ("AWS", "arn:aws:iam::999999999999:role/r", "arn:aws:iam::999999999999:role/r"),
        ("CanonicalUser", "79a5", "the canonical user 79a5"),
    ])
    func whomWhatHoldsNoDataLetsInFromOutsideIsNamed(kind: String, name: String, words: String) {
        #expect(
            outsiders(allow(kind, name))
                == ["\(Self.project): its policy also allows \(words): they are not shown as reaching it"])
    }

    @Test(arguments: [
        ("AWS", "*"), ("AWS", "999999999999"), ("AWS", "arn:aws:iam::999999999999:role/r"), ("AWS", Account.id),
        ("AWS", "AIDAEXAMPLE"),
    ])
    func whomABucketLetsInIsShownAndNoCaveat(kind: String, name: String) {
        #expect(caveats(allow(kind, name)).isEmpty)
    }

    @Test func aCanonicalUserOfABucketIsNamedSinceNobodyKnowsWhoItIs() {
        #expect(
            caveats(allow("CanonicalUser", "79a5"))
                == ["arn:aws:s3:::b: its policy also allows the canonical user 79a5: they are not shown as reaching it"]
        )
    }

    @Test func servicesAreNamedOnceForAllResources() {
        var account = Account()
        account.addBucket("a", [allow("Service", "cloudtrail.amazonaws.com"), allow("Service", "sns.amazonaws.com")])
        #expect(
            AWSCaveats.of(account.documents).map(\.detail) == [
                "the policy of 1 resource lets services act by themselves (cloudtrail.amazonaws.com, "
                    + "sns.amazonaws.com): they are not shown as reaching it"
            ])
        account.addBucket("b", [allow("Service", "sns.amazonaws.com")])
        #expect(
            AWSCaveats.of(account.documents).map(\.detail) == [
                "the policies of 2 resources let services act by themselves (cloudtrail.amazonaws.com, "
                    + "sns.amazonaws.com): they are not shown as reaching them"
            ])
    }

    @Test(arguments: [
        ("StringEquals", "aws:SourceVpce", "vpce-1", "everybody"),
        ("StringNotEquals", "aws:PrincipalAccount", "111122223333", "everybody"),
        ("StringEquals", "aws:PrincipalAccount", "111122223333", nil),
        ("StringEquals", "aws:PrincipalAccount", "999999999999", "the account 999999999999"),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*", nil),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x", "arn:aws:iam::*:role/x"),
        ("StringEquals", "aws:SourceAccount", "111122223333", nil),
    ])
    func aConditionMayKeepStrangersOut(test: String, key: String, value: String, words: String?) {
        let expected = words.map {
            ["\(Self.project): its policy also allows \($0): they are not shown as reaching it"]
        }
        #expect(outsiders(allow("AWS", "*", where: (test, key, value))) == expected ?? [])
    }

    @Test func aResourceHasOneCaveatAndItsDeniesHaveNone() {
        #expect(
            outsiders(
                allow("AWS", "999999999999"), allow("AWS", "888888888888"), allow("AWS", "*"),
                statement("Deny", "s3:*", on: "*", principal: ("AWS", "777777777777")))
                == [
                    "\(Self.project): its policy also allows everybody, the account 888888888888, "
                        + "the account 999999999999: they are not shown as reaching it"
                ])
    }

    @Test func whoATrustLetsInAndWhoMayChangeIdentitiesIsShownAndNoCaveat() {
        var account = Account()
        account.add(
            .role, "r", [statement("Allow", "iam:*", on: "*")],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", "999999999999"))])
        #expect(AWSCaveats.of(account.documents).isEmpty)
    }

    @Test func anAccessListThatLetsOthersInIsNamed() {
        func grantee(_ name: String, _ text: String) -> Value.Element {
            Value.Element(
                .object([Value.Member("Grantee", .object([Value.Member(name, .string(text))]))]))
        }
        let list = { (grants: [Value.Element]) in
            Document(
                .awsAccessList, subject: .awsBucket(name: "b", account: Account.id), name: "access list",
                body: .object([
                    Value.Member("Owner", .object([Value.Member("ID", .string("own"))])),
                    Value.Member("Grants", .array(grants)),
                ]), evidence: .test)
        }
        #expect(AWSCaveats.of([list([grantee("ID", "own")])]).isEmpty)
        let open = list([
            grantee("ID", "own"), grantee("ID", "79a5"),
            grantee("URI", "http://acs.amazonaws.com/groups/global/AllUsers"),
        ])
        #expect(
            AWSCaveats.of([open]).map(\.detail) == [
                "arn:aws:s3:::b: its access list also allows the canonical user 79a5: they are not "
                    + "shown as reaching it"
            ])
    }
}
