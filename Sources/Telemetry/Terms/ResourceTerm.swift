import OverreachModel

/// What Overreach reads from the attributes of a resource: which process a span comes from, and where that runs.
enum ResourceTerm: CaseIterable {
    case serviceName, serviceNamespace
    case pid, parentPID, command, commandLine
    case hostName, hostID, container
    case cluster, namespace, podName, podUID, deployment, statefulSet, daemonSet, job, cronJob
    case account, region
    case owner

    /// The names it goes by; the first that a resource carries counts.
    var names: [String] {
        switch self {
        case .serviceName: ["service.name"]
        case .serviceNamespace: ["service.namespace"]
        case .pid: ["process.pid"]
        case .parentPID: ["process.parent_pid"]
        case .command: ["process.command"]
        case .commandLine: ["process.command_args", "process.command_line"]
        case .hostName: ["host.name"]
        case .hostID: ["host.id"]
        case .container: ["container.id"]
        case .cluster: ["k8s.cluster.name"]
        case .namespace: ["k8s.namespace.name"]
        case .podName: ["k8s.pod.name"]
        case .podUID: ["k8s.pod.uid"]
        case .deployment: ["k8s.deployment.name"]
        case .statefulSet: ["k8s.statefulset.name"]
        case .daemonSet: ["k8s.daemonset.name"]
        case .job: ["k8s.job.name"]
        case .cronJob: ["k8s.cronjob.name"]
        case .account: ["cloud.account.id"]
        case .region: ["cloud.region"]
        case .owner: ResourceTerm.ownerNames
        }
    }

    /// What is done with its value.
    var treatment: AttributeTable.Treatment {
        switch self {
        case .command, .commandLine: .commandLine
        default: .text
        }
    }

    /// Who answers for the process: names of our own trade first, then labels and annotations of Kubernetes.
    private static let ownerNames: [String] = {
        var names = ["owner", "service.owner", "app.owner", "team", "service.team", "app.team"]
        for object in ["pod", "deployment", "statefulset", "daemonset", "job", "cronjob", "namespace"] {
            for form in ["label", "labels", "annotation", "annotations"] {
                names += ["k8s.\(object).\(form).owner", "k8s.\(object).\(form).team"]
            }
        }
        return names
    }()
}
