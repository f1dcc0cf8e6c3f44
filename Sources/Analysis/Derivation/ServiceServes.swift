internal import OverreachModel

/// Joins a Kubernetes service to the workloads whose labels its selector picks.
///
/// Source: Kubernetes documentation, Service: a selector matches pods that have all of its labels, in its namespace.
/// A service without a selector serves whatever somebody else says; nothing is concluded of it.
struct ServiceServes: DerivationRule {
    let name = "service-serves"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        let workloads = base.nodes(of: KubernetesNode.workload)
        for service in base.nodes(of: KubernetesNode.service) {
            let selector = service.values(of: PropertyName.selector)
            guard !selector.isEmpty, let namespace = service.property(PropertyName.namespace) else { continue }

            for workload in workloads where workload.key.scope == service.key.scope {
                let labels = Set(workload.values(of: PropertyName.label).map { Text($0) })
                guard
                    let at = workload.property(PropertyName.namespace), UTF8Order.equal(at, namespace),
                    selector.allSatisfy({ labels.contains(Text($0)) })
                else { continue }

                conclusions.edges.append(
                    EdgeFact(
                        service.key, EdgeKind(KubernetesEdge.serves), workload.key, origin: .derived,
                        evidence: service.evidence + workload.evidence, premises: [service.key, workload.key]))
            }
        }
        return conclusions
    }
}
