internal import OverreachModel

/// Patches of steps that follow others: each changes what the ones before left.
enum PlanPatch {
    static func patch(
        of candidate: Candidate, after prior: Revision, _ steps: [Candidate], _ stated: StatedFacts
    ) -> Patch {
        let documents = stated.documents
        if case .configuration(let client, _, let make) = candidate.patch {
            return make(steps.compactMap(\.patch.members).filter { $0.client == client }.flatMap(\.pointers)).patch
        }
        guard let key = candidate.revision.documents.first, candidate.revision.documents.count == 1,
            prior.documents.contains(key), let document = documents.first(where: { DocumentKey($0) == key }),
            let before = prior.applied(to: StatedFacts(documents: [document])).documents.first(where: {
                DocumentKey($0) == key
            })
        else { return candidate.patch.first.patch }
        if key.kind == .kubernetesRole || key.kind == .kubernetesBinding, let edit = candidate.revision.edits.first {
            return ManifestPatch.patch(of: before, after: edit)
        }
        guard let after = candidate.revision.applied(to: StatedFacts(documents: [before])).documents.first else {
            return candidate.patch.first.patch
        }
        // The last statement goes: what the candidate alone would write still holds those that went before.
        let made = steps.count { $0.revision.documents.contains(key) }
        return PolicyPatch([before], PolicyVersions(stated.nodes), made: made).patch(of: key, to: after.body)
            ?? PolicyPatch.detaching(document, among: documents)?.patch ?? candidate.patch.first.patch
    }

    /// Those that can be said in the words of their services, one after the other.
    static func speakable(_ candidates: [Candidate]) -> [Candidate] {
        var changed: Set<DocumentKey> = []
        return candidates.filter { one in
            one.revision.documents.filter(isNeverEmpty).allSatisfy { changed.insert($0).inserted }
        }
    }

    /// Whether a policy cannot be taken away, as that of a key or topic: of those who change it one may.
    static func isNeverEmpty(_ key: DocumentKey) -> Bool {
        key.kind == .awsResourcePolicy
            && [NodeType(AWSNode.key), NodeType(AWSNode.topic)].contains { $0 == key.subject.type }
    }
}
