import OverreachAnalysis
import OverreachModel
import Testing

/// A service that may act for any account is named with the resource and the place of the statement.
struct ConfusedDeputyTests {
    private var account = Account()

    private func found() throws -> [Finding] {
        try Findings().answer(in: account.made).result.filter { $0.rule == "confused-deputy" }
    }

    private func allow(_ service: String, if condition: (String, String, String)? = nil) -> Value {
        statement(
            "Allow", "s3:PutObject", on: "arn:aws:s3:::b/*", principal: ("Service", service), condition: condition)
    }

    @Test mutating func aResourceHasOneFinding() throws {
        account.addBucket(
            "b",
            [
                allow("sns.amazonaws.com"), allow("logging.s3.amazonaws.com"),
                allow("config.amazonaws.com", if: ("StringEquals", "aws:SourceAccount", Account.id)),
            ])
        let found = try found()
        #expect(
            found.map(\.title) == [
                "the policy of b lets logging.s3.amazonaws.com, sns.amazonaws.com act for any account"
            ])
        #expect(found.first?.subject.name == "b")
        #expect(
            found.first?.evidence.map(\.id).map { $0.hasSuffix("/Statement/0") || $0.hasSuffix("/Statement/1") } == [
                true, true,
            ])
        #expect(found.first?.references.isEmpty == false)
    }

    @Test mutating func whatAsksForTheSourceIsNone() throws {
        account.addBucket("b", [allow("sns.amazonaws.com", if: ("ArnLike", "aws:SourceArn", "arn:aws:sns:*:1:*"))])
        account.add(
            .role, "r", [],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("Service", "lambda.amazonaws.com"))])
        #expect(try found().isEmpty)
    }
}
