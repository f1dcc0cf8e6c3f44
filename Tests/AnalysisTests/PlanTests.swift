import OverreachGraph
import OverreachModel
import OverreachTesting
import Testing

@testable import OverreachAnalysis

/// The cheapest set of fixes, where it is known or where every set can be tried.
struct PlanTests {
    private static func ground(
        _ account: Account, entry: String, costs: ChangeCosts = ChangeCosts(),
        _ change: (inout House) -> Void = { _ in }
    ) -> Ground {
        var house = House()
        house.entryPoints = [NodeSelector(id: entry)]
        house.costs = costs
        change(&house)
        return AnalysisTests.ground(
            nodes: account.nodes, edges: account.edges, documents: account.documents, house: house)
    }

    /// A role that anybody of the account may take who has the right to.
    private static func open(_ account: inout Account, _ role: String, _ statements: [Value] = []) {
        account.add(
            .role, role, statements,
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", "arn:aws:iam::\(Account.id):root"))])
    }

    private static func take(_ role: String) -> Value {
        statement("Allow", "sts:AssumeRole", on: Account.key(.role, role).id, sid: "Take\(role)")
    }

    private static func read(_ bucket: String, _ sid: String) -> Value {
        statement("Allow", "s3:GetObject", on: "arn:aws:s3:::\(bucket)/*", sid: sid)
    }

    private static func plan(_ ground: Ground) throws -> (fixes: [String], by: Set<String>, cost: Int, left: Int) {
        let result = try Fixes(limit: 1, isPlan: true).answer(in: ground).result
        let titles = Dictionary(uniqueKeysWithValues: result.fixes.map { ($0.id, $0.target.name) })
        return (
            result.plan.map { titles[$0.fix] ?? "" }, Set(result.plan.map(\.by)),
            result.plan.reduce(0) { $0 + $1.cost },
            result.plan.last?.remaining.unused ?? 0
        )
    }

    // MARK: - Cases

    /// Five roles, each by a right of its own, and two rights that all of them share: one by one, the first cut most
    /// for their cost, together the two are cheaper.
    @Test func theCutBeatsOneFixAfterTheOther() throws {
        var account = Account()
        let roles = (1...5).map { "r\($0)" }
        account.add(.user, "ci", roles.map(Self.take))
        for role in roles { Self.open(&account, role) }
        account.attach("first", [Self.read("vault", "First")], to: roles.map { Account.key(.role, $0) })
        account.attach("second", [Self.read("vault", "Second")], to: roles.map { Account.key(.role, $0) })
        account.addBucket("vault")

        let plan = try Self.plan(Self.ground(account, entry: "ci"))
        #expect(plan.fixes.sorted() == ["first/First", "second/Second"])
        #expect(plan.by == ["minimum cut"])
        #expect(plan.left == 0)
    }

    /// The same the other way round: many rights to the data, one way to the role.
    @Test func theCutIsWhereTheWaysMeet() throws {
        var account = Account()
        account.add(.user, "ci", [Self.take("app")])
        Self.open(&account, "app", (1...4).map { Self.read("vault", "S\($0)") })
        account.addBucket("vault")
        let plan = try Self.plan(Self.ground(account, entry: "ci"))
        #expect(plan.fixes == ["inline/Takeapp"])
        #expect(plan.left == 0)
    }

    /// What AWS wrote can be detached and not changed: no node of the graph is taken away.
    @Test func attachmentsAreCutBesideStatements() throws {
        var account = Account()
        account.add(.user, "ci", [Self.read("vault", "Own")])
        Self.attachOfAWS(&account, "ReadEverything", to: Account.key(.user, "ci"))
        account.addBucket("vault")
        let plan = try Self.plan(Self.ground(account, entry: "ci"))
        #expect(plan.by == ["minimum cut"])
        #expect(plan.fixes.count == 2 && plan.left == 0)
    }

    /// A policy that AWS wrote, which reads a bucket, attached to somebody.
    private static func attachOfAWS(_ account: inout Account, _ name: String, reading bucket: String = "vault", to: Key)
    {
        let arn = "arn:aws:iam::aws:policy/\(name)"
        let policy = Document(
            .awsManagedPolicy, subject: .aws(.managedPolicy, arn: arn, account: "aws"), name: name,
            body: account.policy([read(bucket, "All")]), evidence: .test)
        if !account.documents.contains(where: { $0.subject == policy.subject }) { account.documents.append(policy) }
        account.documents.append(Document(.awsAttachment, subject: to, name: arn, body: .null, evidence: .test))
    }

    private static func join(_ account: inout Account, _ user: String, _ group: String) {
        account.edges.append(
            EdgeFact(
                Account.key(.user, user), EdgeKind(AWSEdge.memberOf), Account.key(.group, group), origin: .declared,
                evidence: [.test]))
    }

    /// Three rights of a group cost more to take one by one than the membership that gives them.
    @Test func oneMembershipStandsForAllTheRightsThatItGives() throws {
        var account = Account()
        account.add(.user, "ci", [])
        account.add(.group, "staff", (1...3).map { Self.read("vault", "S\($0)") })
        Self.join(&account, "ci", "staff")
        account.addBucket("vault")
        let plan = try Self.plan(Self.ground(account, entry: "ci"))
        #expect(plan.fixes == [Account.key(.group, "staff").id.split(separator: "/").last.map(String.init) ?? ""])
        #expect(plan.left == 0)
    }

    /// Somebody who has a policy in two ways loses it by two changes, or by one of the policy, whichever is cheaper.
    @Test(arguments: [1, 50]) func whatIsHeldInTwoWaysIsTakenTwice(_ costOfStatement: Int) throws {
        var account = Account()
        let ci = Account.key(.user, "ci")
        account.add(.user, "ci", [])
        account.add(.group, "staff", [])
        Self.join(&account, "ci", "staff")
        account.attach("shared", [Self.read("vault", "Read")], to: [ci, Account.key(.group, "staff")])
        account.addBucket("vault")
        var costs = ChangeCosts()
        costs.costs = [.statement: costOfStatement]
        let plan = try Self.plan(Self.ground(account, entry: "ci", costs: costs))
        #expect(plan.fixes.count == (costOfStatement == 1 ? 1 : 2) && plan.left == 0)
        #expect(plan.by == ["minimum cut"])
    }

    /// Rights that lead nowhere hide the few that matter from a search by which fixes touch the ways.
    @Test func theFewThatMatterAreFoundAmongManyThatDoNot() throws {
        var account = Account()
        let ci = Account.key(.user, "ci")
        account.add(.user, "ci", (0..<150).map { Self.read("other-\($0)", "S\($0)") } + [Self.read("vault", "Own")])
        for number in 1...3 { Self.attachOfAWS(&account, "Read\(number)", to: ci) }
        Self.attachOfAWS(&account, "Elsewhere", reading: "other-0", to: ci)
        account.addBucket("vault")
        let ground = Self.ground(account, entry: "ci") { $0.crownJewels = [NodeSelector(id: "*vault*")] }

        let plan = try Self.plan(ground)
        #expect(Set(plan.fixes) == Set(["inline/Own"] + (1...3).map { "arn:aws:iam::aws:policy/Read\($0)" }))
        #expect(plan.by == ["minimum cut"] && plan.left == 0)
        let bench = try FixBench(ground, for: nil, assumptions: .byDefault)
        let candidates = Candidates(ground)
        let goal = PlanGoal(bench, candidates.trustUse)
        let search = try PlanSearch(bench, candidates.all(), goal: goal)
        // All together, the set, and the set without each of its members.
        #expect(search.judgements == 6 && search.least == 0)
    }

    /// A right that eight policies and a group give alike is closed by taking all of them, in few judgements.
    @Test func whatManyGiveAlikeIsTakenTogether() throws {
        var account = Account()
        let ci = Account.key(.user, "ci")
        account.add(.user, "ci", [])
        for number in 1...8 { Self.attachOfAWS(&account, "Read\(number)", to: ci) }
        account.add(.group, "staff", [Self.read("vault", "Group")])
        Self.join(&account, "ci", "staff")
        account.addBucket("vault")
        let search = try Self.search(Self.ground(account, entry: "ci"))
        #expect(search.found?.members.count == 9 && search.found?.open == 0)
        // All together, the set, and the set without each of its members.
        #expect(search.judgements == 11 && search.limits.isEmpty)
    }

    /// A search that may judge no more says so, whether it looked for a set or for what a set can do without.
    @Test func theBoundsThatEndASearchAreSaid() throws {
        var account = Account()
        account.add(.user, "ci", [Self.read("vault", "Own")])
        for number in 1...3 { Self.attachOfAWS(&account, "Read\(number)", to: Account.key(.user, "ci")) }
        account.addBucket("vault")
        let ground = Self.ground(account, entry: "ci")
        let none = try Self.search(ground, judgements: 1)
        #expect(none.found == nil && none.limits == [.judgements])
        let unpruned = try Self.search(ground, judgements: 2)
        #expect(unpruned.found?.open == 0 && unpruned.limits == [.pruning])
        #expect(try Self.search(ground).limits.isEmpty)
    }

    private static func search(
        _ ground: Ground, judgements: Int = PlanSearch.mostJudgements
    ) throws -> PlanSearch {
        let bench = try FixBench(ground, for: nil, assumptions: .byDefault)
        let candidates = Candidates(ground)
        let goal = PlanGoal(bench, candidates.trustUse)
        return try PlanSearch(bench, candidates.all(), goal: goal, judgements: judgements)
    }

    /// The one statement by which somebody may change a key's policy stays, whatever else it gives.
    @Test(arguments: [false, true]) func noFixLocksAKey(hasOtherAdministrator: Bool) throws {
        var account = Account()
        account.add(.user, "ci", [statement("Allow", "kms:Decrypt", on: "*")])
        let root = ("AWS", "arn:aws:iam::\(Account.id):root")
        let all = statement("Allow", "kms:*", on: "*", sid: "Root", principal: root)
        let other = statement("Allow", "kms:PutKeyPolicy", on: "*", sid: "Administrator", principal: root)
        let key = account.addKey("k", hasOtherAdministrator ? [all, other] : [all])
        let fixes = Candidates(Self.ground(account, entry: "ci")).all().filter { one in
            one.kind == .removeResourceStatement && one.revision.documents.contains { $0.subject == key }
        }
        #expect(fixes.count == (hasOtherAdministrator ? 2 : 0))
    }

    @Test func theCostsOfTheHouseDecide() throws {
        var account = Account()
        Self.join(&account, "ci", "staff")
        account.add(.user, "ci", [])
        account.add(.group, "staff", [Self.read("vault", "Read")])
        account.addBucket("vault")
        var costs = ChangeCosts()
        costs.costs = [.statement: 50]
        let leave = try Fixes(limit: 1, isPlan: true).answer(in: Self.ground(account, entry: "ci", costs: costs)).result
        #expect(leave.plan.map { step in leave.fixes.first { $0.id == step.fix }?.kind } == [.leaveGroup])
        costs.costs = [.membership: 50]
        let edit = try Fixes(limit: 1, isPlan: true).answer(in: Self.ground(account, entry: "ci", costs: costs)).result
        #expect(edit.plan.map { step in edit.fixes.first { $0.id == step.fix }?.kind } == [.removeStatement])
    }

    @Test func withoutAnythingThatMattersThereIsNothingToClose() throws {
        var account = Account()
        account.add(.user, "ci", [Self.read("vault", "Read")])
        account.addBucket("vault")
        let key = Key.awsBucket(name: "vault", account: Account.id)
        account.nodes.append(
            NodeFact(
                key, name: "vault", properties: [Property(PropertyName.classification, "public")], evidence: [.test])
        )
        let answer = try Fixes(isPlan: true).answer(in: Self.ground(account, entry: "ci"))
        #expect(answer.result.plan.isEmpty)
        #expect(answer.caveats.contains { $0.detail.contains("no crown jewel is known") })
        #expect(!answer.caveats.contains { $0 == HouseView.nobodySaid })
    }

    // MARK: - Every set

    /// Small accounts, where every set of fixes can be judged.
    @Test(arguments: 0..<12) func noSetClosesMoreAndNonePartOfItCloses(_ seed: Int) throws {
        let ground = Self.ground(Self.random(UInt64(seed)), entry: "ci")
        let bench = try FixBench(ground, for: nil, assumptions: .byDefault)
        let goal = PlanGoal(bench, TrustUse(ground.world))
        let candidates = Candidates(ground).all()
        let plan = try Fixes(limit: 1, isPlan: true).answer(in: ground).result.plan

        func open(_ set: [Candidate]) throws -> Int {
            let revision = set.reduce(Revision()) { $0 + $1.revision }
            return goal.open(in: try bench.table(after: revision)).count
        }
        let all = try open(candidates)
        guard try open([]) > all else {
            #expect(plan.isEmpty)
            return
        }
        let members = plan.compactMap { step in candidates.first { $0.id == step.fix } }
        #expect(members.count == plan.count)
        #expect(try open(members) == all)
        #expect(plan.last?.remaining.unused == all)
        for member in members { #expect(try open(members.filter { $0.id != member.id }) > all) }

        // The cheapest set, found by trying all of them, the cheap ones first.
        let cost = members.reduce(0) { $0 + $1.cost }
        #expect(plan.reduce(0) { $0 + $1.cost } == cost)
        let useful = candidates.filter { $0.cost <= cost }.prefix(10)
        for set in 1..<(1 << useful.count) {
            let tried = useful.enumerated().filter { set >> $0.offset & 1 == 1 }.map(\.element)
            guard tried.reduce(0, { $0 + $1.cost }) < cost else { continue }
            #expect(try open(tried) > all, "\(tried.map(\.sentence)) is cheaper")
        }
    }

    /// One fix after the other, in each step the one that closes most for its cost.
    @Test(arguments: 0..<8) func noPlanIsDearerThanOneFixAfterTheOther(_ seed: Int) throws {
        let ground = Self.ground(Self.random(UInt64(seed) &+ 500), entry: "ci")
        let bench = try FixBench(ground, for: nil, assumptions: .byDefault)
        let candidates = Candidates(ground)
        let goal = PlanGoal(bench, candidates.trustUse)
        let plan = try Fixes(limit: 1, isPlan: true).answer(in: ground).result.plan

        var (chosen, open): ([Candidate], Int) = ([], goal.pairs.count)
        while open > 0 {
            let tried = try candidates.all().map { one in
                let revision = (chosen + [one]).reduce(Revision()) { $0 + $1.revision }
                return (one, goal.open(in: try bench.table(after: revision)).count)
            }.filter { $0.1 < open }
            guard let best = tried.max(by: { (open - $0.1) * $1.0.cost < (open - $1.1) * $0.0.cost }) else { break }
            chosen.append(best.0)
            open = best.1
        }
        #expect(plan.last.map { $0.remaining.unused <= open } ?? chosen.isEmpty)
        if plan.last?.remaining.unused == open {
            #expect(plan.reduce(0) { $0 + $1.cost } <= chosen.reduce(0) { $0 + $1.cost })
        }
    }

    /// A user, three roles, a group and two buckets, with rights between them by chance.
    private static func random(_ seed: UInt64) -> Account {
        var random = SeededGenerator(seed: seed &+ 77)
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
        var account = Account()
        let roles = ["r1", "r2", "r3"]
        account.add(.user, "ci", roles.filter { _ in !chance(3) }.map(take) + (chance(3) ? [read("vault", "Own")] : []))
        for (number, role) in roles.enumerated() {
            let next = number < 2 && chance(2) ? [take(roles[number + 1])] : []
            open(&account, role, next + (chance(2) ? [read(chance(2) ? "vault" : "logs", "Read")] : []))
        }
        let holders = roles.filter { _ in chance(2) }.map { Account.key(.role, $0) }
        if !holders.isEmpty { account.attach("shared", [read("vault", "Shared")], to: holders) }
        if chance(2) {
            account.add(.group, "staff", chance(2) ? [read("vault", "Group")] : [])
            join(&account, "ci", "staff")
            if chance(2) { account.attach("both", [read("logs", "Both")], to: [Account.key(.group, "staff")]) }
        }
        if chance(2) { attachOfAWS(&account, "OfAWS", to: Account.key(.user, "ci")) }
        account.addBucket("vault")
        account.addBucket("logs")
        return account
    }
}
