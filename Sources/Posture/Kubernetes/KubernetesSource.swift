public import OverreachModel
internal import OverreachWire

/// Reads what `kubectl get … -o json` prints.
///
/// A list ends only what it can be known to state whole: objects of its kinds in the namespaces that it mentions
/// (docs/decisions/0032). Data of secrets is never looked at.
public struct KubernetesSource: Source {
    /// `kubernetes`.
    public let name = "kubernetes"

    /// Makes the source.
    public init() {}

    /// A `List`, a list of one kind, or one object of a kind that is read.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard let document = document(file) else { return nil }
        var hints = ScopeHints()
        hints.clusters = document.clusters
        let kinds = Set(document.items.map { Text($0.kind ?? "?") })
        let kind = kinds.count == 1 ? kinds.first?.string : nil
        let what = document.isList ? "Kubernetes list" : "Kubernetes"
        return Recognition(
            form: kind.map { document.isList ? "\(what) of \($0)" : "\(what) \($0)" } ?? what, hints: hints)
    }

    /// What the file states; a scope is a kind, for kinds in namespaces one kind in one namespace.
    public func read(_ file: SourceFile, in context: SourceContext) -> Reading {
        var gathering = Gathering(source: name, file: file.path)
        guard let document = document(file) else {
            gathering.reject("no output of kubectl that is read here", line: 1)
            return gathering.reading()
        }
        if let reason = document.partialReason { gathering.note(reason) }

        let isWhole = document.isList && document.partialReason == nil
        var objects = KubernetesObjects(
            cluster: context.cluster, owners: KubernetesOwners(document.items), isWhole: isWhole, gathering: gathering)
        for item in document.items { objects.read(item) }
        return objects.gathering.reading()
    }

    private func document(_ file: SourceFile) -> KubernetesDocument? {
        guard let members = TopLevelMembers(file.bytes), members["kind"] == .string, members["apiVersion"] == .string,
            members["items"] == .array || members["metadata"] == .object
        else { return nil }
        return (try? JSONValue.parse(file.bytes, dialect: .jsonc)).flatMap(KubernetesDocument.init)
    }
}
