import OverreachModel
import OverreachPolicy
import Testing

@testable import OverreachAnalysis

/// What audit logs of a cluster tell of the use of its bindings.
struct ClusterUseTests {
    private static let cluster = "prod"

    private static func binding(_ name: String, namespace: String) -> Document {
        Document(
            .kubernetesBinding,
            subject: .kubernetes(.binding, cluster: cluster, namespace: namespace, name: name), name: name,
            body: .object(namespace.isEmpty ? [] : [Value.Member("namespace", .string(namespace))]), evidence: .test)
    }

    private static func act(
        _ number: Int, _ action: String, on object: String, by account: String, allowedBy binding: String? = nil
    ) -> Activity {
        var act = Activity(
            id: "\(number)", time: Int64(number), action: "kubernetes:\(action)", isCloudCall: true,
            outcome: .succeeded)
        act.identity = .kubernetesServiceAccount(cluster: cluster, namespace: "jobs", name: account)
        act.object = object
        if let binding {
            act.joins = [Activity.Join("binding → act", method: "\(binding) of Role reader", confidence: .certain)]
        }
        return act
    }

    private let rule = KubernetesRule(verbs: ["get"], apiGroups: [""], resources: ["secrets"])
    private let runner = KubernetesSubject.serviceAccount(namespace: "jobs", name: "runner")

    private func use(_ acts: [Activity]) -> ClusterUse { ClusterUse(world(nodes: [], activities: acts)) }

    @Test func aRequestCountsForWhomItIsAllowedAndWhere() {
        let use = use([
            Self.act(1, "get secrets", on: "jobs/secrets/token", by: "runner"),
            Self.act(2, "get secrets", on: "other/secrets/token", by: "runner"),
            Self.act(3, "get secrets", on: "jobs/secrets/token", by: "someone"),
            Self.act(4, "delete secrets", on: "jobs/secrets/token", by: "runner"),
        ])
        func ids(_ binding: Document) -> [String] {
            use.acts(allowedBy: [rule], of: binding, to: [runner]).map(\.id)
        }
        #expect(ids(Self.binding("reader", namespace: "jobs")) == ["1"])
        #expect(ids(Self.binding("reader", namespace: "")) == ["1", "2"])
    }

    @Test func aRequestWhoseBindingIsKnownCountsForThatOneAlone() {
        let use = use([
            Self.act(1, "get secrets", on: "jobs/secrets/token", by: "runner", allowedBy: "RoleBinding jobs/reader")
        ])
        func count(_ name: String) -> Int {
            use.acts(allowedBy: [rule], of: Self.binding(name, namespace: "jobs"), to: [runner]).count
        }
        #expect(count("reader") == 1)
        #expect(count("other") == 0)
        let group = use.acts(
            allowedBy: [rule], of: Self.binding("reader", namespace: "jobs"), to: [.group("developers")])
        #expect(group.count == 1)
    }

    @Test func onlyWhatIsRecordedOfSomebodyCouldHaveBeenSeen() {
        let use = use([Self.act(1, "get secrets", on: "jobs/secrets/token", by: "someone")])
        #expect(use.observable([rule], in: Self.cluster).0 == .yes)
        let wide = KubernetesRule(verbs: ["get", "delete"], apiGroups: [""], resources: ["secrets"])
        #expect(use.observable([wide], in: Self.cluster).0 == .unknown)
        #expect(use.observable([rule], in: "other").why.contains("no audit log of the cluster other"))
    }
}
