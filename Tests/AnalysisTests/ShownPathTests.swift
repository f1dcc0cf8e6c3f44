import OverreachGraph
import OverreachModel
import Testing

@testable import OverreachAnalysis

/// A path that is printed for an effect gives that effect, in the world that it is printed of.
struct ShownPathTests {
    private static func ground(
        _ nodes: [NodeFact], _ edges: [EdgeFact], _ documents: [Document], entries: [Key]
    ) -> Ground {
        var house = House()
        house.entryPoints = entries.map { NodeSelector(id: $0.id) }
        return AnalysisTests.ground(nodes: nodes, edges: edges, documents: documents, house: house)
    }

    /// Walks a printed path edge by edge, and expects each effect from its last place.
    private func expect(
        _ path: [StepRow], from start: NodeRow, to store: NodeRow, gives effects: [Effect], in snapshot: Snapshot,
        _ label: String
    ) throws {
        #expect(path.first?.from == start && path.last?.to == store, "\(label)")
        for (step, next) in zip(path, path.dropFirst()) { #expect(step.to == next.from, "\(label)") }
        let nodes = Dictionary(snapshot.nodes.map { (snapshot.key($0).text, $0) }) { first, _ in first }
        for (number, step) in path.enumerated() {
            let from = try #require(nodes[step.from.key], "\(label)")
            let edges = snapshot.outgoing(from).filter { snapshot.key(snapshot.to($0)).text == step.to.key }
            #expect(edges.contains { snapshot.kind($0).name == step.edge }, "\(label)")
            guard number == path.count - 1 else { continue }
            let given = edges.compactMap { edge -> Effect? in
                if case .access(let effect) = snapshot.kind(edge).spec.traversal { effect } else { nil }
            }
            #expect(Set(effects).isSubset(of: given), "\(label): \(effects) by \(given)")
        }
        #expect(!effects.isEmpty, "\(label)")
    }

    private func check(_ changes: [Change], in ground: Ground, _ label: String) throws -> Int {
        let outcome = try WhatIf.Outcome(of: WhatIf(changes: changes), in: ground)
        let result = outcome.result()
        let (old, new) = (outcome.worlds.before.snapshot, outcome.worlds.after.snapshot)
        for row in result.closed {
            try expect(row.path, from: row.from, to: row.to, gives: row.effects, in: old, "closed \(label)")
        }
        for row in result.opened {
            try expect(row.path, from: row.from, to: row.to, gives: row.effects, in: new, "opened \(label)")
        }
        for row in result.rerouted {
            try expect(row.was, from: row.from, to: row.to, gives: row.effects, in: old, "was \(label)")
            try expect(row.path, from: row.from, to: row.to, gives: row.effects, in: new, "is \(label)")
        }
        // Each effect of a pair is shown once.
        for rows in [result.closed, result.opened] {
            let shown = rows.flatMap { row in row.effects.map { "\(row.from.key) \(row.to.key) \($0)" } }
            #expect(Set(shown).count == shown.count, "\(label)")
        }
        return result.closed.count + result.opened.count + result.rerouted.count
    }

    @Test(arguments: 0..<6) func eachPathOfARandomAccountGivesWhatItIsShownFor(_ group: Int) throws {
        var rows = 0
        for seed in (4 * group)..<(4 * group + 4) { rows += try checkAccount(seed) }
        #expect(rows > 10)
    }

    private func checkAccount(_ seed: Int) throws -> Int {
        let account = RandomAccounts(seed: UInt64(seed))
        let identities = account.nodes.map(\.key).filter {
            [NodeType(AWSNode.user), NodeType(AWSNode.role)].contains($0.type)
        }
        let ground = Self.ground(account.nodes, account.edges, account.documents, entries: identities)
        var rows = 0
        let grants = ground.world.snapshot.nodes.filter { ground.world.snapshot.kind($0) == .grant }
        for grant in grants.prefix(5) {
            let key = ground.world.snapshot.key(grant).text
            rows += try check([.remove(key)], in: ground, "seed \(seed) without \(key)")
        }
        for identity in identities.prefix(2) {
            for action in ["s3:PutObject", "dynamodb:*", "sts:AssumeRole"] {
                rows += try check(
                    [.grant(principal: identity.text, action: action, resource: "*")], in: ground,
                    "seed \(seed) with \(action) for \(identity.id)")
            }
        }
        return rows
    }

    /// Reading is a step away, writing only by a role: taking the writing away must show the way by the role.
    @Test func theWayToTheWriteIsNotTheWayToTheRead() throws {
        var account = Account()
        account.add(
            .user, "ci",
            [
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::vault/*", sid: "Read"),
                statement("Allow", "sts:AssumeRole", on: Account.key(.role, "app").id, sid: "Take"),
            ])
        account.add(
            .role, "app", [statement("Allow", "s3:PutObject", on: "arn:aws:s3:::vault/*", sid: "Write")],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", "arn:aws:iam::\(Account.id):root"))])
        account.addBucket("vault")
        let ground = Self.ground(account.nodes, account.edges, account.documents, entries: [Account.key(.user, "ci")])
        let closed = try WhatIf.Outcome(of: WhatIf(changes: [.remove("app/Write")]), in: ground).result().closed
        #expect(closed.map(\.effects) == [[.write]])
        #expect(closed.first?.whole == false)
        #expect(closed.first?.path.map(\.to.name) == ["inline/Take", "app", "inline/Write", "vault"])

        let opened = try WhatIf.Outcome(
            of: WhatIf(changes: [.grant(principal: "app", action: "s3:DeleteObject", resource: "vault")]), in: ground
        ).result().opened
        #expect(opened.map(\.effects) == [[.delete]])
        #expect(opened.first?.path.map(\.to.name).prefix(2) == ["inline/Take", "app"])
    }
}
