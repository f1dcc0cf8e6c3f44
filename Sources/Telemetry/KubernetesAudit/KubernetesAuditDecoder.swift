public import OverreachModel
import OverreachWire

/// Decodes audit logs of Kubernetes, as API servers write them and as CloudWatch (EKS) and Azure Monitor (AKS) wrap them.
///
/// Events may stand one a line, in an array, alone, in an `EventList`, and in whatever of `EnvelopeForm` carries them. What
/// Google Cloud makes of them is read by `GoogleAuditDecoder`. Source: Kubernetes, "Auditing" and
/// `k8s.io/apiserver/pkg/apis/audit`.
public struct KubernetesAuditDecoder: Decoder {
    /// The name in evidence.
    public let name = "kubernetes-audit"

    // Not `logEvents`: what stands beside it names the cluster.
    private static let members = ["items", "records", "results", "Messages"]

    /// Makes the decoder.
    public init() {}

    /// What the file is: whether one of its first records is an audit event, in an envelope or not.
    public func recognise(_ file: SourceFile) -> Recognition? {
        records(file).map { Recognition(form: $0.form.isEmpty ? "kubernetes audit" : "kubernetes audit (\($0.form))") }
    }

    /// The events of the file; one bad event never sinks it.
    public func decode(_ file: SourceFile) -> Decoding {
        var decoding = Decoding()
        records(file)?.forEach(in: file, into: &decoding, other: "record that is no audit event of Kubernetes") {
            record, decoding in
            do throws(AuditFault) {
                let audit = try KubernetesAuditEvent(record.value)
                if let reason = audit.passedOver {
                    decoding.passedOver.append(Rejection(reason, line: record.line))
                } else {
                    let cluster = KubernetesAuditDecoder.cluster(of: record)
                    decoding.accept(
                        .cloudCall(try audit.record(cluster: cluster, file: file.path, line: record.line)))
                }
            } catch {
                decoding.reject("event rejected: \(error.reason)", line: record.line, offset: record.offset)
            }
        }
        return decoding
    }

    private func records(_ file: SourceFile) -> AuditRecords? {
        AuditRecords(
            file, members: KubernetesAuditDecoder.members, isRecord: KubernetesAuditDecoder.isEvent,
            isOne: KubernetesAuditDecoder.isEvent)
    }

    private static func isEvent(_ value: JSONValue) -> Bool {
        if let version = value["apiVersion"]?.string {
            return version.utf8.starts(with: "audit.k8s.io/".utf8) && value["items"] == nil
        }
        return value["auditID"]?.string != nil && value["verb"]?.string != nil && value["stage"]?.string != nil
    }

    /// The cluster that an envelope names: `/aws/eks/NAME/cluster`, `…/managedClusters/NAME`; empty where none does.
    private static func cluster(of record: Envelope.Record) -> String {
        if let rest = record.logGroup.remainder(after: "/aws/eks/") { return String(rest.prefix { $0 != "/" }) }
        let parts = record.resource.split(separator: "/")
        guard let place = parts.firstIndex(where: { $0.lowercased() == "managedclusters" }) else { return "" }
        return parts.dropFirst(place + 1).first.map(String.init) ?? ""
    }
}
