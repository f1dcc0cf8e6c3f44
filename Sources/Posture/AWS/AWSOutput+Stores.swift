internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Tables of `list-tables`, which names no region.
    mutating func readTables() {
        let scope = scope(ofAccount: context.account, region: context.region)
        for (index, record) in (root["TableNames"]?.array ?? []).enumerated() {
            let pointer = JSONPointer.root["TableNames"][index]
            readRecord { output in
                guard let name = record.string, !name.isEmpty else {
                    output.gathering.problem("table name is no text", line: record.line)
                    return
                }
                let (account, region) = (output.context.account, output.context.region)
                let arn =
                    "arn:\(AWSOutput.partition(ofRegion: region)):dynamodb:\(AWSOutput.arnPart(region)):"
                    + "\(AWSOutput.arnPart(account)):table/\(name)"
                output.gathering.add(
                    NodeFact(
                        .aws(.table, arn: arn, account: account), name: name, id: arn,
                        properties: [Property(PropertyName.account, account), Property(PropertyName.region, region)],
                        evidence: [output.gathering.evidence(record.line, pointer)]), in: scope)
            }
        }
    }

    /// The table of `describe-table`.
    mutating func readTable() {
        guard let table = root["Table"] else { return }
        let arn = table["TableArn"]?.string.flatMap { ARN($0) }
        let scope = scope(ofAccount: arn?.account ?? context.account, region: arn?.region ?? context.region)
        readRecord { output in
            guard let arn, arn.resource.utf8.starts(with: "table/".utf8) else {
                output.gathering.problem("table without the TableArn of a table", line: table.line)
                return
            }
            let name = String(arn.resource.dropFirst("table/".count))
            output.addStore(
                .table, arn, name: table["TableName"]?.string ?? name, AWSOutput.properties(ofTags: table["Tags"]),
                line: table.line, at: .root["Table"], in: scope)
        }
    }

    /// Secrets of `list-secrets`: names and tags, which is all that the list holds.
    mutating func readSecrets() {
        let records = root["SecretList"]?.array ?? []
        if records.isEmpty { _ = scope(ofAccount: context.account, region: context.region) }
        for (index, record) in records.enumerated() {
            let pointer = JSONPointer.root["SecretList"][index]
            readRecord { output in
                guard let arn = record["ARN"]?.string.flatMap({ ARN($0) }), arn.service == "secretsmanager" else {
                    output.gathering.problem("secret without the ARN of a secret", line: record.line)
                    _ = output.scope(ofAccount: output.context.account, region: output.context.region)
                    return
                }
                let scope = output.scope(ofAccount: arn.account, region: arn.region)
                output.addStore(
                    .secret, arn, name: record["Name"]?.string ?? AWSOutput.secretName(arn),
                    AWSOutput.properties(ofTags: record["Tags"]), line: record.line, at: pointer, in: scope)
            }
        }
    }

    /// The policy of one secret; `get-resource-policy` prints none where there is none.
    mutating func readSecretPolicy() {
        guard let arn = root["ARN"]?.string.flatMap({ ARN($0) }) else { return }
        let scope = scope(ofAccount: arn.account, region: arn.region)
        readRecord { output in
            let secret = output.addStore(
                .secret, arn, name: output.root["Name"]?.string ?? AWSOutput.secretName(arn), [],
                line: output.root.line,
                at: .root, in: scope)
            guard let document = output.root["ResourcePolicy"], !document.isNull else { return }
            let pointer = JSONPointer.root["ResourcePolicy"]
            output.keep(.awsResourcePolicy, subject: secret, name: "resource policy", document, at: pointer, in: scope)
        }
    }

    @discardableResult
    private mutating func addStore(
        _ type: AWSNode, _ arn: ARN, name: String, _ properties: [Property], line: Int, at pointer: JSONPointer,
        in scope: RunScope
    ) -> Key {
        let key = Key.aws(type, arn: arn.text, account: arn.account)
        let place = [Property(PropertyName.account, arn.account), Property(PropertyName.region, arn.region)]
        gathering.add(
            NodeFact(
                key, name: name, id: arn.text, properties: properties + place,
                evidence: [gathering.evidence(line, pointer)]), in: scope)
        return key
    }

    /// The name in a secret's ARN, without AWS's suffix of six characters.
    private static func secretName(_ arn: ARN) -> String {
        let name = arn.resource.utf8.starts(with: "secret:".utf8) ? String(arn.resource.dropFirst(7)) : arn.resource
        let bytes = Array(name.utf8)
        guard bytes.count > 7, bytes[bytes.count - 7] == UInt8(ascii: "-") else { return name }
        return String(decoding: bytes.dropLast(7), as: UTF8.self)
    }
}
