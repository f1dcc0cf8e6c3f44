import OverreachModel
import Testing

@testable import OverreachAnalysis

/// Declared servers are tied to seen ones by what they start, their URL, their key and their name, and by no less.
struct InstanceOfTests {
    private let host = "laptop"

    private func entry(_ file: String, _ name: String, _ properties: Property...) -> ([NodeFact], [EdgeFact]) {
        let client = Key.client(host: host, file: file)
        let key = Key.serverEntry(host: host, file: file, name: name)
        return (
            [
                NodeFact(client, name: file),
                NodeFact(key, name: name, properties: properties + [Property(PropertyName.file, file)]),
            ],
            [.declared(client, .configures, key)]
        )
    }

    private func server(
        _ name: String, parent: String? = nil, key: String? = nil, transport: String = "stdio"
    ) -> NodeFact {
        var properties = [
            Property(PropertyName.serverName, name), Property(PropertyName.serviceName, "\(name)-mcp"),
            Property(PropertyName.transport, transport), Property(PropertyName.hostName, "runner"),
        ]
        if let parent { properties.append(Property(PropertyName.parentService, parent)) }
        if let key { properties.append(Property(PropertyName.accessKeyID, key)) }
        return NodeFact(
            .server(place: parent ?? "place", service: "\(name)-mcp", name: name), name: name, properties: properties)
    }

    private func world(_ entries: [([NodeFact], [EdgeFact])], servers: [NodeFact], more: [EdgeFact] = []) -> World {
        AnalysisTests.world(
            nodes: entries.flatMap(\.0) + servers, edges: entries.flatMap(\.1) + more)
    }

    @Test func aServerThatMerelySharesTheKeyIsAnother() {
        let declared = entry(
            "bot/.mcp.json", "deploy", Property(PropertyName.command, "python"),
            Property(PropertyName.arguments, "-m deploy_mcp"), Property(PropertyName.accessKeyID, "AKIA1"))
        let seen = [server("deploy", parent: "bot", key: "AKIA1"), server("notes", parent: "bot", key: "AKIA1")]
        #expect(
            edges(AgentEdge.instance, in: world([declared], servers: seen)) == [
                "bot/.mcp.json#deploy → deploy-mcp/deploy"
            ])
    }

    @Test func aServerWithAnotherKeyIsAnother() {
        let declared = entry(
            "bot/.mcp.json", "deploy", Property(PropertyName.command, "deploy-mcp"),
            Property(PropertyName.accessKeyID, "AKIA1"))
        let seen = [server("deploy", parent: "bot", key: "AKIA2")]
        #expect(edges(AgentEdge.instance, in: world([declared], servers: seen)).isEmpty)
    }

    @Test func aPublicURLIsNotTheServerOfTheSameNameInside() {
        let declared = entry("app/mcp.json", "files", Property(PropertyName.url, "https://api.partner.example/mcp"))
        let seen = [server("files", transport: "http")]
        #expect(edges(AgentEdge.instance, in: world([declared], servers: seen)).isEmpty)
    }

    @Test func aRemoteEntryIsNeverAChildProcess() {
        let declared = entry("app/mcp.json", "files", Property(PropertyName.url, "http://localhost:8080/mcp"))
        let seen = [server("files", parent: "app")]
        #expect(edges(AgentEdge.instance, in: world([declared], servers: seen)).isEmpty)
    }

    @Test func theProcessTakesTheClientThatFitsItBest() {
        let good = entry(
            "bot/.mcp.json", "deploy", Property(PropertyName.command, "deploy-mcp"),
            Property(PropertyName.accessKeyID, "AKIA1"))
        let other = entry("else/.mcp.json", "deploy", Property(PropertyName.command, "deploy-mcp"))
        let seen = [server("deploy", parent: "bot", key: "AKIA1")]
        #expect(
            edges(AgentEdge.instance, in: world([good, other], servers: seen))
                == ["bot/.mcp.json#deploy → deploy-mcp/deploy"])
    }

    @Test func clientsThatFitEquallyWellStayAsConditional() {
        let one = entry("a/.mcp.json", "deploy", Property(PropertyName.command, "deploy-mcp"))
        let two = entry("b/.mcp.json", "deploy", Property(PropertyName.command, "deploy-mcp"))
        let seen = [server("deploy", parent: "bot")]
        #expect(
            edges(AgentEdge.instance, in: world([one, two], servers: seen)) == [
                "a/.mcp.json#deploy → deploy-mcp/deploy (conditional)",
                "b/.mcp.json#deploy → deploy-mcp/deploy (conditional)",
            ])
    }

    @Test func aURLLeadsThroughTheServiceToTheServerInItsPods() {
        let workload = Key.kubernetesWorkload(cluster: "c", namespace: "docs", kind: "Deployment", name: "files")
        let service = NodeFact(
            .kubernetes(.service, cluster: "c", namespace: "docs", name: "files"), name: "files",
            properties: [
                Property(PropertyName.selector, "app=files"), Property(PropertyName.namespace, "docs"),
            ])
        let pods = NodeFact(
            workload, name: "docs/files",
            properties: [Property(PropertyName.label, "app=files"), Property(PropertyName.namespace, "docs")])
        let inside = entry("a/.mcp.json", "documents", Property(PropertyName.url, "http://files.docs.svc:8080/mcp"))
        let outside = entry("b/.mcp.json", "files", Property(PropertyName.url, "http://files.other.svc:8080/mcp"))
        let seen = server("files", transport: "http")
        let made = AnalysisTests.world(
            nodes: inside.0 + outside.0 + [service, pods, seen],
            edges: inside.1 + outside.1 + [.seen(seen.key, .serverRunsIn, workload)])
        #expect(edges(AgentEdge.instance, in: made).contains("a/.mcp.json#documents → files-mcp/files"))
        #expect(edges(KubernetesEdge.serves, in: made) == ["docs/files → docs/Deployment/files"])
    }

    @Test func agentsOfAnotherServiceDoNotTakeOverAClient() {
        let declared = entry("bot/.mcp.json", "deploy", Property(PropertyName.command, "deploy-mcp"))
        let seen = server("deploy", parent: "bot")
        let bot = Key.agent(serviceNamespace: "", service: "bot", name: "bot")
        let made = world([declared], servers: [seen], more: [.seen(bot, .calls, seen.key)])
        #expect(edges(AgentEdge.usesClient, in: made) == ["/bot/bot → bot/.mcp.json"])
    }

    @Test func aSecondClientOfARemoteServerIsSomebodyElses() {
        let url = Property(PropertyName.url, "http://tools:8080/mcp")
        let own = entry("bot/.mcp.json", "deploy", Property(PropertyName.command, "deploy-mcp"))
        let shared = entry("bot/.mcp.json", "tools", url)
        let laptop = entry("laptop/mcp.json", "tools", url)
        let remote = NodeFact(
            .server(place: "tools", service: "tools-mcp", name: "tools"), name: "tools",
            properties: [
                Property(PropertyName.serverName, "tools"), Property(PropertyName.hostName, "tools"),
                Property(PropertyName.transport, "http"),
            ])
        let started = server("deploy", parent: "bot")
        let bot = Key.agent(serviceNamespace: "", service: "bot", name: "bot")
        let calls = [EdgeFact.seen(bot, .calls, started.key), .seen(bot, .calls, remote.key)]
        let made = world([own, shared, laptop], servers: [started, remote], more: calls)
        #expect(edges(AgentEdge.usesClient, in: made) == ["/bot/bot → bot/.mcp.json"])
        #expect(edges(AgentEdge.instance, in: made).contains { $0.hasPrefix("laptop/mcp.json#tools") })
        let entries = HouseView(made).entryKeys.map(\.id)
        #expect(entries == ["/bot/bot", "laptop/mcp.json"])
    }

    @Test func theClientOnTheHostOfTheProcessIsTheProcesss() {
        func on(_ host: String) -> ([NodeFact], [EdgeFact]) {
            let entry = Key.serverEntry(host: "\(host):/x", file: ".mcp.json", name: "deploy")
            let client = Key.client(host: "\(host):/x", file: ".mcp.json")
            return (
                [
                    NodeFact(client, name: ".mcp.json", evidence: [.test]),
                    NodeFact(
                        entry, name: "deploy", properties: [Property(PropertyName.command, "deploy-mcp")],
                        evidence: [.test]),
                ], [.declared(client, .configures, entry)]
            )
        }
        let made = world([on("runner"), on("laptop")], servers: [server("deploy", parent: "bot")])
        #expect(edges(AgentEdge.instance, in: made) == [".mcp.json#deploy → deploy-mcp/deploy"])
    }

    @Test func whoMerelySharesARemoteServerRunsWithTheClientOnCondition() {
        let declared = entry("cursor/mcp.json", "tools", Property(PropertyName.url, "http://tools:8080/mcp"))
        let seen = NodeFact(
            .server(place: "tools", service: "tools-mcp", name: "tools"), name: "tools",
            properties: [
                Property(PropertyName.serverName, "tools"), Property(PropertyName.hostName, "tools"),
                Property(PropertyName.transport, "http"),
            ])
        let billing = Key.agent(serviceNamespace: "", service: "billing", name: "bot")
        let made = world([declared], servers: [seen], more: [.seen(billing, .calls, seen.key)])
        #expect(edges(AgentEdge.usesClient, in: made) == ["/billing/bot → cursor/mcp.json (conditional)"])
    }
}
