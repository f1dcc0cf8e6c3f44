internal import OverreachModel
internal import Testing

@Suite struct KubernetesSourceTests {
    private func list(_ items: String..., metadata: String = "{}") -> String {
        #"{"apiVersion": "v1", "kind": "List", "items": [\#(items.joined(separator: ",\n"))], "metadata": \#(metadata)}"#
    }

    private func pod(
        _ name: String, owner: String = "", labels: String = "", account: String = "\"serviceAccountName\": \"sa\"",
        uid: String = "u1"
    ) -> String {
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "\(name)", "namespace": "ns", "uid": "\(uid)",
          "labels": {\(labels)}, "ownerReferences": [\(owner)]}, "spec": {\(account), "containers": [{"image": "img:1"}]}}
        """
    }

    private func owner(_ kind: String, _ name: String) -> String {
        #"{"kind": "\#(kind)", "name": "\#(name)", "controller": true}"#
    }

    @Test(arguments: [
        ("", "", "bare-0", "ns/Pod/bare-0"),
        (#"{"kind": "StatefulSet", "name": "db", "controller": true}"#, "", "db-0", "ns/StatefulSet/db"),
        (#"{"kind": "DaemonSet", "name": "d"}"#, "", "d-x", "ns/DaemonSet/d"),
        (#"{"kind": "Node", "name": "n1", "controller": true}"#, "", "kube-proxy-n1", "ns/Pod/kube-proxy-n1"),
        (
            #"{"kind": "ReplicaSet", "name": "web-7d9c5", "controller": true}"#, #""pod-template-hash": "7d9c5""#,
            "web-7d9c5-a",
            "ns/Deployment/web"
        ),
        (
            #"{"kind": "ReplicaSet", "name": "web-7d9c5", "controller": true}"#, "", "web-7d9c5-a",
            "ns/ReplicaSet/web-7d9c5"
        ),
        (
            #"{"kind": "Job", "name": "nightly-28461234", "controller": true}"#, "", "nightly-28461234-x",
            "ns/CronJob/nightly"
        ),
        (#"{"kind": "Job", "name": "migrate-2", "controller": true}"#, "", "migrate-2-x", "ns/Job/migrate-2"),
        (#"{"kind": "Rollout", "name": "r", "controller": true}"#, "", "r-1", "ns/Rollout/r"),
        (#"{"kind": "A", "name": "a"}, {"kind": "B", "name": "b", "controller": true}"#, "", "p", "ns/B/b"),
    ])
    func podBelongsToItsLastingOwner(owner: String, labels: String, pod: String, workload: String) throws {
        let reading = try #require(read(list(self.pod(pod, owner: owner, labels: labels))))
        #expect(reading.nodes.map(\.key.id) == [workload])
        #expect(reading.nodes.first?.values("pod uid") == ["u1"])
        #expect(reading.sketch == ["\(workload) -WORKLOAD_RUNS_AS-> ns/sa"])
    }

    @Test func ownersInTheFileComeBeforeNames() throws {
        let reading = try #require(
            read(
                list(
                    pod("a", owner: owner("ReplicaSet", "web-1"), labels: #""pod-template-hash": "1""#),
                    pod("b", owner: owner("Job", "once-28461234"), uid: "u2"),
                    #"{"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "web-1", "namespace": "ns", "ownerReferences": [{"kind": "Rollout", "name": "web", "controller": true}]}, "spec": {"template": {"spec": {"serviceAccountName": "stale"}}}}"#,
                    #"{"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "once-28461234", "namespace": "ns"}, "spec": {"template": {"spec": {}}}}"#
                )))
        #expect(
            reading.sketch == [
                "ns/Job/once-28461234 -WORKLOAD_RUNS_AS-> ns/default", "ns/Job/once-28461234 -WORKLOAD_RUNS_AS-> ns/sa",
                "ns/Rollout/web -WORKLOAD_RUNS_AS-> ns/sa",
            ])
        #expect(reading.received == 4)
        #expect(reading.rejections.isEmpty)
    }

    @Test func podsOfOneOwnerAreOneWorkload() throws {
        let reading = try #require(
            read(
                list(
                    pod(
                        "w-0", owner: owner("StatefulSet", "w"), labels: #""app": "w", "controller-revision-hash": "x""#
                    ),
                    pod("w-1", owner: owner("StatefulSet", "w"), labels: #""app": "w", "team": "data""#, uid: "u2"))))
        let workload = try #require(reading.nodes.first)
        #expect(reading.nodes.count == 1)
        #expect(workload.name.hasSuffix("/w"))
        #expect(workload.values("pod uid") == ["u1", "u2"])
        #expect(workload.values("pod name") == ["w-0", "w-1"])
        #expect(workload.values("label") == ["app=w", "team=data"])
        #expect(workload.value("owner") == "data")
        #expect(workload.value("image") == "img:1")
        #expect(workload.evidence.map(\.locator) == ["/items/0", "/items/1"])
    }

    @Test func controllersSpeakByTheirTemplates() throws {
        let reading = try #require(
            read(
                list(
                    #"{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d", "namespace": "ns", "annotations": {"backstage.io/owner": "team-a"}}, "spec": {"template": {"metadata": {"labels": {"app": "d"}}, "spec": {"serviceAccountName": "x", "initContainers": [{"image": "i"}], "containers": [{"image": "c"}]}}}}"#,
                    #"{"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "c", "namespace": "ns"}, "spec": {"jobTemplate": {"spec": {"template": {"spec": {"serviceAccount": "y"}}}}}}"#,
                    #"{"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "bad", "namespace": "ns"}, "spec": {}}"#
                )))
        #expect(
            reading.sketch == ["ns/CronJob/c -WORKLOAD_RUNS_AS-> ns/y", "ns/Deployment/d -WORKLOAD_RUNS_AS-> ns/x"])
        let deployment = try #require(reading.node(KubernetesNode.workload, "ns/d"))
        #expect(deployment.value("owner") == "team-a")
        #expect(deployment.values("label") == ["app=d"])
        #expect(deployment.values("image") == ["c", "i"])
        #expect(reading.rejections.count == 1)
        #expect(reading.edges.last?.evidence.first?.locator == "/items/0/spec/template/spec/serviceAccountName")
    }

    /// Who writes a role anew must write them too.
    @Test func documentsOfAccessKeepLabelsAndAnnotationsButNoSecret() throws {
        let reading = try #require(
            read(
                list(
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "r", "namespace": "ns", "labels": {"team": "a"}, "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{}", "note": "b", "api-token": "ghp_abcdefghijklmnopqrstuvwxyz0123456789"}}, "rules": []}"#,
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "sum"}, "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"sum": "yes"}}]}, "rules": []}"#
                )))
        let role = try #require(reading.documents.first { $0.name == "r" }?.body)
        #expect(role["metadata"]?["labels"]?["team"]?.string == "a")
        #expect(role["metadata"]?["annotations"]?.members?.map(\.name) == ["note"])
        #expect(role["leftOut"]?.elements?.map(\.value.string) == ["api-token"])
        let sum = try #require(reading.documents.first { $0.name == "sum" }?.body)
        #expect(sum["aggregationRule"]?["clusterRoleSelectors"]?.elements?.count == 1)
        #expect(sum["metadata"]?["labels"]?.members?.isEmpty == true && sum["leftOut"] == nil)
    }

    @Test func accessIsStatedAsDocuments() throws {
        let reading = try #require(
            read(
                list(
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "r", "namespace": "ns"}, "rules": [{"verbs": ["get"]}]}"#,
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "cr"}, "aggregationRule": {}, "rules": null}"#,
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "b", "namespace": "ns"}, "subjects": [{"kind": "User", "name": "u"}], "roleRef": {"kind": "Role", "name": "r"}}"#,
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "b2", "namespace": "ns"}, "roleRef": {"kind": "ClusterRole", "name": "cr"}}"#,
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "cb"}, "roleRef": {"kind": "ClusterRole", "name": "cr"}, "subjects": null}"#,
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "bad", "namespace": "ns"}}"#,
                    #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "bad", "namespace": "ns"}, "rules": 5}"#
                )))
        #expect(
            reading.sketch == [
                "cb -BINDING_GIVES_ROLE-> cr", "ns/b -BINDING_GIVES_ROLE-> ns/r", "ns/b2 -BINDING_GIVES_ROLE-> cr",
            ])
        #expect(reading.parts == ["ClusterRole", "ClusterRoleBinding", "Role/ns", "RoleBinding/ns"])
        #expect(reading.documents.map(\.name) == ["cr", "cb", "r", "b", "b2"])
        #expect(reading.documents.map { $0.body["namespace"]?.string } == [nil, nil, nil, "ns", "ns"])
        #expect(reading.documents.first?.body["rules"]?.elements?.isEmpty == true)
        #expect(
            reading.documents[2].body["rules"]?.elements?.first?.value["verbs"]?.elements?.first?.value.string == "get")
        #expect(reading.documents[3].body["subjects"]?.elements?.count == 1)
        #expect(reading.rejections.count == 2)
    }

    @Test func servicesAndAccountsKeepWhatJoinsThem() throws {
        let reading = try #require(
            read(
                list(
                    #"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s", "namespace": "ns"}, "spec": {"selector": {"app": "x", "tier": "y"}}}"#,
                    #"{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "sa", "namespace": "ns", "annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/r"}}}"#,
                    #"{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "ns", "labels": {"owner": "team-b"}}}"#,
                    #"{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "k", "namespace": "ns"}, "data": {"p": "canary"}}"#
                )))
        #expect(reading.node(KubernetesNode.service, "ns/s")?.values("selector") == ["app=x", "tier=y"])
        #expect(reading.node(KubernetesNode.serviceAccount, "ns/sa")?.value("role arn") == "arn:aws:iam::1:role/r")
        #expect(reading.node(KubernetesNode.namespace, "ns")?.value("owner") == "team-b")
        #expect(reading.node(KubernetesNode.secret, "ns/k")?.properties == [Property("namespace", "ns")])
        #expect(!reading.allStrings.contains { $0.contains("canary") })
    }

    @Test func scopeIsTheKindInEachNamespaceOfTheList() throws {
        let reading = try #require(
            read(
                #"{"apiVersion": "v1", "kind": "ServiceAccountList", "items": [{"metadata": {"name": "a", "namespace": "x"}}, {"metadata": {"name": "b", "namespace": "y"}}]}"#
            ))
        #expect(reading.parts == ["ServiceAccount/x", "ServiceAccount/y"])
        #expect(reading.fragments.allSatisfy { $0.isWhole && $0.scope.instance == "prod" })
    }

    @Test(arguments: [#"{"continue": "abc"}"#, #"{"remainingItemCount": 5}"#])
    func pageOfAListEndsNothing(metadata: String) throws {
        let reading = try #require(read(list(pod("p"), metadata: metadata)))
        #expect(reading.fragments.map(\.isWhole) == [false])
        #expect(reading.notes.count == 1)
    }

    @Test func singleObjectEndsNothing() throws {
        let reading = try #require(read(pod("p")))
        #expect(reading.fragments.map(\.isWhole) == [false])
        #expect(reading.received == 1)
    }

    @Test func badItemsAreRejectedWithTheirLine() throws {
        let reading = try #require(
            read(
                list(
                    "5", #"{"metadata": {}}"#, #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"namespace": "x"}}"#,
                    #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}}"#, pod("ok"))))
        #expect(reading.received == 5)
        #expect(reading.rejections.map(\.line) == [1, 2, 3, 4])
        #expect(reading.nodes.count == 1)
    }

    @Test func otherKindsAreAcceptedWithANote() throws {
        let reading = try #require(
            read(
                list(
                    #"{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "x"}, "data": {"p": "canary"}}"#,
                    #"{"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "c", "namespace": "x"}}"#
                )))
        #expect(reading.received == 2)
        #expect(reading.rejections.isEmpty)
        #expect(reading.nodes.isEmpty)
        #expect(reading.notes == ["kind ConfigMap is not used", "kind Service is not used"])
    }

    @Test(arguments: [
        #"{"apiVersion": "audit.k8s.io/v1", "kind": "EventList", "items": []}"#,
        #"{"apiVersion": "v1", "kind": "Config", "clusters": [], "metadata": {}}"#,
        #"{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}}"#, #"{"kind": "List", "items": []}"#,
        #"{"apiVersion": "v1", "kind": "List", "items": {}}"#, #"{"apiVersion": "v1", "kind": "List", "items": ["#,
    ])
    func otherFilesAreLeftToOthers(text: String) {
        #expect(read(text) == nil)
    }

    @Test func clusterIsHintedWhereObjectsNameIt() throws {
        let file = SourceFile(
            path: "p.json",
            bytes: Array(
                #"{"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "a", "namespace": "n", "clusterName": "east"}}]}"#
                    .utf8))
        let recognition = try #require(sources.lazy.compactMap { $0.recognise(file) }.first)
        #expect(recognition.hints.clusters == ["east"])
        #expect(recognition.form == "Kubernetes list of Pod")
    }
}
