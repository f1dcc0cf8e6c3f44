internal import OverreachModel
internal import OverreachWire

extension AWSForm {
    /// Keys of KMS.
    static let keys: [AWSForm] = [
        .records("kms/list-keys", "Keys[]", .key, "kms:key/", .arn("KeyArn"), unnamed),
        .records(
            "kms/describe-key", "KeyMetadata", .key, "kms:key/", .arn("Arn"), extent: .one(of: "kms/list-keys")
        ) {
            unnamed(&$0)
            $0.properties = [(PropertyName.keyManager, "KeyManager"), (PropertyName.status, "KeyState")]
        },
        AWSForm(
            "kms/get-key-policy", ["Policy"], .string,
            told: .other { page, place in
                page.root["PolicyName"] != nil
                    && place.names(behind: "kms/get-key-policy").last.map(AWSOutput.isKeyID) == true
            },
            extent: .one(of: "kms/list-keys"), only: ["Policy", "PolicyName", "ResponseMetadata"]
        ) { $0.readKeyPolicy() },
        AWSForm(
            "kms/list-grants", ["Grants[]"], told: .arn(of: "kms:key/"), extent: .one(of: "kms/list-keys"),
            owned: ["Grants[].KeyId"], refused: ["Owner.ID"]
        ) { $0.readKeyGrants() },
        AWSForm("kms/list-aliases", ["Aliases[]"], told: .arn(of: "kms:alias/"), owned: ["Aliases[].AliasArn"]) {
            $0.readKeyAliases()
        },
        AWSForm(
            "kms/list-resource-tags", ["Tags[]"], told: .other { _, _ in false }, extent: .one(of: "kms/list-keys")
        ) { $0.readKeyTags() },
    ]

    /// A key's id says nothing, so that an alias becomes its name where there is one.
    private static let unnamed: @Sendable (inout AWSRecords) -> Void = { $0.shortName = { $0.text } }
}

extension AWSOutput {
    /// The policy of the key that the file is named after.
    mutating func readKeyPolicy() {
        readFileKey("Policy") { output, key, policy, pointer, scope in
            output.keep(.awsResourcePolicy, subject: key, name: "key policy", policy, at: pointer, in: scope)
        }
    }

    /// The tags of the key that the file is named after.
    mutating func readKeyTags() {
        readFileKey("Tags") { output, key, tags, pointer, scope in
            output.gathering.add(
                NodeFact(
                    key, name: key.id, properties: AWSOutput.properties(ofTags: tags),
                    evidence: [output.gathering.evidence(tags.line, pointer)]), in: scope)
        }
    }

    /// Grants, each a document of its key.
    mutating func readKeyGrants() {
        readRecords("Grants[]") { output, record, pointer in
            guard let key = record["KeyId"]?.string ?? output.fileName, let resource = output.keyResource(key),
                let id = record["GrantId"]?.string, !id.isEmpty
            else {
                output.problem("grant without KeyId or GrantId", record)
                return
            }
            let scope = output.scope(of: resource)
            let node = output.add(.key, resource, record, at: pointer, in: scope)
            guard let grantee = record["GranteePrincipal"], grantee.string != nil,
                let operations = record["Operations"], operations.array != nil
            else {
                output.gathering.problem("grant without GranteePrincipal or Operations", line: record.line)
                return
            }
            let members = ["GranteePrincipal", "RetiringPrincipal", "IssuingAccount", "Operations"].compactMap { name in
                record[name].map { Value.Member(name, Value(redacting: $0), line: $0.line) }
            }
            // An encryption context is a condition in all but name, so it is freed of secrets like one.
            let constraints = record["Constraints"].map {
                Value.Member("Constraints", Value(redactingAll: $0), line: $0.line)
            }
            output.gathering.add(
                Document(
                    .awsKeyGrant, subject: node, name: id, body: .object(members + [constraints].compactMap { $0 }),
                    evidence: output.gathering.evidence(record.line, pointer)), in: scope)
        }
    }

    /// Aliases, by which people and settings call their keys.
    mutating func readKeyAliases() {
        readRecords("Aliases[]") { output, record, pointer in
            guard let arn = record["AliasArn"]?.string.flatMap({ ARN($0) }), ARNForm("kms:alias/").matches(arn) else {
                output.problem("alias without the ARN in AliasArn", record)
                return
            }
            let scope = output.scope(of: AWSResource(arn))
            // AWS reserves aliases for keys that it makes when they are first needed.
            guard let target = record["TargetKeyId"]?.string, AWSOutput.isPlainName(target) else { return }
            var key = AWSResource(arn)
            key.arn.resource = "key/\(target)"
            var properties = [Property(PropertyName.alias, arn.resource)]
            if arn.resource.hasPrefix("alias/aws/") { properties.append(Property(PropertyName.keyManager, "AWS")) }
            output.add(.key, key, name: arn.resource, with: properties, record, at: pointer, in: scope)
        }
    }

    private mutating func readFileKey(
        _ member: String, _ read: (inout AWSOutput, Key, JSONValue, JSONPointer, RunScope) -> Void
    ) {
        readRecord { output in
            guard let value = output.root[member] else { return }
            guard let resource = output.fileName.flatMap({ output.keyResource($0) }) else {
                output.problem("the file's name is no key's id", value)
                return
            }
            let scope = output.scope(of: resource)
            let pointer = output.page.pointer[member]
            let key = output.add(.key, resource, value, at: pointer, in: scope)
            read(&output, key, value, pointer, scope)
        }
    }

    /// A key by its ARN or id; nil for anything else.
    private func keyResource(_ text: String) -> AWSResource? {
        if let arn = ARN(text) { return ARNForm("kms:key/").matches(arn) ? AWSResource(arn) : nil }
        return AWSOutput.isKeyID(text) ? resource("kms", "key/\(text)") : nil
    }

    /// Whether a text looks like a key's id: a UUID, or `mrk-` and hexadecimal digits.
    static func isKeyID(_ text: String) -> Bool {
        let isHex = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        }
        if text.hasPrefix("mrk-") { return text.utf8.count > 4 && text.utf8.dropFirst(4).allSatisfy(isHex) }
        return text.utf8.count == 36 && text.utf8.allSatisfy { isHex($0) || $0 == UInt8(ascii: "-") }
    }
}
