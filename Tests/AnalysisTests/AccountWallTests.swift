import OverreachGraph
import OverreachModel
import OverreachPolicy
import Testing

@testable import OverreachAnalysis

/// What stands even against whoever administers an account, and what does not.
struct AccountWallTests {
    private var account = Account()

    private static let everything = statement("Allow", "*", on: "*")
    private static let vault = "arn:aws:s3:::vault"

    /// Effects on a bucket that a principal reaches, as `read allowed`.
    private func reach(_ type: AWSNode, _ name: String, _ bucket: String) -> [String] {
        let made = account.made
        guard let holder = made.snapshot.node(Account.key(type, name)) else { return [] }
        let answer = try? Radius(node: made.snapshot.key(holder).text).answer(in: made)
        return (answer?.result.reached ?? []).filter { $0.node.name == bucket }
            .flatMap { row in row.effects.map { "\($0.rawValue) \(row.verdict.rawValue)" } }
    }

    private mutating func organize(_ statements: [Value], _ type: String = "SERVICE_CONTROL_POLICY") {
        account.addOrganization()
        account.controlFully(Account.root, Account.unit, .awsAccount(Account.id))
        account.control(type, of: Account.root, "p-wall", statements)
    }

    @Test(arguments: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"])
    mutating func controlPoliciesStandAgainstAdministrators(type: String) {
        account.addBucket("vault")
        account.addBucket("plain")
        account.add(.user, "admin", [Self.everything])
        account.add(.user, "writer", [statement("Allow", "iam:PutUserPolicy", on: Account.key(.user, "writer").id)])
        let denied = statement(
            "Deny", "s3:*", on: Self.vault + "*", principal: type.hasPrefix("RESOURCE") ? ("AWS", "*") : nil)
        organize([denied], type)
        for name in ["admin", "writer"] {
            #expect(reach(.user, name, "vault").isEmpty, "\(name)")
            #expect(reach(.user, name, "plain").contains("read allowed"), "\(name)")
        }
    }

    @Test mutating func whatAControlPolicySparesHangsOnWhoAsks() {
        account.addBucket("vault")
        account.add(.user, "admin", [Self.everything])
        organize([
            statement(
                "Deny", "s3:*", on: Self.vault + "*",
                condition: ("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/keeper"))
        ])
        #expect(
            Set(reach(.user, "admin", "vault")) == [
                "read conditional", "write conditional", "delete conditional", "administer conditional",
            ])
    }

    @Test(arguments: ["*", "arn:aws:iam::111122223333:*"])
    mutating func whoMayChangeNoIdentityAdministersNothing(denied: String) {
        account.addBucket("vault")
        account.addBucket("plain")
        account.add(
            .role, "boss", [Self.everything],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("Service", "ec2.amazonaws.com"))])
        account.add(
            .user, "u",
            [
                Self.everything, statement("Deny", "iam:*", on: denied), statement("Deny", "sts:AssumeRole", on: "*"),
                statement("Deny", "s3:*", on: Self.vault + "*"),
            ])
        #expect(reach(.user, "u", "vault").isEmpty)
        #expect(reach(.user, "u", "plain").contains("read allowed"))
    }

    @Test mutating func whoMayRewriteItsBoundaryHasNone() {
        account.addBucket("vault")
        let limit = "arn:aws:iam::\(Account.id):policy/limit"
        account.attach("limit", [statement("Allow", "iam:CreatePolicyVersion", on: limit)], to: [])
        account.add(.user, "dev", [Self.everything])
        account.bound(Account.key(.user, "dev"), by: limit)
        #expect(reach(.user, "dev", "vault").contains("read allowed"))
    }

    @Test mutating func onlyPoliciesThatMayBeAttachedCount() {
        account.addBucket("vault")
        account.attach("team", [Self.everything], to: [])
        account.add(
            .user, "dev",
            [
                statement(
                    "Allow", "iam:AttachUserPolicy", on: "*",
                    condition: ("ArnLike", "iam:PolicyARN", "arn:aws:iam::\(Account.id):policy/*"))
            ])
        account.add(
            .user, "other",
            [
                statement(
                    "Allow", "iam:AttachUserPolicy", on: "*",
                    condition: ("ArnLike", "iam:PolicyARN", "arn:aws:iam::\(Account.id):policy/none-*"))
            ])
        #expect(reach(.user, "dev", "vault").contains("read allowed"))
        #expect(reach(.user, "other", "vault").isEmpty)
    }

    @Test mutating func aControlPolicyStopsATrustThatIsRewritten() {
        account.addBucket("vault")
        account.add(
            .role, "boss", [Self.everything],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("Service", "ec2.amazonaws.com"))])
        account.add(.user, "dev", [statement("Allow", "iam:UpdateAssumeRolePolicy", on: "*")])
        #expect(reach(.user, "dev", "vault").contains("read allowed"))
        organize([statement("Deny", "sts:AssumeRole", on: "*", principal: ("AWS", "*"))], "RESOURCE_CONTROL_POLICY")
        #expect(reach(.user, "dev", "vault").isEmpty)
    }

    @Test mutating func aPasswordIsGivenToWhomHasNone() {
        account.addBucket("vault")
        account.add(.user, "admin", [Self.everything])
        account.add(.user, "help", [statement("Allow", "iam:CreateLoginProfile", on: "*")])
        #expect(reach(.user, "help", "vault").contains("read conditional"))
        for place in account.nodes.indices where account.nodes[place].name == "admin" {
            account.nodes[place].properties.append(Property(PropertyName.password, "true"))
        }
        #expect(reach(.user, "help", "vault").isEmpty)
    }
}
