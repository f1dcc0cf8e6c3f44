internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Keys of `list-access-keys`; the user is the record's, else the file's name.
    mutating func readAccessKeys() {
        let scope = scope(ofAccount: context.account)
        for (index, record) in (root["AccessKeyMetadata"]?.array ?? []).enumerated() {
            let pointer = JSONPointer.root["AccessKeyMetadata"][index]
            readRecord { $0.readAccessKey(record, at: pointer, in: scope) }
        }
    }

    private mutating func readAccessKey(_ record: JSONValue, at pointer: JSONPointer, in scope: RunScope) {
        guard let id = record["AccessKeyId"]?.string, !id.isEmpty else {
            gathering.problem("access key without AccessKeyId", line: record.line)
            return
        }
        let user = record["UserName"]?.string ?? stem
        let status = record["Status"]?.string ?? "Active"
        let key = Key.awsAccessKey(id: id)
        let evidence = gathering.evidence(record.line, pointer)
        gathering.add(
            NodeFact(
                key, name: id,
                properties: [
                    Property(PropertyName.status, status), Property(PropertyName.account, context.account),
                    Property("user", user),
                ], evidence: [evidence]), in: scope)

        // An inactive key signs nothing; it is listed so that it can be found where it is configured.
        guard UTF8Order.equal(status, "Active") else { return }
        let partition = AWSOutput.partition(ofRegion: context.region)
        let arn = "arn:\(partition):iam::\(AWSOutput.arnPart(context.account)):user/\(user)"
        gathering.add(
            key, AgentEdge.authenticates, .aws(.user, arn: arn, account: context.account), evidence, in: scope)
    }

    /// Providers of `list-open-id-connect-providers`.
    mutating func readOIDCProviders() {
        let records = root["OpenIDConnectProviderList"]?.array ?? []
        let scope = scope(ofAccount: account(of: records.compactMap { $0["Arn"]?.string.flatMap { ARN($0) } }))
        for (index, record) in records.enumerated() {
            let pointer = JSONPointer.root["OpenIDConnectProviderList"][index]
            readRecord { output in
                let prefix = "oidc-provider/"
                guard let text = record["Arn"]?.string, let arn = ARN(text),
                    arn.resource.utf8.starts(with: prefix.utf8)
                else {
                    output.gathering.problem("OIDC provider without Arn", line: record.line)
                    return
                }
                output.gathering.add(
                    NodeFact(
                        .aws(.oidcProvider, arn: text, account: arn.account),
                        name: String(arn.resource.dropFirst(prefix.count)), id: text,
                        properties: [Property(PropertyName.account, arn.account)],
                        evidence: [output.gathering.evidence(record.line, pointer)]), in: scope)
            }
        }
    }
}
