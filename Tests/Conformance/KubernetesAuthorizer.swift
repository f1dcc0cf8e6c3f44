import OverreachModel
import OverreachPolicy

/// Requests to Kubernetes against rules, bindings, and both.
struct KubernetesAuthorizer: ConformanceTable {
    let name = "k8s-rbac/authorizer"
    let files = ["k8s-rbac/authorizer.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            let id = row["id"]?.string ?? ""
            guard let request = row["request"] else {
                score.skip(id, "no request")
                continue
            }
            let found: Bool
            if let rule = row["rule"] {
                found = allows([KubernetesRule(rule)], request)
            } else if let subjects = row["subjects"] {
                let binding = KubernetesBinding(
                    .object([Value.Member("subjects", subjects)]), namespace: request["namespace"]?.string)
                found = means(binding, request)
            } else {
                found = authorize(row["objects"]?.elements?.map(\.value) ?? [], request)
            }
            score.add(id, expected: row["expected"]?.isTrue ?? false, found: found)
        }
        return score
    }

    private func means(_ binding: KubernetesBinding, _ request: Value) -> Bool {
        binding.subjects.contains {
            $0.means(user: request["user"]?.string ?? "", groups: request["groups"]?.texts ?? [])
        }
    }

    private func allows(_ rules: [KubernetesRule], _ request: Value) -> Bool {
        let verb = request["verb"]?.string ?? ""
        return rules.contains { rule in
            guard request["resourceRequest"]?.isTrue ?? false else {
                return rule.allows(verb: verb, nonResourceURL: request["path"]?.string ?? "")
            }
            return rule.allows(
                verb: verb, apiGroup: request["apiGroup"]?.string ?? "", resource: request["resource"]?.string ?? "",
                subresource: request["subresource"]?.string ?? "", name: request["name"]?.string ?? "")
        }
    }

    private func authorize(_ objects: [Value], _ request: Value) -> Bool {
        objects.contains { object in
            guard object["kind"]?.string?.hasSuffix("Binding") ?? false else { return false }
            let binding = KubernetesBinding(object)
            if let place = binding.namespace, place != request["namespace"]?.string { return false }
            guard means(binding, request) else { return false }
            return objects.contains {
                $0["kind"]?.string == binding.roleKind && $0["metadata"]?["name"]?.string == binding.roleName
                    && allows(KubernetesRole($0).rules, request)
            }
        }
    }
}
