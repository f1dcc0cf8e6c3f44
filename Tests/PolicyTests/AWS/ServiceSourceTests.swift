import OverreachModel
import Testing

@testable import OverreachPolicy

/// Which services a resource's policy lets act for whatever account asks them.
struct ServiceSourceTests {
    private func services(_ statements: String...) -> [String] {
        policy(statements.joined(separator: ",")).servicesForAnybody().flatMap(\.services)
    }

    private static let service = principal(#"{"Service": ["SNS.amazonaws.com", "sns.amazonaws.com"]}"#)

    @Test func aStatementWithoutAConditionLetsAServiceActForAnybody() {
        #expect(services(allow("sqs:SendMessage", "*", Self.service)) == ["sns.amazonaws.com"])
        #expect(services(allow("sqs:SendMessage", "*", principal(#"{"AWS": "*"}"#))).isEmpty)
        #expect(services(deny("sqs:SendMessage", "*", Self.service)).isEmpty)
    }

    @Test(arguments: [
        (#"{"StringEquals": {"aws:SourceAccount": "111122223333"}}"#, true),
        (#"{"StringEquals": {"AWS:SourceOrgID": "o-1"}}"#, true),
        (#"{"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-1/*"}}"#, true),
        (#"{"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:*"}}"#, true),
        (#"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::bucket-*"}}"#, true),
        (#"{"ArnLike": {"aws:SourceArn": ["arn:aws:s3:::b", "arn:aws:sns:*:*:*"]}}"#, false),
        (#"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}"#, false),
        (#"{"StringLike": {"aws:SourceArn": "*"}}"#, false),
        (#"{"StringLike": {"aws:SourceAccount": "*"}}"#, false),
        (#"{"StringEqualsIfExists": {"aws:SourceAccount": "111122223333"}}"#, false),
        (#"{"StringNotEquals": {"aws:SourceAccount": "111122223333"}}"#, false),
        (#"{"Null": {"aws:SourceAccount": "false"}}"#, false),
        (#"{"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}"#, false),
        (#"{"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111:trail/*"}}"#, true),
    ])
    func aConditionOnTheSourceConfines(test: String, confines: Bool) {
        #expect(services(allow("sqs:SendMessage", "*", Self.service + condition(test))).isEmpty == confines)
    }

    @Test func aDenyOfAllOtherSourcesConfinesEveryStatement() {
        let open = allow("sqs:SendMessage", "*", Self.service)
        let test = condition(#"{"StringNotEquals": {"aws:SourceOrgID": "o-1"}}"#)
        #expect(services(open, deny("*", "*", principal(#""*""#) + test)).isEmpty)
        #expect(services(open, deny("*", "*", principal(#""*""#))) == ["sns.amazonaws.com"])
    }
}
