internal import OverreachGraph
internal import OverreachModel

/// Where something can be mended: AWS's own policies are nobody's to edit, but who has them attached can be.
struct FixPlaces {
    /// A policy of AWS's own: where its text stands, and its ARN.
    private struct Unwritable {
        let file: String
        let pointer: String
        let arn: String
    }

    private let unwritable: [Unwritable]
    private let attachments: [Text: [Document]]  // by the ARN of the policy
    private let groups: [Key: [Key]]
    private let house: House
    private let view: HouseView

    /// Complexity: a pass over the documents.
    init(_ world: World) {
        house = world.house
        view = HouseView(world)
        let documents = world.documents
        unwritable = documents.filter { $0.kind == .awsManagedPolicy && $0.subject.scope == "aws" }.map {
            Unwritable(file: $0.evidence.file, pointer: $0.evidence.locator, arn: $0.subject.id)
        }
        let own = Set(unwritable.map { Text($0.arn) })
        let attached = documents.filter { $0.kind == .awsAttachment && own.contains(Text($0.name)) }
        attachments = Dictionary(grouping: attached) { Text($0.name) }
        var groups: [Key: [Key]] = [:]
        let snapshot = world.snapshot
        if !attached.isEmpty {
            for edge in snapshot.edges where snapshot.kind(edge) == EdgeKind(AWSEdge.memberOf) {
                groups[snapshot.key(snapshot.from(edge)), default: []].append(snapshot.key(snapshot.to(edge)))
            }
        }
        self.groups = groups
    }

    /// Where what was found is mended; what the house says where no file of the evidence says it.
    func place(of found: EvidenceRow?, on path: [StepRow], else rule: CheckRule, about node: NodeID?) -> EvidenceRow? {
        found == nil ? policy(of: rule, about: node) : editable(found, of: path)
    }

    /// The place itself; where it is in a policy of AWS's own, the attachment of this policy to an identity of the path, and
    /// none where the path has none.
    func editable(_ place: EvidenceRow?, of path: [StepRow]) -> EvidenceRow? {
        guard let place, let policy = unwritable.first(where: { holds($0, place) }) else { return place }
        let identities = path.reversed().flatMap { [$0.to, $0.from] }.filter { $0.kind == .identity }.map {
            Key(text: $0.key)
        }
        let holders = identities.flatMap { [$0] + (groups[$0] ?? []) }
        let attached = attachments[Text(policy.arn)] ?? []
        return holders.lazy.compactMap { holder in attached.first { $0.subject == holder } }.first.map {
            EvidenceRow($0.evidence)
        }
    }

    private func holds(_ policy: Unwritable, _ place: EvidenceRow) -> Bool {
        UTF8Order.equal(policy.file, place.file)
            && (UTF8Order.equal(policy.pointer, place.id) || place.id.utf8.starts(with: "\(policy.pointer)/".utf8))
    }

    /// What the house says of what a rule found, for what no file of the evidence says: the task of the agent, else the
    /// rule.
    private func policy(of rule: CheckRule, about node: NodeID?) -> EvidenceRow? {
        guard let file = house.file, let place = node.flatMap({ view.task(of: $0)?.place }) ?? rule.place else {
            return nil
        }
        return EvidenceRow(place, in: file)
    }
}
