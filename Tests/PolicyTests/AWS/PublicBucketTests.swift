import OverreachModel
import Testing

@testable import OverreachPolicy

struct PublicBucketTests {
    static func open(_ more: String = "", _ whom: String = #""*""#) -> PolicyDocument {
        policy(allow("s3:GetObject", "arn:aws:s3:::b/*", principal(whom) + more))
    }

    @Test(arguments: [
        "", condition(#"{"StringLike": {"aws:SourceVpc": "vpc-*"}}"#),
        condition(#"{"StringEquals": {"aws:SourceVpc": "${aws:PrincipalTag/vpc}"}}"#),
        condition(#"{"StringNotEquals": {"aws:SourceVpc": "vpc-1"}}"#),
        condition(#"{"StringEqualsIfExists": {"aws:SourceVpc": "vpc-1"}}"#),
        condition(#"{"ForAllValues:StringEquals": {"aws:SourceVpc": "vpc-1"}}"#),
        condition(#"{"IpAddress": {"aws:SourceIp": "0.0.0.0/1"}}"#),
        condition(#"{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2000::/3"]}}"#),
        condition(#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/r"}}"#),
        condition(#"{"StringLike": {"aws:PrincipalOrgPaths": "o-*/r-1/"}}"#),
        condition(#"{"StringEquals": {"aws:Referer": "https://example.com"}}"#),
    ])
    func aPolicyIsPublicUnlessFixedValuesConfineIt(more: String) {
        #expect(Self.open(more).isPublic)
    }

    @Test(arguments: [
        condition(#"{"StringEquals": {"aws:SourceVpc": "vpc-1"}}"#),
        condition(#"{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#),
        condition(#"{"IpAddress": {"aws:SourceIp": "fd00::/8"}}"#),
        condition(#"{"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-west-2:\#(account):accesspoint/*"}}"#),
        condition(#"{"StringEquals": {"aws:PrincipalOrgID": "o-1"}, "Bool": {"aws:SecureTransport": "true"}}"#),
    ])
    func fixedValuesMakeAPolicyPrivate(more: String) {
        #expect(!Self.open(more).isPublic)
    }

    @Test func whoIsNamedIsNotThePublicAndAnOutsideProviderIs() {
        #expect(!Self.open("", #"{"AWS": ["\#(other)", "arn:aws:iam::\#(account):role/r"]}"#).isPublic)
        #expect(!Self.open("", #"{"Service": "cloudtrail.amazonaws.com"}"#).isPublic)
        #expect(Self.open("", #"{"Federated": "graph.facebook.com"}"#).isPublic)
        #expect(
            policy(
                #"{"Effect": "Allow", "NotPrincipal": {"AWS": "\#(other)"}, "Action": "s3:*", "Resource": "*"}"#
            ).isPublic)
        #expect(!policy(deny("s3:*", "*", principal(#""*""#))).isPublic)
    }

    static let trail = AWSPrincipal.service("cloudtrail.amazonaws.com")
    static let stranger = AWSPrincipal(kind: .role, arn: "arn:aws:iam::\(other):role/r")

    /// The guide's own example: a public statement makes S3 refuse a named account too, but no service.
    @Test(arguments: [
        (AWSSetting.off, AWSPrincipal.anonymous, AWSDecision.Outcome.allowed), (.on, .anonymous, .implicitlyDenied),
        (.unknown, .anonymous, .conditional), (.on, stranger, .implicitlyDenied), (.off, stranger, .allowed),
        (.on, trail, .allowed), (.on, role, .allowed), (.on, user, .allowed),
    ])
    func restrictedPublicBucketsKeepStrangersOut(
        setting: AWSSetting, asking: AWSPrincipal, outcome: AWSDecision.Outcome
    ) {
        let named = principal(#"{"AWS": "\#(other)", "Service": "cloudtrail.amazonaws.com"}"#)
        let document = policy(
            allow("s3:GetObject", "*", named) + "," + allow("s3:GetObject", "*", principal(#""*""#)))
        var resource = bucket("/x", policy: document)
        resource.restrictsPublicPolicy = setting
        #expect(decide(attached(allow("s3:*", "*")), "s3:GetObject", on: resource, as: asking) == outcome)
    }

    @Test func aPolicyThatIsNotPublicIsLeftAsItIs() {
        var resource = bucket("/x", policy: policy(allow("s3:*", "*", principal(#"{"AWS": "\#(other)"}"#))))
        resource.restrictsPublicPolicy = .on
        #expect(decide(attached(allow("s3:*", "*")), "s3:GetObject", on: resource, as: Self.stranger) == .allowed)
    }
}
