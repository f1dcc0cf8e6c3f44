import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// What the access list of a bucket gives is an edge, under the public access block.
struct BucketListEdgeTests {
    private static let key = Key.awsBucket(name: "b", account: Account.id)

    private static func list(_ bucket: Key, owner: String, _ grants: [(grantee: (String, String), String)]) -> Document
    {
        let rows = grants.map { grant in
            Value.Element(
                .object([
                    Value.Member("Grantee", .object([Value.Member(grant.grantee.0, .string(grant.grantee.1))])),
                    Value.Member("Permission", .string(grant.1)),
                ]))
        }
        return Document(
            .awsAccessList, subject: bucket, name: "access list",
            body: .object([
                Value.Member("Owner", .object([Value.Member("ID", .string(owner))])),
                Value.Member("Grants", .array(rows)),
            ]), evidence: .test)
    }

    private static func made(
        _ grantee: (String, String), _ permission: String, ignored: String? = nil, restricted: String? = nil
    ) -> World {
        var account = Account()
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:*", on: "arn:aws:s3:::elsewhere/*")])
        account.documents.append(list(key, owner: "ours", [(grantee, permission)]))
        var properties: [Property] = []
        if let ignored { properties.append(Property(PropertyName.ignoresPublicLists, ignored)) }
        if let restricted { properties.append(Property(PropertyName.restrictsPublicBuckets, restricted)) }
        account.nodes.append(NodeFact(.awsAccount(Account.id), name: "a", properties: properties, evidence: [.test]))
        for place in account.nodes.indices where account.nodes[place].key.type == NodeType(AWSNode.bucket) {
            account.nodes[place].properties += properties
        }
        // Another account whose canonical id its own bucket tells.
        let other = "444455556666"
        let theirs = Key.awsBucket(name: "theirs", account: other)
        let friend = Key.aws(.user, arn: "arn:aws:iam::\(other):user/friend", account: other)
        account.nodes += [
            NodeFact(theirs, name: "theirs", evidence: [.test]), NodeFact(friend, name: "friend", evidence: [.test]),
        ]
        account.documents.append(list(theirs, owner: "friends", []))
        account.documents.append(
            Document(
                .awsInlinePolicy, subject: friend, name: "i",
                body: account.policy([statement("Allow", "s3:*", on: "*")]), evidence: .test))
        return account.made
    }

    private static let all = ("URI", "http://acs.amazonaws.com/groups/global/AllUsers")

    /// The edges to the bucket out of its list.
    private static func listed(_ kind: AccessEdge, _ world: World) -> [String] {
        let snapshot = world.snapshot
        return snapshot.edges.filter { edge in
            snapshot.kind(edge) == EdgeKind(kind) && snapshot.key(snapshot.to(edge)) == key
                && snapshot.name(snapshot.from(edge)).contains("access list")
        }.map { snapshot.verdict($0).rawValue }.sorted()
    }

    private static func hasEverybody(_ world: World) -> Bool {
        world.snapshot.nodes.contains { world.snapshot.type($0) == NodeType(AWSNode.everybody) }
    }

    @Test func whatAListGivesAKnownAccountIsGivenToThoseWhomThatAccountLets() {
        let made = Self.made(("ID", "friends"), "WRITE")
        #expect(Self.listed(.writes, made) == ["allowed"])
        let full = Self.made(("ID", "friends"), "FULL_CONTROL")
        #expect(Self.listed(.administers, full) == ["allowed"])
        #expect(Self.listed(.writes, Self.made(("ID", "friends"), "READ")) == [])
        #expect(Self.listed(.writes, Self.made(("ID", "somebody"), "WRITE")) == [])
    }

    @Test func whatAListGivesEverybodyHangsOnThePublicAccessBlock() {
        #expect(Self.hasEverybody(Self.made(Self.all, "WRITE")))
        #expect(Set(Self.listed(.writes, Self.made(Self.all, "WRITE"))) == ["conditional"])
        #expect(Set(Self.listed(.writes, Self.made(Self.all, "WRITE", ignored: "false"))) == ["allowed"])
        #expect(!Self.hasEverybody(Self.made(Self.all, "WRITE", ignored: "true")))
    }

    /// RestrictPublicBuckets is about policies: a list is ignored or it is not.
    @Test func whatRestrictsPublicPoliciesLeavesListsAlone() {
        #expect(Self.hasEverybody(Self.made(Self.all, "WRITE", ignored: "false", restricted: "true")))
    }

    @Test func onlyCanonicalUsersWhomNobodyKnowsAreACaveat() {
        let caveats = { (id: String) in
            AWSCaveats.of(Self.made(("ID", id), "WRITE").documents).map(\.detail).filter {
                $0.contains("its access list")
            }
        }
        #expect(caveats("friends") == [])
        #expect(caveats("somebody").count == 1)
    }
}
