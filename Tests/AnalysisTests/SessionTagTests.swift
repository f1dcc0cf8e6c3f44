import OverreachAnalysis
import OverreachModel
import Testing

/// Whether a role's own tags are those of its sessions depends on its trust.
struct SessionTagTests {
    private func reads(_ actions: String...) -> [String] {
        var account = Account()
        account.addBucket("b")
        let allowed = statement(
            "Allow", "s3:GetObject", on: "arn:aws:s3:::b/*",
            condition: ("StringEquals", "aws:PrincipalTag/team", "blue"))
        let trust = actions.map { statement("Allow", $0, principal: ("Service", "ec2.amazonaws.com")) }
        account.add(.role, "r", [allowed], trust: trust)
        account.nodes = account.nodes.map { node in
            var node = node
            if node.name == "r" { node.properties.append(Property(PropertyName.tag, "team=blue")) }
            return node
        }
        return edges(AccessEdge.reads, in: account.made).map {
            $0.hasSuffix("(conditional)") ? "conditional" : "allowed"
        }
    }

    @Test func aRolesTagHoldsUnlessItsTrustLetsSessionsBringTheirOwn() {
        #expect(reads("sts:AssumeRole") == ["allowed"])
        #expect(reads("sts:AssumeRole", "sts:TagSession") == ["conditional"])
    }
}
