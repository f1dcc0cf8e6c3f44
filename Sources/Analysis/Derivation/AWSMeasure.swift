package import OverreachModel
internal import OverreachPolicy

/// Counts what judging an account takes, in classes and pair by pair, for the benchmark.
package struct AWSMeasure {
    private let inventory: AWSInventory
    private let standings: AWSStandings
    private let resources: [AWSInventory.Resource]

    /// Reads the account off the facts.
    package init(_ base: FactBase) {
        inventory = AWSInventory(base, holdings: AWSHoldings(base.documents, asOf: base.asOf, countsLists: true))
        standings = AWSStandings(inventory.principals)
        resources = inventory.stores + inventory.roles
    }

    /// The allowing statements of all principals, each as often as somebody has it.
    package var rights: Int { standings.rights.map(\.count).reduce(0, +) }

    /// The questions that there are pair by pair: every right on every resource for every action of its type.
    package var pairs: Int {
        rights * resources.map { AWSDeed.all(on: $0.type).count }.reduce(0, +)
    }

    /// Questions that are put where classes are judged: of the statements that principals have.
    package func judgedInClasses() -> Int {
        var reach = AWSReach(inventory)
        for principal in standings.principals.indices {
            for right in standings.rights[principal] { _ = reach.given(by: right, to: principal) }
        }
        return reach.judgements
    }

    /// Puts about `count` questions pair by pair, spread evenly over all of them, and says how many they were.
    package func judgePairs(_ count: Int) -> Int {
        var (asked, place) = (0, 0)
        let all = standings.rights.enumerated().flatMap { principal, rights in rights.map { (principal, $0) } }
        guard !all.isEmpty, !resources.isEmpty else { return 0 }
        while asked < count {
            let (principal, right) = all[(place &* 7_919) % all.count]
            let resource = resources[(place &* 104_729) % resources.count]
            place += 1
            let holder = standings.principals[principal]
            for deed in AWSDeed.all(on: resource.type) {
                for target in deed.targets(of: resource) {
                    asked += 1
                    _ = AWSEvaluator.judge(
                        statement: right.statement, of: right.policy, principal: holder.principal,
                        policies: holder.policies, action: deed.action, resource: resource.resource(named: target),
                        context: RequestContext())
                }
            }
        }
        return asked
    }
}
