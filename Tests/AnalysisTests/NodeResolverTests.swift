import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// A user names a node by key, id, unique name or, for a grant, by whom or what it belongs to.
struct NodeResolverTests {
    private let made: World

    init() {
        var account = Account()
        account.addBucket("b")
        account.add(.role, "r", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*", sid: "Read")])
        account.add(.user, "r", [])
        made = world(nodes: account.nodes, documents: account.documents)
    }

    private func key(_ text: String) throws -> String {
        made.snapshot.key(try NodeResolver(made.snapshot).resolve(text)).text
    }

    @Test(arguments: ["arn:aws:s3:::b", "b", "AWS_BUCKET:111122223333:arn:aws:s3:::b"])
    func aBucketIsFoundByKeyIDAndName(text: String) throws {
        #expect(try key(text) == "AWS_BUCKET:111122223333:arn:aws:s3:::b")
    }

    @Test(arguments: ["r/Read", "inline/Read", "inline/#0"]) func aGrantIsFoundByItsOtherNames(text: String) throws {
        #expect(try key(text).hasPrefix("AWS_STATEMENT:"))
    }

    @Test func anAmbiguousNameListsTheCandidates() throws {
        #expect(
            throws: NodeError.ambiguous(
                "r",
                candidates: [
                    "AWS_ROLE:111122223333:arn:aws:iam::111122223333:role/r",
                    "AWS_USER:111122223333:arn:aws:iam::111122223333:user/r",
                ])
        ) { try key("r") }
    }

    @Test func anUnknownNameOffersTheNearest() {
        #expect(throws: NodeError.unknown("inline/Rea", nearest: ["inline/Read"])) { try key("inline/Rea") }
    }
}
