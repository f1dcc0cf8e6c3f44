import Foundation
import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

/// Files that others made, read where they stand.
@Suite(.enabled(if: TestFiles.isDataThere, "the shared data is not there: set OVERREACH_DATA"))
struct RecordedDataTests {
    private func decode(_ path: String) throws -> Decoding {
        var file = try TestFiles.file(TestFiles.data.appendingPathComponent(path))
        if Inflate.isGzip(file.bytes) { file.bytes = try Inflate.gunzip(file.bytes, limit: 1 << 24) }
        let decoder = try #require(Decoders.all.first { $0.recognise(file) != nil }, "nobody recognises \(path)")
        return decoder.decode(file)
    }

    @Test(arguments: [
        ("otlp/recorded/mcp-sdk-2.3.0-native.request0.pb.gz", 1, 0),
        ("otlp/recorded/mcp-sdk-2.3.0-native.request11.pb.gz", 1, 0),
        ("otlp/recorded/mcp-sdk-2.3.0-native.stdio.traces.jsonl", 12, 0),
        ("otlp/recorded/openinference-openai-0.1.66.traces.jsonl", 2, 0),
        // Two spans, and eight messages as log records.
        ("otlp/recorded/otel-openai-v2-2.1b0.traces-and-logevents.jsonl", 10, 0),
        ("otlp/recorded/traceloop-openai-agents-0.62.4.traces.jsonl", 5, 0),
        ("otlp/spec/open-telemetry__opentelemetry-proto__examples__trace.json", 1, 0),
        ("logs/cloudtrail/otrf/ec2_proxy_s3_exfiltration_2020-09-14011940.json", 103, 0),
    ])
    func aRecordingGivesItsRecords(path: String, accepted: Int, rejected: Int) throws {
        let decoding = try decode(path)

        #expect(decoding.records.count == accepted)
        #expect(decoding.rejections.count == rejected)
    }

    @Test func everyDetonationIsReadWhole() throws {
        let folder = TestFiles.data.appendingPathComponent("logs/cloudtrail/stratus")
        var received = 0
        for file in try TestFiles.files(in: folder) {
            let decoding = try decode("logs/cloudtrail/stratus/\(file.lastPathComponent)")
            #expect(decoding.rejections.isEmpty, "\(file.lastPathComponent)")
            received += decoding.received
        }

        #expect(received == 226)
    }

    @Test func examplesOfOtherSignalsTellOfNothingAndSaySo() throws {
        let name = "otlp/spec/open-telemetry__opentelemetry-proto__examples__"
        let metrics = try TestFiles.file(TestFiles.data.appendingPathComponent("\(name)metrics.json"))

        #expect(Decoders.all.compactMap { $0.recognise(metrics)?.form } == ["otlp metrics json"])
        #expect(try decode("\(name)metrics.json").passedOver.map(\.reason) == ["metrics, which are not read"])
        #expect(try decode("\(name)logs.json").passedOver.map(\.reason) == ["log record without an event name"])
        #expect(
            try decode("\(name)events.json").passedOver.map(\.reason) == [
                #"log record of an event that tells of no act: "browser.page_view""#
            ])
        #expect(try correlate("\(name)trace.json").activities.isEmpty)
    }

    private func correlate(_ path: String) throws -> Correlated {
        Correlation.correlate(records: try decode(path).records, index: TableIndex())
    }

    /// What a person reads in the recordings.
    @Test(arguments: [
        (
            "mcp-sdk-2.3.0-native.stdio.traces.jsonl",
            [
                "alice > report-writer > demo-mcp-server/read_file: read_file succeeded",
                "alice > report-writer > demo-mcp-server/send_report: send_report failed",
                "alice > report-writer > demo-mcp-server/-: resources/read succeeded",
            ]
        ),
        ("mcp-sdk-2.3.0-native.request0.pb.gz", []),
        (
            "openinference-openai-0.1.66.traces.jsonl",
            ["- > finance-agent > -/query_database: query_database succeeded"]
        ),
        (
            "otel-openai-v2-2.1b0.traces-and-logevents.jsonl",
            ["- > finance-agent > -/query_database: query_database succeeded"]
        ),
        (
            "traceloop-openai-agents-0.62.4.traces.jsonl",
            ["- > finance-agent > -/query_database: query_database succeeded"]
        ),
    ])
    func aRecordingTellsWhatOneReadsInIt(file: String, story: [String]) throws {
        #expect(try correlate("otlp/recorded/\(file)").activities.map(\.story) == story)
    }

    /// Who did what to what, file by file; all of it was allowed.
    @Test(arguments: [
        ("attach_pod", ["minikube-user create pods/attach default/pods/nginx-deployment-7998647bdf-phvq7"]),
        ("create_cluster_role_pod_exec", ["minikube-user create clusterroles clusterroles/some-reader"]),
        ("create_cluster_role_wildcard_resources", ["minikube-user create clusterroles clusterroles/some-reader"]),
        ("create_cluster_role_wildcard_verbs", ["minikube-user create clusterroles clusterroles/some-reader"]),
        ("create_clusterrole", ["minikube-user create clusterroles clusterroles/some-reader"]),
        ("create_configmap", ["minikube-user create configmaps default/configmaps/my-config"]),
        ("create_configmap_no_sensitive_values", ["minikube-user create configmaps default/configmaps/my-config"]),
        (
            "create_configmap_sensitive_values",
            Array(repeating: "minikube-user create configmaps default/configmaps/my-config", count: 6)
        ),
        ("create_deployment", ["minikube-user create deployments default/deployments/nginx-deployment"]),
        ("create_kube_system_secret", ["admin create secrets kube-system/secrets/bootstrap-token-ne7bxu write"]),
        ("create_secret", ["minikube-user create secrets default/secrets/example-secret write"]),
        ("create_service", ["minikube-user create services default/services/nginx"]),
        ("create_nginx_service_nonodeport", ["minikube-user create services default/services/nginx"]),
        (
            "create_service_account_token_secret",
            ["system:kube-controller-manager create secrets test2/secrets/default-token-7v4pb write"]
        ),
        (
            "create_serviceaccount_kube_public_namespace",
            ["minikube-user create serviceaccounts kube-public/serviceaccounts/myacct"]
        ),
        (
            "create_serviceaccount_kube_system_namespace",
            ["minikube-user create serviceaccounts kube-system/serviceaccounts/myacct"]
        ),
        (
            "delete_cluster_role_kube_aggregator",
            ["minikube-user delete clusterroles clusterroles/system:kube-aggregator"]
        ),
        ("delete_configmap", ["minikube-user delete configmaps default/configmaps/my-config"]),
        ("delete_namespace_foo", ["minikube-user delete namespaces foo/namespaces/foo"]),
        ("delete_secret", ["minikube-user delete secrets default/secrets/example-secret delete"]),
        ("minikube_creates_namespace_foo", ["minikube-user create namespaces namespaces/foo"]),
        (
            "modify_cluster_role_node_problem_detector",
            ["minikube-user patch clusterroles clusterroles/system:node-problem-detector"]
        ),
        (
            "create_nginx_pod_unsensitive_mount",
            ["system:node:minikube get pods default/pods/nginx-deployment-6dfd8b84dc-6dkjc"]
        ),
    ])
    func anAuditEventTellsWhoDidWhat(file: String, story: [String]) throws {
        let acts = try correlate("logs/kubernetes-audit/\(file).json").activities
        #expect(
            acts.map { act in
                [
                    "\(act.identity?.id ?? "-") \(act.action.dropFirst("kubernetes:".count)) \(act.object ?? "-")",
                    act.effect?.rawValue,
                ]
                .compactMap { $0 }.joined(separator: " ")
            } == story)
        #expect(acts.allSatisfy { $0.outcome == .succeeded })
    }

    @Test(arguments: [
        "create_nginx_pod_no_secctx_1st_container_privileged_2nd_container", "create_nginx_pod_nohostnetwork",
        "create_nginx_pod_privileged_2nd_container", "create_nginx_pod_sensitive_mount",
        "create_nginx_pod_unprivileged",
    ])
    func aControllersPodNamesTheBindingByWhichItMayBeMade(file: String) throws {
        let result = try correlate("logs/kubernetes-audit/\(file).json")
        let controller = "system:controller:replicaset-controller"

        #expect(result.activities.map { $0.identity?.id } == ["kube-system/replicaset-controller"])
        #expect(
            result.activities.first?.joins.map(\.method) == [
                "ClusterRoleBinding \(controller) of ClusterRole \(controller)"
            ])
        #expect(result.edges(KubernetesEdge.bindsRole) == ["\(controller) → \(controller)"])
    }

    @Test func whatIsNoEventIsNobodysFile() throws {
        let file = try TestFiles.file(TestFiles.data.appendingPathComponent("logs/kubernetes-audit/fal_01_003.json"))
        #expect(Decoders.all.allSatisfy { $0.recognise(file) == nil })
    }

    /// Credentials that one call of a detonation issued and others used: as whom, how often, how it ended.
    @Test(arguments: [
        (
            "aws.discovery.ec2-download-user-data", "role/stratus-red-team-get-usr-data-role", 15,
            Activity.Outcome.denied
        ),
        ("aws.execution.ec2-launch-unusual-instances", "role/stratus-red-team-ec2lui-role-idtzskbvtd", 1, .denied),
        ("aws.persistence.sts-federation-token", "user/stratus-red-team-user-federation-user", 1, .succeeded),
    ])
    func issuedCredentialsAreJoinedToTheirUse(file: String, identity: String, count: Int, outcome: Activity.Outcome)
        throws
    {
        let acts = try correlate("logs/cloudtrail/stratus/\(file).json").activities
        let used = acts.filter { act in act.joins.contains { $0.link == "session → issuing call" } }

        #expect(used.count == count)
        #expect(used.allSatisfy { $0.identity?.id.hasSuffix(":\(identity)") == true && $0.outcome == outcome })
    }

    /// What a person reads in the detonations: who did what to what, and how it ended.
    @Test(arguments: [
        (
            "aws.defense-evasion.cloudtrail-stop",
            ["StopLogging trail/stratus-red-team-ct-stop-trail-buykxbqejv succeeded"]
        ),
        (
            "aws.defense-evasion.cloudtrail-event-selectors",
            ["PutEventSelectors trail/stratus-red-team-ctes-trail-khlvciwdor succeeded"]
        ),
        (
            "aws.defense-evasion.dns-delete-logs",
            ["DeleteResolverQueryLogConfig resolver-query-log-config/rqlc-4473f20ca554c07 succeeded"]
        ),
        ("aws.exfiltration.rds-share-snapshot", ["ModifyDBSnapshotAttribute snapshot/exfiltration succeeded"]),
        (
            "aws.exfiltration.ec2-security-group-open-port-22-ingress",
            ["AuthorizeSecurityGroupIngress security-group/sg-003dc7f1f1c686164 succeeded"]
        ),
        (
            "aws.persistence.iam-backdoor-role",
            ["UpdateAssumeRolePolicy role/stratus-red-team-backdoor-r-role succeeded"]
        ),
        (
            "aws.persistence.iam-backdoor-user",
            ["CreateAccessKey user/stratus-red-team-backdoor-u-user, access-key/AKIAL80DWDVKKM0UXEER succeeded"]
        ),
        (
            "aws.persistence.iam-create-admin-user",
            [
                "AttachUserPolicy user/malicious-iam-user, arn:aws:iam::aws:policy/AdministratorAccess succeeded",
                "CreateAccessKey user/malicious-iam-user, access-key/AKIAXAFZN8JEPF6L682H succeeded",
                "CreateUser user/malicious-iam-user succeeded",
            ]
        ),
        (
            "aws.persistence.lambda-backdoor-function",
            [
                "AddPermission20150331v2 arn:aws:lambda:ca-centralnorth-1r:880896431042:function:"
                    + "stratus-red-team-backdoor-f-func succeeded"
            ]
        ),
        (
            "aws.privilege-escalation.iam-update-user-login-profile",
            ["UpdateLoginProfile user/stratus-red-team-update-login-profile-user succeeded"]
        ),
        ("aws.initial-access.console-login-without-mfa", ["ConsoleLogin - succeeded"]),
    ])
    func aDetonationTellsWhatWasDoneToWhat(file: String, story: [String]) throws {
        let acts = try correlate("logs/cloudtrail/stratus/\(file).json").activities
        let told = acts.map {
            "\($0.action.split(separator: ":").last ?? "") \($0.object ?? "-") \($0.outcome.rawValue)"
        }
        #expect(told.sorted() == story)
        #expect(acts.allSatisfy { $0.identity != nil && !$0.missing.contains("target") })
    }

    @Test func aRefusedDetonationNamesTheRole() throws {
        let acts = try correlate("logs/cloudtrail/stratus/aws.discovery.ec2-download-user-data.json").activities
        let refused = acts.filter { $0.action == "sts:AssumeRole" && $0.outcome == .denied }

        #expect(refused.count == 2)
        #expect(refused.allSatisfy { $0.object?.hasSuffix("role/stratus-red-team-get-usr-data-role") == true })
    }

    @Test func everyParameterThatADetonationReadIsAnAct() throws {
        let file = "logs/cloudtrail/stratus/aws.credential-access.ssm-retrieve-securestring-parameters.json"
        let read = try correlate(file).activities.filter { $0.action == "ssm:GetParameters" }

        #expect(
            Set(read.compactMap(\.target?.id)).map { $0.split(separator: "-").last ?? "" }.compactMap { Int($0) }
                .sorted()
                == Array(0...41))
        #expect(read.count == 42)
    }

    @Test func theStolenSessionOfADetonationIsItsInstances() throws {
        let acts = try correlate("logs/cloudtrail/stratus/aws.credential-access.ec2-steal-instance-credentials.json")
            .activities
        let stolen = acts.filter { $0.workload != nil }

        #expect(acts.count == 45)
        #expect(stolen.map(\.action) == ["sts:GetCallerIdentity", "ec2:DescribeInstances"])
        #expect(stolen.allSatisfy { $0.workload?.id.hasSuffix("instance/i-786a3A8B5C0d92eF4") == true })
        #expect(
            stolen.allSatisfy { act in act.joins.contains { $0.method == "ec2RoleDelivery" && $0.confidence == .high } }
        )
    }

    @Test func theNativeSDKsRecordingIsAnAgentWithTwoCallsOfOneServerThatReadAResource() throws {
        let decoding = try decode("otlp/recorded/mcp-sdk-2.3.0-native.stdio.traces.jsonl")
        let result = Correlation.correlate(records: decoding.records, index: TableIndex())

        #expect(result.activities.map(\.action) == ["read_file", "send_report", "resources/read"])
        #expect(result.activities.map(\.outcome) == [.succeeded, .failed, .succeeded])
        #expect(result.activities.allSatisfy { $0.agents.map(\.id) == ["demo/demo-agent/report-writer"] })
        #expect(result.activities.allSatisfy { $0.server?.id == "demo-mcp-server/demo-mcp-server" })
        #expect(result.edges(AgentEdge.asks) == ["alice → demo/demo-agent/report-writer"])
        #expect(
            result.node("demo-mcp-server", AgentNode.server)?.values(PropertyName.parentService) == ["demo-agent"])
    }

    @Test func theTheftOfAnInstancesRoleIsOneRoleWithItsBuckets() throws {
        let decoding = try decode("logs/cloudtrail/otrf/ec2_proxy_s3_exfiltration_2020-09-14011940.json")
        let result = Correlation.correlate(records: decoding.records, index: TableIndex())
        let stolen = result.activities.filter { $0.session?.hasSuffix("/i-0317f6c6b66ae9c40") == true }

        #expect(stolen.count == 11)
        #expect(Set(stolen.compactMap(\.identity)).count == 1)
        #expect(
            Set(stolen.compactMap(\.workload?.id)) == [
                "arn:aws:ec2:us-east-1:123456789123:instance/i-0317f6c6b66ae9c40"
            ])
        #expect(stolen.allSatisfy { act in act.joins.contains { $0.method == "issued to the instance" } })
        #expect(Set(stolen.compactMap(\.address)) == ["1.2.3.4"])
        #expect(result.edges(AgentEdge.runsAs).count == 2)
        #expect(stolen.allSatisfy { act in act.joins.contains { $0.method == "issued access key" } })
        #expect(stolen.filter { $0.action == "s3:GetObject" }.allSatisfy { $0.effect == .read && $0.target != nil })
    }
}
