import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import Testing

/// A session that EC2 gave to an instance, used from elsewhere.
struct TheftTests {
    private static let account = "111122223333"
    private static let instance = "i-0123456789abcdef0"

    private static func event(
        _ id: Int, _ source: String, _ name: String, by identity: String, from address: String, _ more: String = "",
        program: String = "Boto3/1.34 Linux"
    ) -> String {
        """
        {"eventVersion":"1.10","eventID":"e\(id)","eventTime":"2026-01-02T09:00:0\(id)Z","eventSource":"\(source)",\
        "eventName":"\(name)","awsRegion":"eu-west-1","recipientAccountId":"\(account)","sourceIPAddress":"\(address)",\
        "requestID":"r\(id)","userAgent":"\(program)","userIdentity":\(identity)\(more)}
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
        try told(others) { try $0.ask(Findings()).result }
            .filter { $0.id.hasPrefix("instance-credentials-elsewhere") }.map(\.title)
    }

    private func told<Told>(
        _ others: [String], events: [String] = theft, _ ask: (Engine) throws -> Told
    ) throws -> Told {
        let scratch = try Scratch()
        let path = scratch.path + "/events.json"
        let text = "{\"Records\":[\((events + others).joined(separator: ","))]}"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([path])
        return try ask(Engine(storePath: scratch.path + "/s.db"))
    }

    private static let user =
        #"{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ops","accountId":"111122223333"}"#
    private static let ops = event(4, "iam.amazonaws.com", "ListUsers", by: user, from: "203.0.113.9")

    @Test func nobodyIsToldToInstrumentTheInstanceThatDidNotDoIt() throws {
        let advice = try told([Self.ops]) { try $0.ask(AttributionShare()).result.advice }
        let incident = try #require(advice.first)

        #expect(incident.kind == .incident)
        #expect(
            incident.advice.hasPrefix(
                "Credentials that were issued to \(Self.instance), role web, were used from 203.0.113.9, where ops acts too"
            ))
        #expect((incident.acts, incident.completes) == (1, 0))
        #expect(incident.links.isEmpty && incident.examples == ["request/r3"])
        // What the instance did by itself is advised on as before.
        #expect(advice.contains { $0.what == "spans" && $0.place == Self.instance && $0.examples == ["request/r2"] })
        #expect(try !told([]) { try $0.ask(AttributionShare()).result.advice }.contains { $0.kind == .incident })
    }

    @Test func whatWasDoneWithThemIsRiskyAndOutOfTheOrdinary() throws {
        let flows = try told([Self.ops]) { try $0.ask(Flows()).result }
        let review = try told([Self.ops]) { try $0.ask(Review(node: Self.instance)).result }

        #expect(flows.otherRisky == 1)
        #expect(
            flows.riskyOthers.map { "\($0.act.id) \($0.execution.map(\.rawValue))" } == [
                #"request/r3 ["used_elsewhere"]"#
            ])
        #expect(
            review.outside.map { "\($0.act.id): \($0.reasons)" } == [
                #"request/r3: ["it was done with credentials of a machine from where a person acts"]"#
            ])
    }

    @Test(arguments: ["request/r3", "r3", "e3"]) func anActIsFoundByTheIDsThatItsLogTells(id: String) throws {
        let acts = try told([Self.ops]) { try $0.ask(Trace(id: id)).result.acts.map(\.id) }
        #expect(acts == ["request/r3"])
    }

    @Test func aTraceSaysWhereTheCredentialsWereUsed() throws {
        let stolen = try told([Self.ops]) { try $0.ask(Trace(id: "request/r3")).result }
        let own = try told([Self.ops]) { try $0.ask(Trace(id: "request/r2")).result }
        func joins(_ links: [Trace.Link]) -> [String] {
            links.flatMap { $0.joins.map(\.method) + joins($0.children) }
        }

        #expect(
            stolen.story == [
                "As web it read claims (s3:GetObject) with credentials that were issued to \(Self.instance), from 203.0.113.9, "
                    + "where ops acts too."
            ])
        #expect(joins(stolen.tree).contains("issued to the instance, used from 203.0.113.9"))
        #expect(own.story == ["As web it read claims (s3:GetObject) from \(Self.instance)."])
    }

    @Test func useFromWhereAPersonsSessionActsIsReported() throws {
        let person = Self.event(
            4, "iam.amazonaws.com", "ListUsers",
            by: Self.session("AWSReservedSSO_Admin_0123456789abcdef", "mallory@example.com", key: "ASIA2"),
            from: "203.0.113.9")

        #expect(
            try titles([person]) == [
                "credentials of \(Self.instance), role web, were used from 203.0.113.9, where "
                    + "AWSReservedSSO_Admin_0123456789abcdef acts too: 1 call, and touched claims; it is no shared way out "
                    + "(high): \(Self.instance) itself acts from 198.51.100.1"
            ])
    }

    @Test func useFromWhereAUserActsIsReported() throws {
        #expect(try titles([Self.ops]).count == 1)
    }

    @Test func twoAddressesAloneOrAnotherMachineBesideAreNoTheft() throws {
        let task = Self.event(
            4, "s3.amazonaws.com", "ListBuckets", by: Self.session("task", "0123abcd", key: "ASIA3"),
            from: "203.0.113.9")

        #expect(try titles([]).isEmpty)
        #expect(try titles([task]).isEmpty)
    }

    // MARK: - One way out

    /// A session of the instance from one address only.
    private func reasons(_ program: String, _ others: [String]) throws -> [String] {
        let read = Self.event(
            5, "s3.amazonaws.com", "ListBuckets", by: Self.session("web", Self.instance, key: "ASIA1"),
            from: "203.0.113.9", program: program)
        return try told([read] + others, events: [Self.theft[0]]) { try $0.ask(Findings()).result }
            .filter { $0.id.hasPrefix("instance-credentials-elsewhere") }
            .map { String($0.title.split(separator: ";").last ?? "") }
    }

    private static func person(_ program: String, from address: String = "203.0.113.9") -> String {
        event(4, "iam.amazonaws.com", "ListUsers", by: user, from: address, program: program)
    }

    @Test func aPersonAndAMachineBehindOneGatewayAreNoTheft() throws {
        #expect(try reasons("Boto3/1.34 Linux", [Self.person("aws-cli/2.15 Darwin/23")]).isEmpty)
    }

    @Test(arguments: [
        ("aws-cli/2.15 Darwin/23.1", "aws-cli/2.15 Linux", "the program says that it runs on macOS"),
        ("loot_7c1e9a", "loot_7c1e9a", "the program is the one that ops uses there"),
    ])
    func aProgramThatIsNotTheMachinesTellsOfTheft(program: String, persons: String, reason: String) throws {
        #expect(
            try reasons(program, [Self.person(persons)]) == [" it is no shared way out (medium): \(reason)"])
    }

    /// Another instance that acts from nowhere else says that the address is the network's.
    @Test func theWayOutOfSeveralMachinesIsTheirNetworks() throws {
        let other = "i-0fedcba9876543210"
        let neighbour = [
            Self.event(
                6, "sts.amazonaws.com", "AssumeRole", by: #"{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}"#,
                from: "ec2.amazonaws.com",
                """
                ,"requestParameters":{"roleArn":"arn:aws:iam::\(Self.account):role/web","roleSessionName":"\(other)"},\
                "responseElements":{"credentials":{"accessKeyId":"ASIA9"},"assumedRoleUser":{"arn":\
                "arn:aws:sts::\(Self.account):assumed-role/web/\(other)"}}
                """),
            Self.event(
                7, "s3.amazonaws.com", "ListBuckets", by: Self.session("web", other, key: "ASIA9"), from: "203.0.113.9"),
        ]
        let person = Self.person("aws-cli/2.15 Windows/11")
        #expect(try titles([person]).count == 1)
        #expect(try titles([person] + neighbour).isEmpty)

        // One that also acts from inside of its network may have been stolen from as well.
        let within = Self.event(
            8, "s3.amazonaws.com", "ListBuckets", by: Self.session("web", other, key: "ASIA9"), from: "10.0.0.8")
        let found = try titles([person] + neighbour + [within])
        #expect(found.count == 1 && found.first?.contains("(medium)") == true)
    }

    @Test func aPeriodWithoutTelemetryIsNoPeriodInWhichNothingWasDone() throws {
        let later = try #require(Timestamp.nanoseconds("2027-01-01T00:00:00Z"))
        let (empty, whole) = try told([Self.ops]) {
            (try $0.ask(Review(node: Self.instance, from: later)), try $0.ask(Review(node: Self.instance)))
        }
        #expect(!empty.complete && empty.caveats.contains { $0.detail.hasPrefix("no telemetry is of this period") })
        #expect(!whole.caveats.contains { $0.detail.hasPrefix("no telemetry is of this period") })
    }

    @Test func anAddressInsideOfANetworkIsNoPlaceOfAPerson() throws {
        let inside = [
            Self.event(
                5, "s3.amazonaws.com", "ListBuckets", by: Self.session("web", Self.instance, key: "ASIA1"),
                from: "10.0.0.7"),
            Self.person("Boto3/1.34 Linux", from: "10.0.0.7"),
        ]
        #expect(try titles(inside).isEmpty)
    }
}
