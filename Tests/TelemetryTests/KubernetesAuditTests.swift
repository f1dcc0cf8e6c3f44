import OverreachModel
import OverreachTelemetry
import Testing

@Suite struct KubernetesAuditTests {
    private func decode(_ text: String) throws -> Decoding {
        let file = SourceFile(path: "audit.json", bytes: Array(text.utf8))
        let decoder = try #require(Decoders.all.first { $0.recognise(file) != nil })
        return decoder.decode(file)
    }

    private func correlate(_ texts: String..., index: TableIndex = TableIndex()) throws -> Correlated {
        Correlation.correlate(records: try texts.flatMap { try decode($0).records }, index: index)
    }

    /// An event as an API server writes it, in one line.
    private static func event(
        id: String = "a1", verb: String = "get", user: String = #""username":"ann""#, more: String = "",
        object: String = #""resource":"secrets","namespace":"shop","name":"db""#, stage: String = "ResponseComplete",
        code: Int = 200, reason: String = ""
    ) -> String {
        """
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"\(id)","stage":"\(stage)",\
        "verb":"\(verb)","user":{\(user)},"sourceIPs":["10.0.0.7"],"objectRef":{\(object)},\
        "responseStatus":{"code":\(code)},"requestReceivedTimestamp":"2026-01-02T03:04:05.000006Z",\(more)\
        "annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"\(reason)"}}
        """
    }

    @Test func aSecretThatIsReadIsDataThatIsRead() throws {
        let act = try #require(correlate(Self.event()).activities.first)

        #expect(act.action == "kubernetes:get secrets")
        #expect(act.effect == .read)
        #expect(act.target == .kubernetes(.secret, cluster: "unknown", namespace: "shop", name: "db"))
        #expect(act.identity == .kubernetes(.user, cluster: "unknown", namespace: "", name: "ann"))
        #expect(act.address == "10.0.0.7")
    }

    @Test(arguments: [
        ("list", "secrets", Effect?.some(.read)), ("create", "secrets", .write),
        ("deletecollection", "secrets", .delete),
        ("get", "configmaps", nil), ("create", "clusterroles", nil),
    ])
    func onlySecretsAreDataAndAListReturnsThem(verb: String, resource: String, effect: Effect?) throws {
        let text = Self.event(verb: verb, object: #""resource":"\#(resource)","namespace":"shop""#)
        #expect(try correlate(text).activities.map(\.effect) == [effect])
    }

    @Test func theBindingThatTheReasonNamesIsARuntimeProofOfPosture() throws {
        let reason =
            #"RBAC: allowed by RoleBinding \"read/shop\" of Role \"reader\" to ServiceAccount \"bot/shop\""#
        let result = try correlate(
            Self.event(user: #""username":"system:serviceaccount:shop:bot""#, reason: reason))

        #expect(result.activities.first?.joins.map(\.method) == ["RoleBinding shop/read of Role reader"])
        #expect(result.edges(KubernetesEdge.bindsRole) == ["shop/read → shop/reader"])
        #expect(result.activities.first?.identity?.type == NodeType(KubernetesNode.serviceAccount))
    }

    @Test func aRequestThatFailedKeepsASecretThatAnotherOneShows() throws {
        let failed = Self.event(id: "a1", code: 409)
        #expect(try correlate(failed).activities.map { $0.target == nil } == [true])
        #expect(try correlate(failed + "\n" + Self.event(id: "a2")).activities.allSatisfy { $0.target != nil })
    }

    @Test func aRequestIsJoinedToTheSpanThatRecordsItsAuditID() throws {
        let desk = Sketch.Process("desk", host: "h2")
        let spans = [
            Sketch.agent(1, "bot", in: desk, ["user.id": "ann"]),
            Sketch.span(
                2, under: 1, "execute_tool look", in: desk,
                ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "look", "mcp.server.name": "k8s"]),
            Sketch.span(
                3, under: 2, "GET", .client, in: desk,
                [
                    "http.request.method": "GET", "url.full": "https://10.0.0.1", "http.response.header.audit-id": "a1",
                ]),
        ]
        let records = try spans + decode(Self.event(id: "a1")).records
        let acts = Correlation.correlate(records: records, index: TableIndex()).activities

        #expect(acts.map(\.action) == ["kubernetes:get secrets"])
        #expect(acts.first?.story.hasPrefix("ann > bot > k8s/look: ") == true)
        #expect(acts.first?.evidence.map(\.source) == ["otlp", "kubernetes-audit"])
        #expect(acts.first?.joins.contains { $0.method == "audit-id = auditID" } == true)
    }

    @Test func ofTheSpansThatRecordAnAuditIDTheOutermostClientsIsTheCall() throws {
        let desk = Sketch.Process("desk", host: "h2")
        let server = Sketch.Process("apiserver", host: "h3")
        func request(
            _ id: Int, under parent: Int?, _ role: SpanRecord.Role = .client, in process: Sketch.Process, trace: Int = 1
        ) -> RuntimeRecord {
            Sketch.span(
                id, under: parent, "GET", role, in: process, trace: trace,
                [
                    "http.request.method": "GET", "url.full": "https://api.example.com",
                    "http.response.header.audit-id": "a1",
                ])
        }
        // The server's span has the smaller id; the client's library puts spans inside each other.
        let spans = [
            Sketch.agent(4, "bot", in: desk, ["user.id": "ann"]), request(5, under: 4, in: desk),
            Sketch.span(6, under: 5, "retry", in: desk), request(7, under: 6, in: desk),
            request(2, under: 7, .server, in: server), request(3, under: 2, .internal, in: server),
        ]
        func acts(_ spans: [RuntimeRecord]) throws -> [Activity] {
            let records = try spans + decode(Self.event(id: "a1")).records
            return Correlation.correlate(records: records, index: TableIndex()).activities
        }
        let act = try #require(acts(spans).first)

        #expect(try acts(spans).map(\.action) == ["kubernetes:get secrets"])
        #expect(act.agents.map(\.id) == ["/desk/bot"])
        #expect(act.evidence.first?.locator == "\(Sketch.traceID(1))/\(Sketch.spanID(5))")
        #expect(act.joins.filter { $0.link == "span → event" }.map(\.confidence) == [.certain])

        let other = try #require(acts(spans + [request(9, under: nil, in: desk, trace: 2)]).first)
        let join = try #require(other.joins.first { $0.link == "span → event" })
        #expect(join.confidence == .medium)
        #expect(join.rivals == ["span/\(Sketch.traceID(2))/\(Sketch.spanID(9))"])
    }

    @Test(arguments: [SpanRecord.Role.internal, .server, .unspecified])
    func whereNoClientRecordsAnAuditIDTheOutermostSpanThatDoesIsTheCall(role: SpanRecord.Role) throws {
        let desk = Sketch.Process("desk", host: "h2")
        let spans =
            [Sketch.agent(1, "bot", in: desk, ["user.id": "ann"])]
            + [(2, 1), (3, 2)].map { id, parent in
                Sketch.span(id, under: parent, "GET", role, in: desk, ["http.response.header.audit-id": "a1"])
            }
        let records = try spans + decode(Self.event(id: "a1")).records
        let acts = Correlation.correlate(records: records, index: TableIndex()).activities

        #expect(acts.map(\.action) == ["kubernetes:get secrets"])
        #expect(acts.first?.agents.map(\.id) == ["/desk/bot"])
        #expect(acts.first?.evidence.first?.locator == "\(Sketch.traceID(1))/\(Sketch.spanID(2))")
    }

    @Test func whoUsesAClientOfPeopleIsThatPerson() throws {
        let kubectl = #""userAgent":"kubectl/v1.30.1 (linux/amd64) kubernetes/6911225","#
        let act = try #require(correlate(Self.event(more: kubectl)).activities.first)

        #expect(act.initiator == .person("ann"))
        #expect(act.joins.map(\.method) == ["user of kubectl"])
        #expect(act.joins.map(\.confidence) == [.medium])
        #expect(act.missing.isEmpty)
    }

    @Test(arguments: [
        #""userAgent":"kubectl-controller/v1","#, #""userAgent":"argocd/v2","#, "",
    ])
    func aProgramsRequestLacksTheChainAboveIt(more: String) throws {
        #expect(try correlate(Self.event(more: more)).activities.map(\.initiator) == [nil])
        #expect(try correlate(Self.event(more: more)).activities.first?.missing.contains("agent") == true)
    }

    @Test func aServiceAccountIsNoPersonWhateverTheClient() throws {
        let event = Self.event(
            user: #""username":"system:serviceaccount:shop:bot""#, more: #""userAgent":"kubectl/v1","#)
        let act = try #require(correlate(event).activities.first)
        #expect(act.initiator == nil && act.missing.contains("workload"))
    }

    @Test func behindTheCertificateOfMastersStandsAPersonWhomNobodyKnows() throws {
        let user = #""username":"kubernetes-admin","groups":["system:masters","system:authenticated"]"#
        for more in ["", #""userAgent":"kubectl/v1.30.1 (linux/amd64)","#] {
            let act = try #require(correlate(Self.event(user: user, more: more)).activities.first)
            #expect(act.initiator == nil && act.missing == ["initiator"])
        }
    }

    @Test func whoImpersonatesActsAsTheOther() throws {
        let result = try correlate(Self.event(more: #""impersonatedUser":{"username":"root-user"},"#))

        #expect(result.activities.first?.identity?.id == "root-user")
        #expect(result.edges(ObservedIdentityEdge.impersonated) == ["ann → root-user"])
        #expect(result.activities.first?.joins.map(\.method) == ["impersonation by ann"])
    }

    @Test func theStagesOfOneRequestAreOneActThatEndedAsTheLastSays() throws {
        let lines = [
            Self.event(stage: "RequestReceived"), Self.event(stage: "ResponseStarted"),
            Self.event(stage: "ResponseComplete", code: 403),
        ].joined(separator: "\n")
        let decoding = try decode(lines)
        let acts = Correlation.correlate(records: decoding.records, index: TableIndex()).activities

        #expect(decoding.passedOver.map(\.reason) == ["audit event of a request that has no answer yet"])
        #expect(acts.map(\.outcome) == [.denied])
        #expect(acts.first?.evidence.count == 2)
    }

    @Test func thePodWhoseTokenWasUsedIsTheWorkload() throws {
        let user = """
            "username":"system:serviceaccount:shop:bot","extra":{"authentication.kubernetes.io/pod-name":["bot-1"],\
            "authentication.kubernetes.io/pod-uid":["u-1"]}
            """
        var index = TableIndex()
        let workload = Key.kubernetesWorkload(cluster: "c", namespace: "shop", kind: "Deployment", name: "bot")
        index.workloads["u-1"] = workload
        let known = try #require(correlate(Self.event(user: user), index: index).activities.first)
        let unknown = try #require(correlate(Self.event(user: user)).activities.first)

        #expect(known.workload == workload)
        #expect(known.joins.map(\.confidence) == [.certain])
        #expect(unknown.workload?.id == "shop/Pod/bot-1")
    }

    @Test func theAccessKeyThatEKSNamesTiesTheUserToTheSessionAndItsIssuer() throws {
        let user = """
            "username":"admin","extra":{"accessKeyId":["ASIA1"],"arn":["arn:aws:sts::111122223333:assumed-role/ops/x"],\
            "canonicalArn":["arn:aws:iam::111122223333:role/ops"],"sessionName":["x"]}
            """
        let issue = Sketch.event(
            "e1", "sts", "AssumeRole", by: .user("u", key: "AKIA1"), request: "r", at: 1, issued: "ASIA1",
            ["roleArn": Sketch.role("ops"), "roleSessionName": "x"])
        let records = try decode(Self.event(user: user)).records
        let result = Correlation.correlate(records: records + [issue], index: TableIndex())
        let act = try #require(result.activities.first { $0.action.hasPrefix("kubernetes:") })

        #expect(act.session == "arn:aws:sts::111122223333:assumed-role/ops/x")
        #expect(act.joins.map(\.method) == ["EKS access key", "issued access key"])
        #expect(result.edges(ObservedIdentityEdge.signedInAs) == ["\(Sketch.role("ops")) → admin"])
    }

    @Test func envelopesNameTheirClusters() throws {
        let event = Export.quoted(Self.event())
        let eks =
            #"{"logGroup":"/aws/eks/blue/cluster","logEvents":[{"id":"1","message":\#(event)},{"id":"2","message":"I0101 plain"}]}"#
        let aks = """
            {"category":"kube-audit","resourceId":"/SUBSCRIPTIONS/1/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.CONTAINERSERVICE/\
            MANAGEDCLUSTERS/green","time":"2026-01-02T03:04:05Z","properties":{"log":\(event),"pod":"p"}}
            """
        let gke = """
            {"insertId":"i1","timestamp":"2026-01-02T03:04:05Z","resource":{"type":"k8s_cluster","labels":{"cluster_name":\
            "red","project_id":"p"}},"labels":{"authorization.k8s.io/reason":"RBAC: allowed by ClusterRoleBinding \\"v\\" of \
            ClusterRole \\"view\\" to User \\"ann\\""},"protoPayload":{"serviceName":"k8s.io","methodName":\
            "io.k8s.core.v1.pods.exec.create","resourceName":"core/v1/namespaces/shop/pods/web-1/exec",\
            "authenticationInfo":{"principalEmail":"ann@example.com"}}}
            """
        let list =
            #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[\#(Self.event()),\#(Self.event(id: "a2"))]}"#

        #expect(try correlate(eks).activities.map { $0.target?.scope } == ["blue"])
        #expect(try decode(eks).passedOver.map(\.reason) == ["log line that is no audit event"])
        #expect(try correlate(aks).activities.map { $0.target?.scope } == ["green"])
        let act = try #require(correlate(gke).activities.first)
        #expect(act.action == "kubernetes:create pods/exec")
        #expect(act.object == "shop/pods/web-1")
        #expect(act.identity == .kubernetes(.user, cluster: "red", namespace: "", name: "ann@example.com"))
        #expect(act.initiator == .person("ann@example.com"))
        #expect(act.joins.map(\.method) == ["signed in by name", "ClusterRoleBinding v of ClusterRole view"])
        #expect(try correlate(list).activities.count == 2)
    }

    @Test(arguments: [
        ("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"verb\":\"get\"}", "no \"auditID\""),
        (event(user: #""uid":"1""#), "no \"username\""), (event(object: #""name":"x""#), "no resource"),
    ])
    func whatIsUnsoundIsRejectedWithItsReasonAndLine(text: String, reason: String) throws {
        let decoding = try decode(text + "\n" + Self.event(id: "b2"))

        #expect(decoding.records.count == 1)
        #expect(decoding.rejections.count == 1)
        #expect(decoding.rejections.first?.reason.contains(reason) == true)
        #expect(decoding.rejections.first?.line == 1)
    }

    @Test func cutAndFlippedEventsAreReportedAndNeverTrapped() throws {
        let whole = Array((Self.event() + "\n" + Self.event(id: "b2") + "\n").utf8)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &generator)))
            if !bytes.isEmpty, Bool.random(using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let file = SourceFile(path: "x", bytes: bytes)
            for decoder in Decoders.all where decoder.recognise(file) != nil {
                let decoding = decoder.decode(file)
                #expect(decoding.records.count + decoding.rejections.count == decoding.received)
            }
        }
    }
}
