internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Users, groups, roles and managed policies of `get-account-authorization-details`.
    mutating func readAuthorizationDetails() {
        let lists = [("UserDetailList", AWSNode.user), ("GroupDetailList", .group), ("RoleDetailList", .role)]
        let arns = lists.flatMap { root[$0.0]?.array ?? [] }.compactMap { $0["Arn"]?.string.flatMap { ARN($0) } }
        let scope = scope(ofAccount: account(of: arns))
        let groups = groupARNs()

        for (list, type) in lists {
            for (index, record) in (root[list]?.array ?? []).enumerated() {
                let pointer = JSONPointer.root[list][index]
                readRecord { $0.readIdentity(record, type, at: pointer, groups: groups, in: scope) }
            }
        }
        for (index, record) in (root["Policies"]?.array ?? []).enumerated() {
            let pointer = JSONPointer.root["Policies"][index]
            readRecord { $0.readManagedPolicy(record, at: pointer, in: scope) }
        }
    }

    /// The ARNs of the groups of the file by name; names of groups are unique in an account.
    private func groupARNs() -> [Text: String] {
        var arns: [Text: String] = [:]
        for group in root["GroupDetailList"]?.array ?? [] {
            if let name = group["GroupName"]?.string, let arn = group["Arn"]?.string { arns[Text(name)] = arn }
        }
        return arns
    }

    private mutating func readIdentity(
        _ record: JSONValue, _ type: AWSNode, at pointer: JSONPointer, groups: [Text: String], in scope: RunScope
    ) {
        let word = type == .user ? "user" : type == .group ? "group" : "role"
        guard let arn = record["Arn"]?.string, let key = Key.awsIdentity(arn: arn), key.type == NodeType(type),
            let parts = ARN(arn)
        else {
            gathering.problem("\(word) without the Arn of a \(word)", line: record.line)
            return
        }
        let prefix = word.prefix(1).uppercased() + word.dropFirst()
        let lastPart = parts.resource.split(separator: "/").last.map(String.init) ?? parts.resource
        var properties = AWSOutput.properties(ofTags: record["Tags"])
        properties.append(Property(PropertyName.account, parts.account))
        if let id = record["\(prefix)Id"]?.string { properties.append(Property(PropertyName.uniqueID, id)) }
        for profile in record["InstanceProfileList"]?.array ?? [] {
            if let arn = profile["Arn"]?.string { properties.append(Property(PropertyName.instanceProfile, arn)) }
        }
        gathering.add(
            NodeFact(
                key, name: record["\(prefix)Name"]?.string ?? lastPart, id: arn, properties: properties,
                evidence: [gathering.evidence(record.line, pointer)]), in: scope)

        for (index, group) in (record["GroupList"]?.array ?? []).enumerated() {
            guard let name = group.string else { continue }
            let arn = groups[Text(name)] ?? "arn:\(parts.partition):iam::\(parts.account):group/\(name)"
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
    private mutating func readManagedPolicy(_ record: JSONValue, at pointer: JSONPointer, in scope: RunScope) {
        guard let arn = record["Arn"]?.string, let parts = ARN(arn), parts.service == "iam" else {
            gathering.problem("managed policy without Arn", line: record.line)
            return
        }
        let key = Key.aws(.managedPolicy, arn: arn, account: parts.account)
        let lastPart = parts.resource.split(separator: "/").last.map(String.init) ?? arn
        let name = record["PolicyName"]?.string ?? lastPart
        gathering.add(
            NodeFact(
                key, name: name, id: arn, properties: AWSOutput.properties(ofTags: record["Tags"]),
                evidence: [gathering.evidence(record.line, pointer)]), in: scope)

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
        keep(.awsManagedPolicy, subject: key, name: name, document, at: here, in: scope)
    }
}
