/// The rules, in the order in which they build on each other.
enum RuleList {
    static let all: [any DerivationRule] = [
        ServiceServes(),
        InstanceOf(),
        ClientOfAgent(),
        ListedTools(),
        ServerIdentity(),
        WorkloadIdentity(),
        AWSGrants(),
        OutsideIdentities(),
        AWSMethods(),
        FunctionCode(),
        AccountControl(),
        KubernetesGrants(),
        ObservedAccess(),
        Steering(),
    ]
}
