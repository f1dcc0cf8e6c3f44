import Foundation
import OverreachAnalysis
import OverreachEngine
import Testing

/// A session that EC2 gave to an instance, used from elsewhere.
struct TheftTests {
    private static let account = "111122223333"
    private static let instance = "i-0123456789abcdef0"

    private static func event(
        _ id: Int, _ source: String, _ name: String, by identity: String, from address: String, _ more: String = ""
    ) -> String {
        """
        {"eventVersion":"1.10","eventID":"e\(id)","eventTime":"2026-01-02T09:00:0\(id)Z","eventSource":"\(source)",\
        "eventName":"\(name)","awsRegion":"eu-west-1","recipientAccountId":"\(account)","sourceIPAddress":"\(address)",\
        "requestID":"r\(id)","userIdentity":\(identity)\(more)}
        """
    }

    private static func session(_ role: String, _ name: String, key: String) -> String {
        """
        {"type":"AssumedRole","arn":"arn:aws:sts::\(account):assumed-role/\(role)/\(name)","principalId":"AROA:\(name)",\
        "accountId":"\(account)","accessKeyId":"\(key)","sessionContext":{"sessionIssuer":{"type":"Role","arn":\
        "arn:aws:iam::\(account):role/\(role)","accountId":"\(account)","userName":"\(role)"}}}
        """
    }

    /// EC2 issues, the instance reads, somebody reads with the same session from another address.
    private static var theft: [String] {
        let read = #","requestParameters":{"bucketName":"claims","key":"k"}"#
        let issued = """
            ,"requestParameters":{"roleArn":"arn:aws:iam::\(account):role/web","roleSessionName":"\(instance)"},\
            "responseElements":{"credentials":{"accessKeyId":"ASIA1"},"assumedRoleUser":{"arn":\
            "arn:aws:sts::\(account):assumed-role/web/\(instance)"}}
            """
        return [
            event(
                1, "sts.amazonaws.com", "AssumeRole", by: #"{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}"#,
                from: "ec2.amazonaws.com", issued),
            event(
                2, "s3.amazonaws.com", "GetObject", by: session("web", instance, key: "ASIA1"), from: "198.51.100.1",
                read),
            event(
                3, "s3.amazonaws.com", "GetObject", by: session("web", instance, key: "ASIA1"), from: "203.0.113.9",
                read),
        ]
    }

    private func titles(_ others: [String]) throws -> [String] {
        let scratch = try Scratch()
        let path = scratch.path + "/events.json"
        let text = "{\"Records\":[\((Self.theft + others).joined(separator: ","))]}"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([path])
        return try Engine(storePath: scratch.path + "/s.db").ask(Findings()).result
            .filter { $0.id.hasPrefix("instance-credentials-elsewhere") }.map(\.title)
    }

    @Test func useFromWhereAPersonsSessionActsIsReported() throws {
        let person = Self.event(
            4, "iam.amazonaws.com", "ListUsers",
            by: Self.session("AWSReservedSSO_Admin_0123456789abcdef", "mallory@example.com", key: "ASIA2"),
            from: "203.0.113.9")

        #expect(
            try titles([person]) == [
                "credentials of \(Self.instance), role web, were used from 203.0.113.9, where "
                    + "AWSReservedSSO_Admin_0123456789abcdef acts too: 1 calls, and touched claims"
            ])
    }

    @Test func useFromWhereAUserActsIsReported() throws {
        let user = #"{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ops","accountId":"111122223333"}"#
        let acts = Self.event(4, "iam.amazonaws.com", "ListUsers", by: user, from: "203.0.113.9")

        #expect(try titles([acts]).count == 1)
    }

    @Test func twoAddressesAloneOrAnotherMachineBesideAreNoTheft() throws {
        let task = Self.event(
            4, "s3.amazonaws.com", "ListBuckets", by: Self.session("task", "0123abcd", key: "ASIA3"),
            from: "203.0.113.9")

        #expect(try titles([]).isEmpty)
        #expect(try titles([task]).isEmpty)
    }
}
