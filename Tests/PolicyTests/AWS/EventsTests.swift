import OverreachModel
import Testing

@testable import OverreachPolicy

struct EventsTests {
    @Test(arguments: [
        ("s3.amazonaws.com", "ListObjects", "s3:ListBucket"), ("s3.amazonaws.com", "HeadObject", "s3:GetObject"),
        ("s3.amazonaws.com", "GetObject", "s3:GetObject"), ("s3.amazonaws.com", "UploadPart", "s3:PutObject"),
        ("s3.amazonaws.com", "PutBucketEncryption", "s3:PutEncryptionConfiguration"),
        ("s3.amazonaws.com.cn", "ListBuckets", "s3:ListAllMyBuckets"),
        ("lambda.amazonaws.com", "CreateFunction20150331", "lambda:CreateFunction"),
        ("lambda.amazonaws.com", "UpdateFunctionCode20150331v2", "lambda:UpdateFunctionCode"),
        ("lambda.amazonaws.com", "Invoke", "lambda:InvokeFunction"),
        ("cloudfront.amazonaws.com", "CreateDistribution2020_05_31", "cloudfront:CreateDistribution"),
        ("monitoring.amazonaws.com", "PutMetricData", "cloudwatch:PutMetricData"),
        ("dynamodb.amazonaws.com", "TransactGetItems", "dynamodb:GetItem"),
        ("sts.amazonaws.com", "AssumeRole", "sts:AssumeRole"),
        ("ec2.amazonaws.com", "RunInstances", "ec2:RunInstances"),
    ])
    func anEventUsesItsAction(source: String, event: String, action: String) {
        #expect(AWSEvents.action(eventSource: source, eventName: event) == action)
    }

    @Test func dataEventsAreThoseThatATrailMayLeaveOut() {
        #expect(AWSEvents.isDataEvent(action: "s3:GetObject"))
        #expect(AWSEvents.isDataEvent(action: "dynamodb:query"))
        #expect(!AWSEvents.isDataEvent(action: "secretsmanager:GetSecretValue"))
        #expect(!AWSEvents.isDataEvent(action: "s3:PutBucketPolicy"))
    }
}
