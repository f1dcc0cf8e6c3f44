public import OverreachModel
internal import OverreachPolicy

/// What Kubernetes documents leave open, for the caveats of every answer.
public enum KubernetesCaveats {
    /// Roles that are bound but were not given, and bound roles with powers that no edge follows.
    ///
    /// Complexity: linear in the documents.
    public static func of(_ documents: [Document]) -> [Caveat] {
        var roles: [Key: KubernetesRole] = [:]
        for document in documents where document.kind == .kubernetesRole {
            roles[document.subject] = KubernetesRole(document.body)
        }
        var missing: [Key: Int] = [:]
        var unfollowed: [Key: Unfollowed] = [:]
        for document in documents where document.kind == .kubernetesBinding {
            let cluster = document.subject.scope
            let binding = KubernetesBinding(document.body, namespace: document.body["namespace"]?.string)
            if binding.subjects.isEmpty { continue }

            let key = binding.role(in: cluster)
            guard let role = roles[key] else {
                missing[key, default: 0] += 1
                continue
            }
            let powers = KubernetesPower.all.filter { power in
                isUnfollowed(power, in: binding) && role.rules.contains { power.isGiven(by: $0) }
            }
            if powers.isEmpty { continue }
            unfollowed[key, default: Unfollowed()].powers.formUnion(powers.map { Text($0.id) })
            unfollowed[key, default: Unfollowed()].subjects.formUnion(binding.subjects.map { Text(name(of: $0)) })
        }

        return missing.sorted { $0.key < $1.key }.map { key, bindings in
            caveat(
                "the role \(words(key)) was not given: what is allowed by \(count(bindings, "binding")) is not shown")
        }
            + unfollowed.sorted { $0.key < $1.key }.map { key, found in
                caveat(
                    "the role \(words(key)): \(found.titles) is not followed: its \(count(found.subjects.count, "holder")) "
                        + "may reach more than is shown")
            }
    }

    /// Powers of one role that lead nowhere in the graph, and who has them.
    private struct Unfollowed {
        var powers: Set<Text> = []
        var subjects: Set<Text> = []

        /// The powers in words, each once, in the order of the table.
        var titles: String {
            var titles: [String] = []
            for power in KubernetesPower.all where powers.contains(Text(power.id)) {
                if titles.last != power.title { titles.append(power.title) }
            }
            return titles.map { "\"\($0)\"" }.joined(separator: ", ")
        }
    }

    private static func caveat(_ detail: String) -> Caveat {
        Caveat(reason: Caveat.notCollected, source: "kubernetes", detail: detail)
    }

    /// Users and groups are in no namespace, so that only a binding of the whole cluster lets them be impersonated.
    private static func isUnfollowed(_ power: KubernetesPower, in binding: KubernetesBinding) -> Bool {
        switch power.target {
        case .role: true
        case .identity: power.resource != "serviceaccounts" && binding.namespace == nil
        case .workload, .serviceAccount, .secret: false
        }
    }

    private static func name(of subject: KubernetesSubject) -> String {
        switch subject {
        case .user(let name): "user:\(name)"
        case .group(let name): "group:\(name)"
        case .serviceAccount(let namespace, let name): "account:\(namespace)/\(name)"
        }
    }

    private static func words(_ role: Key) -> String { "\(role.id) of cluster \(role.scope)" }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
