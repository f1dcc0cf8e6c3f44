import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// What a resource's own policy leaves open, and what of it nobody gave.
struct ResourcePathTests {
    private static func function(_ statements: [Value], own: [Value] = []) -> World {
        var account = Account()
        account.add(.role, "admin", [statement("Allow", "*", on: "*")])
        account.addFunction("f", role: "admin")
        account.add(.user, "u", own)
        let arn = "arn:aws:lambda:eu-west-1:\(Account.id):function:f"
        account.addPolicy(
            .awsResourcePolicy, of: .aws(.function, arn: arn, account: Account.id), "p", statements)
        return account.made
    }

    private static let arn = "arn:aws:lambda:eu-west-1:\(Account.id):function:f"

    @Test func aFunctionsOwnPolicyLetsSomebodyBecomeItsRole() throws {
        let user = Account.key(.user, "u")
        let open = statement("Allow", "lambda:Update*", on: Self.arn, principal: ("AWS", user.id))
        let made = Self.function([open])
        #expect(edges(AWSEdge.updatesCode, in: made).count == 1)
        let snapshot = made.snapshot
        let goal = try #require(snapshot.node(Account.key(.role, "admin")))
        let start = try #require(snapshot.node(user))
        #expect(snapshot.bestReach(to: goal, following: Filter()).nodes.contains(start))
        let invoking = statement("Allow", "lambda:InvokeFunction", on: Self.arn, principal: ("AWS", user.id))
        #expect(edges(AWSEdge.updatesCode, in: Self.function([invoking])) == [])
        let denied = Self.function([open], own: [statement("Deny", "lambda:*", on: "*")])
        #expect(edges(AWSEdge.updatesCode, in: denied) == [])
    }

    @Test func anOutsideAccountThatMayReplaceTheCodeIsThere() {
        let open = statement(
            "Allow", "lambda:*", on: Self.arn, principal: ("AWS", "arn:aws:iam::999988887777:root"))
        #expect(edges(AWSEdge.updatesCode, in: Self.function([open])).count == 1)
    }

    @Test func aGroupThatNoListHoldsIsACaveat() {
        let (user, group) = (Account.key(.user, "u"), Account.key(.group, "g"))
        let member = EdgeFact(user, EdgeKind(AWSEdge.memberOf), group, origin: .declared, evidence: [.test])
        let base = { (nodes: [NodeFact]) in FactBase(nodes: nodes, edges: [member], documents: [], activities: []) }
        let known = NodeFact(user, name: "u", evidence: [.test])
        #expect(
            AWSCaveats.ofGroups(in: base([known])).map(\.detail) == [
                "the group \(group.id), which \(user.id) is in, was not given: what it gives them is not shown"
            ])
        #expect(AWSCaveats.ofGroups(in: base([known, NodeFact(group, name: "g", evidence: [.test])])) == [])
    }

    @Test func whatAccessPointsDecideIsACaveat() {
        var account = Account()
        account.addBucket(
            "b",
            [
                statement(
                    "Allow", "s3:GetObject", on: "arn:aws:s3:::b/*", principal: ("AWS", "*"),
                    condition: ("StringEquals", "s3:DataAccessPointAccount", Account.id))
            ])
        #expect(
            AWSCaveats.of(account.documents).map(\.detail).contains(
                "arn:aws:s3:::b: access is left to access points, whose policies are not read"))
    }
}
