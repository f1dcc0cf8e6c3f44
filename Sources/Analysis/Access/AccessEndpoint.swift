internal import OverreachModel
internal import OverreachPolicy

/// The VPC endpoint that a request goes through, where the asker says which.
struct AccessEndpoint {
    /// Its policy; nil where it was listed without one, and where it was not listed.
    let policy: (document: PolicyDocument, source: Document)?
    /// What of it is not known, in words.
    let gaps: [String]

    /// Nil unless the context names exactly one endpoint.
    init?(_ context: AccessContext, _ base: FactBase) {
        guard let id = context.only("aws:SourceVpce") else { return nil }
        let source = base.documents.first { $0.kind == .awsEndpointPolicy && UTF8Order.equal($0.subject.id, id) }
        policy = source.map { (PolicyDocument($0.body, asOf: base.asOf), $0) }
        let isListed = base.keys(of: AWSNode.vpcEndpoint).contains { UTF8Order.equal($0.id, id) }
        gaps =
            source != nil || isListed
            ? [] : ["the endpoint \(id) is in no list that was given: what its policy denies is not known"]
    }
}
