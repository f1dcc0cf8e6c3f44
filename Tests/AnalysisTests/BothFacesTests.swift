import OverreachGraph
import OverreachModel
import OverreachPolicy
import Testing

@testable import OverreachAnalysis

/// The graph and the questions about access never contradict each other.
struct BothFacesTests {
    /// What principals may do with stores by rights of their own or of the store: `principal effect store verdict`.
    private typealias Rights = Set<String>

    private static let effects: [Effect] = [.read, .write, .delete]

    @Test(arguments: 0..<24) func whatTheGraphShowsTheListSays(seed: Int) throws {
        let random = RandomAccounts(seed: UInt64(seed) &* 7919 &+ 11)
        let base = FactBase(
            nodes: random.nodes, edges: random.edges, documents: random.documents, activities: [])
        let facts = AccessFacts(base: base, graph: AccessFacts.Graph(id: "", nodes: 0, edges: 0), caveats: [])
        let snapshot = world(nodes: random.nodes, edges: random.edges, documents: random.documents).snapshot
        for principal in base.nodes(of: AWSNode.user) + base.nodes(of: AWSNode.role) {
            guard let node = snapshot.node(principal.key), !administers(node, snapshot) else { continue }
            let listed = try Self.listed(principal, facts)
            let shown = shown(node, snapshot)
            #expect(shown.subtracting(listed).sorted() == [], "only the graph: seed \(seed), \(principal.id)")
            #expect(listed.subtracting(shown).sorted() == [], "only the list: seed \(seed), \(principal.id)")
        }
    }

    @Test(arguments: 0..<12) func whatANodeReachesIsExposedToIt(seed: Int) throws {
        let random = RandomAccounts(seed: UInt64(seed) &* 7919 &+ 11)
        let world = world(nodes: random.nodes, edges: random.edges, documents: random.documents)
        func said(_ row: ReachRow) -> String {
            // Of several shortest ways either may be shown, with what it hangs on.
            "\(row.effects) \(row.verdict) \(row.scope.allow) \(row.scope.deny) \(row.steps)"
        }
        var (forward, backward): ([String: String], [String: String]) = ([:], [:])
        let nodes = world.snapshot.nodes.filter { world.snapshot.isListed($0) }.map { world.snapshot.key($0).text }
        for key in nodes where Key(text: key).type?.spec.kind == .identity {
            for row in try Radius(node: key).answer(in: world).result.reached where row.node.kind == .dataStore {
                forward["\(key) \(row.node.key)"] = said(row)
            }
        }
        for key in nodes where Key(text: key).type?.spec.kind == .dataStore {
            for row in try Exposure(node: key).answer(in: world).result.reachedBy where row.node.kind == .identity {
                backward["\(row.node.key) \(key)"] = said(row)
            }
        }
        #expect(!forward.isEmpty)
        for pair in Set(forward.keys).union(backward.keys).sorted() {
            #expect(forward[pair] == backward[pair], "\(pair)")
        }
    }

    private func administers(_ node: NodeID, _ snapshot: Snapshot) -> Bool {
        grants(of: node, snapshot).contains { grant in
            snapshot.outgoing(grant).contains { snapshot.kind($0) == EdgeKind(AWSEdge.administers) }
        }
    }

    private func grants(of node: NodeID, _ snapshot: Snapshot) -> [NodeID] {
        snapshot.outgoing(node).filter { snapshot.kind($0) == EdgeKind(AccessEdge.holds) }.map { snapshot.to($0) }
            .filter { snapshot.type($0) == NodeType(AWSNode.statement) }
    }

    private func shown(_ node: NodeID, _ snapshot: Snapshot) -> Rights {
        var best: [String: Verdict] = [:]
        for edge in grants(of: node, snapshot).flatMap({ snapshot.outgoing($0) }) {
            guard let kind = AccessEdge(rawValue: snapshot.kind(edge).name),
                let effect = Self.effects.first(where: { AccessEdge(granting: $0) == kind }),
                let type = snapshot.key(snapshot.to(edge)).type,
                type.spec.kind == .dataStore, type != NodeType(AWSNode.outsideResource)
            else { continue }
            let mark = "\(effect.rawValue) \(snapshot.key(snapshot.to(edge)).id)"
            best[mark] = min(best[mark] ?? .conditional, snapshot.verdict(edge))
        }
        return Set(best.map { "\($0.key) \($0.value.rawValue)" })
    }

    private static func listed(_ principal: NodeFact, _ facts: AccessFacts) throws -> Rights {
        var best: [String: AccessVerdict] = [:]
        for resource in try AccessList(principal: principal.key.text).answer(in: facts).result.resources {
            guard let type = NodeType(name: resource.type), type.spec.kind == .dataStore else { continue }
            for right in resource.rights where effects.contains(right.effect) {
                let mark = "\(right.effect.rawValue) \(resource.id)"
                if best[mark] != .allowed { best[mark] = right.verdict }
            }
        }
        return Set(best.map { "\($0.key) \($0.value.rawValue)" })
    }
}
