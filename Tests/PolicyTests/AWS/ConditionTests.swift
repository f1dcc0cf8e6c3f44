import OverreachModel
import Testing

@testable import OverreachPolicy

struct ConditionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var condition: String
        var given: [String: [String]] = [:]  // an empty list: absent
        var holds: AWSDecision.Outcome
        var testDescription: String { "\(condition) \(given)" }

        init(_ condition: String, _ given: [String: [String]] = [:], _ holds: AWSDecision.Outcome) {
            self.condition = condition
            self.given = given
            self.holds = holds
        }
    }

    static let rows = [
        Row(#"{"StringEquals": {"K": "a"}}"#, ["k": ["a"]], .allowed),
        Row(#"{"StringEquals": {"k": ["b", "a"]}}"#, ["K": ["a"]], .allowed),
        Row(#"{"StringEquals": {"k": "A"}}"#, ["k": ["a"]], .implicitlyDenied),
        Row(#"{"stringequalsignorecase": {"k": "A"}}"#, ["k": ["a"]], .allowed),
        Row(#"{"StringEquals": {"k": "a"}}"#, [:], .conditional),
        Row(#"{"StringEquals": {"k": "a"}}"#, ["k": []], .implicitlyDenied),
        Row(#"{"StringNotEquals": {"k": "a"}}"#, ["k": []], .allowed),
        Row(#"{"StringNotEquals": {"k": ["a", "b"]}}"#, ["k": ["b"]], .implicitlyDenied),
        Row(#"{"StringEqualsIfExists": {"k": "a"}}"#, ["k": []], .allowed),
        Row(#"{"StringEqualsIfExists": {"k": "a"}}"#, ["k": ["b"]], .implicitlyDenied),
        Row(#"{"StringLike": {"k": "a*"}}"#, ["k": ["a:b/c"]], .allowed),
        Row(#"{"StringEquals": {"k": "a*"}}"#, ["k": ["abc"]], .implicitlyDenied),
        Row(#"{"StringLike": {"k": "${*}"}}"#, ["k": ["a"]], .implicitlyDenied),
        Row(#"{"StringLike": {"k": "${*}"}}"#, ["k": ["*"]], .allowed),
        Row(#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, ["k": ["a", "b"]], .allowed),
        Row(#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, ["k": ["a", "c"]], .implicitlyDenied),
        Row(#"{"ForAllValues:StringEquals": {"k": ["a"]}}"#, ["k": []], .allowed),
        Row(#"{"ForAnyValue:StringEquals": {"k": ["a"]}}"#, ["k": ["c", "a"]], .allowed),
        Row(#"{"ForAnyValue:StringEquals": {"k": ["a"]}}"#, ["k": []], .implicitlyDenied),
        Row(#"{"ForAnyValue:StringNotEquals": {"k": ["a"]}}"#, ["k": ["a", "b"]], .allowed),
        Row(#"{"Null": {"k": "true"}}"#, ["k": []], .allowed),
        Row(#"{"Null": {"k": true}}"#, ["k": ["x"]], .implicitlyDenied),
        Row(#"{"Null": {"k": "false"}}"#, ["k": ["x"]], .allowed),
        Row(#"{"Null": {"k": "false"}}"#, [:], .conditional),
        Row(#"{"Bool": {"k": "true"}}"#, ["k": ["TRUE"]], .allowed),
        Row(#"{"Bool": {"k": false}}"#, ["k": []], .implicitlyDenied),
        Row(#"{"BoolIfExists": {"k": false}}"#, ["k": []], .allowed),
        Row(#"{"NumericLessThanEquals": {"k": 3}}"#, ["k": ["3.0"]], .allowed),
        Row(#"{"NumericLessThan": {"k": "3"}}"#, ["k": ["nan"]], .implicitlyDenied),
        Row(#"{"NumericNotEquals": {"k": "3"}}"#, ["k": ["x"]], .implicitlyDenied),
        Row(#"{"DateGreaterThan": {"k": "2026-01-01T00:00:00Z"}}"#, ["k": ["2026-01-01T00:00:01Z"]], .allowed),
        Row(#"{"DateEquals": {"k": "2026-01-01T01:00:00+01:00"}}"#, ["k": ["1767225600"]], .allowed),
        Row(#"{"DateLessThan": {"k": "2026-13-01"}}"#, ["k": ["2026-01-01"]], .implicitlyDenied),
        Row(#"{"IpAddress": {"k": ["10.0.0.0/8", "2001:db8::/32"]}}"#, ["k": ["2001:db8::1"]], .allowed),
        Row(#"{"IpAddress": {"k": "10.0.0.0/8"}}"#, ["k": ["11.0.0.1"]], .implicitlyDenied),
        Row(#"{"NotIpAddress": {"k": "10.0.0.0/8"}}"#, ["k": ["11.0.0.1"]], .allowed),
        Row(#"{"NotIpAddress": {"k": "10.0.0.0/8"}}"#, ["k": ["no address"]], .implicitlyDenied),
        Row(#"{"ArnLike": {"k": "arn:aws:iam::*:role/a*"}}"#, ["k": ["arn:aws:iam::1:role/a/b"]], .allowed),
        Row(#"{"ArnLike": {"k": "arn:aws:iam::1*"}}"#, ["k": ["arn:aws:iam::1:role/a"]], .implicitlyDenied),
        Row(#"{"ArnNotEquals": {"k": "arn:aws:iam::1:role/a"}}"#, ["k": ["arn:aws:iam::1:role/b"]], .allowed),
        Row(#"{"BinaryEquals": {"k": "QQ=="}}"#, ["k": ["QQ=="]], .allowed),
        Row(#"{"StringEquals": {"k": "${aws:PrincipalTag/team}"}}"#, ["k": ["blue"]], .allowed),
        Row(#"{"StringEquals": {"k": "${aws:PrincipalTag/none, 'red'}"}}"#, ["k": ["red"]], .allowed),
        Row(#"{"StringEquals": {"k": "${aws:PrincipalTag/none}"}}"#, ["k": [""]], .implicitlyDenied),
        Row(#"{"StringNotEquals": {"k": "${aws:PrincipalTag/none}"}}"#, ["k": ["x"]], .allowed),
        Row(#"{"StringEquals": {"k": "${unknown:key}"}}"#, ["k": ["x"]], .conditional),
        Row(#"{"StringLike": {"k": "y${unknown:key}"}}"#, ["k": ["x"]], .implicitlyDenied),
        Row(#"{"Bool": {"k": "${aws:SecureTransport}"}}"#, ["k": ["true"]], .implicitlyDenied),
        Row(
            #"{"StringEquals": {"aws:PrincipalTag/Team": "blue", "aws:PrincipalAccount": "111122223333"}}"#, [:],
            .allowed),
        Row(#"{"StringEquals": {"aws:PrincipalTag/team": "red"}}"#, [:], .implicitlyDenied),
        Row(#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/team/r"}}"#, [:], .allowed),
        Row(#"{"StringEquals": {"aws:PrincipalType": "AssumedRole"}}"#, [:], .allowed),
        Row(#"{"StringLike": {"aws:userid": "AROAEXAMPLE:*"}}"#, [:], .allowed),
        Row(#"{"StringLike": {"aws:userid": "AROAOTHER:*"}}"#, [:], .implicitlyDenied),
        Row(#"{"StringEquals": {"aws:userid": "AROAEXAMPLE:me"}}"#, [:], .conditional),
        Row(#"{"StringEquals": {"aws:username": "r"}}"#, [:], .implicitlyDenied),
        Row(#"{"Bool": {"aws:SecureTransport": "false"}}"#, [:], .implicitlyDenied),
        Row(#"{"Bool": {"aws:MultiFactorAuthPresent": "true"}}"#, [:], .conditional),
        Row(#"{"StringEquals": {"aws:SourceAccount": "1"}}"#, [:], .implicitlyDenied),
        Row(#"{"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}"#, [:], .allowed),
        Row(#"{"StringEquals": {"aws:ResourceTag/env": "prod"}}"#, [:], .allowed),
        Row(#"{"StringEquals": {"secretsmanager:ResourceTag/env": "dev"}}"#, [:], .implicitlyDenied),
        Row(#"{"StringEquals": {"aws:ResourceAccount": "111122223333"}}"#, [:], .allowed),
    ]

    @Test(arguments: rows)
    func holdsFailsOrStaysOpen(row: Row) {
        var context = RequestContext()
        for (key, values) in row.given { context.set(key, values) }
        let secret = AWSResource(
            arn: "arn:aws:secretsmanager:eu-west-1:\(account):secret:db-AbCdEf", account: account,
            tags: [("env", "prod")])
        let policies = attached(allow("secretsmanager:GetSecretValue", "*", condition(row.condition)))
        #expect(decide(policies, "secretsmanager:GetSecretValue", on: secret, context: context) == row.holds)
    }

    @Test func anUnknownConditionIsSaidAsItIsWritten() throws {
        let policies = attached(
            allow("s3:GetObject", "*", condition(#"{"StringEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}"#)))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged.verdict == .conditional)
        #expect(judged.conditions == [#"aws:SourceVpce StringEquals "vpce-1" or "vpce-2""#])
    }

    @Test func anUnknownConditionOfADenyIsSaidAsUnless() throws {
        let policies = attached(
            allow("s3:GetObject", "*") + ","
                + deny("s3:*", "*", condition(#"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}"#)))
        let judged = try #require(judge(policies, "s3:GetObject", on: bucket()))
        #expect(judged.verdict == .conditional)
        #expect(judged.conditions == [#"unless aws:SourceVpce StringNotEquals "vpce-1""#])
    }

    @Test func tagsOfBucketsCountOnlyWhereTheyAreEnabled() {
        let tagged = bucket("", tags: [("env", "prod")])
        let equal = attached(
            allow("s3:ListBucket", "*", condition(#"{"StringEquals": {"aws:ResourceTag/env": "prod"}}"#)))
        let unequal = attached(
            allow("s3:ListBucket", "*", condition(#"{"StringEquals": {"aws:ResourceTag/env": "dev"}}"#)))
        #expect(decide(equal, "s3:ListBucket", on: tagged) == .conditional)
        #expect(decide(unequal, "s3:ListBucket", on: tagged) == .implicitlyDenied)
    }

    @Test func variablesAreTextInOldPolicies() {
        let text =
            #"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:PrincipalTag/team}"}"#
        var old = attached(allow("a:b", "*"))
        old.identity[0] = AttachedPolicy(
            key: old.identity[0].key, name: "old", document: policy(text, version: "2008-10-17"), source: .inline)
        #expect(decide(old, "s3:GetObject", on: bucket("/blue")) == .implicitlyDenied)
        #expect(decide(attached(text), "s3:GetObject", on: bucket("/blue")) == .allowed)
    }
}
