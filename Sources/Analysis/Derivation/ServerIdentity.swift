internal import OverreachModel

/// Says as whom a server's tools act where nobody configured a cloud credential for it: as the identity of the
/// workload that runs it (`MCP_ACTS_AS`), and where a remote entry leads (`MCP_RUNS_IN`, by its URL).
///
/// A configured cloud key comes before the workload's own identity in every AWS SDK's chain of credentials, so a
/// server that holds one acts as that; the workload's identity is then a matter of `process-takeover`.
struct ServerIdentity: DerivationRule {
    let name = "server-identity"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        for entry in base.nodes(of: AgentNode.serverEntry) {
            guard let url = entry.property(PropertyName.url).flatMap(ServerURL.init) else { continue }
            let workloads = base.workloads(servedBy: url).sorted()
            for workload in workloads {
                var edges = [
                    EdgeFact(
                        entry.key, EdgeKind(AgentEdge.serverRunsIn), workload, origin: .derived,
                        evidence: entry.evidence, premises: [entry.key, workload])
                ]
                let instances = base.edges(AgentEdge.instance, from: entry.key).map(\.to)
                if !([entry.key] + instances).contains(where: { ServerIdentity.holdsCloudKey($0, base: base) }) {
                    edges += ServerIdentity.actsAs(entry.key, in: workload, evidence: entry.evidence, base: base)
                }
                // Workloads of one cluster share the calls; which of several clusters is meant, nothing says.
                if Set(workloads.map { Text($0.scope) }).count > 1 {
                    for index in edges.indices {
                        edges[index].verdict = .conditional
                        edges[index].conditions.append("the URL is asked in the cluster \(workload.scope)")
                    }
                }
                conclusions.edges += edges
            }
        }

        for server in base.nodes(of: AgentNode.server) where !ServerIdentity.holdsCloudKey(server.key, base: base) {
            for running in base.edges(AgentEdge.serverRunsIn, from: server.key) {
                conclusions.edges += ServerIdentity.actsAs(
                    server.key, in: running.to, evidence: running.evidence, base: base)
            }
        }
        return conclusions
    }

    private static func actsAs(_ server: Key, in workload: Key, evidence: [Evidence], base: FactBase) -> [EdgeFact] {
        base.edges(AgentEdge.runsAs, from: workload).map { runsAs in
            EdgeFact(
                server, EdgeKind(AgentEdge.actsAs), runsAs.to, origin: .derived, verdict: runsAs.verdict,
                conditions: runsAs.conditions, evidence: Set(evidence + runsAs.evidence).sorted(),
                premises: [server, workload])
        }
    }

    /// Whether the server, or an entry that it is an instance of for certain, holds an access key.
    private static func holdsCloudKey(_ server: Key, base: FactBase) -> Bool {
        let entries = base.edges(AgentEdge.instance, to: server).filter { $0.verdict != .conditional }.map(\.from)
        return ([server] + entries).contains { holder in
            base.edges(AgentEdge.usesCredential, from: holder)
                .contains { $0.to.type == NodeType(AWSNode.accessKey) }
        }
    }
}
