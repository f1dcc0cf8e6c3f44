internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// Finds resources whose policy lets a service of AWS act on them for whatever account asks the service to.
struct ConfusedDeputy: FindingRule {
    let id = "confused-deputy"
    let title = "A resource lets a service of AWS act on it for any account."
    let severity = Severity.medium
    let remedy =
        "Add a condition on whom the service acts for to each statement that names a service: `aws:SourceArn` or "
        + "`aws:SourceAccount`, or `aws:SourceOrgID` for a whole organization."
    let controls: [Control] = [.identityAbuse, .leastPrivilege]

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        return world.documents.filter { $0.kind == .awsResourcePolicy }.sorted { $0.subject < $1.subject }
            .compactMap { document in
                let found = PolicyDocument(document.body).servicesForAnybody()
                guard !found.isEmpty, let resource = snapshot.node(document.subject) else { return nil }
                let services = Set(found.flatMap(\.services).map { Text($0) }).sorted().map(\.string)
                let list = services.joined(separator: ", ")
                return Finding(
                    self, title: "the policy of \(snapshot.name(resource)) lets \(list) act for any account",
                    subject: resource, evidence: found.map { document.evidence.at($0.statement) }, in: snapshot)
            }
    }
}
