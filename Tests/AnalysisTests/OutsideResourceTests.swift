import OverreachAnalysis
import OverreachModel
import Testing

/// What a statement names and no list holds is shown as what is named.
struct OutsideResourceTests {
    private var account = Account()

    private func rows() throws -> [String] {
        try Radius(node: "u").answer(in: account.made).result.reached.filter { $0.node.kind == .dataStore }.map {
            "\($0.node.id) \($0.effects.map(\.rawValue).joined(separator: " ")) \($0.verdict.rawValue)"
        }
    }

    @Test mutating func whatIsNamedStandsWhereNoListOfItsTypeWasGiven() throws {
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::elsewhere/*")])
        #expect(try rows() == ["arn:aws:s3:::elsewhere read allowed"])
    }

    @Test mutating func whatTheListDoesNotHoldIsConditional() throws {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::elsewhere/*")])
        #expect(try rows() == ["arn:aws:s3:::elsewhere read conditional"])
    }

    @Test mutating func whatIsInAnotherAccountIsConditional() throws {
        let table = "arn:aws:dynamodb:eu-west-1:999999999999:table/t"
        account.add(.user, "u", [statement("Allow", "dynamodb:GetItem", on: table)])
        #expect(try rows() == ["\(table) read conditional"])
    }

    @Test mutating func aPatternThatMeansSomethingListedMeansThatOnly() throws {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b*/*")])
        #expect(try rows() == ["arn:aws:s3:::b read allowed"])
    }

    @Test mutating func whatNamesNothingInParticularOrIsDeniedIsNotShown() throws {
        account.add(
            .user, "u",
            [
                statement("Allow", "s3:GetObject", "s3:PutObject", on: "*"),
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::elsewhere/*"),
                statement("Deny", "s3:GetObject", on: "arn:aws:s3:::else*"),
            ])
        #expect(try rows().isEmpty)
    }
}
