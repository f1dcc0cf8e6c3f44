import OverreachModel
import OverreachTelemetry
import Testing

/// A call across accounts is logged in both: it is one act, by whom the caller's log names, on what the owner's log names.
@Suite struct CrossAccountTests {
    private static let caller = "999900001111"
    private static let owner = "111122223333"

    /// An event as CloudTrail delivers it to one of the accounts; `members` stand before its identity.
    private static func event(
        _ id: String, in account: String, _ name: String, source: String, identity: String,
        shared: String? = "shared-1",
        request: String? = "REQ1", resources: String = "[]", parameters: String, answer: String = "null"
    ) -> String {
        let ids = [shared.map { #""sharedEventID":"\#($0)","# }, request.map { #""requestID":"\#($0)","# }]
        return """
            {"eventVersion":"1.11","eventID":"\(id)","eventTime":"2026-01-02T03:04:05Z","eventSource":"\(source)",\
            "eventName":"\(name)","awsRegion":"eu-west-1","recipientAccountId":"\(account)","sourceIPAddress":"203.0.113.9",\
            \(ids.compactMap { $0 }.joined())"requestParameters":\(parameters),"responseElements":\(answer),\
            "resources":\(resources),"userIdentity":{\(identity)}}
            """
    }

    private static let session = """
        "type":"AssumedRole","principalId":"AROAEXAMPLEREADER000:job-7","accountId":"\(caller)","accessKeyId":\
        "ASIAEXAMPLE000000001","arn":"arn:aws:sts::\(caller):assumed-role/reader/job-7","sessionContext":{"sessionIssuer":\
        {"type":"Role","principalId":"AROAEXAMPLEREADER000","arn":"arn:aws:iam::\(caller):role/team/reader",\
        "accountId":"\(caller)","userName":"reader"}}
        """
    private static let outsider = """
        "type":"AWSAccount","principalId":"AROAEXAMPLEREADER000:job-7","accountId":"\(caller)"
        """
    private static let bucket = """
        [{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::pay-files/2026/a.csv"},\
        {"accountId":"\(owner)","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::pay-files"}]
        """
    private static let object = #"{"bucketName":"pay-files","key":"2026/a.csv"}"#

    private static func read(
        _ id: String = "11111111-e", in account: String, shared: String? = "shared-1", request: String? = "REQ1",
        resources: String = bucket
    ) -> String {
        event(
            id, in: account, "GetObject", source: "s3.amazonaws.com", identity: account == caller ? session : outsider,
            shared: shared, request: request, resources: resources, parameters: object)
    }

    /// What comes of the events, which must be the same in any order.
    private func correlate(_ events: [String]) throws -> Correlated {
        let orders = [events, events.reversed(), events + events, Array(events.dropFirst() + events.prefix(1))]
        let results = orders.map { order in
            let file = SourceFile(path: "log.json", bytes: Array(order.joined(separator: "\n").utf8))
            return Correlation.correlate(records: CloudTrailDecoder().decode(file).records, index: TableIndex())
        }
        #expect(Set(results.map(\.text)).count == 1)
        return try #require(results.first)
    }

    /// The ids that a copy still has after a pipeline.
    struct IDs: Sendable {
        var shared: String? = "shared-1"
        var request: String? = "REQ1"
    }

    private static let ids: [[IDs]] = [
        [IDs(), IDs()], [IDs(shared: nil), IDs(shared: nil)], [IDs(), IDs(shared: nil)], [IDs(shared: nil), IDs()],
        [IDs(request: nil), IDs(request: nil)], [IDs(), IDs(request: nil)],
    ]

    @Test(arguments: ids)
    func theOwnersCopyIsNoSecondAct(ids: [IDs]) throws {
        let result = try correlate([
            Self.read("2-caller", in: Self.caller, shared: ids[0].shared, request: ids[0].request),
            Self.read("1-owner", in: Self.owner, shared: ids[1].shared, request: ids[1].request),
        ])
        let act = try #require(result.activities.first)

        #expect(result.activities.count == 1)
        #expect(act.identity?.id == "arn:aws:iam::999900001111:role/team/reader")
        #expect(act.target?.text == Key.awsBucket(name: "pay-files", account: Self.owner, partition: "aws").text)
        #expect(act.object == "arn:aws:s3:::pay-files/2026/a.csv")
        #expect(act.evidence.map(\.locator) == ["1-owner", "2-caller"])
        #expect(result.nodes.filter { $0.key.typeName == "AWS_BUCKET" }.count == 1)
        #expect(result.nodes.allSatisfy { $0.key.typeName != "AWS_FOREIGN_PRINCIPAL" })
    }

    @Test func theCallersCopyAloneTellsWhoseTheBucketIs() throws {
        let act = try #require(try correlate([Self.read(in: Self.caller)]).activities.first)
        #expect(act.target?.scope == Self.owner)
    }

    @Test func theOwnersCopyAloneIsAnActOfAPrincipalOfTheOtherAccountAndNotOfItsRoot() throws {
        let result = try correlate([Self.read(in: Self.owner)])
        let act = try #require(result.activities.first)

        #expect(act.identity?.text == "AWS_FOREIGN_PRINCIPAL:999900001111:AROAEXAMPLEREADER000")
        #expect(result.nodes.first { $0.key == act.identity }?.name == "AROAEXAMPLEREADER000 of 999900001111")
        #expect(act.target?.scope == Self.owner)
    }

    @Test func whoIsKnownByAUniqueIDIsKnownInTheOwnersLogToo() throws {
        let other = Self.event(
            "3-other", in: Self.caller, "ListBuckets", source: "s3.amazonaws.com", identity: Self.session, shared: nil,
            request: "REQ2", parameters: "null")
        let acts = try correlate([Self.read(in: Self.owner), other]).activities

        #expect(acts.count == 2)
        #expect(Set(acts.map { $0.identity?.id }) == ["arn:aws:iam::999900001111:role/team/reader"])
    }

    @Test func twoCallsOfOneRequestInEveryAccountStayTwo() throws {
        let acts = try correlate([
            Self.read("1", in: Self.caller, shared: nil), Self.read("2", in: Self.caller, shared: nil),
            Self.read("3", in: Self.owner, shared: nil), Self.read("4", in: Self.owner, shared: nil),
        ]).activities
        #expect(acts.count == 4)
        #expect(Set(acts.map(\.id)).count == 4)
    }

    @Test func aCallOfAnotherPrincipalIsNoCopy() throws {
        let other = Self.read("2", in: Self.owner, shared: nil).replacing(
            "AROAEXAMPLEREADER000", with: "AROAEXAMPLEOTHER0000")
        #expect(try correlate([Self.read("1", in: Self.caller, shared: nil), other]).activities.count == 2)
    }

    @Test func aRoleTakenInAnotherAccountIsOneActAndItsSessionIsTheCallers() throws {
        let role = "arn:aws:iam::\(Self.owner):role/exports"
        let parameters = #"{"roleArn":"\#(role)","roleSessionName":"x"}"#
        let answer = """
            {"credentials":{"accessKeyId":"ASIAEXAMPLE000000002"},"assumedRoleUser":{"arn":\
            "arn:aws:sts::\(Self.owner):assumed-role/exports/x"}}
            """
        let user = """
            "type":"IAMUser","principalId":"AIDAEXAMPLEANN000000","accountId":"\(Self.caller)","accessKeyId":\
            "AKIAEXAMPLE000000001","arn":"arn:aws:iam::\(Self.caller):user/ann","userName":"ann"
            """
        let foreign = #""type":"AWSAccount","principalId":"AIDAEXAMPLEANN000000","accountId":"\#(Self.caller)""#
        func taken(_ id: String, _ account: String, _ identity: String) -> String {
            Self.event(
                id, in: account, "AssumeRole", source: "sts.amazonaws.com", identity: identity,
                resources: #"[{"ARN":"\#(role)","accountId":"\#(Self.owner)","type":"AWS::IAM::Role"}]"#,
                parameters: parameters, answer: answer)
        }
        let used = Self.event(
            "3", in: Self.owner, "ListBuckets", source: "s3.amazonaws.com",
            identity: """
                "type":"AssumedRole","principalId":"AROAEXPORTS:x","accountId":"\(Self.owner)","accessKeyId":\
                "ASIAEXAMPLE000000002","arn":"arn:aws:sts::\(Self.owner):assumed-role/exports/x"
                """, shared: nil, request: "REQ2", parameters: "null")
        let result = try correlate([
            taken("2-caller", Self.caller, user), taken("1-owner", Self.owner, foreign), used,
        ])

        #expect(result.activities.map(\.action).sorted() == ["s3:ListBuckets", "sts:AssumeRole"])
        let assume = try #require(result.activities.first { $0.action == "sts:AssumeRole" })
        #expect(assume.identity?.id == "arn:aws:iam::999900001111:user/ann")
        #expect(assume.credential?.id.contains("AKIAEXAMPLE000000001") == true)
        #expect(result.edges(AWSEdge.assumed) == ["arn:aws:iam::999900001111:user/ann → \(role)"])
        let use = try #require(result.activities.first { $0.action == "s3:ListBuckets" })
        #expect(use.joins.map(\.link).contains("session → issuing call"))
    }

    @Test func aTypeOfIdentityThatNoGuideHasIsCounted() {
        let text = Self.read(in: Self.caller).replacing(#""type":"AssumedRole""#, with: #""type":"MartianUser""#)
        let decoding = CloudTrailDecoder().decode(SourceFile(path: "x.json", bytes: Array(text.utf8)))

        #expect(decoding.records.count == 1)
        #expect(
            decoding.passedOver.map(\.reason) == [#"event with a userIdentity.type that is not known: "MartianUser""#])
    }

    @Test func manyCallsOfOneRequestThatLookTheSameEnd() {
        func call(_ id: Int, in account: String) -> RuntimeRecord {
            var caller = CloudCallRecord.Caller()
            caller.account = Self.caller
            caller.type = account == Self.caller ? "AssumedRole" : "AWSAccount"
            caller.principalID = "AROAEXAMPLEREADER000:job-7"
            caller.accessKeyID = account == Self.caller ? "ASIA\(id)" : ""
            return .cloudCall(
                CloudCallRecord(
                    eventID: "\(account)-\(id)", time: 1, eventSource: "s3.amazonaws.com", eventName: "GetObject",
                    region: "eu-west-1", recipientAccount: account, caller: caller, requestID: "REQ1",
                    sourceAddress: "",
                    userAgent: "", errorCode: "", resources: [], parameters: [Property("bucketName", "b")],
                    issuedAccessKeyID: "", issuedARN: "", isDataEvent: true,
                    evidence: Evidence(source: "cloudtrail", file: "", locator: "\(account)-\(id)", time: 1)))
        }
        // Compared pair by pair, these would not come back.
        let records = (0..<20_000).flatMap { [call($0, in: Self.caller), call($0, in: Self.owner)] }
        #expect(Correlation.correlate(records: records, index: TableIndex()).activities.count == 40_000)
    }

    private static func copy(_ id: String, in account: String) -> String {
        let told = account == caller ? ("staging", caller) : ("pay-files", owner)
        return event(
            id, in: account, "CopyObject", source: "s3.amazonaws.com", identity: account == caller ? session : outsider,
            resources: """
                [{"ARN":"arn:aws:s3:::\(told.0)/x"},{"accountId":"\(told.1)","ARN":"arn:aws:s3:::\(told.0)"}]
                """, parameters: #"{"bucketName":"staging","key":"x","x-amz-copy-source":"pay-files/x"}"#)
    }

    @Test func eachLogTellsOfACopyWhoseItsOwnEndIs() throws {
        let acts = try correlate([Self.copy("1", in: Self.caller), Self.copy("2", in: Self.owner)]).activities
        #expect(acts.map(\.id) == ["request/REQ1", "request/REQ1//1"])
        #expect(acts.map(\.target?.scope) == [Self.caller, Self.owner])
        #expect(acts.map(\.target?.id) == ["arn:aws:s3:::staging", "arn:aws:s3:::pay-files"])
        #expect(acts.allSatisfy { $0.evidence.map(\.locator) == ["1", "2"] })
    }

    @Test func theLogOfTheSourceDoesNotSayWhoseTheDestinationIs() throws {
        let acts = try correlate([Self.copy("2", in: Self.owner)]).activities
        #expect(acts.map(\.target?.scope) == ["unknown", Self.owner])
        #expect(acts.map(\.effect) == [.write, .read])
    }
}
