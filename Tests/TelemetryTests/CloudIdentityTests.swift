import OverreachModel
import OverreachTelemetry
import Testing

/// Who acted in CloudTrail events of every identity type, and in the audit logs of Google Cloud and Azure.
@Suite struct CloudIdentityTests {
    private func correlate(_ text: String) throws -> Correlated {
        let file = SourceFile(path: "log.json", bytes: Array(text.utf8))
        let decoder = try #require(Decoders.all.first { $0.recognise(file) != nil })
        return Correlation.correlate(records: decoder.decode(file).records, index: TableIndex())
    }

    private func event(
        _ identity: String, id: String = "e1", source: String = "s3", name: String = "GetObject",
        region: String = "eu-west-1",
        more: String = ""
    ) -> String {
        """
        {"eventVersion":"1.10","eventID":"\(id)","eventTime":"2026-01-02T03:04:05Z","eventSource":"\(source).amazonaws.com",\
        "eventName":"\(name)","awsRegion":"\(region)","recipientAccountId":"111122223333","sourceIPAddress":"203.0.113.9",\
        \(more)"userIdentity":{\(identity)}}
        """
    }

    private static let session = """
        "type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/R/s","accountId":"111122223333",\
        "sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/team/R"}
        """

    @Test(arguments: [
        (#""type":"IAMUser","accountId":"111122223333","userName":"ann""#, "arn:aws:iam::111122223333:user/ann", nil),
        (
            #""type":"Root","arn":"arn:aws:iam::111122223333:root","accountId":"111122223333""#,
            "arn:aws:iam::111122223333:root", nil
        ),
        (session + "}", "arn:aws:iam::111122223333:role/team/R", nil),
        (session + #","sourceIdentity":"ann"}"#, "arn:aws:iam::111122223333:role/team/R", "ann"),
        (
            #""type":"FederatedUser","arn":"arn:aws:sts::111122223333:federated-user/f","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:user/ann"}}"#,
            "arn:aws:iam::111122223333:user/ann", nil
        ),
        (#""type":"AWSService","invokedBy":"ec2.amazonaws.com""#, "ec2.amazonaws.com", nil),
        (#""accountId":"111122223333","invokedBy":"autoscaling.amazonaws.com""#, "autoscaling.amazonaws.com", nil),
        (
            #""type":"AWSAccount","principalId":"AIDAX","accountId":"999900001111""#, "AIDAX", nil
        ),
        (
            #""type":"AWSAccount","principalId":"AROAX:s","accountId":"999900001111""#, "AROAX", nil
        ),
        (
            #""type":"AWSAccount","principalId":"999900001111","accountId":"999900001111""#,
            "arn:aws:iam::999900001111:root", nil
        ),
        (#""type":"AWSAccount","accountId":"999900001111""#, "arn:aws:iam::999900001111:root", nil),
        (#""type":"AWSAccount","principalId":"","accountId":"ANONYMOUS_PRINCIPAL""#, "*", nil),
        (#""type":"SAMLUser","principalId":"x:ann","userName":"ann","identityProvider":"idp""#, "idp/ann", "ann"),
        (
            #""type":"WebIdentityUser","principalId":"p","userName":"sub1","identityProvider":"accounts.google.com""#,
            "accounts.google.com/sub1", nil
        ),
        (
            #""type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"u-1","identityStoreArn":"x"}"#,
            nil, "u-1"
        ),
        (#""type":"Directory","userName":"ann""#, nil, "ann"), (#""type":"Unknown""#, nil, nil),
    ])
    func everyIdentityTypeNamesWhoActed(identity: String, id: String?, person: String?) throws {
        let act = try #require(correlate(event(identity)).activities.first)

        #expect(act.identity?.id == id)
        #expect(act.initiator?.id == person)
        #expect(act.address == "203.0.113.9")
    }

    @Test(arguments: [
        ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"), ("eu-west-1", "aws"),
    ])
    func aUserWithoutARNIsOfThePartitionOfTheRegion(region: String, partition: String) throws {
        let text = event(#""type":"IAMUser","accountId":"111122223333","userName":"ann""#, region: region)
        #expect(try correlate(text).activities.first?.identity?.id == "arn:\(partition):iam::111122223333:user/ann")
    }

    @Test(arguments: [
        ("ASIAEXAMPLE000000001", "console.ec2.amazonaws.com", "ann"), ("ASIAEXAMPLE000000001", "aws-cli/2.15", nil),
        ("AKIAEXAMPLE000000001", "console.ec2.amazonaws.com", nil), ("", "signin.amazonaws.com", "ann"),
    ])
    func aUserAtTheConsoleIsAPersonAsItsUserAgentSays(key: String, agent: String, person: String?) throws {
        let identity = #""type":"IAMUser","accountId":"111122223333","userName":"ann","accessKeyId":"\#(key)""#
        let act = try #require(correlate(event(identity, more: #""userAgent":"\#(agent)","#)).activities.first)

        #expect(act.initiator?.id == person)
        #expect(act.missing.contains("tool") == (person == nil))
    }

    @Test func aPersonOfAnIdentityCentreIsNamedByTheUniqueIDToo() throws {
        let identity = """
            "type":"AssumedRole","principalId":"AROAX:ann@example.com","accountId":"111122223333","sessionContext":\
            {"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0123"}}
            """
        #expect(try correlate(event(identity)).activities.first?.initiator?.id == "ann@example.com")
    }

    @Test func aServiceThatActsOnSomebodysBehalfLeavesTheIdentityAndIsNamed() throws {
        let identity = Self.session + #"},"invokedBy":"cloudformation.amazonaws.com""#
        let act = try #require(correlate(event(identity)).activities.first)

        #expect(act.via == "cloudformation.amazonaws.com")
        #expect(act.identity?.id == "arn:aws:iam::111122223333:role/team/R")
    }

    @Test func copiesInTwoAccountsWithoutARequestIDAreOneActByTheirSharedID() throws {
        let first = event(Self.session + "}", id: "e1", more: #""sharedEventID":"sh","#)
        let second = event(Self.session + "}", id: "e2", more: #""sharedEventID":"sh","#)
            .replacing("\"recipientAccountId\":\"111122223333\"", with: "\"recipientAccountId\":\"999900001111\"")

        let acts = try correlate(first + "\n" + second).activities
        #expect(acts.count == 1)
        #expect(acts.first?.evidence.count == 2)
    }

    @Test func aSessionThatEC2DeliveredIsItsInstances() throws {
        let identity = """
            "type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/R/i-0123456789abcdef0","accountId":\
            "111122223333","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/R"},"ec2RoleDelivery":"2.0"}
            """
        let named = identity.replacing(#","ec2RoleDelivery":"2.0""#, with: "")
        let result = try correlate(event(identity))

        #expect(
            result.activities.first?.workload?.id == "arn:aws:ec2::111122223333:instance/i-0123456789abcdef0")
        #expect(result.edges(AgentEdge.runsAs).count == 1)
        #expect(try correlate(event(named)).activities.first?.workload == nil)
    }

    @Test func googleCloudNamesWhoActedByWhomOnWhat() throws {
        let text = """
            {"insertId":"i1","timestamp":"2026-01-02T03:04:05Z","logName":"projects/p/logs/cloudaudit.googleapis.com%2Fdata_access",\
            "resource":{"type":"gcs_bucket","labels":{"project_id":"p"}},"protoPayload":{"serviceName":"storage.googleapis.com",\
            "methodName":"storage.objects.get","resourceName":"projects/_/buckets/pay/objects/a.csv",\
            "requestMetadata":{"callerIp":"203.0.113.9"},"authorizationInfo":[{"permission":"storage.objects.get",\
            "granted":true,"permissionType":"DATA_READ"}],"authenticationInfo":{"principalEmail":"bot@p.iam.gserviceaccount.com",\
            "serviceAccountKeyName":"//iam.googleapis.com/projects/p/serviceAccounts/bot/keys/k1",\
            "serviceAccountDelegationInfo":[{"firstPartyPrincipal":{"principalEmail":"ann@example.com"}}]}}}
            """
        let result = try correlate(text)
        let act = try #require(result.activities.first)

        #expect(act.action == "google:storage.objects.get")
        #expect(act.identity?.id == "bot@p.iam.gserviceaccount.com")
        #expect(act.initiator?.id == "ann@example.com")
        #expect(act.target?.id == "storage.googleapis.com/projects/_/buckets/pay")
        #expect(result.edges(ObservedIdentityEdge.impersonated) == ["ann@example.com → bot@p.iam.gserviceaccount.com"])
    }

    @Test(arguments: [
        (
            "google.cloud.secretmanager.v1.SecretManagerService.AccessSecretVersion", "projects/p/secrets/s/versions/1",
            Effect?.some(.read)
        ),
        ("storage.setIamPermissions", "projects/_/buckets/b", .administer),
        ("storage.objects.list", "projects/_/buckets/b", nil),
        ("storage.objects.delete", "projects/_/buckets/b/objects/o", .delete),
        ("google.cloud.bigquery.v2.TableDataService.InsertAll", "projects/p/datasets/d/tables/t", .write),
        ("v1.compute.instances.delete", "projects/p/zones/z/instances/i", nil),
    ])
    func methodsOfGoogleCloudDoToDataWhatTheirVerbsSay(method: String, resource: String, effect: Effect?) throws {
        let service = method.hasPrefix("v1.compute") ? "compute.googleapis.com" : "x.googleapis.com"
        let text = """
            {"insertId":"i1","timestamp":"2026-01-02T03:04:05Z","logName":"projects/p/logs/x","protoPayload":{"serviceName":\
            "\(service)","methodName":"\(method)","resourceName":"\(resource)","authenticationInfo":{"principalEmail":"a@b.c"}}}
            """
        #expect(try correlate(text).activities.map(\.effect) == [effect])
    }

    @Test func azureNamesWhoActedOnWhat() throws {
        let text = """
            {"records":[{"time":"2026-01-02T03:04:05Z","resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/\
            MICROSOFT.KEYVAULT/VAULTS/PAY","operationName":"SecretGet","category":"AuditEvent","resultType":"Success",\
            "correlationId":"c1","callerIpAddress":"203.0.113.9","identity":{"claim":{"oid":"o1","appid":"app1"}},\
            "properties":{"id":"https://pay.vault.azure.net/secrets/x","httpStatusCode":200}},\
            {"time":"2026-01-02T03:04:06Z","tenantId":"t","resourceId":"/tenants/t","operationName":"Sign-in activity",\
            "category":"ServicePrincipalSignInLogs","callerIpAddress":"203.0.113.9","properties":{"id":"s1",\
            "servicePrincipalName":"ci","servicePrincipalId":"o2","resourceDisplayName":"Microsoft Graph","status":{"errorCode":0}}},\
            {"time":"2026-01-02T03:04:07Z","resourceId":"/x","operationName":"AutoscaleEvent"}]}
            """
        let result = try correlate(text)

        #expect(result.activities.map(\.action) == ["azure:SecretGet", "azure:sign-in"])
        #expect(result.activities.map { $0.identity?.id } == ["o1", "ci"])
        #expect(result.activities.first?.effect == .read)
        #expect(result.activities.first?.target?.id.hasSuffix("/vaults/pay") == true)
        #expect(result.activities.last?.object == "Microsoft Graph")
    }

    @Test func everyReadOfOneAzureSecretCounts() throws {
        let reads = ["10:00:00Z", "11:00:00Z", "11:00:00Z"].enumerated().map { number, time in
            """
            {"time":"2026-06-01T\(time)","resourceId":"/subscriptions/s/providers/Microsoft.KeyVault/vaults/v",\
            "operationName":"SecretGet","category":"AuditEvent","resultType":"Success","correlationId":"c\(number)",\
            "identity":{"claim":{"oid":"o2"}},"properties":{"id":"https://v.vault.azure.net/secrets/x/1"}}
            """
        }
        let acts = try correlate("{\"records\":[\(reads.joined(separator: ","))]}").activities
        #expect(acts.map(\.action) == ["azure:SecretGet", "azure:SecretGet", "azure:SecretGet"])
    }

    /// Acts of which an older version kept a count, with the links that it missed.
    @Test func whatAnOlderVersionMissedIsJudgedAnew() {
        func judged(_ missing: [String], _ change: (inout Activity) -> Void) -> [String] {
            var act = Activity(id: "day/1", time: 1, action: "iam:CreateUser", isCloudCall: true, outcome: .succeeded)
            act.missing = missing
            change(&act)
            return act.judgedAnew.missing
        }
        let all = ["initiator", "agent", "server", "tool", "credential", "identity", "workload", "target"]

        #expect(judged(all) { _ in } == all)
        #expect(judged(all) { $0.object = "user/ann" } == all.dropLast())
        #expect(judged(["initiator", "agent"]) { $0.initiator = .person("ann") } == ["agent"])
        #expect(
            judged(["agent", "server", "tool", "workload"]) {
                $0.initiator = .person("ann")
                $0.joins = [Activity.Join("initiator → act", method: "signed in at the console", confidence: .high)]
            }.isEmpty)
        #expect(
            judged(all) { $0.identity = Key(NodeType(AWSNode.service), scope: "", id: "ec2.amazonaws.com") }.isEmpty)
        // What it did not miss is not known to be missing.
        #expect(judged([]) { _ in }.isEmpty)
    }

    @Test func aRoleThatIsOnlyHandedOutHasAName() throws {
        let role = "arn:aws:iam::111122223333:role/web"
        let correlated = try correlate(
            event(
                #""type":"AWSService","invokedBy":"ec2.amazonaws.com""#, source: "sts", name: "AssumeRole",
                more: """
                    "requestParameters":{"roleArn":"\(role)","roleSessionName":"i-0123456789abcdef0"},"responseElements":\
                    {"credentials":{"accessKeyId":"ASIA1"}},
                    """))
        #expect(correlated.nodes.first { $0.key.id == role }?.name == "web")
    }
}
