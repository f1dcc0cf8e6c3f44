import OverreachAnalysis
import OverreachModel
import Testing

/// Control policies bound an account level by level, except the one that manages the organization.
struct OrganizationTests {
    private var account = Account()
    private static let resourceControl = "RESOURCE_CONTROL_POLICY"

    private mutating func addReader(managedBy manager: String = "999999999999") {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")])
        account.addOrganization(managedBy: manager)
    }

    private func verdict() throws -> Verdict? {
        try Radius(node: "u").answer(in: account.made).result.reached.first { $0.node.name == "b" }?.verdict
    }

    private var gaps: [String] {
        AWSCaveats.ofOrganizations(
            in: FactBase(nodes: account.nodes, edges: account.edges, documents: account.documents, activities: [])
        ).map(\.detail)
    }

    @Test mutating func whatEveryLevelAllowsIsAllowed() throws {
        addReader()
        account.controlFully(Account.root, Account.unit, .awsAccount(Account.id))
        #expect(try verdict() == .allowed)
        #expect(gaps.isEmpty)
    }

    @Test(arguments: [Account.root, Account.unit, Key.awsAccount(Account.id)])
    func aDenyAtAnyLevelDenies(target: Key) throws {
        var other = self
        other.addReader()
        other.account.controlFully(Account.root, Account.unit, .awsAccount(Account.id))
        other.account.control(of: target, "p-deny", [statement("Deny", "s3:*", on: "*")])
        #expect(try other.verdict() == nil)
    }

    @Test(arguments: [Account.root, Account.unit, Key.awsAccount(Account.id)])
    func aLevelThatDoesNotAllowDenies(target: Key) throws {
        var other = self
        other.addReader()
        for level in [Account.root, Account.unit, Key.awsAccount(Account.id)] where level != target {
            other.account.controlFully(level)
        }
        other.account.control(of: target, "p-some", [statement("Allow", "ec2:*", on: "*")])
        #expect(try other.verdict() == nil)
    }

    @Test mutating func theAccountThatManagesTheOrganizationIsBoundByNone() throws {
        addReader(managedBy: Account.id)
        account.control(of: Account.root, "p-deny", [statement("Deny", "s3:*", on: "*")])
        #expect(try verdict() == .allowed)
        #expect(gaps.isEmpty)
    }

    @Test mutating func aPolicyWhoseTextNobodyGaveMakesEverythingConditionalAndIsNamedOnce() throws {
        addReader()
        account.controlFully(Account.root, .awsAccount(Account.id))
        account.control(of: Account.unit, "p-unknown", nil)
        #expect(try verdict() == .conditional)
        let arn = "arn:aws:organizations::999999999999:policy/o-1/p-unknown"
        #expect(
            gaps == [
                "the service control policy \(arn) was not given: what is shown for \(Account.id) could be denied"
            ])
    }

    @Test mutating func aUnitOfWhichNobodyAskedIsNamedOnceForItsAccounts() {
        addReader()
        account.controlFully(Account.root, .awsAccount(Account.id))
        let second = Key.awsAccount("222233334444")
        account.nodes.append(NodeFact(second, name: "second", evidence: [.test]))
        account.edges.append(
            EdgeFact(second, EdgeKind(AWSEdge.isIn), Account.unit, origin: .declared, evidence: [.test]))
        #expect(
            gaps == [
                "the service control policies of ou-1 were not given: what is shown for \(Account.id) and 1 others "
                    + "could be denied"
            ])
    }

    @Test mutating func theListOfAnAccountThatNobodyGaveIsNamed() {
        addReader()
        account.controlFully(Account.root, Account.unit)
        #expect(
            gaps == [
                "the service control policies of \(Account.id) were not given: what is shown for \(Account.id) could be "
                    + "denied"
            ])
    }

    @Test mutating func aStatementThatCannotBeReadIsNamed() throws {
        addReader()
        account.controlFully(Account.root, Account.unit, .awsAccount(Account.id))
        account.control(
            of: Account.root, "p-odd",
            [statement("Deny", "s3:*", on: "*", condition: ("Odd", "aws:SourceIp", "10.0.0.0/8"))])
        #expect(try verdict() == .conditional)
        #expect(gaps.map { $0.contains("p-odd: unknown condition operator at /Statement/0/Condition/Odd") } == [true])
    }

    @Test mutating func aResourceControlPolicyKeepsARoleFromBeingTaken() {
        account.addOrganization()
        account.add(.user, "u", [])
        account.add(
            .role, "r", [],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", Account.key(.user, "u").id))])
        #expect(edges(AWSEdge.assumes, in: account.made).count == 1)
        account.control(
            Self.resourceControl, of: Account.root, "p-roles",
            [statement("Deny", "sts:AssumeRole", on: "*", principal: ("AWS", "*"))])
        #expect(edges(AWSEdge.assumes, in: account.made).isEmpty)
    }
}
