public import OverreachModel
internal import OverreachPolicy

/// What AWS documents leave open, for the caveats of every answer.
public enum AWSCaveats {
    /// Policies that are attached but were not given, statements that could not be understood, and whom resources and
    /// roles let in besides the identities that are known.
    ///
    /// Complexity: linear in the documents.
    public static func of(_ documents: [Document]) -> [Caveat] {
        let holdings = AWSHoldings(documents)
        let accounts = Set(documents.filter { !$0.kind.isKubernetes }.map { Text($0.subject.scope) })
        return holdings.problems
            + holdings.missing.map { holder, arn in
                caveat("the policy \(arn) of \(holder.id) was not given: what it allows or denies is not shown")
            }
            + changersOfIdentities(holdings)
            + outsiders(of: holdings.resourcePolicies, besides: accounts).map { resource, names in
                caveat("\(resource.id): its policy also allows \(names): they are not shown as reaching it")
            }
            + outsiders(of: holdings.trusts, besides: accounts).map { role, names in
                caveat("\(role.id): its trust policy also allows \(names): they are not shown as taking it")
            }
    }

    /// Actions by which an identity gives itself or another one rights; such paths are not judged.
    private static let identityChanges = [
        "iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy",
        "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreatePolicyVersion", "iam:PutGroupPolicy",
        "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:SetDefaultPolicyVersion", "iam:UpdateAssumeRolePolicy",
        "iam:UpdateLoginProfile",
    ]

    private static func changersOfIdentities(_ holdings: AWSHoldings) -> [Caveat] {
        let changers = holdings.identities.filter { identity in
            holdings.policies(of: identity).contains { policy in
                policy.document.statements.contains { statement in
                    statement.isAllow && identityChanges.contains { statement.matches(action: $0) }
                }
            }
        }
        guard let first = changers.first else { return [] }
        let others = changers.count > 1 ? " and \(changers.count - 1) others" : ""
        return [
            caveat(
                "\(first.id)\(others) may change IAM itself (such as iam:AttachUserPolicy): what they could give "
                    + "themselves that way is not followed")
        ]
    }

    private static func caveat(_ detail: String) -> Caveat {
        Caveat(reason: Caveat.notCollected, source: "aws", detail: detail)
    }

    /// Whom policies let in that lies in no known account, by what they are attached to.
    private static func outsiders(
        of policies: [Key: AWSHoldings.Trust], besides accounts: Set<Text>
    ) -> [(key: Key, names: String)] {
        policies.keys.sorted().compactMap { key in
            let statements = policies[key]?.document.statements.filter(\.isAllow) ?? []
            let strangers = Set(
                statements.flatMap(\.namedPrincipals).compactMap { stranger($0, accounts) }.map { Text($0) })
            let everybody = statements.contains(where: \.namesEverybody) ? ["everybody"] : []
            let names = everybody + strangers.map(\.string).sorted(by: UTF8Order.less)
            return names.isEmpty ? nil : (key, names.joined(separator: ", "))
        }
    }

    /// The principal in words; nil where its account is known, or where it is the id of a deleted one.
    private static func stranger(_ name: String, _ accounts: Set<Text>) -> String? {
        if let arn = ARN(name) {
            if accounts.contains(Text(arn.account)) { return nil }
            return arn.service == "iam" && arn.resource == "root" ? "the account \(arn.account)" : name
        }
        if name.utf8.count == 12, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return accounts.contains(Text(name)) ? nil : "the account \(name)"
        }
        return name.hasPrefix("canonical user ") ? "the \(name)" : nil
    }
}

extension Document.Kind {
    fileprivate var isKubernetes: Bool { self == .kubernetesRole || self == .kubernetesBinding }
}
