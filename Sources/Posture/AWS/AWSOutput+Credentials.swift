internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Keys of `list-access-keys`; the user is the record's, else the file's name.
    mutating func readAccessKeys() {
        let scope = scope(ofAccount: context.account)
        readRecords("AccessKeyMetadata[]") { $0.readAccessKey($1, at: $2, in: scope) }
    }

    private mutating func readAccessKey(_ record: JSONValue, at pointer: JSONPointer, in scope: RunScope) {
        guard let id = record["AccessKeyId"]?.string, !id.isEmpty else {
            gathering.problem("access key without AccessKeyId", line: record.line)
            return
        }
        let user = record["UserName"]?.string ?? fileName ?? ""
        guard !user.isEmpty else {
            gathering.problem("access key without UserName, and the file names no user", line: record.line)
            return
        }
        let status = record["Status"]?.string ?? "Active"
        let key = Key.awsAccessKey(id: id)
        let evidence = gathering.evidence(record.line, pointer)
        gathering.add(
            NodeFact(
                key, name: id,
                properties: [
                    Property(PropertyName.status, status), Property(PropertyName.account, context.account),
                    Property(PropertyName.user, user),
                ], evidence: [evidence]), in: scope)

        // An inactive key signs nothing; it is listed so that it can be found where it is configured.
        guard UTF8Order.equal(status, "Active") else { return }
        let partition = AWSOutput.partition(of: context)
        let arn = "arn:\(partition):iam::\(AWSOutput.arnPart(context.account)):user/\(user)"
        gathering.add(
            key, AgentEdge.authenticates, .aws(.user, arn: arn, account: context.account), evidence, in: scope)
    }

    /// Profiles of instances: each is said of its role, as `get-account-authorization-details` says it.
    mutating func readInstanceProfiles(_ list: AWSPath) {
        readRecords(list) { output, record, pointer in
            guard let arn = record["Arn"]?.string.flatMap({ ARN($0) }), ARNForm("iam:instance-profile/").matches(arn)
            else {
                output.problem("instance profile without the ARN in Arn", record)
                return
            }
            let scope = output.scope(ofAccount: arn.account)
            for (role, place) in ("Roles[]" as AWSPath).values(in: record, at: pointer) {
                guard let text = role["Arn"]?.string, let key = Key.awsIdentity(arn: text),
                    key.type == NodeType(AWSNode.role), let parts = ARN(text)
                else {
                    output.gathering.problem("instance profile with a role without Arn", line: role.line)
                    continue
                }
                output.gathering.add(
                    NodeFact(
                        key, name: role["RoleName"]?.string ?? AWSOutput.lastPart(parts), id: text,
                        properties: [
                            Property(PropertyName.account, parts.account),
                            Property(PropertyName.instanceProfile, arn.text),
                        ], evidence: [output.gathering.evidence(role.line, place)]), in: scope)
            }
        }
    }
}
