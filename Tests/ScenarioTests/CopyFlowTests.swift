import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import Testing

/// A copy of restricted data into another account is a flow by itself: no trace, no agent, one event.
@Suite struct CopyFlowTests {
    private static func event(_ id: Int, to bucket: String, owner: String, from source: String) -> String {
        """
        {"eventVersion":"1.10","eventID":"e\(id)","eventTime":"2026-01-01T00:00:0\(id)Z","eventSource":"s3.amazonaws.com",\
        "eventName":"CopyObject","awsRegion":"eu-west-1","recipientAccountId":"111122223333","requestID":"r\(id)",\
        "requestParameters":{"bucketName":"\(bucket)","key":"k","x-amz-copy-source":"\(source)/2026%2Fann.csv"},\
        "resources":[{"ARN":"arn:aws:s3:::\(bucket)/k"},{"accountId":"\(owner)","ARN":"arn:aws:s3:::\(bucket)"}],\
        "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/bot","accountId":"111122223333",\
        "accessKeyId":"AKIAABCDEFGHIJKLMNOP","userName":"bot"},"eventCategory":"Data"}
        """
    }

    private static func engine(_ events: [String], _ scratch: Scratch) throws -> Engine {
        let files = [
            "aws/s3api/list-buckets.json": #"{"Buckets":[{"Name":"pay"},{"Name":"site"}],"Owner":{"ID":"x"}}"#,
            "aws/s3api/get-bucket-tagging/pay.json":
                #"{"TagSet":[{"Key":"classification","Value":"restricted"}]}"#,
            "events.json": events.joined(separator: "\n"),
        ]
        for (name, text) in files {
            let file = URL(fileURLWithPath: scratch.path + "/data/" + name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        var options = IngestOptions()
        options.account = "111122223333"
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: options).run([scratch.path + "/data"])
        return try Engine(storePath: scratch.path + "/s.db")
    }

    @Test func restrictedDataThatIsCopiedToAnotherAccountIsAFlow() throws {
        let scratch = try Scratch()
        let engine = try Self.engine(
            [
                Self.event(1, to: "staging", owner: "999988887777", from: "pay"),
                Self.event(2, to: "staging", owner: "999988887777", from: "site"),
                Self.event(3, to: "site", owner: "111122223333", from: "pay"),
            ], scratch)

        let flows = try engine.ask(Flows()).result.flows
        #expect(
            flows.map { "\($0.read.id) > \($0.send.id) in \($0.within)" } == [
                "request/r1//1 > request/r1 in call request/r1"
            ])
        #expect(flows.map { $0.path.map(\.name) } == [["pay", "bot", "staging"]])
        #expect(flows.map(\.confidence) == [.certain])

        let acts = try engine.ask(Activities()).result
        #expect(
            acts.map { "\($0.action) \($0.target?.name ?? "-")" } == [
                "s3:PutObject staging", "s3:GetObject pay", "s3:PutObject staging", "s3:GetObject site",
                "s3:PutObject site", "s3:GetObject pay",
            ])
    }

    @Test func whatAnOutsiderCopiesIsOneThoughNobodySaysWhereTo() throws {
        let event = """
            {"eventVersion":"1.10","eventID":"e4","eventTime":"2026-01-01T00:00:04Z","eventSource":"s3.amazonaws.com",\
            "eventName":"CopyObject","awsRegion":"eu-west-1","recipientAccountId":"111122223333","requestID":"r4",\
            "requestParameters":{"bucketName":"theirs","key":"k","x-amz-copy-source":"pay/ann.csv"},"resources":\
            [{"accountId":"111122223333","ARN":"arn:aws:s3:::pay"}],"userIdentity":{"type":"AWSAccount","principalId":\
            "AROAX:s","accountId":"999988887777"},"eventCategory":"Data"}
            """
        let scratch = try Scratch()
        let flows = try Self.engine([event], scratch).ask(Flows()).result.flows
        #expect(flows.map { $0.path.map(\.name).joined(separator: " → ") } == ["pay → AROAX of 999988887777 → theirs"])
    }
}
