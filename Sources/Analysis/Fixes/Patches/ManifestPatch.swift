internal import OverreachModel

/// Manifests of Kubernetes' roles and bindings.
enum ManifestPatch {
    /// The manifest after an edit, and as it is.
    static func patch(of document: Document, after edit: Revision.Edit) -> Patch {
        let revised = Revision([edit]).applied(to: StatedFacts(documents: [document])).documents.first ?? document
        let (before, after) = (manifest(of: document), manifest(of: revised))
        let title = "\(kind(of: document)) \(document.subject.id)"
        let (old, new) = (DocumentText.json(before), DocumentText.json(after))
        return Patch(
            format: .manifest, target: title, text: new, undo: old,
            diff: UnifiedDiff.text(from: old, to: new, names: ("\(title) (as it is)", "\(title) (as proposed)")),
            commands: [apply(after)], undoCommands: [apply(before)])
    }

    /// Whether the cluster itself keeps it as it is.
    static func isSystem(_ document: Document) -> Bool { document.name.utf8.starts(with: "system:".utf8) }

    private static func apply(_ manifest: Value) -> String {
        "printf %s \(ShellText.quoted(DocumentText.compact(manifest))) | kubectl apply -f -"
    }

    private static func kind(of document: Document) -> String {
        let isNamespaced = document.subject.id.utf8.contains(UInt8(ascii: "/"))
        let word = document.kind == .kubernetesRole ? "Role" : "RoleBinding"
        return isNamespaced ? word : "Cluster\(word)"
    }

    private static func manifest(of document: Document) -> Value {
        let parts = document.subject.id.split(separator: "/", maxSplits: 1).map(String.init)
        var metadata = [Value.Member("name", .string(parts.last ?? document.name))]
        if parts.count == 2 { metadata.append(Value.Member("namespace", .string(parts[0]))) }
        metadata += (document.body["metadata"]?.members ?? []).filter { $0.value.members?.isEmpty == false }
        var members = [
            Value.Member("apiVersion", .string("rbac.authorization.k8s.io/v1")),
            Value.Member("kind", .string(kind(of: document))), Value.Member("metadata", .object(metadata)),
        ]
        if document.kind == .kubernetesRole {
            if let aggregation = document.body["aggregationRule"] {
                members.append(Value.Member("aggregationRule", aggregation))
            }
            members.append(
                Value.Member("rules", .array(KubernetesText.rules(of: document.body).map { Value.Element($0) })))
        } else {
            members.append(Value.Member("roleRef", document.body["roleRef"] ?? .null))
            members.append(
                Value.Member("subjects", .array(KubernetesText.subjects(of: document.body).map { Value.Element($0) })))
        }
        return .object(members)
    }
}
