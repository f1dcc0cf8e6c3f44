import OverreachModel
import Testing

@testable import OverreachPolicy

struct KubernetesTests {
    static let execute = KubernetesRule(verbs: ["create"], apiGroups: [""], resources: ["pods/exec"])

    @Test(arguments: [
        (["*"], true), (["pods/exec"], true), (["*/exec"], true), (["pods"], false), (["pods/*"], false),
        (["pods/log"], false),
    ])
    func subresourcesAreNamedByThemselves(resources: [String], isAllowed: Bool) {
        let rule = KubernetesRule(verbs: ["create"], apiGroups: [""], resources: resources)
        #expect(rule.allows(verb: "create", apiGroup: "", resource: "pods", subresource: "exec") == isAllowed)
    }

    @Test func namesLimitAndACreateHasNone() {
        let rule = KubernetesRule(verbs: ["*"], apiGroups: [""], resources: ["secrets"], resourceNames: ["a"])
        #expect(rule.allows(verb: "get", apiGroup: "", resource: "secrets", name: "a"))
        #expect(!rule.allows(verb: "get", apiGroup: "", resource: "secrets", name: "b"))
        #expect(!rule.allows(verb: "create", apiGroup: "", resource: "secrets"))
    }

    @Test(arguments: [("/api/*", "/api/v1", true), ("/api/*", "/api", false), ("*", "/x", true), ("/x", "/x/", false)])
    func pathsEndInAStar(pattern: String, path: String, isAllowed: Bool) {
        let rule = KubernetesRule(verbs: ["get"], nonResourceURLs: [pattern])
        #expect(rule.allows(verb: "get", nonResourceURL: path) == isAllowed)
    }

    @Test func aBindingMeansTheServiceAccountsOfItsOwnNamespace() {
        let text = #"""
            {"metadata": {"namespace": "a"}, "roleRef": {"kind": "Role", "name": "r"},
             "subjects": [{"kind": "ServiceAccount", "name": "s"}, {"kind": "ServiceAccount", "namespace": "b", "name": "s"},
                          {"kind": "User", "name": "u"}, {"kind": "Group", "name": "system:serviceaccounts:c"},
                          {"kind": "Robot", "name": "x"}, {"kind": "User"}]}
            """#
        let binding = KubernetesBinding(JSON.value(text))
        #expect(binding.roleKind == "Role" && binding.roleName == "r" && binding.namespace == "a")
        #expect(
            binding.subjects == [
                .serviceAccount(namespace: "a", name: "s"), .serviceAccount(namespace: "b", name: "s"), .user("u"),
                .group("system:serviceaccounts:c"),
            ])
        #expect(binding.subjects[3].means(serviceAccount: "t", in: "c"))
        #expect(!binding.subjects[3].means(serviceAccount: "t", in: "a"))
    }

    @Test func aClusterBindingGivesNothingToAServiceAccountWithoutNamespace() {
        let binding = KubernetesBinding(JSON.value(#"{"subjects": [{"kind": "ServiceAccount", "name": "s"}]}"#))
        #expect(binding.subjects.isEmpty && binding.namespace == nil)
    }

    @Test func aRoleKeepsItsRulesAndReadsOddOnesAsEmpty() {
        let role = KubernetesRole(
            JSON.value(#"{"rules": [{"verbs": ["get"], "resources": ["pods"], "apiGroups": [""]}, 7]}"#))
        #expect(role.rules.map(\.verbs) == [["get"], []])
        #expect(KubernetesRole(.null).rules.isEmpty)
    }

    @Test(arguments: [
        (execute, ["pods-exec"]),
        (KubernetesRule(verbs: ["get"], apiGroups: [""], resources: ["pods/exec"]), ["pods-exec"]),
        (KubernetesRule(verbs: ["get", "list"], apiGroups: [""], resources: ["pods"]), []),
        (KubernetesRule(verbs: ["list"], apiGroups: [""], resources: ["secrets"]), ["secrets-read"]),
        (
            KubernetesRule(verbs: ["update"], apiGroups: [""], resources: ["secrets"], resourceNames: ["x"]),
            ["secrets-write"]
        ),
        (KubernetesRule(verbs: ["create"], apiGroups: ["apps"], resources: ["deployments"]), ["deployments-create"]),
        (KubernetesRule(verbs: ["patch"], apiGroups: ["apps"], resources: ["deployments"]), ["deployments-change"]),
        (KubernetesRule(verbs: ["create"], apiGroups: [""], resources: ["deployments"]), []),
        (
            KubernetesRule(verbs: ["create"], apiGroups: [""], resources: ["serviceaccounts/token"]),
            ["serviceaccounts-token"]
        ),
        (KubernetesRule(verbs: ["impersonate"], apiGroups: [""], resources: ["users"]), ["users-impersonate"]),
        (
            KubernetesRule(
                verbs: ["bind", "escalate"], apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"]),
            ["roles-bind", "roles-escalate"]
        ),
    ])
    func aRuleGivesThePowersThatItsRequestsLeadTo(rule: KubernetesRule, powers: [String]) {
        #expect(KubernetesPower.all.filter { $0.isGiven(by: rule) }.map(\.id) == powers)
    }

    @Test func everythingGivesEveryPower() {
        let rule = KubernetesRule(verbs: ["*"], apiGroups: ["*"], resources: ["*"])
        #expect(KubernetesPower.all.allSatisfy { $0.isGiven(by: rule) })
        #expect(Set(KubernetesPower.all.map(\.id)).count == KubernetesPower.all.count)
    }

    @Test func aNamedRuleGivesThePowerOverThatNameOnly() throws {
        let rule = KubernetesRule(verbs: ["get"], apiGroups: [""], resources: ["secrets"], resourceNames: ["a"])
        let reads = try #require(KubernetesPower.all.first { $0.id == "secrets-read" })
        #expect(reads.isGiven(by: rule, name: "a"))
        #expect(!reads.isGiven(by: rule, name: "b"))
    }
}
