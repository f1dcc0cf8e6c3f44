import OverreachModel

/// What a resource says of the process that its spans come from.
///
/// Shared, since every span of the process asks.
final class ProcessFacts: Sendable {
    /// What tells two processes with one pid apart: pids mean nothing across hosts and containers.
    struct Location {
        var host: String
        var hostID: String
        var container: String
        var podUID: String

        var isKnown: Bool { !(host.isEmpty && hostID.isEmpty && container.isEmpty && podUID.isEmpty) }

        /// Whether nothing that both state differs.
        func agrees(with other: Location) -> Bool {
            [(host, other.host), (hostID, other.hostID), (container, other.container), (podUID, other.podUID)]
                .allSatisfy { $0.0.isEmpty || $0.1.isEmpty || UTF8Order.equal($0.0, $0.1) }
        }

        var text: Text { Text([host, hostID, container, podUID].joined(separator: "\u{0}")) }
    }

    /// The lasting workload that the process runs in.
    struct Workload {
        var key: Key
        /// What found it.
        var method: String
        var confidence: Confidence
        /// The words that name it for people, where posture does not know it.
        var name: String?
    }

    let namespace: String
    let service: String
    let pid: String?
    let parentPID: String?
    let location: Location
    let commandLine: String?
    let owner: String?
    let account: String?
    let region: String?
    let podName: String?
    let workload: Workload?
    /// What tells the process from others whatever else its resources say, which may differ from signal to signal.
    let mark: Text

    init(_ resource: [Property], index: some CorrelationIndex) {
        func value(_ term: ResourceTerm) -> String? { resource.value(ofFirst: term.names) }

        namespace = value(.serviceNamespace) ?? ""
        service = value(.serviceName) ?? ""
        pid = value(.pid)
        parentPID = value(.parentPID)
        location = Location(
            host: value(.hostName) ?? "", hostID: value(.hostID) ?? "", container: value(.container) ?? "",
            podUID: value(.podUID) ?? "")
        commandLine = value(.commandLine) ?? value(.command)
        owner = value(.owner)
        account = value(.account)
        region = value(.region)
        podName = value(.podName)
        workload = ProcessFacts.workload(value, index: index)
        mark = Text([namespace, service, location.host, pid ?? ""].joined(separator: "\u{0}"))
    }
}

extension ProcessFacts {
    /// `namespace/name` of the service, the name alone where it has no namespace.
    var serviceName: String { Activity.service(namespace: namespace, name: service) }
}

/// The processes that spans come from: one for each distinct resource.
struct ProcessTable {
    private(set) var processes: [ProcessFacts] = []
    /// The process of each span.
    private(set) var ofSpan: [Int] = []

    init(_ spans: [SpanRecord], index: some CorrelationIndex) {
        var known: [[Property]: Int] = [:]
        var atAddress: [UInt: Int] = [:]  // the lists of many spans are one in memory, and all are held meanwhile
        ofSpan.reserveCapacity(spans.count)
        for span in spans {
            let resource = span.resource
            // Safe: the address is compared, never followed.
            let address = resource.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
            if let process = atAddress[address] {
                ofSpan.append(process)
                continue
            }
            let process = known[resource] ?? processes.count
            if known.updateValue(process, forKey: resource) == nil {
                processes.append(ProcessFacts(resource, index: index))
            }
            atAddress[address] = process
            ofSpan.append(process)
        }
    }

    subscript(process: Int) -> ProcessFacts { processes[process] }
}

extension ProcessFacts {
    /// The workload in the order of certainty: pod uid, what the resource says of Kubernetes, service on a host.
    private static func workload(
        _ value: (ResourceTerm) -> String?, index: some CorrelationIndex
    ) -> Workload? {
        if let uid = value(.podUID), let key = index.workload(podUID: uid) {
            return Workload(key: key, method: "k8s.pod.uid", confidence: .certain)
        }
        if let namespace = value(.namespace), let (kind, name) = owner(value) {
            // A pod that began after the listing has a uid that posture does not know, but an owner that it knows.
            if let key = index.workload(namespace: namespace, kind: kind, name: name) {
                let isElsewhere = value(.cluster).map { !UTF8Order.equal($0, key.scope) } ?? false
                return Workload(key: key, method: "k8s attributes", confidence: isElsewhere ? .medium : .high)
            }
            let key = Key.kubernetesWorkload(
                cluster: value(.cluster) ?? "unknown", namespace: namespace, kind: kind, name: name)
            return Workload(key: key, method: "k8s attributes", confidence: .high, name: name)
        }
        if let host = value(.hostName), let service = value(.serviceName) {
            return Workload(
                key: .process(host: host, service: service), method: "host.name and service.name", confidence: .medium,
                name: "\(service) on \(host)")
        }
        return nil
    }

    /// The lasting owner that the resource names, else the pod.
    private static func owner(_ value: (ResourceTerm) -> String?) -> (kind: String, name: String)? {
        let kinds: [(String, ResourceTerm)] = [
            ("Deployment", .deployment), ("StatefulSet", .statefulSet), ("DaemonSet", .daemonSet),
            ("CronJob", .cronJob), ("Job", .job), ("Pod", .podName),
        ]
        for (kind, term) in kinds {
            if let name = value(term) { return (kind, name) }
        }
        return nil
    }
}
