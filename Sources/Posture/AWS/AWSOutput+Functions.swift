internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Functions of `list-functions`; their variables are not kept, since they may hold secrets.
    mutating func readFunctions() {
        let records = root["Functions"]?.array ?? []
        if records.isEmpty { _ = scope(ofAccount: context.account, region: context.region) }
        for (index, record) in records.enumerated() {
            let pointer = JSONPointer.root["Functions"][index]
            readRecord { $0.readFunction(record, at: pointer) }
        }
    }

    private mutating func readFunction(_ record: JSONValue, at pointer: JSONPointer) {
        guard let arn = record["FunctionArn"]?.string.flatMap({ ARN($0) }), arn.service == "lambda",
            let plain = AWSOutput.unqualified(arn)
        else {
            gathering.problem("function without the FunctionArn of a function", line: record.line)
            _ = scope(ofAccount: context.account, region: context.region)
            return
        }
        let scope = scope(ofAccount: arn.account, region: arn.region)
        let key = Key.aws(.function, arn: plain.arn.text, account: arn.account)
        var properties = AWSOutput.properties(ofTagMap: record["Tags"])
        properties.append(Property(PropertyName.account, arn.account))
        properties.append(Property(PropertyName.region, arn.region))
        gathering.add(
            NodeFact(
                key, name: record["FunctionName"]?.string ?? plain.name, id: plain.arn.text, properties: properties,
                evidence: [gathering.evidence(record.line, pointer)]), in: scope)

        guard let role = record["Role"], let arn = role.string, let identity = Key.awsIdentity(arn: arn) else {
            gathering.problem("function without the ARN of a Role", line: record.line)
            return
        }
        gathering.add(key, AgentEdge.runsAs, identity, gathering.evidence(role.line, pointer["Role"]), in: scope)
    }

    /// The function without version or alias: all run the same code path of rights.
    private static func unqualified(_ arn: ARN) -> (arn: ARN, name: String)? {
        let parts = arn.resource.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "function", !parts[1].isEmpty else { return nil }
        var plain = arn
        plain.resource = "function:\(parts[1])"
        return (plain, String(parts[1]))
    }

    /// Tags in the form `{name: value}`.
    private static func properties(ofTagMap tags: JSONValue?) -> [Property] {
        (tags?.object ?? []).flatMap { member in
            member.value.string.map { properties(ofTag: member.key, $0) } ?? []
        }
    }
}
