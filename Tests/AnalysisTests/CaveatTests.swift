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

    private func outsiders(_ statements: Value...) -> [String] {
        var account = Account()
        account.addBucket("b", statements)
        return AWSCaveats.of(account.documents).map(\.detail)
    }

    private func allow(
        _ kind: String, _ name: String, where condition: (test: String, key: String, value: String)? = nil
    ) -> Value {
        statement(
            "Allow", "s3:GetObject", on: "arn:aws:s3:::b/*", principal: (kind, name), condition: condition)
    }

    @Test(arguments: [
        ("AWS", "*", "everybody"), ("AWS", "999999999999", "the account 999999999999"),
        ("AWS", "arn:aws:iam::999999999999:root", "the account 999999999999"),
        ("AWS", "arn:aws:iam::999999999999:role/r", "arn:aws:iam::999999999999:role/r"),
        ("CanonicalUser", "79a5", "the canonical user 79a5"),
    ])
    func whomABucketLetsInFromOutsideIsNamed(kind: String, name: String, words: String) {
        #expect(
            outsiders(allow(kind, name))
                == ["arn:aws:s3:::b: its policy also allows \(words): they are not shown as reaching it"])
    }

    @Test(arguments: [
        ("AWS", "111122223333"), ("AWS", "arn:aws:iam::111122223333:user/u"), ("Service", "cloudtrail.amazonaws.com"),
        ("AWS", "AIDAEXAMPLE"),
    ])
    func whoIsKnownOrAServiceIsNoOutsider(kind: String, name: String) {
        #expect(outsiders(allow(kind, name)).isEmpty)
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
        let expected = words.map { ["arn:aws:s3:::b: its policy also allows \($0): they are not shown as reaching it"] }
        #expect(outsiders(allow("AWS", "*", where: (test, key, value))) == expected ?? [])
    }

    @Test func aResourceHasOneCaveatAndItsDeniesHaveNone() {
        #expect(
            outsiders(
                allow("AWS", "999999999999"), allow("AWS", "888888888888"), allow("AWS", "*"),
                statement("Deny", "s3:*", on: "*", principal: ("AWS", "777777777777")))
                == [
                    "arn:aws:s3:::b: its policy also allows everybody, the account 888888888888, "
                        + "the account 999999999999: they are not shown as reaching it"
                ])
    }

    @Test func whomATrustLetsInFromOutsideIsNamed() {
        var account = Account()
        account.add(
            .role, "r", [], trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", "999999999999"))])
        #expect(
            AWSCaveats.of(account.documents).map(\.detail) == [
                "arn:aws:iam::111122223333:role/r: its trust policy also allows the account 999999999999: "
                    + "they are not shown as taking it"
            ])
    }
}
