import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// A user names a node by key, id, unique name or, for a grant, by whom or what it belongs to.
struct NodeResolverTests {
    @Test func ofSeveralOfANameTheOneIsMeantThatIsWanted() throws {
        let agent = Key(NodeType(AgentNode.agent), scope: "", id: "a")
        let server = Key(NodeType(AgentNode.serverEntry), scope: "h", id: "b")
        let second = Key(NodeType(AgentNode.serverEntry), scope: "h", id: "c")
        let snapshot = world(nodes: [agent, server].map { NodeFact($0, name: "crm", evidence: [.test]) }).snapshot
        let resolver = NodeResolver(snapshot)
        #expect(throws: NodeError.self) { try resolver.resolve("crm") }
        let found = try resolver.resolve("crm") { snapshot.kind($0) == .mcpServer }
        #expect(snapshot.key(found) == server)
        #expect(throws: NodeError.self) { try resolver.resolve("crm") { snapshot.kind($0) == .credential } }
        let three = world(nodes: [agent, server, second].map { NodeFact($0, name: "crm", evidence: [.test]) }).snapshot
        #expect(throws: NodeError.ambiguous("crm", candidates: [server.text, second.text])) {
            try NodeResolver(three).resolve("crm") { three.kind($0) == .mcpServer }
        }
    }

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
