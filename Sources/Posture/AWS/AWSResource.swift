internal import OverreachModel
internal import OverreachWire

/// A resource by its ARN, with the account and region that own it.
struct AWSResource {
    var arn: ARN
    /// As the context names it, while in the ARN a colon is escaped.
    let account: String
    let region: String

    /// What a whole ARN names.
    init(_ arn: ARN) {
        self.arn = arn
        account = arn.account
        region = arn.region
    }

    /// What has no ARN in the output.
    init(_ service: String, _ resource: String, account: String, region: String, partition: String? = nil) {
        arn = ARN(
            partition: partition ?? AWSOutput.partition(ofRegion: region), service: service,
            region: AWSOutput.arnPart(region),
            account: AWSOutput.arnPart(account), resource: resource)
        self.account = account
        self.region = region
    }
}

extension AWSOutput {
    /// A resource of the context's account and region.
    func resource(_ service: String, _ resource: String) -> AWSResource {
        AWSResource(
            service, resource, account: context.account, region: context.region,
            partition: AWSOutput.partition(of: context))
    }

    /// The scope of a resource, opened.
    mutating func scope(of resource: AWSResource) -> RunScope {
        scope(ofAccount: resource.account, region: resource.region)
    }

    /// States a resource; without a name it is called by its key until something names it.
    @discardableResult
    mutating func add(
        _ type: AWSNode, _ resource: AWSResource, name: String? = nil, with properties: [Property] = [],
        _ record: JSONValue, at pointer: JSONPointer, in scope: RunScope
    ) -> Key {
        let key = Key.aws(type, arn: resource.arn.text, account: resource.account)
        var properties = properties + [Property(PropertyName.account, resource.account)]
        if !resource.region.isEmpty { properties.append(Property(PropertyName.region, resource.region)) }
        gathering.add(
            NodeFact(
                key, name: name ?? key.id, id: resource.arn.text, properties: properties,
                evidence: [gathering.evidence(record.line, pointer)]), in: scope)
        return key
    }

    /// States that code in the workload acts as a role; what is no role's ARN is a problem of the record.
    mutating func add(
        _ workload: Key, runsAs role: JSONValue, named member: String, at pointer: JSONPointer, in scope: RunScope
    ) {
        guard let identity = role.string.flatMap({ Key.awsIdentity(arn: $0) }),
            identity.type == NodeType(AWSNode.role)
        else {
            gathering.problem("\(member) is not the ARN of a role", line: role.line)
            return
        }
        gathering.add(workload, AgentEdge.runsAs, identity, gathering.evidence(role.line, pointer), in: scope)
    }
}
