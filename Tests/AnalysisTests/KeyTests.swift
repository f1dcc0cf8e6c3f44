import OverreachAnalysis
import OverreachModel
import Testing

/// What is under a customer's key is read by whoever may also decrypt with it.
struct KeyTests {
    private var account = Account()
    private static let user = Account.key(.user, "u")
    private static let read = statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")
    private static let decrypt = statement("Allow", "kms:Decrypt", on: "*")

    private static func names(_ principal: String) -> Value {
        statement("Allow", "kms:Decrypt", on: "*", principal: ("AWS", principal))
    }

    private static let delegates = statement(
        "Allow", "kms:*", on: "*", principal: ("AWS", "arn:aws:iam::\(Account.id):root"))
    private static let administers = statement(
        "Allow", "kms:Put*", on: "*", principal: ("AWS", Account.key(.user, "admin").id))

    /// The verdict of what the user reads of the bucket; nil for nothing.
    private func verdict() throws -> Verdict? {
        let row = try Radius(node: "u").answer(in: account.made).result.reached.first { $0.node.name == "b" }
        return row.flatMap { $0.effects == [.read] ? $0.verdict : nil }
    }

    @Test(arguments: [
        ("the key lets nobody decrypt", [read, decrypt], [administers], Verdict?.none),
        ("the key only delegates", [read], [delegates], nil),
        ("decrypting is not reading", [decrypt], [delegates], nil),
        ("the key delegates, the user's own policy allows", [read, decrypt], [delegates], .allowed),
        ("the key names the user", [read], [names(user.id)], .allowed),
        ("the key names somebody else", [read, decrypt], [names(Account.key(.user, "admin").id)], nil),
        (
            "a deny of the user's own",
            [read, decrypt, statement("Deny", "kms:Decrypt", on: "*")], [delegates, names(user.id)], nil
        ),
    ])
    func readingTakesBothHalves(_: String, identity: [Value], key: [Value], verdict: Verdict?) throws {
        var other = self
        other.account.addBucket("b", under: other.account.addKey("k", key))
        other.account.add(.user, "u", identity)
        other.account.add(.user, "admin", [])
        #expect(try other.verdict() == verdict)
    }

    @Test mutating func aGrantIsTheSecondHalfForItsGrantee() throws {
        let key = account.addKey("k", [Self.administers])
        account.addBucket("b", under: key)
        account.add(.user, "u", [Self.read])
        account.add(.user, "v", [])
        account.grant("Decrypt", of: key, to: Account.key(.user, "v"))
        #expect(try verdict() == nil)
        account.grant("Encrypt", of: key, to: Self.user)
        #expect(try verdict() == nil)
        account.grant("Decrypt", of: key, to: Self.user)
        #expect(try verdict() == .allowed)
    }

    @Test mutating func aKeyWhosePolicyNobodyGaveMakesItConditional() throws {
        account.addBucket("b", under: account.addKey("k"))
        account.add(.user, "u", [Self.read])
        #expect(try verdict() == .conditional)
    }

    @Test mutating func aPolicyOfTheKeyThatCannotBeReadWholeMakesItConditional() throws {
        let odd = statement(
            "Deny", "kms:Decrypt", on: "*", principal: ("AWS", "*"), condition: ("Odd", "aws:SourceIp", "10.0.0.0/8"))
        account.addBucket("b", under: account.addKey("k", [Self.delegates, odd]))
        account.add(.user, "u", [Self.read, Self.decrypt])
        #expect(try verdict() == .conditional)
        #expect(AWSCaveats.of(account.documents).contains { $0.detail.contains("/Statement/1/Condition/Odd") })
    }

    @Test mutating func theHalvesOfTwoPrincipalsAreNoWhole() throws {
        account.addBucket("b", under: account.addKey("k", [Self.delegates]))
        account.add(.user, "u", [Self.read])
        account.add(.user, "v", [Self.decrypt])
        #expect(edges(AccessEdge.reads, in: account.made).contains { $0.contains("s3:::b") } == false)
    }

    /// A key that AWS manages can be used in its own account only.
    ///
    /// Elsewhere two rights lead there: the user's, the bucket's.
    @Test(arguments: [("alias/aws/s3", 1), ("", 3)])
    func otherAccountsReadNothingUnderAKeyThatAWSManages(name: String, readers: Int) {
        var account = Account()
        let bucket = Key.awsBucket(name: "b", account: Account.id)
        account.nodes.append(
            NodeFact(
                bucket, name: "b", properties: name.isEmpty ? [] : [Property(PropertyName.encryptionKey, name)],
                evidence: [.test]))
        account.nodes.append(
            NodeFact(
                .awsAccount(Account.id), name: "a",
                properties: [Property(PropertyName.restrictsPublicBuckets, "false")], evidence: [.test]))
        let allowed = statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")
        account.add(.user, "own", [allowed])
        let friend = Key.aws(.user, arn: "arn:aws:iam::444455556666:user/friend", account: "444455556666")
        account.nodes.append(NodeFact(friend, name: "friend", evidence: [.test]))
        account.documents.append(
            Document(.awsInlinePolicy, subject: friend, name: "i", body: account.policy([allowed]), evidence: .test))
        account.addPolicy(
            .awsResourcePolicy, of: bucket, "p",
            [
                statement(
                    "Allow", "s3:GetObject", on: "arn:aws:s3:::b/*",
                    principal: ("AWS", "arn:aws:iam::444455556666:root"))
            ])
        #expect(edges(AccessEdge.reads, in: account.made).count == readers)
    }
}
