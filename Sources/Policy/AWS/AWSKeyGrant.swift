public import OverreachModel

/// A grant of a KMS key, which allows a principal operations on the key beside what the key's policy says.
///
/// Source: AWS KMS Developer Guide, "Grants in AWS KMS"; KMS API Reference, `GrantListEntry`.
public struct AWSKeyGrant: Sendable {
    private let grantee: String
    private let operations: [String]
    private let context: [(name: String, value: String)]

    /// Reads an entry of `kms list-grants`; nil where it names nobody or nothing.
    public init?(_ entry: Value) {
        let listed = entry["Operations"]?.elements?.compactMap(\.value.string) ?? []
        guard let grantee = entry["GranteePrincipal"]?.string, !listed.isEmpty else { return nil }
        self.grantee = grantee
        operations = listed
        // Both kinds demand that these pairs are in the context; "equals" also forbids others, which no condition key
        // can say.
        context = ["EncryptionContextEquals", "EncryptionContextSubset"].flatMap { name in
            (entry["Constraints"]?[name]?.members ?? []).compactMap { pair in
                pair.value.string.map { (pair.name, $0) }
            }
        }
    }

    /// The grant as a statement of the key's policy.
    public func statement(named name: String) -> Value {
        let isService = AWSServiceName.isService(grantee)
        var members = [
            Value.Member("Sid", .string("grant \(name)")), Value.Member("Effect", .string("Allow")),
            Value.Member("Principal", .object([Value.Member(isService ? "Service" : "AWS", .string(grantee))])),
            Value.Member("Action", .array(operations.map { Value.Element(.string("kms:\($0)")) })),
            Value.Member("Resource", .string("*")),
        ]
        if !context.isEmpty {
            let tests = context.map { Value.Member("kms:EncryptionContext:\($0.name)", .string($0.value)) }
            members.append(Value.Member("Condition", .object([Value.Member("StringEquals", .object(tests))])))
        }
        return .object(members)
    }
}

extension PolicyDocument {
    /// A policy with further statements behind its own.
    public init(adding statements: [Value], to document: PolicyDocument?) {
        let own = document?.statements ?? []
        let first = (own.map(\.index).max() ?? -1) + 1
        var reader = StatementReader()
        reader.hasVariables = false
        let more = statements.enumerated().compactMap { place, value in
            reader.statement(value, index: first + place, pointer: "/Grants/\(place)", line: 0)
        }
        self.init(
            version: document?.version ?? "2012-10-17", statements: own + more,
            problems: (document?.problems ?? []) + reader.problems)
    }
}
