internal import OverreachModel

/// How long policies may be, so that nothing is proposed that AWS refuses once the right it stands for is gone.
///
/// Source: AWS IAM user guide, "IAM and AWS STS quotas": characters without white space; the inline policies of an identity
/// share their limit.
enum PolicySizes {
    /// Whether a policy may have this body, beside the other documents that there are.
    ///
    /// Complexity: linear in the documents where the policy is an identity's own.
    static func fits(_ document: Document, body: Value, beside all: [Document]) -> Bool {
        let length = DocumentText.compact(body).utf8.count
        switch document.kind {
        case .awsManagedPolicy: return length <= 6144
        case .awsInlinePolicy:
            let others = all.filter {
                $0.kind == .awsInlinePolicy && $0.subject == document.subject
                    && !UTF8Order.equal($0.name, document.name)
            }
            let sum = others.reduce(length) { $0 + DocumentText.compact($1.body).utf8.count }
            return sum <= inlineLimit(of: document.subject)
        default: return true
        }
    }

    private static func inlineLimit(of identity: Key) -> Int {
        switch AWSNode(rawValue: String(identity.typeName)) {
        case .user: 2048
        case .group: 5120
        default: 10_240
        }
    }
}
