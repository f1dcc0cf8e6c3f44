public import OverreachModel

/// A Role or ClusterRole: its rules.
public struct KubernetesRole: Sendable {
    /// The rules in the order of the file.
    public let rules: [KubernetesRule]
    /// The line of each rule, 0 where unknown.
    public let lines: [Int]

    /// Reads a role from an object with `rules`; a role that is aggregated and has none yet gives nothing.
    public init(_ value: Value) {
        let elements = value["rules"]?.elements ?? []
        rules = elements.map { KubernetesRule($0.value) }
        lines = elements.map(\.line)
    }
}
