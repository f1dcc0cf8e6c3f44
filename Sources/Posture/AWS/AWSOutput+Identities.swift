internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    private static let lists = [
        ("UserDetailList", AWSNode.user), ("GroupDetailList", .group), ("RoleDetailList", .role),
    ]

    /// Why a page of `get-account-authorization-details` is only a part: the CLI prints all four lists, or was asked
    /// for some.
    static func missingLists(_ root: JSONValue) -> String? {
        let missing = (lists.map(\.0) + ["Policies"]).filter { root[$0]?.array == nil }
        return missing.isEmpty ? nil : "list is partial: \(missing.joined(separator: ", ")) missing"
    }

    /// Users, groups, roles and managed policies of `get-account-authorization-details`.
    mutating func readAuthorizationDetails() {
        let groups = groupARNs()
        let accounts = ownAccounts()
        for account in accounts { _ = scope(ofAccount: account) }
        for (list, type) in AWSOutput.lists {
            for (index, record) in (root[list]?.array ?? []).enumerated() {
                let pointer = page.pointer[list][index]
                readRecord { $0.readIdentity(record, type, at: pointer, groups: groups) }
            }
        }
        for (index, record) in (root["Policies"]?.array ?? []).enumerated() {
            let pointer = page.pointer["Policies"][index]
            readRecord { $0.readManagedPolicy(record, at: pointer, of: accounts) }
        }
    }

    /// Identities of `list-roles`, `get-role`, `list-users` and the like: all that these say of them.
    mutating func readIdentities(_ list: AWSPath, _ type: AWSNode) {
        let groups = groupARNs()
        readRecords(list) { output, record, pointer in
            output.readIdentity(record, type, at: pointer, groups: groups)
        }
    }

    /// The accounts whose identities the page lists; the context's where it lists none.
    private func ownAccounts() -> [String] {
        let arns = (AWSOutput.lists.map(\.0) + ["Policies"]).flatMap { root[$0]?.array ?? [] }
            .compactMap { $0["Arn"]?.string.flatMap { ARN($0) } }
        let accounts = Set(arns.map { Text($0.account) }).subtracting(["", "aws"])
        return accounts.isEmpty ? [context.account] : accounts.sorted().map(\.string)
    }

    /// The ARNs of the groups of the file by account and name; names of groups are unique in an account.
    private func groupARNs() -> [Text: String] {
        var arns: [Text: String] = [:]
        for group in pages.flatMap({ $0.root["GroupDetailList"]?.array ?? [] }) {
            guard let name = group["GroupName"]?.string, let arn = group["Arn"]?.string, let parts = ARN(arn) else {
                continue
            }
            arns[Text("\(parts.account) \(name)")] = arn
        }
        return arns
    }

    private mutating func readIdentity(
        _ record: JSONValue, _ type: AWSNode, at pointer: JSONPointer, groups: [Text: String]
    ) {
        let word = type == .user ? "user" : type == .group ? "group" : "role"
        guard let arn = record["Arn"]?.string, let key = Key.awsIdentity(arn: arn), key.type == NodeType(type),
            let parts = ARN(arn)
        else {
            problem("\(word) without the Arn of a \(word)", record)
            return
        }
        let scope = scope(ofAccount: parts.account)
        let prefix = word.prefix(1).uppercased() + word.dropFirst()
        let lastPart = parts.resource.split(separator: "/").last.map(String.init) ?? parts.resource
        var properties = AWSOutput.properties(ofTags: record["Tags"])
        properties.append(Property(PropertyName.account, parts.account))
        if let id = record["\(prefix)Id"]?.string { properties.append(Property(PropertyName.uniqueID, id)) }
        properties += AWSOutput.properties(PropertyName.changed, "CreateDate", of: record)
        // Who has used a password has one.
        if record["PasswordLastUsed"]?.string != nil { properties.append(Property(PropertyName.password, "true")) }
        for profile in record["InstanceProfileList"]?.array ?? [] {
            if let arn = profile["Arn"]?.string { properties.append(Property(PropertyName.instanceProfile, arn)) }
        }
        gathering.add(
            NodeFact(
                key, name: record["\(prefix)Name"]?.string ?? lastPart, id: arn, properties: properties,
                evidence: [gathering.evidence(record.line, pointer)]), in: scope)

        gathering.stateWholly(key, in: scope)
        for (index, group) in (record["GroupList"]?.array ?? []).enumerated() {
            guard let name = group.string else { continue }
            let arn =
                groups[Text("\(parts.account) \(name)")] ?? "arn:\(parts.partition):iam::\(parts.account):group/\(name)"
            gathering.add(
                key, AWSEdge.memberOf, .aws(.group, arn: arn, account: parts.account),
                gathering.evidence(group.line, pointer["GroupList"][index]), in: scope)
        }
        readPolicies(of: record, key, list: "\(prefix)PolicyList", at: pointer, in: scope)
        if type == .role { readTrust(of: record, key, at: pointer, in: scope) }
    }

    /// Inline policies, attachments and the boundary of an identity.
    private mutating func readPolicies(
        of record: JSONValue, _ key: Key, list: String, at pointer: JSONPointer, in scope: RunScope
    ) {
        for (index, policy) in (record[list]?.array ?? []).enumerated() {
            guard let name = policy["PolicyName"]?.string, let document = policy["PolicyDocument"] else {
                gathering.problem("inline policy without PolicyName or PolicyDocument", line: policy.line)
                continue
            }
            let here = pointer[list][index]["PolicyDocument"]
            keep(.awsInlinePolicy, subject: key, name: name, document, at: here, in: scope)
        }

        for (index, policy) in (record["AttachedManagedPolicies"]?.array ?? []).enumerated() {
            guard let arn = policy["PolicyArn"]?.string else {
                gathering.problem("attached policy without PolicyArn", line: policy.line)
                continue
            }
            let evidence = gathering.evidence(policy.line, pointer["AttachedManagedPolicies"][index])
            gathering.add(Document(.awsAttachment, subject: key, name: arn, body: .null, evidence: evidence), in: scope)
        }

        guard let boundary = record["PermissionsBoundary"], !boundary.isNull else { return }
        guard let arn = boundary["PermissionsBoundaryArn"]?.string else {
            gathering.problem("PermissionsBoundary without PermissionsBoundaryArn", line: boundary.line)
            return
        }
        let evidence = gathering.evidence(boundary.line, pointer["PermissionsBoundary"])
        gathering.add(Document(.awsBoundary, subject: key, name: arn, body: .null, evidence: evidence), in: scope)
    }

    private mutating func readTrust(of role: JSONValue, _ key: Key, at pointer: JSONPointer, in scope: RunScope) {
        let member = "AssumeRolePolicyDocument"
        guard let document = role[member] else {
            gathering.problem("role without AssumeRolePolicyDocument", line: role.line)
            return
        }
        keep(.awsTrustPolicy, subject: key, name: "trust policy", document, at: pointer[member], in: scope)
    }

    /// A managed policy: only its default version counts.
    ///
    /// AWS's own policies belong to every account of the page, so that one account's end does not end another's.
    private mutating func readManagedPolicy(_ record: JSONValue, at pointer: JSONPointer, of accounts: [String]) {
        guard let arn = record["Arn"]?.string, let parts = ARN(arn), parts.service == "iam" else {
            problem("managed policy without Arn", record)
            return
        }
        let key = Key.aws(.managedPolicy, arn: arn, account: parts.account)
        let name = record["PolicyName"]?.string ?? AWSOutput.lastPart(parts)
        let owners = parts.account == "aws" || parts.account.isEmpty ? accounts : [parts.account]
        let scopes = owners.map { scope(ofAccount: $0) }
        for scope in scopes {
            gathering.add(
                NodeFact(
                    key, name: name, id: arn,
                    properties: AWSOutput.properties(ofTags: record["Tags"])
                        + AWSOutput.properties(PropertyName.changed, "UpdateDate", of: record)
                        + AWSOutput.otherVersions(of: record),
                    evidence: [gathering.evidence(record.line, pointer)]), in: scope)
        }

        let versions = record["PolicyVersionList"]?.array ?? []
        let defaultID = record["DefaultVersionId"]?.string
        let index =
            versions.firstIndex { $0["IsDefaultVersion"]?.bool == true }
            ?? versions.firstIndex { version in
                guard let defaultID, let id = version["VersionId"]?.string else { return false }
                return UTF8Order.equal(id, defaultID)
            }
        guard let index, let document = versions[index]["Document"] else {
            gathering.problem("managed policy without the document of its default version", line: record.line)
            return
        }
        let here = pointer["PolicyVersionList"][index]["Document"]
        for scope in scopes { keep(.awsManagedPolicy, subject: key, name: name, document, at: here, in: scope) }
    }

    /// The versions that a managed policy keeps beside its default one: of these AWS keeps at most four.
    private static func otherVersions(of record: JSONValue) -> [Property] {
        let defaultID = record["DefaultVersionId"]?.string
        return (record["PolicyVersionList"]?.array ?? []).compactMap { version in
            guard let id = version["VersionId"]?.string, version["IsDefaultVersion"]?.bool != true,
                !(defaultID.map { UTF8Order.equal($0, id) } ?? false)
            else { return nil }
            return Property(PropertyName.otherVersion, id)
        }
    }
}
