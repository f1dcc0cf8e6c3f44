public import OverreachModel

/// The access list of a bucket, as the statements of a policy that it amounts to.
///
/// A list that names anybody but the owner counts: with lists disabled S3 shows the owner alone, whatever was set before
/// (S3 User Guide, "Troubleshooting" of Object Ownership).
public struct BucketAccessList {
    /// The list as a policy, with its kind and its place.
    let policy: Document
    /// The canonical user id of the bucket's owner.
    let owner: String?
    /// Whether the list names an account other than the owner's.
    public let namesOtherAccounts: Bool

    /// Reads a list as S3 prints it: `Owner` and `Grants`.
    public init(_ document: Document) {
        let owner = document.body["Owner"]?["ID"]?.string
        let grants = (document.body["Grants"]?.elements ?? []).compactMap { Grant($0, owner: owner) }
        self.owner = owner
        namesOtherAccounts = grants.contains { $0.isOfAccount }
        let statements = grants.flatMap { $0.statements(on: document.subject.id) }
        var policy = document
        policy.body = .object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member("Statement", .array(statements.map { Value.Element($0.value, line: $0.line) })),
        ])
        self.policy = policy
    }

    /// Whether a policy names accounts by their canonical ids, which only lists of buckets tell.
    public static func isNamedOwner(in policy: Value) -> Bool {
        PolicyStatements.of(policy).contains { $0["Principal"]?["CanonicalUser"] != nil }
    }

    /// The canonical user id of each account that owns a bucket with a list.
    static func owners(_ lists: [BucketAccessList]) -> [Text: String] {
        var owners: [Text: String] = [:]
        for list in lists {
            let account = list.policy.subject.scope
            if let owner = list.owner, !account.hasPrefix("unknown") { owners[Text(account)] = owner }
        }
        return owners
    }

    /// The same, of the lists among documents.
    static func owners(among documents: [Document]) -> [Text: String] {
        owners(documents.filter { $0.kind == .awsAccessList }.map { BucketAccessList($0) })
    }

    /// What statements of the list are called.
    static let statementName = "access list"

    /// One line of the list that gives somebody besides the owner something.
    private struct Grant {
        private enum Grantee {
            case account(String)
            case everybody
            case everybodySigned
            case logDelivery
        }

        private let grantee: Grantee
        private let permission: String
        private let line: Int

        init?(_ element: Value.Element, owner: String?) {
            guard let permission = element.value["Permission"]?.string, let grantee = element.value["Grantee"] else {
                return nil
            }
            if let id = grantee["ID"]?.string {
                if let owner, UTF8Order.equal(id, owner) { return nil }
                self.grantee = .account(id)
            } else {
                switch grantee["URI"]?.string ?? "" {
                case "http://acs.amazonaws.com/groups/global/AllUsers": self.grantee = .everybody
                case "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": self.grantee = .everybodySigned
                case "http://acs.amazonaws.com/groups/s3/LogDelivery": self.grantee = .logDelivery
                default: return nil
                }
            }
            self.permission = permission
            line = element.line
        }

        var isOfAccount: Bool { if case .account = grantee { true } else { false } }

        func statements(on bucket: String) -> [(value: Value, line: Int)] {
            let parts = Grant.actions(permission)
            return [(parts.bucket, bucket), (parts.objects, bucket + "/*")].filter { !$0.0.isEmpty }.map {
                actions, arn in
                let members = [
                    Value.Member("Sid", .string("\(BucketAccessList.statementName) \(permission)")),
                    Value.Member("Effect", .string("Allow")), Value.Member("Principal", principal),
                    Value.Member("Action", .array(actions.map { Value.Element(.string($0)) })),
                    Value.Member("Resource", .string(arn)),
                ]
                return (.object(members + conditions), line)
            }
        }

        private var principal: Value {
            switch grantee {
            case .account(let id): .object([Value.Member("CanonicalUser", .string(id))])
            case .everybody, .everybodySigned: .object([Value.Member("AWS", .string("*"))])
            case .logDelivery: .object([Value.Member("Service", .string("logging.s3.amazonaws.com"))])
            }
        }

        /// What is public counts unless S3 was told to ignore it, which is a setting and no key of a request: here it is
        /// taken for one, so that an answer says that it hangs on it.
        private var conditions: [Value.Member] {
            let counts = Value.Member("Bool", .object([Value.Member("s3:IgnorePublicAcls", .string("false"))]))
            let isSigned = Value.Member("Null", .object([Value.Member("aws:PrincipalArn", .string("false"))]))
            switch grantee {
            case .account, .logDelivery: return []
            case .everybody: return [Value.Member("Condition", .object([counts]))]
            case .everybodySigned: return [Value.Member("Condition", .object([counts, isSigned]))]
            }
        }

        /// Source: S3 User Guide, "Access control list (ACL) overview", mapping of ACL permissions to permissions of
        /// policies.
        private static func actions(_ permission: String) -> (bucket: [String], objects: [String]) {
            let read = ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"]
            switch permission {
            case "READ": return (read, [])
            case "WRITE": return ([], ["s3:PutObject"])
            case "READ_ACP": return (["s3:GetBucketAcl"], [])
            case "WRITE_ACP": return (["s3:PutBucketAcl"], [])
            case "FULL_CONTROL": return (read + ["s3:GetBucketAcl", "s3:PutBucketAcl"], ["s3:PutObject"])
            default: return ([], [])
            }
        }
    }
}
