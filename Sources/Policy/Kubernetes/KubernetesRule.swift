public import OverreachModel

/// One rule of a Kubernetes role.
public struct KubernetesRule: Sendable, Hashable {
    /// Verbs, `*` for all.
    public let verbs: [String]
    /// API groups, the empty one for the core, `*` for all.
    public let apiGroups: [String]
    /// Resources, `pods/exec` with a subresource, `*/exec` for it of any resource, `*` for everything.
    public let resources: [String]
    /// Names it is limited to; empty for none.
    public let resourceNames: [String]
    /// Paths that are no resources; a trailing `*` stands for any ending.
    public let nonResourceURLs: [String]

    /// Reads a rule; what is no list of strings counts as empty.
    public init(_ value: Value) {
        verbs = KubernetesRule.strings(value["verbs"])
        apiGroups = KubernetesRule.strings(value["apiGroups"])
        resources = KubernetesRule.strings(value["resources"])
        resourceNames = KubernetesRule.strings(value["resourceNames"])
        nonResourceURLs = KubernetesRule.strings(value["nonResourceURLs"])
    }

    /// Makes a rule.
    public init(
        verbs: [String], apiGroups: [String] = [], resources: [String] = [], resourceNames: [String] = [],
        nonResourceURLs: [String] = []
    ) {
        self.verbs = verbs
        self.apiGroups = apiGroups
        self.resources = resources
        self.resourceNames = resourceNames
        self.nonResourceURLs = nonResourceURLs
    }

    /// Whether the rule allows a request for a resource.
    ///
    /// The name is the one in the request, which is empty for `create` of a whole object and for `list` without a
    /// field selector on the name: a rule with `resourceNames` then allows nothing. Source: the RBAC authorizer of
    /// Kubernetes (`RuleAllows`, plugin/pkg/auth/authorizer/rbac) and the evaluation helpers of its API.
    public func allows(
        verb: String, apiGroup: String, resource: String, subresource: String = "", name: String = ""
    ) -> Bool {
        KubernetesRule.has(verbs, verb) && KubernetesRule.has(apiGroups, apiGroup)
            && allows(resource: resource, subresource: subresource)
            && (resourceNames.isEmpty || resourceNames.contains { UTF8Order.equal($0, name) })
    }

    /// Whether the rule allows a request for a path that is no resource.
    public func allows(verb: String, nonResourceURL path: String) -> Bool {
        KubernetesRule.has(verbs, verb) && nonResourceURLs.contains { KubernetesRule.path($0, matches: path) }
    }

    static func path(_ pattern: String, matches path: String) -> Bool {
        if pattern == "*" || UTF8Order.equal(pattern, path) { return true }
        return pattern.hasSuffix("*") && path.utf8.starts(with: pattern.utf8.dropLast())
    }

    static func has(_ list: [String], _ wanted: String) -> Bool {
        list.contains { $0 == "*" || UTF8Order.equal($0, wanted) }
    }

    private func allows(resource: String, subresource: String) -> Bool {
        let combined = subresource.isEmpty ? resource : "\(resource)/\(subresource)"
        return resources.contains {
            $0 == "*" || UTF8Order.equal($0, combined)
                || (!subresource.isEmpty && UTF8Order.equal($0, "*/\(subresource)"))
        }
    }

    static func strings(_ value: Value?) -> [String] { value?.elements?.compactMap(\.value.string) ?? [] }
}
