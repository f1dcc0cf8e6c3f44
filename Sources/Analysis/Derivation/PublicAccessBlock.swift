internal import OverreachModel
internal import OverreachPolicy

/// What buckets, and accounts for their buckets, have set about what is public.
///
/// Source: S3 User Guide, "Blocking public access to your Amazon S3 storage": the stricter of both settings counts.
struct PublicAccessBlock {
    private let base: FactBase

    init(_ base: FactBase) { self.base = base }

    /// Whether strangers are kept out of the bucket while its policy is public.
    func restrictsPublicPolicy(_ bucket: NodeFact, account: String) -> AWSSetting {
        stricter(PropertyName.restrictsPublicBuckets, bucket, account)
    }

    /// Whether what the bucket's access list gives everybody counts for nobody.
    func ignoresPublicLists(_ bucket: NodeFact, account: String) -> AWSSetting {
        stricter(PropertyName.ignoresPublicLists, bucket, account)
    }

    /// Off only where both are; unknown where one was not read and the other does not settle it.
    private func stricter(_ name: String, _ bucket: NodeFact, _ account: String) -> AWSSetting {
        let settings = [bucket, base.nodes[.awsAccount(account)]].map { node -> AWSSetting in
            let values = node?.values(of: name) ?? []
            return AWSSetting(values.isEmpty ? nil : values.contains { UTF8Order.equal($0, "true") })
        }
        if settings.contains(.on) { return .on }
        return settings.allSatisfy { $0 == .off } ? .off : .unknown
    }
}
