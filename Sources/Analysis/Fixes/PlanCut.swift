internal import OverreachGraph
internal import OverreachModel

/// A minimum cut between the entry points and the crown jewels that are to be closed: each node that a fix takes away
/// can be cut at the fix's cost, and nothing else can.
///
/// Where several rights together make a step, any fix of one of them cuts it, so the cheapest stands for the step; such
/// sets interact, which a cut does not know. So what comes of it is judged.
struct PlanCut {
    /// The fixes of the cut, each once; empty where nothing that is known cuts.
    private(set) var chosen: [Candidate] = []

    /// Complexity: that of `MinCut` on twice the nodes.
    init(_ bench: FixBench, _ candidates: [Candidate], goal: PlanGoal) {
        let snapshot = bench.before.snapshot
        let cutting = PlanCut.cutting(candidates, in: snapshot)
        let sources = Set(goal.pairs.map(\.from)).compactMap { snapshot.node($0) }
        let targets = Set(goal.pairs.map(\.to)).compactMap { snapshot.node($0) }
        guard !cutting.isEmpty else { return }

        let costs = cutting.mapValues(\.cost)
        guard let nodes = snapshot.cheapestNodeCut(from: sources, to: targets, costs: costs, following: bench.filter)
        else { return }
        var known: Set<Text> = []
        chosen = nodes.compactMap { cutting[$0] }.filter { known.insert(Text($0.id)).inserted }
    }

    /// By node: the cheapest candidate that takes it away whole.
    private static func cutting(_ candidates: [Candidate], in snapshot: Snapshot) -> [NodeID: Candidate] {
        var found: [NodeID: Candidate] = [:]
        for candidate in candidates {
            switch candidate.kind {
            case .removeStatement, .removeTrust, .removeResourceStatement, .deactivateAccessKey, .removeServerEntry:
                break
            case .narrowStatement, .removeAction, .removeResource, .detachPolicy, .narrowAttachment, .leaveGroup,
                .removeTrustedPrincipal, .removeResourcePrincipal, .revokeKeyGrant, .removeCredential,
                .removeBindingSubject, .removeRoleRule:
                continue
            }
            guard let node = snapshot.node(candidate.target) else { continue }
            let steps = snapshot.dependents(of: node).map { snapshot.from($0) }.filter {
                snapshot.type($0) == NodeType(AWSNode.method)
            }
            for place in [node] + steps {
                if let known = found[place], (known.cost, Text(known.id)) <= (candidate.cost, Text(candidate.id)) {
                    continue
                }
                found[place] = candidate
            }
        }
        return found
    }
}

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

    /// Whether the last step could not be said in the words of its service, as the policy of a key or topic cannot be
    /// taken away.
    static func isUnspeakable(_ candidate: Candidate, after prior: Revision) -> Bool {
        candidate.revision.documents.contains { key in
            key.kind == .awsResourcePolicy && prior.documents.contains(key)
                && [NodeType(AWSNode.key), NodeType(AWSNode.topic)].contains { $0 == key.subject.type }
        }
    }
}
