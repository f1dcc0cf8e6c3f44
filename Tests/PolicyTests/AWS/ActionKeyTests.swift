import OverreachModel
import Testing

@testable import OverreachPolicy

/// Keys that an action never carries are absent, keys of every request are present, times that have passed are settled.
struct ActionKeyTests {
    private static func outcome(
        _ action: String, _ test: String, as asking: AWSPrincipal = role, asOf: Int64? = nil
    ) -> AWSDecision.Outcome {
        let text =
            #"{"Version": "2012-10-17", "Statement": ["#
            + allow("*", "*", condition(test)) + "]}"
        var policies = AWSPrincipalPolicies()
        policies.identity = [
            AttachedPolicy(
                key: .aws(.role, arn: role.arn, account: account), name: "p",
                document: PolicyDocument(JSON.value(text), asOf: asOf), source: .inline)
        ]
        return decide(policies, action, on: bucket("/x"), as: asking)
    }

    @Test(arguments: [
        ("s3:GetObject", "aws:RequestTag/team"), ("s3:GetObject", "aws:TagKeys"), ("s3:DeleteObject", "AWS:TAGKEYS"),
        ("s3:GetObject", "ec2:ResourceTag/team"), ("s3:GetObject", "kms:ViaService"), ("sqs:SendMessage", "s3:prefix"),
        ("s3:GetObject", "s3:prefix"), ("s3:ListBucket", "s3:VersionId"), ("iam:CreateUser", "iam:PassedToService"),
        ("kms:DescribeKey", "kms:EncryptionContext:app"), ("dynamodb:Scan", "dynamodb:LeadingKeys"),
        ("sts:GetSessionToken", "sts:ExternalId"), ("iam:PassRole", "sts:ExternalId"),
    ])
    func aKeyThatTheActionNeverCarriesIsAbsent(action: String, key: String) {
        #expect(Self.outcome(action, #"{"StringEquals": {"\#(key)": "x"}}"#) == .implicitlyDenied)
        #expect(Self.outcome(action, #"{"StringNotEquals": {"\#(key)": "x"}}"#) == .allowed)
        #expect(Self.outcome(action, #"{"StringEqualsIfExists": {"\#(key)": "x"}}"#) == .allowed)
        #expect(Self.outcome(action, #"{"Null": {"\#(key)": "true"}}"#) == .allowed)
    }

    @Test(arguments: [
        ("s3:CreateBucket", "aws:RequestTag/team"), ("s3:TagResource", "aws:TagKeys"),
        ("s3:UntagResource", "aws:TagKeys"),
        ("ec2:RunInstances", "aws:RequestTag/team"), ("s3:ListBucket", "s3:prefix"),
        ("iam:PassRole", "iam:PassedToService"),
        ("kms:Decrypt", "kms:EncryptionContext:app"), ("dynamodb:GetItem", "dynamodb:LeadingKeys"),
        ("sts:AssumeRole", "iam:ResourceTag/other"), ("s3:GetObject", "ec2:SourceInstanceARN"),
        ("s3:GetObject", "ec2:RoleDelivery"), ("kms:Decrypt", "lambda:SourceFunctionArn"),
        ("s3express:CreateSession", "s3:signatureAge"), ("s3:GetObject", "s3:NewerThanThisTable"),
        ("unheardof:Act", "aws:RequestTag/team"), ("s3:GetObject", "unheardof:Key"), ("s3:GetObject", "aws:SourceVpce"),
        ("s3:GetObject", "s3:DataAccessPointArn"), ("s3:Get*", "aws:TagKeys"),
    ])
    func aKeyThatTheActionMayCarryIsOpen(action: String, key: String) {
        let facts = RequestFacts(
            principal: role, action: action, resource: AWSResource(arn: "*", account: account, tags: nil),
            context: RequestContext())
        guard case .unknown = facts.value(of: key.lowercased()) else {
            Issue.record("\(key) of \(action) is settled")
            return
        }
    }

    @Test(arguments: ["aws:CurrentTime", "aws:EpochTime", "aws:UserAgent", "aws:RequestedRegion", "aws:ViaAWSService"])
    func aKeyOfEveryRequestIsPresent(key: String) {
        #expect(Self.outcome("s3:GetObject", #"{"Null": {"\#(key)": "false"}}"#) == .allowed)
        #expect(Self.outcome("s3:GetObject", #"{"Null": {"\#(key)": "true"}}"#) == .implicitlyDenied)
        #expect(Self.outcome("s3:GetObject", #"{"StringLike": {"\#(key)": "x*"}}"#) == .conditional)
    }

    @Test func temporaryCredentialsHaveATimeOfIssue() {
        let test = #"{"Null": {"aws:TokenIssueTime": "false"}}"#
        #expect(Self.outcome("s3:GetObject", test) == .allowed)
        #expect(Self.outcome("s3:GetObject", test, as: user) == .conditional)
    }

    /// 2026-06-01T00:00:00Z.
    private static let now: Int64 = 1_780_272_000_000_000_000

    @Test(arguments: [
        (#"{"DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}"#, AWSDecision.Outcome.implicitlyDenied),
        (#"{"DateLessThanEquals": {"aws:CurrentTime": "2026-06-01T00:00:00Z"}}"#, .conditional),
        (#"{"DateLessThan": {"aws:CurrentTime": "2026-06-01T00:00:00Z"}}"#, .implicitlyDenied),
        (#"{"DateLessThan": {"aws:CurrentTime": "2027-01-01"}}"#, .conditional),
        (#"{"DateLessThan": {"aws:CurrentTime": ["2025-01-01", "2027-01-01"]}}"#, .conditional),
        (#"{"DateGreaterThan": {"aws:CurrentTime": "2026-01-01"}}"#, .allowed),
        (#"{"DateGreaterThanEquals": {"aws:CurrentTime": "2026-06-01T00:00:00Z"}}"#, .allowed),
        (#"{"DateGreaterThan": {"aws:CurrentTime": "2026-06-01T00:00:00Z"}}"#, .conditional),
        (#"{"DateEquals": {"aws:CurrentTime": "2020-01-01"}}"#, .implicitlyDenied),
        (#"{"DateNotEquals": {"aws:CurrentTime": "2020-01-01"}}"#, .allowed),
        (#"{"NumericLessThan": {"aws:EpochTime": "1600000000"}}"#, .implicitlyDenied),
        (#"{"DateGreaterThan": {"aws:EpochTime": "1600000000"}}"#, .allowed),
        (#"{"DateLessThan": {"aws:TokenIssueTime": "2020-01-01"}}"#, .implicitlyDenied),
        (#"{"DateLessThan": {"aws:CurrentTime": "no date"}}"#, .implicitlyDenied),
    ])
    func aTimeThatHasPassedIsSettled(test: String, outcome: AWSDecision.Outcome) {
        #expect(Self.outcome("s3:GetObject", test, asOf: Self.now) == outcome)
    }

    @Test func withoutAnyTimeEveryTimeIsOpen() {
        let test = #"{"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}"#
        #expect(Self.outcome("s3:GetObject", test) == .conditional)
    }

    @Test func aTimeThatIsGivenCountsInsteadOfThePolicys() {
        let text =
            #"{"Version": "2012-10-17", "Statement": "#
            + allow("*", "*", condition(#"{"DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}"#)) + "}"
        var context = RequestContext()
        context.set("aws:CurrentTime", ["2025-12-31T00:00:00Z"])
        let policies = AWSPrincipalPolicies(identity: [
            AttachedPolicy(
                key: .awsAccount(account), name: "p", document: PolicyDocument(JSON.value(text), asOf: Self.now),
                source: .inline)
        ])
        #expect(decide(policies, "s3:GetObject", on: bucket("/x"), context: context) == .allowed)
    }
}
