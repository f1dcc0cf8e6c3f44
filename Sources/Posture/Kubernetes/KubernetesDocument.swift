internal import OverreachModel
internal import OverreachWire

/// The shape of what `kubectl get -o json` prints: a `List`, a list of one kind, or one object.
struct KubernetesDocument {
    /// One object with its place.
    struct Item {
        let kind: String?
        let api: String?
        let value: JSONValue
        let pointer: JSONPointer

        var metadata: JSONValue? { value["metadata"] }

        var line: Int { value.line }
    }

    let items: [Item]
    /// Whether the file is a list; one object says nothing of its neighbours.
    let isList: Bool
    /// Why the list is only a page.
    let partialReason: String?

    /// Nil where the JSON is neither a list nor an object that is read.
    init?(_ root: JSONValue) {
        guard let kind = root["kind"]?.string, let api = root["apiVersion"]?.string,
            // Audit events come as lists too; they are what happened, not what is.
            !api.utf8.starts(with: "audit.k8s.io/".utf8)
        else { return nil }

        if let elements = root["items"]?.array, kind.utf8.count >= 4, kind.hasSuffix("List") {
            // Items of a `PodList` need not repeat their kind.
            let common = kind.utf8.count > 4 ? String(kind.dropLast(4)) : nil
            items = elements.enumerated().map { index, element in
                Item(
                    kind: element["kind"]?.string ?? common,
                    api: element["apiVersion"]?.string ?? (common == nil ? nil : api), value: element,
                    pointer: .root["items"][index])
            }
            isList = true
            partialReason = KubernetesDocument.partialReason(root["metadata"])
        } else if KubernetesKind(kind, api: api) != nil, root["metadata"]?.object != nil {
            items = [Item(kind: kind, api: api, value: root, pointer: .root)]
            isList = false
            partialReason = nil
        } else {
            return nil
        }
    }

    private static func partialReason(_ metadata: JSONValue?) -> String? {
        if let token = metadata?["continue"]?.string, !token.isEmpty { return "list is truncated: metadata.continue" }
        if let rest = metadata?["remainingItemCount"]?.lenientInt, rest > 0 {
            return "list is truncated: metadata.remainingItemCount"
        }
        return nil
    }

    /// The clusters that objects name as their own.
    var clusters: Set<Text> {
        var clusters: Set<Text> = []
        for item in items {
            let name =
                item.metadata?["clusterName"]?.string
                ?? item.metadata?["labels"]?["cluster.x-k8s.io/cluster-name"]?.string
                ?? item.metadata?["annotations"]?["cluster.x-k8s.io/cluster-name"]?.string
            if let name, !name.isEmpty { clusters.insert(Text(name)) }
        }
        return clusters
    }
}
