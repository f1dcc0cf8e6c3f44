import OverreachModel
import Testing

@testable import OverreachTelemetry

@Suite struct CloudTrailTests {
    private static let event = """
        {"eventVersion":"1.11","eventID":"e1","eventTime":"2026-11-22T14:19:42Z","eventSource":"s3.amazonaws.com",\
        "eventName":"GetObject","awsRegion":"eu-west-1","recipientAccountId":"111122223333","requestID":"r1",\
        "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/app/x","accountId":"111122223333",\
        "accessKeyId":"ASIA1","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/team/app"},\
        "sourceIdentity":"ann"}},"requestParameters":{"bucketName":"b","key":"ann@x.example.pdf"},\
        "resources":[{"ARN":"arn:aws:s3:::b/k"},{"ARN":"arn:aws:s3:::b"}],"eventCategory":"Data"}
        """

    private func decode(_ text: String) -> Decoding {
        CloudTrailDecoder().decode(SourceFile(path: "t.json", bytes: Array(text.utf8)))
    }

    private func call(_ text: String) -> CloudCallRecord? {
        guard case .cloudCall(let call)? = decode(text).records.first else { return nil }
        return call
    }

    @Test(arguments: [
        #"{"Records":[\#(event)]}"#, "[\(event)]", "\(event)\n", event,
        #"{"Events":[{"EventId":"e1","CloudTrailEvent":"\#(event.replacing("\"", with: "\\\""))"}],"NextToken":"t"}"#,
    ])
    func everyEnvelopeGivesTheSameRecord(text: String) throws {
        let file = SourceFile(path: "t.json", bytes: Array(text.utf8))
        let call = try #require(self.call(text))

        #expect(CloudTrailDecoder().recognise(file) != nil)
        #expect(OTLPDecoder().recognise(file) == nil)
        #expect(call.eventID == "e1" && call.requestID == "r1" && call.time == 1_795_357_182_000_000_000)
        #expect(call.caller.issuerARN == "arn:aws:iam::111122223333:role/team/app")
        #expect(call.caller.sourceIdentity == "ann" && call.isDataEvent)
        #expect(call.resources == ["arn:aws:s3:::b", "arn:aws:s3:::b/k"])
        #expect(call.parameters == [Property("bucketName", "b")])
        #expect(call.evidence.locator == "e1" && call.evidence.line == 1)
    }

    @Test func issuedSessionsAreFoundInTheAnswerElseInTheRequest() {
        func text(_ members: String) -> String {
            #"{"eventID":"e","eventTime":"2026-11-22T14:19:42Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","#
                + #""userIdentity":{},\#(members)}"#
        }
        let answered = call(
            text(
                #""requestParameters":null,"responseElements":{"credentials":{"accessKeyId":"ASIA1"},"#
                    + #""assumedRoleUser":{"arn":"arn:aws:sts::1:assumed-role/r/s"}}"#))
        let asked = call(
            text(
                #""requestParameters":{"roleArn":"arn:aws:iam::1:role/p/r","roleSessionName":"s"},"responseElements":null"#
            ))
        let key = call(text(#""responseElements":{"accessKey":{"accessKeyId":"AKIA1"}}"#))

        #expect(answered?.issuedAccessKeyID == "ASIA1" && answered?.issuedARN == "arn:aws:sts::1:assumed-role/r/s")
        #expect(asked?.issuedARN == "arn:aws:sts::1:assumed-role/r/s" && asked?.issuedAccessKeyID == "")
        #expect(key?.issuedAccessKeyID == "AKIA1" && key?.issuedARN == "")
    }

    private func parameters(_ source: String, _ json: String) throws -> [String] {
        let text =
            #"{"eventID":"e","eventTime":"2026-11-22T14:19:42Z","eventSource":"\#(source).amazonaws.com","#
            + #""eventName":"X","recipientAccountId":"1","userIdentity":{},"requestParameters":\#(json)}"#
        return try #require(call(text)).parameters.map { "\($0.name)=\($0.value)" }
    }

    @Test func rolesThatAreHandedOnAreKeptWhereverTheyStand() throws {
        let role = "arn:aws:iam::1:role/r"
        #expect(
            try parameters("lambda", #"{"functionName":"f","role":"\#(role)"}"#) == [
                "functionName=f", "passed role=\(role)",
            ])
        #expect(
            try parameters("ecs", #"{"taskRoleArn":"\#(role)","overrides":{"executionRoleArn":"\#(role)2"}}"#)
                == ["passed role=\(role)", "passed role=\(role)2"])
        #expect(try parameters("redshift", #"{"iamRoles":["\#(role)"]}"#) == ["passed role=\(role)"])
        #expect(
            try parameters("glue", #"{"role":"service-role/g"}"#) == ["passed role=arn:aws:iam::1:role/service-role/g"])
        #expect(
            try parameters("ec2", #"{"iamInstanceProfile":{"name":"p"}}"#)
                == ["passed instance profile=arn:aws:iam::1:instance-profile/p"])
        #expect(try parameters("ec2", #"{"role":"a secret of mine","roleOfThis":"x"}"#) == [])
        #expect(
            try parameters("sts", #"{"roleArn":"\#(role)","tags":[{"key":"k"}]}"#) == [
                "roleArn=\(role)", "session tags=given",
            ])
    }

    @Test func ofPartsOnlyTheOperationAndTheTableAreKept() throws {
        #expect(
            try parameters(
                "dynamodb",
                #"{"transactItems":[{"put":{"tableName":"t","item":{"id":"ann"}}},{"get":{"tableName":"u"}}]}"#)
                == ["part=get u", "part=put t"])
        #expect(
            try parameters("dynamodb", #"{"requestItems":{"t":[{"putRequest":{}}],"u":[]}}"#) == [
                "part=batch t", "part=batch u",
            ])
        #expect(try parameters("dynamodb", #"{"statement":"update t set a = 'ann'"}"#) == ["part=UPDATE"])
        #expect(
            try parameters("s3", #"{"bucketName":"b","key":"ann.pdf","x-amz-copy-source":"/c%2Fann.pdf"}"#)
                == ["bucketName=b", "copy source=c"])
        #expect(
            try parameters("ssm", #"{"names":["/a","/b"],"value":"x","withDecryption":true}"#) == [
                "decryption=given", "names=/a", "names=/b",
            ])
        #expect(try parameters("ssm", #"{"name":"HIDDEN_DUE_TO_SECURITY_REASONS"}"#) == [])
    }

    @Test func aRefusalNamesWhatTheLogKeepsNoRequestOf() {
        func object(_ message: String, request: String = "null") -> String? {
            call(
                #"{"eventID":"e","eventTime":"2026-11-22T14:19:42Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","#
                    + #""errorCode":"AccessDenied","errorMessage":"\#(message)","requestParameters":\#(request),"userIdentity":{}}"#
            )?.parameters.first { $0.name == CloudCallRecord.Parameter.object }?.value
        }
        let role = "arn:aws:iam::1:role/vault"
        let refusal = "User: arn:aws:iam::1:user/ann is not authorized to perform: sts:AssumeRole on resource: "

        #expect(object(refusal + role) == role)
        #expect(object(refusal + role + " because no identity-based policy allows it") == role)
        #expect(object(refusal + "*") == nil && object("no such thing") == nil)
        #expect(object(refusal + role, request: #"{"roleSessionName":"x"}"#) == nil)
    }

    @Test func aDeepRequestIsReadOnlySoFar() throws {
        let deep =
            String(repeating: #"{"a":"#, count: 40) + #"{"role":"arn:aws:iam::1:role/r"}"#
            + String(repeating: "}", count: 40)
        #expect(try parameters("lambda", deep) == [])
    }

    @Test func anEventOfAServiceHasNoTypeOfCaller() {
        let record = call(
            #"{"eventID":"e","eventTime":"2026-11-22T14:19:42Z","eventSource":"kms.amazonaws.com","eventName":"RotateKey","#
                + #""userIdentity":{"accountId":"1","invokedBy":"kms.amazonaws.com"},"requestParameters":null}"#)

        #expect(record?.caller.type == "" && record?.caller.invokedBy == "kms.amazonaws.com")
        #expect(record?.recipientAccount == "1")
    }

    @Test(arguments: [
        (#""eventID":"e1","#, "no \"eventID\""), (#""eventTime":"2026-11-22T14:19:42Z","#, "no \"eventTime\""),
        (#""eventSource":"s3.amazonaws.com","#, "no \"eventSource\""),
        (#""eventName":"GetObject","#, "no \"eventName\""),
    ])
    func anEventWithoutItsNaturalPartsIsRejectedWithItsLine(part: String, reason: String) {
        let bad = CloudTrailTests.event.replacing(part, with: "")
        let decoding = decode("{\"Records\":[\n\(CloudTrailTests.event),\n\(bad)]}")

        #expect(decoding.records.count == 1 && decoding.received == 2)
        #expect(
            decoding.rejections == [
                Rejection("event rejected: \(reason)", line: 3, offset: decoding.rejections.first?.offset)
            ])
    }

    @Test func aTruncatedFileKeepsItsWholeEventsAndIsRecognisedByItsWords() {
        let text = "{\"Records\":[\(CloudTrailTests.event),\n\(CloudTrailTests.event.prefix(300))"
        let first = SourceFile(path: "t", bytes: Array("{\"Records\":[\(CloudTrailTests.event.prefix(300))".utf8))

        #expect(decode(text).records.count == 1 && decode(text).rejections.map(\.line) == [2])
        #expect(CloudTrailDecoder().recognise(first) != nil)
    }

    @Test(arguments: [
        #"{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","eventVersion":"2.1"}]}"#, "{}", "[]",
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a"}"#, #"{"Records":[{"a":1}]}"#, "plain text",
    ])
    func otherRecordsAreNotCloudTrail(text: String) {
        #expect(CloudTrailDecoder().recognise(SourceFile(path: "x", bytes: Array(text.utf8))) == nil)
    }

    @Test(arguments: ["", "yesterday", "2026-11-22T14:19:42"])
    func anEventWithoutATimeIsRejected(time: String) {
        let decoding = decode(CloudTrailTests.event.replacing("2026-11-22T14:19:42Z", with: time))

        #expect(decoding.records.isEmpty && decoding.rejections.first?.reason.contains("\"eventTime\"") == true)
    }
}
