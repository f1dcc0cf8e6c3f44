import OverreachModel
import Testing

@testable import OverreachStore

@Suite struct RunTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    @Test func aWholeRunStatesNodesEdgesAndDocumentsThatComeBack() throws {
        let store = try folder.open()
        let full = EdgeFact(
            role("a"), EdgeKind(AccessEdge.reads), role("b"), origin: .derived, verdict: .conditional,
            assumes: [.toolLatitude, .contextPoisoning], conditions: ["source address", "MFA"],
            scope: AccessScope(allow: ["x/*", "*"], deny: ["x/secret"]),
            evidence: [place("b.json", nil, "/0"), place("a.json", 7)], premises: [role("p"), role("a")])
        let facts = fragment([node("b"), node("a", [Property("z", "1"), Property("y", "2")])], [full])

        let change = try store.state(facts)

        #expect(change == RunChange(added: 3))
        let read = try store.currentFacts()
        #expect(read.nodes.map(\.key) == [role("a"), role("b")])
        #expect(read.nodes.first?.properties == [Property("y", "2"), Property("z", "1")])
        let edge = try #require(read.edges.first)
        #expect(edge.verdict == .conditional && edge.assumes == full.assumes && edge.scope == full.scope)
        #expect(edge.conditions == ["MFA", "source address"])
        #expect(edge.premises == [role("a"), role("p")])
        #expect(edge.evidence == [place("a.json", 7), place("b.json", nil, "/0")])
    }

    @Test func theSameRunTwiceWritesNothing() throws {
        let store = try folder.open()
        let facts = fragment([node("a"), node("b")], [edge("a", "b")], [document("p")])
        try store.state(facts)
        let (dump, version) = (try store.dump(), try store.version())

        let change = try store.state(facts)

        #expect(change == RunChange(unchanged: 4))
        #expect(try store.dump() == dump)
        #expect(try store.version() == version)
    }

    @Test func theSameContentStatedLaterMovesTheTimeOfTheRunAndNothingElse() throws {
        let store = try folder.open()
        try store.state(fragment([node("a"), node("b")]), at: 1)
        let version = try store.version()

        try store.state(fragment([node("b"), node("a")]), at: 10)
        try store.state(fragment([node("a")]), at: 5)

        #expect(try store.nodes() == ["a", "b"], "a dump of time 5 must not end what was stated at 10")
        #expect(try store.version() == version)
        #expect(try store.runs().map(\.confirmedAt) == [5, 10])
        #expect(try store.runs().map(\.statedAt) == [5, 1])
    }

    @Test func aWholeRunEndsWhatItNoLongerStatesAndKeepsItsHistory() throws {
        let store = try folder.open()
        try store.state(fragment([node("a"), node("b")], [edge("a", "b"), edge("a", "c")], [document("p")]), at: 1)

        let change = try store.state(fragment([node("a")], [edge("a", "c")]), at: 2)

        #expect(change == RunChange(ended: 3, unchanged: 2))
        #expect(try store.nodes() == ["a"])
        #expect(try store.currentFacts().edges.map(\.to) == [role("c")])
        #expect(try store.currentFacts().documents.isEmpty)
        #expect(try store.count("property", where: "from_run = 1 AND to_run = 2") == 1)
        #expect(try store.count("fan", where: "from_run = 1 AND to_run = 2") == 1)
        #expect(try store.count("document", where: "from_run = 1 AND to_run = 2") == 1)
    }

    @Test func whatEndedMayComeBack() throws {
        let store = try folder.open()
        try store.state(fragment([node("a")]), at: 1)
        try store.state(fragment(), at: 2)

        let change = try store.state(fragment([node("a")]), at: 3)

        #expect(change == RunChange(added: 1))
        #expect(try store.count("property") == 2)
    }

    @Test func aPartialRunEndsNothing() throws {
        let store = try folder.open()
        try store.state(fragment([node("a"), node("b")], [edge("a", "b")], [document("p")]), at: 1)

        let change = try store.state(fragment([node("c")], [edge("a", "c")]), whole: false, at: 2)

        #expect(change == RunChange(added: 2))
        #expect(try store.nodes() == ["a", "b", "c"])
        #expect(try store.currentFacts().edges.count == 2)
        #expect(try store.currentFacts().documents.count == 1)
    }

    @Test func aPartialRunReplacesWhatItsFilesSaidAndKeepsTheRest() throws {
        let store = try folder.open()
        let both = [
            node("a", [Property("owner", "x"), Property("tag", "1")], file: "one.json"),
            node("a", [Property("path", "/")], file: "two.json"),
        ]
        try store.state(
            fragment(both, [edge("a", "b", file: "one.json"), edge("a", "b", verdict: .conditional, file: "two.json")]))

        try store.state(
            fragment(
                [node("a", [Property("owner", "y")], file: "one.json", line: 9)],
                [edge("a", "b", verdict: .observed, file: "one.json", line: 9)]), whole: false, at: 2)

        #expect(
            try store.lines() == [
                """
                AWS_ROLE:111122223333:a role a a [owner=y,path=/,tag=1] \
                ["aws one.json:9#@-1", "aws two.json:1#@-1"]
                """,
                """
                AWS_ROLE:111122223333:a AGENT_DELEGATES AWS_ROLE:111122223333:b declared observed [] [] [] \
                ["aws one.json:9#@-1"]
                """,
                """
                AWS_ROLE:111122223333:a AGENT_DELEGATES AWS_ROLE:111122223333:b declared conditional [] [] [] \
                ["aws two.json:1#@-1"]
                """,
            ])
    }

    @Test(arguments: [true, false])
    func anOldDumpClosedAfterANewWholeOneDoesNothing(whole: Bool) throws {
        let store = try folder.open()
        try store.state(fragment([node("a"), node("new")], [edge("a", "new")]), at: 10)
        let (facts, version) = (try store.lines(), try store.version())

        let old = fragment([node("a", [Property("p", "old")]), node("gone")], [edge("a", "gone")], [document("gone")])
        let change = try store.state(old, whole: whole, at: 5)

        #expect(change.isEmpty)
        #expect(try store.lines() == facts)
        #expect(try store.version() == version)
    }

    @Test func anOldDumpClosedAfterANewPartialOneAddsWhatThatDidNotSpeakOfAndEndsNothing() throws {
        let store = try folder.open()
        try store.state(
            fragment([node("a", [Property("p", "new")], file: "new.json"), node("new")], [edge("a", "new")]),
            whole: false, at: 10)

        try store.state(
            fragment([node("a", [Property("p", "old"), Property("q", "1")], file: "new.json"), node("old")]), at: 5)

        let facts = try store.currentFacts()
        #expect(facts.nodes.map(\.key.id) == ["a", "new", "old"])
        #expect(facts.nodes.first?.properties == [Property("p", "new"), Property("q", "1")])
        #expect(facts.edges.count == 1)
    }

    @Test func aPartEndsWhatItNoLongerStatesOfANodeThatItStatesWholly() throws {
        let store = try folder.open()
        func policy(of name: String) -> Document {
            Document(.awsInlinePolicy, subject: role(name), name: "p", body: .object([]), evidence: place())
        }
        let before = fragment(
            [node("a", [Property("p", "1"), Property("q", "1")]), node("b", [Property("p", "1")])],
            [edge("a", "b"), edge("b", "a")], [policy(of: "a"), policy(of: "b")])
        try store.state(before, whole: false, at: 1)

        var part = fragment([node("a", [Property("p", "2")], file: "other.json"), node("b", file: "other.json")])
        part.whollyStated = [role("a")]
        let change = try store.state(part, whole: false, at: 2)

        let facts = try store.currentFacts()
        #expect(facts.nodes.map(\.properties) == [[Property("p", "2")], [Property("p", "1")]])
        #expect(facts.edges.map(\.from) == [role("b")])
        #expect(facts.documents.map(\.subject) == [role("b")])
        #expect(change.ended == 2)

        // What is older says nothing of it any more.
        try store.state(before, whole: false, at: 1)
        #expect(try store.currentFacts().documents.map(\.subject) == [role("b")])
    }

    @Test func anOldDumpReadAgainWritesNothing() throws {
        let store = try folder.open()
        try store.state(fragment([node("a")]), at: 1)
        try store.state(fragment([node("b")]), at: 2)
        let dump = try store.dump()

        try store.state(fragment([node("a")]), at: 1)

        #expect(try store.dump() == dump)
    }

    @Test func partsThatTakeTurnsWriteNothingWhenReadAgain() throws {
        let store = try folder.open()
        let parts = [fragment([node("a")]), fragment([node("b")])]
        for part in parts { try store.state(part, whole: false, at: 1) }
        let dump = try store.dump()

        for part in parts + parts { try store.state(part, whole: false, at: 1) }

        #expect(try store.dump() == dump)
    }

    @Test(arguments: [
        RunScope(source: "aws", instance: "444455556666", part: "iam"),
        RunScope(source: "aws", instance: "111122223333", part: "s3"),
        RunScope(source: "gcp", instance: "111122223333", part: "iam"),
        RunScope(source: "aws", instance: "", part: ""),
    ])
    func aWholeRunOfOneScopeNeverTouchesAnother(other: RunScope) throws {
        let store = try folder.open()
        try store.state(fragment([node("a")], [edge("a", "b")], [document("p")]), at: 1)
        let facts = try store.lines()

        try store.state(fragment([node("z")], scope: other), at: 2)
        try store.state(fragment(scope: other), at: 3)

        #expect(try store.lines() == facts)
        #expect(try store.runs().map(\.scope).contains(other))
    }

    @Test func scopesThatDifferInNormalFormOnlyAreTwo() throws {
        let store = try folder.open()
        let (nfc, nfd) = (
            RunScope(source: "mcp", instance: "caf\u{e9}", part: "x"),
            RunScope(source: "mcp", instance: "cafe\u{301}", part: "x")
        )
        try store.state(fragment([node("a")], scope: nfc), at: 1)

        try store.state(fragment([node("b")], scope: nfd), at: 2)

        #expect(try store.nodes() == ["a", "b"])
        #expect(throws: StoreError.self) {
            try store.write {
                try $0.close(
                    scope: nfc, fragments: [fragment([node("c")], scope: nfd)], whole: true, statedAt: 3, openedAt: 3)
            }
        }
    }

    @Test func aFactThatTwoScopesStateIsOneUntilBothEndIt() throws {
        let store = try folder.open()
        let s3 = RunScope(source: "aws", instance: "111122223333", part: "s3")
        try store.state(fragment([node("a", [Property("p", "1")])], [edge("a", "b")]), at: 1)
        try store.state(
            fragment([node("a", [Property("q", "2")], file: "s3.json")], [edge("a", "b", file: "s3.json")], scope: s3),
            at: 1)

        let facts = try store.currentFacts()
        #expect(facts.nodes.count == 1 && facts.edges.count == 1)
        #expect(facts.nodes.first?.properties == [Property("p", "1"), Property("q", "2")])
        #expect(facts.edges.first?.evidence == [place(), place("s3.json")])

        try store.state(fragment(), at: 2)
        #expect(try store.nodes() == ["a"])
        try store.state(fragment(scope: s3), at: 2)
        #expect(try store.nodes().isEmpty)
    }

    @Test func fragmentsTakenBeforeBelongToTheRunOfTheirScope() throws {
        let store = try folder.open()

        let change = try store.write { writer in
            writer.take(fragment([node("a")]))
            writer.take(fragment([node("b")]))
            let last = fragment([node("c")])
            return try writer.close(scope: iam, fragments: [last], whole: true, statedAt: 1, openedAt: 1)
        }

        #expect(change == RunChange(added: 3))
    }

    @Test func fragmentsWhoseRunIsNeverClosedAreAnErrorThatKeepsNothing() throws {
        let store = try folder.open()

        #expect(throws: StoreError.self) {
            try store.write { writer in
                _ = try writer.close(scope: iam, fragments: [], whole: true, statedAt: 1, openedAt: 1)
                writer.take(fragment([node("a")]))
            }
        }

        #expect(try store.runs().isEmpty)
    }
}

func document(_ name: String, _ body: Value = .object([]), line: Int = 1) -> Document {
    Document(.awsInlinePolicy, subject: role("subject"), name: name, body: body, evidence: place("iam.json", line))
}
