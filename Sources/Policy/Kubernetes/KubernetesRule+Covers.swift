internal import OverreachModel

extension KubernetesRule {
    /// The parts of the wanted rules that the held ones do not cover; empty where all is covered.
    ///
    /// Who has no `escalate` or `bind` may give only what it covers. Each part has one verb and one resource or path.
    /// Source: `Covers` of Kubernetes' component-helpers (auth/rbac/validation/policy_comparator.go).
    public static func uncovered(_ wanted: [KubernetesRule], by held: [KubernetesRule]) -> [KubernetesRule] {
        wanted.flatMap(\.parts).filter { part in !held.contains { $0.covers(part: part) } }
    }

    /// One rule a combination of verb, group, resource and name, or of verb and path.
    private var parts: [KubernetesRule] {
        var out: [KubernetesRule] = []
        for verb in verbs {
            for group in apiGroups {
                for resource in resources {
                    let names = resourceNames.isEmpty ? [[]] : resourceNames.map { [$0] }
                    out += names.map {
                        KubernetesRule(verbs: [verb], apiGroups: [group], resources: [resource], resourceNames: $0)
                    }
                }
            }
            out += nonResourceURLs.map { KubernetesRule(verbs: [verb], nonResourceURLs: [$0]) }
        }
        return out
    }

    private func covers(part: KubernetesRule) -> Bool {
        guard part.verbs.allSatisfy({ KubernetesRule.has(verbs, $0) }) else { return false }
        if !part.nonResourceURLs.isEmpty {
            return part.nonResourceURLs.allSatisfy { wanted in
                nonResourceURLs.contains { KubernetesRule.path($0, matches: wanted) }
            }
        }
        guard part.apiGroups.allSatisfy({ KubernetesRule.has(apiGroups, $0) }),
            part.resources.allSatisfy(coversResource)
        else { return false }
        if resourceNames.isEmpty { return true }
        return !part.resourceNames.isEmpty
            && part.resourceNames.allSatisfy { wanted in resourceNames.contains { UTF8Order.equal($0, wanted) } }
    }

    private func coversResource(_ wanted: String) -> Bool {
        if KubernetesRule.has(resources, wanted) { return true }
        guard let slash = wanted.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
        let ofAny = "*" + wanted[slash...]
        return resources.contains { UTF8Order.equal($0, ofAny) }
    }
}
