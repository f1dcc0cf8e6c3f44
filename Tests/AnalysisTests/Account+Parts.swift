import OverreachAnalysis
import OverreachModel

/// Keys, organizations and other parts of an account that few tests need.
extension Account {
    /// A key of KMS, with its policy where one is given.
    @discardableResult
    mutating func addKey(_ name: String, _ statements: [Value]? = nil) -> Key {
        let arn = "arn:aws:kms:eu-west-1:\(Self.id):key/\(name)"
        let key = Key.aws(.key, arn: arn, account: Self.id)
        nodes.append(NodeFact(key, name: name, evidence: [.test]))
        if let statements { addPolicy(.awsResourcePolicy, of: key, "key policy", statements) }
        return key
    }

    /// A bucket whose objects are encrypted with a key.
    mutating func addBucket(_ name: String, under key: Key) {
        nodes.append(
            NodeFact(
                .awsBucket(name: name, account: Self.id), name: name,
                properties: [Property(PropertyName.encryptionKey, key.id)], evidence: [.test]))
    }

    /// A grant of a key.
    mutating func grant(_ operation: String, of key: Key, to holder: Key) {
        documents.append(
            Document(
                .awsKeyGrant, subject: key, name: "g-1",
                body: .object([
                    Value.Member("GranteePrincipal", .string(holder.id)),
                    Value.Member("Operations", .array([Value.Element(.string(operation))])),
                ]), evidence: .test))
    }

    /// The account in a unit under the root of an organization, with who manages that.
    mutating func addOrganization(managedBy manager: String = "999999999999") {
        let organization = Key.awsOrganization(id: "o-1")
        nodes += [
            NodeFact(
                organization, name: "o-1", properties: [Property(PropertyName.managementAccount, manager)],
                evidence: [.test]),
            NodeFact(Self.root, name: "Root", evidence: [.test]), NodeFact(Self.unit, name: "Unit", evidence: [.test]),
            NodeFact(.awsAccount(Self.id), name: Self.id, evidence: [.test]),
        ]
        for (inner, outer) in [
            (Key.awsAccount(Self.id), Self.unit), (Self.unit, Self.root), (Self.root, organization),
        ] {
            edges.append(
                EdgeFact(inner, EdgeKind(AWSEdge.isIn), outer, origin: .declared, evidence: [.test]))
        }
    }

    static let root = Key.awsUnit(id: "r-1")
    static let unit = Key.awsUnit(id: "ou-1")

    /// A control policy on a unit or an account; without statements its text is not given.
    mutating func control(
        _ type: String = "SERVICE_CONTROL_POLICY", of target: Key, _ name: String, _ statements: [Value]?
    ) {
        let arn = "arn:aws:organizations::999999999999:policy/o-1/\(name)"
        let kind = Value.Member("Type", .string(type))
        documents.append(
            Document(.awsControlAttachment, subject: target, name: arn, body: .object([kind]), evidence: .test))
        guard let statements else { return }
        documents.append(
            Document(
                .awsControlPolicy, subject: .awsControlPolicy(arn: arn), name: name,
                body: .object([kind, Value.Member("Content", policy(statements))]), evidence: .test))
    }

    /// What comes with every unit and account.
    mutating func controlFully(_ targets: Key...) {
        for target in targets { control(of: target, "p-FullAWSAccess", nil) }
    }

    /// A policy of a resource.
    mutating func addPolicy(_ kind: Document.Kind, of key: Key, _ name: String, _ statements: [Value]) {
        documents.append(Document(kind, subject: key, name: name, body: policy(statements), evidence: .test))
    }

    /// The account as rules and questions see it.
    var made: World { world(nodes: nodes, edges: edges, documents: documents) }
}
