import OverreachModel
import Testing

@testable import OverreachAnalysis

/// What AWS would refuse is not proposed.
struct PolicySizesTests {
    private static func policy(_ kind: Document.Kind, _ type: AWSNode, _ name: String, length: Int) -> Document {
        Document(
            kind, subject: Key(NodeType(type), scope: "1", id: "arn"), name: name,
            body: .string(String(repeating: "x", count: length - 2)), evidence: Evidence(source: "test", file: "f"))
    }

    @Test(arguments: [(AWSNode.user, 2048), (.group, 5120), (.role, 10_240)])
    func inlinePoliciesOfAnIdentityShareTheirLimit(_ type: AWSNode, limit: Int) {
        let one = Self.policy(.awsInlinePolicy, type, "one", length: limit - 100)
        let others = [one, Self.policy(.awsInlinePolicy, type, "two", length: 100)]
        #expect(PolicySizes.fits(one, body: one.body, beside: others))
        let more = Self.policy(.awsInlinePolicy, type, "one", length: limit - 99)
        #expect(!PolicySizes.fits(one, body: more.body, beside: others))
    }

    @Test func aManagedPolicyHasALimitOfItsOwn() {
        let policy = Self.policy(.awsManagedPolicy, .managedPolicy, "p", length: 6144)
        #expect(PolicySizes.fits(policy, body: policy.body, beside: []))
        let longer = Self.policy(.awsManagedPolicy, .managedPolicy, "p", length: 6145)
        #expect(!PolicySizes.fits(policy, body: longer.body, beside: []))
    }
}
