extension Activity {
    /// Whether a cloud or a cluster did it by itself, so that nobody is sought: a service of AWS, a control plane, a node,
    /// a workload that signs in for itself.
    public var isSystem: Bool {
        if !agents.isEmpty { return false }
        if isCloudCall, action.hasPrefix("sts:AssumeRoleWith"), workload != nil { return true }
        guard let identity else { return false }
        switch identity.type {
        case NodeType(AWSNode.service)?: return true
        case NodeType(KubernetesNode.user)?:
            return identity.id.hasPrefix("system:") && identity.id != "system:anonymous"
        case NodeType(KubernetesNode.serviceAccount)?: return identity.id.hasPrefix("kube-system/")
        default: return false
        }
    }
}
