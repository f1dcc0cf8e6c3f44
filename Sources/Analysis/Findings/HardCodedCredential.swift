internal import OverreachGraph
internal import OverreachModel

/// Finds secrets that stand in a configuration in clear.
struct HardCodedCredential: FindingRule {
    let id = "hard-coded-credential"
    let title = "A secret stands in clear in a configuration."
    let severity = Severity.high
    let remedy =
        "Rotate the secret, since whoever could read the file may have it; then give the server a reference (an "
        + "environment variable, a secret store) or a workload identity instead."
    let controls: [Control] = [
        .secretLeakage, .longLivedSecrets, .tokenMismanagement, .credentialsFromConfiguration,
    ]

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        return snapshot.nodes.filter { snapshot.kind($0) == .mcpServer }.flatMap { entry -> [Finding] in
            snapshot.values(of: "hard-coded", entry).compactMap { place -> Finding? in
                let file = snapshot.property(PropertyName.file, of: entry) ?? ""
                let held = snapshot.outgoing(entry).filter {
                    snapshot.kind($0) == EdgeKind(AgentEdge.usesCredential)
                        && snapshot.values(of: PropertyName.place, snapshot.to($0)).contains {
                            UTF8Order.equal($0, place)
                        }
                }
                // What was taken out, or opens nothing any more, is no risk.
                guard held.contains(where: { !snapshot.isRotated(snapshot.to($0)) }) else { return nil }
                let configured = snapshot.incoming(entry).filter {
                    snapshot.kind($0) == EdgeKind(AgentEdge.configures)
                }
                let path = Array(configured.prefix(1)) + Array(held.prefix(1))
                return Finding(
                    self, title: "\(place) of server \"\(snapshot.name(entry))\" stands in clear in \(file)",
                    subject: entry, place: place, path: path,
                    evidence: held.flatMap { snapshot.evidence($0) },
                    in: snapshot)
            }
        }
    }
}

extension Snapshot {
    /// Whether a credential as it is known opens nothing any more.
    func isRotated(_ credential: NodeID) -> Bool { property(PropertyName.rotated, of: credential) != nil }
}
