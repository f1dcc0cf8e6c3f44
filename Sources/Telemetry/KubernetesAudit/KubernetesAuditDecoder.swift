public import OverreachModel
import OverreachWire

/// Decodes audit logs of Kubernetes, as API servers write them and as CloudWatch (EKS) and Azure Monitor (AKS) wrap them.
///
/// Events may stand one a line, in an array, alone or in an `EventList`. What Google Cloud makes of them is read by
/// `GoogleAuditDecoder`. Source: Kubernetes, "Auditing" and `k8s.io/apiserver/pkg/apis/audit`.
public struct KubernetesAuditDecoder: Decoder {
    /// The name in evidence.
    public let name = "kubernetes-audit"

    private static let members = ["items", "records"]

    /// Makes the decoder.
    public init() {}

    /// What the file is: whether one of its first records is an audit event, in an envelope or not.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard let records = records(file) else { return nil }
        return Recognition(form: records.shape == .member("records") ? "kubernetes audit (aks)" : "kubernetes audit")
    }

    /// The events of the file; one bad event never sinks it.
    public func decode(_ file: SourceFile) -> Decoding {
        var decoding = Decoding()
        records(file)?.forEach(in: file, into: &decoding) { value, decoding in
            for part in AuditEnvelope.open(value) {
                switch part {
                case .event(let event, let cluster): take(event, cluster, at: value, of: file.path, into: &decoding)
                case .other(let what): decoding.passedOver.append(Rejection(what, line: value.line))
                case .damaged(let what): decoding.reject(what, line: value.line, offset: value.offset)
                }
            }
        }
        return decoding
    }

    private func records(_ file: SourceFile) -> AuditRecords? {
        AuditRecords(file, members: KubernetesAuditDecoder.members) { value in
            AuditEnvelope.open(value).contains { if case .event = $0 { true } else { false } }
        }
    }

    private func take(
        _ event: JSONValue, _ cluster: String, at place: JSONValue, of path: String, into decoding: inout Decoding
    ) {
        // What stands in a text has lines of its own, which mean nothing in the file.
        let line = event.line > 0 && event.offset >= place.offset ? event.line : place.line
        do throws(AuditFault) {
            let audit = try KubernetesAuditEvent(event)
            if let reason = audit.passedOver {
                decoding.passedOver.append(Rejection(reason, line: line))
            } else {
                decoding.accept(.cloudCall(try audit.record(cluster: cluster, file: path, line: line)))
            }
        } catch {
            decoding.reject("event rejected: \(error.reason)", line: line, offset: place.offset)
        }
    }
}

/// What a record of a log holds: an audit event, several, or something else.
enum AuditEnvelope {
    enum Part {
        /// An event, with the cluster that its envelope names; empty where none does.
        case event(JSONValue, cluster: String)
        /// Something sound that is no audit event.
        case other(String)
        /// Something that was meant to be one.
        case damaged(String)
    }

    static func open(_ value: JSONValue) -> [Part] {
        if isEvent(value) { return [.event(value, cluster: "")] }
        if let items = value["items"]?.array, value["kind"]?.string == "EventList" {
            return items.map { .event($0, cluster: "") }
        }
        if let events = value["logEvents"]?.array ?? value["events"]?.array {
            let group = value["logGroup"]?.string ?? value["logGroupName"]?.string ?? ""
            return events.compactMap { $0["message"]?.string ?? $0["Message"]?.string }
                .map { embedded($0, cluster: cluster(ofLogGroup: group)) }
        }
        if let text = value["properties"]?["log"]?.string, value["category"]?.string?.hasPrefix("kube-audit") == true {
            return [embedded(text, cluster: cluster(ofResource: value["resourceId"]?.string ?? ""))]
        }
        if let text = value["message"]?.string ?? value["log"]?.string, text.utf8.first == UInt8(ascii: "{"),
            case .event(let event, _) = embedded(text, cluster: "")
        {
            return [.event(event, cluster: cluster(ofLogGroup: value["logGroup"]?.string ?? ""))]
        }
        return [.other("record that is no audit event of Kubernetes")]
    }

    private static func embedded(_ text: String, cluster: String) -> Part {
        guard text.utf8.first == UInt8(ascii: "{") else { return .other("log line that is no audit event") }
        guard let event = try? JSONValue.parse(Array(text.utf8)) else {
            return .damaged("unreadable JSON in its message")
        }
        return isEvent(event) ? .event(event, cluster: cluster) : .other("log line that is no audit event")
    }

    private static func isEvent(_ value: JSONValue) -> Bool {
        if let version = value["apiVersion"]?.string {
            return version.utf8.starts(with: "audit.k8s.io/".utf8) && value["items"] == nil
        }
        return value["auditID"]?.string != nil && value["verb"]?.string != nil && value["stage"]?.string != nil
    }

    /// `/aws/eks/NAME/cluster`.
    private static func cluster(ofLogGroup group: String) -> String {
        guard let rest = group.remainder(after: "/aws/eks/") else { return "" }
        return String(rest.prefix { $0 != "/" })
    }

    /// `…/managedClusters/NAME`, in any case.
    private static func cluster(ofResource id: String) -> String {
        let parts = id.split(separator: "/")
        guard let place = parts.firstIndex(where: { $0.lowercased() == "managedclusters" }) else { return "" }
        return parts.dropFirst(place + 1).first.map(String.init) ?? ""
    }
}
