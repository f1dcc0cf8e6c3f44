internal import OverreachModel

/// The accounts of AWS as the rules read them, so that several need read them only once.
struct AWSAccounts: Sendable {
    let holdings: AWSHoldings
    let inventory: AWSInventory

    init(_ base: FactBase) {
        holdings = AWSHoldings(base.documents, asOf: base.asOf, countsLists: true)
        inventory = AWSInventory(base, holdings: holdings)
    }

    /// Types of nodes that rules make and no account is read off.
    private static let derived = [
        AWSNode.statement, .method, .principalSet, .resourceSet, .outsideResource, .federated, .everybody,
        .foreignPrincipal,
    ].map { NodeType($0) }
    /// Kinds of edges that an account is read off.
    private static let read = [
        EdgeKind(AWSEdge.memberOf), EdgeKind(AWSEdge.isIn), EdgeKind(AgentEdge.runsAs),
    ]

    /// Whether the accounts are others once these conclusions count.
    static func hang(on conclusions: Conclusions) -> Bool {
        conclusions.edges.contains { read.contains($0.kind) }
            || conclusions.nodes.contains { node in
                !derived.contains { UTF8Order.equal($0.name, String(node.key.typeName)) }
            }
    }
}
