import OverreachModel
import OverreachPolicy
import Testing

@testable import OverreachAnalysis

/// Parts that are taken out of one statement add up, in whatever order, beside a narrowing and a removal of it.
struct StatementCutTests {
    private static let key = DocumentKey(.awsResourcePolicy, Key(text: "AWS_BUCKET:1:arn:aws:s3:::vault"), "")

    private static func texts(_ texts: [String]) -> Value { .array(texts.map { .init(.string($0)) }) }

    private static func statement(_ actions: [String], _ principals: [String], _ resources: [String]) -> Value {
        .object([
            .init("Effect", .string("Allow")), .init("Action", texts(actions)),
            .init("Principal", .object([.init("AWS", texts(principals))])), .init("Resource", texts(resources)),
        ])
    }

    private static let written = statement(["s3:GetObject", "s3:PutObject"], ["a", "b", "c"], ["x", "y"])

    private static func after(_ edits: [Revision.Edit]) throws -> Value {
        let policy = Value.object([.init("Statement", .array([.init(written)]))])
        let document = Document(
            .awsResourcePolicy, subject: key.subject, name: "", body: policy,
            evidence: Evidence(source: "test", file: "f"))
        let changed = Revision(edits).applied(to: StatedFacts(documents: [document])).documents
        let body = try #require(changed.first).body
        return try #require(PolicyText(body).statements.first)
    }

    private static func cut(principal: String) -> Revision.Edit {
        .cutStatement(key, 0, StatementCut(TrustedPrincipal(kind: "AWS", text: principal)))
    }

    private static func cut(_ text: String, isAction: Bool) -> Revision.Edit {
        .cutStatement(key, 0, StatementCut(StatementPart(text: text, isAction: isAction)))
    }

    @Test func severalPrincipalsGoTogether() throws {
        let left = try Self.after([Self.cut(principal: "a"), Self.cut(principal: "b")])
        #expect(left["Principal"]?["AWS"] == .string("c"))
        #expect(left["Action"] == Self.written["Action"])
    }

    @Test func partsOfDifferentKindsGoTogether() throws {
        let edits = [
            Self.cut("s3:PutObject", isAction: true), Self.cut("x", isAction: false), Self.cut(principal: "c"),
        ]
        for order in [edits, edits.reversed()] {
            let left = try Self.after(order)
            #expect(left["Action"] == Self.texts(["s3:GetObject"]))
            #expect(left["Resource"] == Self.texts(["y"]))
            #expect(left["Principal"]?["AWS"] == Self.texts(["a", "b"]))
        }
    }

    @Test func withoutItsLastPartItSaysNothing() throws {
        let left = try Self.after(["s3:GetObject", "s3:PutObject"].map { Self.cut($0, isAction: true) })
        #expect(PolicyText(.object([.init("Statement", .array([.init(left)]))])).plain == nil)
    }

    @Test func aNarrowingBringsNothingBack() throws {
        let narrow = Revision.Edit.replaceStatement(
            Self.key, 0, Self.statement(["s3:GetObject", "s3:PutObject"], ["a", "b", "c"], ["x"]))
        for edits in [[Self.cut(principal: "a"), narrow], [narrow, Self.cut(principal: "a")]] {
            let left = try Self.after(edits)
            #expect(left["Principal"]?["AWS"] == Self.texts(["b", "c"]))
            #expect(left["Resource"] == Self.texts(["x"]))
        }
        let gone = try Self.after([.silenceStatement(Self.key, 0), narrow])
        #expect(gone["Effect"] == .string("Deny"))
    }
}
