import OverreachModel
import OverreachTelemetry
import Testing

@Suite struct ServerTests {
    private let desk = Sketch.Process("desk", host: "h1", pid: 10)

    private func correlate(_ records: [RuntimeRecord], _ index: TableIndex = TableIndex()) -> Correlated {
        Correlation.correlate(records: records, index: index)
    }

    private func call(
        of agent: Sketch.Process, to server: Sketch.Process, named name: String?, from id: Int, trace: Int
    ) -> [RuntimeRecord] {
        [
            Sketch.agent(id, "a", in: agent, trace: trace),
            Sketch.toolClient(id + 1, under: id, "read", in: agent, trace: trace),
            Sketch.toolServer(id + 2, under: id + 1, "read", server: name, in: server, trace: trace),
        ]
    }

    @Test func serversOfOneNameOnTwoHostsAreTwo() {
        let other = Sketch.Process("desk", host: "h2", pid: 10)
        let result = correlate(
            call(
                of: desk, to: Sketch.Process("notes", host: "h1", pid: 11, parentPID: 10), named: "notes", from: 1,
                trace: 1)
                + call(
                    of: other, to: Sketch.Process("notes", host: "h2", pid: 11, parentPID: 10), named: "notes", from: 1,
                    trace: 2))

        #expect(
            result.nodes.filter { $0.key.type == NodeType(AgentNode.server) }.map(\.key.scope) == [
                "h1/desk", "h2/desk",
            ])
    }

    @Test func oneServerOfTwoAgentsIsOne() {
        let files = Sketch.Process("files", host: "h9", pid: 90)
        let result = correlate(
            call(of: desk, to: files, named: "files", from: 1, trace: 1)
                + call(of: Sketch.Process("shop", host: "h2"), to: files, named: "files", from: 1, trace: 2))

        #expect(result.edges(AgentEdge.calls) == ["/desk/a → files/files", "/shop/a → files/files"])
        #expect(result.nodes.filter { $0.key.type == NodeType(AgentNode.server) }.count == 1)
    }

    @Test func aServerStartedByTheAgentsProcessIsNamedAfterItAndSpeaksStdio() throws {
        let notes = Sketch.Process("notes-mcp", host: "h1", pid: 11, parentPID: 10)
        let result = correlate(call(of: desk, to: notes, named: "notes", from: 1, trace: 1))

        let server = try #require(result.node("notes", AgentNode.server))
        #expect(server.key == .server(place: "h1/desk", service: "notes-mcp", name: "notes"))
        #expect(server.values(PropertyName.transport) == ["stdio"])
        #expect(server.values(PropertyName.parentService) == ["desk"])
        #expect(result.activities.first?.joins.contains { $0.method == "parent process" } == true)
    }

    @Test func aPidOfAnotherHostIsNoParent() throws {
        let notes = Sketch.Process("notes-mcp", host: "h2", pid: 11, parentPID: 10)
        let result = correlate(call(of: desk, to: notes, named: "notes", from: 1, trace: 1))

        #expect(try #require(result.node("notes", AgentNode.server)).key.scope == "h2")
    }

    @Test func aPidThatTwoServicesHadIsSettledByWhoCalled() throws {
        let notes = Sketch.Process("notes-mcp", host: "h1", pid: 11, parentPID: 10)
        let earlier = Sketch.Process("cron", host: "h1", pid: 10)
        let result = correlate(
            [Sketch.span(50, "tick", in: earlier, trace: 5)]
                + call(of: desk, to: notes, named: "notes", from: 1, trace: 1))

        #expect(try #require(result.node("notes", AgentNode.server)).key.scope == "h1/desk")
    }

    @Test func aServerWithoutANameOfItsOwnIsItsService() {
        let result = correlate(
            call(of: desk, to: Sketch.Process("demo-mcp", host: "h1"), named: nil, from: 1, trace: 1))

        #expect(result.activities.first?.server?.id == "demo-mcp/demo-mcp")
    }

    @Test func spansWithoutTheServersNameBelongToTheOneNameOfTheirProcess() {
        let mcp = Sketch.Process("mcp", host: "h1")
        let result = correlate([
            Sketch.span(
                9, "initialize", .server, in: mcp, ["mcp.method.name": "initialize", "mcp.server.name": "docs"]),
            Sketch.toolServer(2, "read", in: mcp, trace: 2),
        ])

        #expect(result.activities.first?.server?.id == "mcp/docs")
    }

    @Test func aPodsServerIsWhereTheOwnerOfThePodIs() throws {
        let owner = Key.kubernetesWorkload(cluster: "c", namespace: "n", kind: "Deployment", name: "files")
        let pods = ["u1", "u2"].map { Sketch.Process("files", host: "node-\($0)", ["k8s.pod.uid": $0]) }
        let index = TableIndex(workloads: ["u1": owner, "u2": owner])
        let result = correlate(
            pods.enumerated().flatMap { call(of: desk, to: $1, named: "files", from: 1, trace: $0 + 1) }, index)

        let server = try #require(result.node("files", AgentNode.server))
        #expect(result.nodes.filter { $0.key.type == NodeType(AgentNode.server) }.count == 1)
        #expect(server.key.scope == owner.text)
        #expect(server.values(PropertyName.podUID) == ["u1", "u2"])
        #expect(result.activities.allSatisfy { $0.workload == owner })
        // Posture states the workload, and a pod has no host that telemetry could state.
        #expect(
            !result.nodes.contains { $0.key == owner || $0.key.type == NodeType(AgentNode.host) && $0.name != "h1" })
    }

    @Test(arguments: [
        (["k8s.deployment.name": "files"], "n/Deployment/files"), (["k8s.statefulset.name": "db"], "n/StatefulSet/db"),
        (["k8s.pod.name": "files-0"], "n/Pod/files-0"),
    ])
    func aPodThatPostureDoesNotKnowIsItsOwnerByTheResource(attributes: [String: String], id: String) {
        let process = Sketch.Process(
            "files", attributes.merging(["k8s.namespace.name": "n", "k8s.cluster.name": "c"]) { $1 })
        let result = correlate([Sketch.toolServer(1, "t", in: process)])

        #expect(result.activities.first?.workload?.id == id)
        #expect(result.nodes.contains { $0.key.type == NodeType(KubernetesNode.workload) && $0.key.scope == "c" })
    }

    @Test func aPodThatBeganAfterTheListingKeepsItsWorkload() {
        let owner = Key.kubernetesWorkload(cluster: "prod", namespace: "n", kind: "Deployment", name: "files")
        let process = Sketch.Process(
            "files", ["k8s.pod.uid": "fresh", "k8s.namespace.name": "n", "k8s.deployment.name": "files"])
        let index = TableIndex(namedWorkloads: ["n/Deployment/files": owner])
        let result = correlate([Sketch.toolServer(1, "t", in: process)], index)

        #expect(result.activities.first?.workload == owner)
        #expect(!result.nodes.contains { $0.key.type == NodeType(KubernetesNode.workload) })
    }

    @Test func aServerWithoutSpansIsKnownByWhatItsClientSays() {
        let cases: [([String: String], String, String?)] = [
            (["mcp.server.name": "github"], "/github", "mcp.server.name"),
            (["server.address": "mcp.example.com"], "/mcp.example.com", "server.address"),
        ]
        for (attributes, id, method) in cases {
            let act = correlate([
                Sketch.agent(1, "a", in: desk), Sketch.toolClient(2, under: 1, "read", in: desk, attributes),
            ]).activities.first

            #expect(act?.server?.id == id)
            #expect(act?.tool?.id == "\(id)#read")
            #expect(act?.joins.contains { $0.method == method && $0.confidence == .medium } == true)
            #expect(act?.workload == nil)
        }
    }

    @Test func theClientsPrefixOfAToolNamesItsServer() {
        let result = correlate([
            Sketch.agent(1, "a", in: desk),
            Sketch.span(
                2, under: 1, "execute_tool", in: desk,
                ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "mcp__github__create_issue"]),
        ])

        #expect(result.activities.first?.server?.id == "/github")
        #expect(result.activities.first?.tool?.id == "/github#create_issue")
        #expect(result.edges(AgentEdge.calls) == ["/desk/a → /github"])
    }

    @Test func aServerThatNobodyNamesIsMissing() {
        let result = correlate([
            Sketch.agent(1, "a", in: desk),
            Sketch.toolClient(2, under: 1, "read", in: desk, ["server.address": "127.0.0.1"]),
        ])

        #expect(result.activities.first?.server == nil)
        #expect(result.activities.first?.action == "read")
        #expect(result.activities.first?.missing.contains("server") == true)
    }

    @Test func aServerWhoseOwnSpansAreMissingIsSeenByWhatItDid() throws {
        let mcp = Sketch.Process("files-mcp", host: "h2")
        let result = correlate([
            Sketch.agent(1, "a", in: desk), Sketch.toolClient(2, under: 1, "read", in: desk),
            Sketch.awsSpan(3, under: 2, "S3", "GetObject", request: nil, in: mcp),
        ])

        let act = try #require(result.activities.first)
        #expect(result.activities.count == 1)
        #expect(act.server?.id == "files-mcp/files-mcp" && act.tool?.id == "files-mcp/files-mcp#read")
        #expect(result.edges(AgentEdge.calls) == ["/desk/a → files-mcp/files-mcp"])
    }

    @Test func serversInsideOneProcessAreOneRequestOfTheOutermost() {
        let mcp = Sketch.Process("gateway", host: "h2")
        let result = correlate([
            Sketch.agent(1, "a", in: desk), Sketch.toolClient(2, under: 1, "docs_read", in: desk),
            Sketch.toolServer(3, under: 2, "docs_read", server: "main", in: mcp),
            Sketch.toolServer(4, under: 3, "read", server: "docs", in: mcp),
        ])

        #expect(result.activities.map { $0.server?.id } == ["gateway/main"])
        #expect(result.activities.map { $0.tool?.id } == ["gateway/main#docs_read"])
    }

    @Test func aProxysCallOfAnotherServerIsTheAgentsCallOfIt() {
        let proxy = Sketch.Process("proxy", host: "h2")
        let files = Sketch.Process("files", host: "h3")
        let result = correlate([
            Sketch.agent(1, "a", in: desk), Sketch.toolClient(2, under: 1, "x", in: desk),
            Sketch.toolServer(3, under: 2, "x", server: "proxy", in: proxy),
            Sketch.toolClient(4, under: 3, "read", in: proxy),
            Sketch.toolServer(5, under: 4, "read", server: "files", in: files),
        ])

        #expect(result.activities.map { $0.server?.id } == ["files/files"])
        #expect(result.edges(AgentEdge.calls) == ["/desk/a → files/files", "/desk/a → proxy/proxy"])
    }

    @Test func askingWhatAServerOffersIsNoCallAndNoAct() {
        let mcp = Sketch.Process("files", host: "h2")
        let result = correlate([
            Sketch.agent(1, "a", in: desk),
            Sketch.span(2, under: 1, "MCP send tools/list", .client, in: desk, ["mcp.method.name": "tools/list"]),
            Sketch.span(3, under: 2, "tools/list", .server, in: mcp, ["mcp.method.name": "tools/list"]),
            Sketch.span(4, under: 1, "chat m", .client, in: desk, ["gen_ai.operation.name": "chat"]),
        ])

        #expect(result.activities.isEmpty)
        #expect(result.edges(AgentEdge.calls).isEmpty)
        #expect(result.node("files", AgentNode.server) != nil)
    }

    @Test func anAgentsOwnToolIsNoServers() {
        let result = correlate([
            Sketch.agent(1, "a", in: desk),
            Sketch.span(
                2, under: 1, "execute_tool save", in: desk,
                ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "save"]),
            Sketch.awsSpan(3, under: 2, "S3", "PutObject", request: nil, in: desk, ["aws.s3.bucket": "b"]),
        ])

        let act = result.activities.first
        #expect(result.activities.count == 1)
        #expect(act?.tool == .tool(of: .agent(serviceNamespace: "", service: "desk", name: "a"), name: "save"))
        #expect(act?.missing == ["initiator", "identity"])
        #expect(result.edges(AgentEdge.provides) == ["/desk/a → /desk/a#save"])
    }

    @Test func aProcessOnAHostIsAWorkloadOfIt() {
        let result = correlate([Sketch.toolServer(1, "t", server: "s", in: Sketch.Process("svc", host: "h1"))])

        #expect(result.edges(AgentEdge.runsOn) == ["h1/svc → h1"])
        #expect(result.edges(AgentEdge.hostRuns) == ["h1 → h1/svc"])
        #expect(result.edges(AgentEdge.serverRunsIn) == ["svc/s → h1/svc"])
        #expect(result.edges(AgentEdge.runsServer) == ["h1/svc → svc/s"])
        #expect(result.node("svc on h1", AgentNode.process) != nil)
    }
}
